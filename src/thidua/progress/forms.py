"""What people write on the pages of the room."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.accounts.day_field import DayField
from thidua.attachments.inspecting import Sent
from thidua.attachments.models import LONGEST_CAPTION, LONGEST_REASON
from thidua.organisations.models import Organisation
from thidua.organisations.names import committee_name
from thidua.progress.models import LONGEST_NAME
from thidua.progress.results import Target, TaskProgress
from thidua.progress.rules import LONGEST_TEXT, NoteWords
from thidua.web.forms import WordsField
from thidua.web.number_field import NumberField

BAD_DAY = _("ghi ngày như 31/12/2026")
YES, NO = "1", "0"


class _Several(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.Field):
    """The files as they came; what is in them is looked at where they are stored."""

    widget = _Several

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, **more)

    def clean(self, value: "Sequence[UploadedFile[Any]] | None") -> "list[UploadedFile[Any]]":
        return list(value or ())


class _Lines(forms.MultipleHiddenInput):
    """Several fields of one name."""


class CaptionsField(WordsField):
    """A caption for each file, in the order of the files."""

    widget = _Lines

    def clean(self, value: Any) -> list[str]:
        return [super(CaptionsField, self).clean(one) for one in value or ()]


class FilesForm(forms.Form):
    """Evidence: pictures from the camera, files, and what stands below them."""

    photos = FilesField(label=_("Chụp ảnh"))
    papers = FilesField(label=_("Chọn tệp"))
    captions = CaptionsField(label=_("Chú thích từng tệp"), max_length=LONGEST_CAPTION)
    caption = WordsField(label=_("Chú thích"), max_length=LONGEST_CAPTION)

    def evidence(self) -> list[Sent]:
        """The files that came, each with its own caption, or the one for all. Of a valid form."""
        known, captions = self.cleaned_data, self.cleaned_data["captions"]
        files = [*known["photos"], *known["papers"]]
        more = [known["caption"]] * (len(files) - len(captions))
        return [
            Sent(file, caption or known["caption"])
            for file, caption in zip(files, [*captions, *more], strict=False)
        ]


class NoteForm(FilesForm):
    """How far a task is. A field for each measure (`m-KEY`), a box for each milestone."""

    on = DayField(
        label=_("Tính đến ngày"),
        error_messages={"required": _("hãy ghi ngày"), "invalid": BAD_DAY},
    )
    text = WordsField(
        label=_("Đã làm gì"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 3})
    )
    milestones = forms.MultipleChoiceField(
        label=_("Mốc đã đạt"), required=False, widget=forms.CheckboxSelectMultiple
    )
    is_blocked = forms.BooleanField(label=_("Đang vướng, cần cấp trên gỡ"), required=False)
    blocked_by = WordsField(
        label=_("Đang vướng gì"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 2})
    )
    freed_by = forms.ChoiceField(label=_("Nơi gỡ được"), required=False)
    freed_by_name = WordsField(label=_("Hoặc ghi tên nơi khác"), max_length=LONGEST_NAME)
    sent_as = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(
        self,
        *args: Any,
        task: TaskProgress,
        freers: Sequence[Organisation],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.task, self.freers = task, freers
        for target in task.targets:
            self.fields[_key(target)] = _measure_field(target)
        milestones: Any = self.fields["milestones"]
        milestones.choices = [(str(at), one.text) for at, one in enumerate(task.milestones)]
        freed_by: Any = self.fields["freed_by"]
        freed_by.choices = [("", "—"), *((str(one.pk), committee_name(one)) for one in freers)]

    def clean(self) -> dict[str, Any]:
        known: dict[str, Any] = super().clean() or self.cleaned_data
        if known.get("is_blocked") and not known.get("blocked_by"):
            self.add_error("blocked_by", gettext("hãy ghi đang vướng gì, để nơi gỡ được biết"))
        return known

    def measures(self) -> Iterable[tuple[Target, forms.BoundField]]:
        """Each measure with its field, for the page."""
        return [(target, self[_key(target)]) for target in self.task.targets]

    def words(self, *, corrects: int | None) -> NoteWords:
        """What is noted. Of a valid form."""
        known = self.cleaned_data
        blocked = known["is_blocked"]
        by_key = {str(one.pk): one for one in self.freers}
        return NoteWords(
            on=known["on"],
            text=known["text"],
            values=dict(self._values()),
            milestones=[
                (one.due_on, one.text)
                for at, one in enumerate(self.task.milestones)
                if str(at) in known["milestones"]
            ],
            blocked_by=known["blocked_by"] if blocked else "",
            freed_by=by_key.get(known["freed_by"]) if blocked else None,
            freed_by_name=known["freed_by_name"] if blocked else "",
            corrects=corrects,
            sent_as=known["sent_as"],
            seen_note=known["seen"],
        )

    def _values(self) -> Iterable[tuple[int, Decimal | bool]]:
        for target in self.task.targets:
            value = self.cleaned_data[_key(target)]
            if target.yes_no and value:
                yield target.measure, value == YES
            elif not target.yes_no and value is not None:
                yield target.measure, value


def _key(target: Target) -> str:
    return f"m-{target.measure}"


def _measure_field(target: Target) -> forms.Field:
    if target.yes_no:
        choices = [("", gettext("chưa ghi")), (YES, gettext("đã xong")), (NO, gettext("chưa xong"))]
        return forms.ChoiceField(
            label=target.name, choices=choices, required=False, widget=forms.RadioSelect
        )
    return NumberField(label=target.name)


class CheckForm(forms.Form):
    """A word with a confirmation; what is asked; what is answered."""

    text = WordsField(
        label=_("Lời"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 2})
    )


class PromiseForm(forms.Form):
    """What is done about what blocks a task, and by when."""

    text = WordsField(
        label=_("Sẽ làm gì"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 2})
    )
    until = DayField(
        label=_("Xong trước ngày"), required=False, error_messages={"invalid": BAD_DAY}
    )


class RemoveForm(forms.Form):
    """Which file of a note goes, and why."""

    file = forms.IntegerField(min_value=1)
    reason = WordsField(
        label=_("Vì sao gỡ"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 2})
    )
