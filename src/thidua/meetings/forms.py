"""What people write of a meeting."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.accounts.day_field import DayField, HourField
from thidua.meetings.models import (
    LONGEST_NAME,
    LONGEST_REASON,
    LONGEST_SPEECH,
    LONGEST_VENUE,
    AsOne,
    Meeting,
    Participant,
    Presence,
    SpeechKind,
)
from thidua.meetings.noting import Said
from thidua.meetings.planning import Plan
from thidua.organisations.models import Person
from thidua.organisations.person_field import OneOfField
from thidua.remedies.models import LONGEST_WORDS
from thidua.web.forms import WordsField
from thidua.web.queries import QueryForm

BAD_DAY = _("ghi ngày như 31/12/2026")


class PlanForm(forms.Form):
    """A meeting as its unit plans it."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    held_on = DayField(
        label=_("Ngày họp"), error_messages={"required": _("hãy ghi ngày họp"), "invalid": BAD_DAY}
    )
    starts_at = HourField(label=_("Giờ bắt đầu"))
    venue = WordsField(label=_("Nơi họp"), max_length=LONGEST_VENUE)
    chair = OneOfField(label=_("Chủ trì"))
    chair_name = WordsField(label=_("Chủ trì khác (ghi tên)"), max_length=LONGEST_NAME)
    secretary = OneOfField(label=_("Thư ký"))
    secretary_name = WordsField(label=_("Thư ký khác (ghi tên)"), max_length=LONGEST_NAME)
    draft_sent_on = DayField(
        label=_("Ngày gửi dự thảo báo cáo"), required=False, error_messages={"invalid": BAD_DAY}
    )
    draft_reason = WordsField(label=_("Lý do gửi dự thảo muộn"), max_length=LONGEST_REASON)

    def __init__(self, data: Any = None, *, people: "dict[int, Person]", **more: Any) -> None:
        super().__init__(data, **more)
        for name in ("chair", "secretary"):
            field = self.fields[name]
            if isinstance(field, OneOfField):
                field.offer(people, str(_("Chưa chọn")))

    def plan(self) -> Plan:
        """What was written; of a form that is valid."""
        names = (
            *("held_on", "starts_at", "venue", "chair", "chair_name", "secretary"),
            *("secretary_name", "draft_sent_on", "draft_reason"),
        )
        return Plan(**{name: self.cleaned_data[name] for name in names})


def initial_of(meeting: Meeting) -> dict[str, Any]:
    """A meeting as its form shows it; a name stands alone where nobody on file is meant."""
    names = ("revision", "held_on", "starts_at", "venue", "draft_sent_on", "draft_reason")
    return {name: getattr(meeting, name) for name in names} | {
        "chair": meeting.chair_id,
        "chair_name": "" if meeting.chair_id else meeting.chair_name,
        "secretary": meeting.secretary_id,
        "secretary_name": "" if meeting.secretary_id else meeting.secretary_name,
    }


class GuestsForm(forms.Form):
    """Guests, a line each: name, then post after a comma."""

    guests = WordsField(
        label=_("Khách mời: mỗi dòng một người, họ tên, chức vụ"),
        max_length=LONGEST_SPEECH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def people(self) -> list[tuple[str, str]]:
        """Name and post of each line."""
        split = (line.partition(",") for line in self.cleaned_data["guests"].splitlines())
        return [(name.strip(), post.strip()) for name, _comma, post in split if name.strip()]


class PresenceForm(forms.Form):
    """Whether one of those called is there, and what the page showed."""

    row = forms.IntegerField()
    presence = forms.ChoiceField(choices=Presence.choices)
    seen = forms.ChoiceField(choices=Presence.choices)
    reason = WordsField(label=_("Lý do"), max_length=LONGEST_REASON)
    since = HourField(label=_("Lúc"))


class ReasonForm(forms.Form):
    """Why."""

    reason = WordsField(label=_("Lý do"), max_length=LONGEST_REASON)


class ChairForm(ReasonForm):
    """Who presides from now on."""

    person = OneOfField(label=_("Người chủ trì thay"))
    name = WordsField(label=_("Người khác (ghi tên)"), max_length=LONGEST_NAME)

    def __init__(self, data: Any = None, *, people: "dict[int, Person]", **more: Any) -> None:
        super().__init__(data, **more)
        field = self.fields["person"]
        if isinstance(field, OneOfField):
            field.offer(people, str(_("Chưa chọn")))


class SpeechForm(forms.Form):
    """What one said. `who`: the key of one of those called, or the word of a body that speaks as
    one.
    """

    kind = forms.ChoiceField(
        label=_("Loại ý kiến"), choices=SpeechKind.choices, widget=forms.RadioSelect
    )
    who = WordsField(label=_("Người nói"), max_length=20)
    text = WordsField(
        label=_("Ý kiến"),
        max_length=LONGEST_SPEECH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    sent_key = WordsField(max_length=40)
    revision = forms.IntegerField(required=False)

    def said(self, own: Participant | None = None) -> Said:
        """What was written; without a speaker own words are those of whom the item is about."""
        kind, who = self.cleaned_data["kind"], self.cleaned_data["who"]
        if who in AsOne.values:
            return Said(kind, self.cleaned_data["text"], None, who)
        if not who and own is not None and kind in (SpeechKind.ACCEPTANCE, SpeechKind.EXPLANATION):
            return Said(kind, self.cleaned_data["text"], own.pk)
        speaker = int(who) if who.isdecimal() and len(who) < 10 else None
        return Said(kind, self.cleaned_data["text"], speaker)


class ConcludeForm(forms.Form):
    """What the chair concludes."""

    concluded = WordsField(
        label=_("Kết luận của chủ trì"),
        max_length=LONGEST_SPEECH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    revision = forms.IntegerField(required=False)


class AnswerForm(forms.Form):
    """The answer to a request for correction."""

    row = forms.IntegerField()
    taken = forms.TypedChoiceField(
        choices=[("yes", _("Đã sửa")), ("no", _("Không sửa"))], coerce=lambda word: word == "yes"
    )
    answer = WordsField(label=_("Trả lời"), max_length=LONGEST_REASON)


class CorrectionForm(forms.Form):
    """What the one who is spoken of asks to be corrected; without `speech`: of the conclusion."""

    item = forms.IntegerField()
    speech = forms.IntegerField(required=False)
    text = WordsField(label=_("Đề nghị sửa thế nào"), max_length=LONGEST_REASON)


class RemedyForm(forms.Form):
    """What the meeting wants done about a limit."""

    limit = WordsField(
        label=_("Hạn chế"),
        max_length=LONGEST_WORDS,
        required=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("hãy ghi hạn chế")},
    )
    cause = WordsField(
        label=_("Nguyên nhân"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    work = WordsField(label=_("Làm gì để khắc phục"), max_length=LONGEST_NAME)
    ends_on = DayField(
        label=_("Xong trước ngày"), required=False, error_messages={"invalid": BAD_DAY}
    )


class RowForm(forms.Form):
    """A row of the page, by its key."""

    row = forms.IntegerField()


class FollowQuery(QueryForm):
    """Which state of the meeting the page shows already."""

    seen = forms.IntegerField(required=False)
