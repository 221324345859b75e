"""What people write of a conference."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.accounts.day_field import DayField
from thidua.conferences.actions import ConferenceValues
from thidua.conferences.models import (
    LONGEST_LINE,
    LONGEST_MINUTES,
    LONGEST_NAME,
    LONGEST_REASON,
    LONGEST_VENUE,
    Conference,
    Presence,
    State,
)
from thidua.directives.forms import BAD_DAY
from thidua.directives.models import LONGEST_NUMBER
from thidua.web.forms import WordsField
from thidua.web.queries import QueryForm, SearchField, WordField

MOST_LINES = 60


def lines_of(value: str) -> tuple[str, ...]:
    """The lines that say something."""
    return tuple(line.strip() for line in value.splitlines() if line.strip())


class LinesField(WordsField):
    """A line each: of agenda, conclusions, guests. No line is cut; a long one is named."""

    def __init__(self, *, longest: int = LONGEST_LINE, **kwargs: Any) -> None:
        super().__init__(
            max_length=longest * MOST_LINES,
            widget=forms.Textarea(attrs={"rows": 5}),
            **kwargs,
        )
        self.longest = longest

    def validate(self, value: str) -> None:
        super().validate(value)
        for number, line in enumerate(lines_of(value), start=1):
            if len(line) > self.longest:
                raise ValidationError(
                    gettext("dòng {number} dài {length} ký tự; nhiều nhất {most}").format(
                        number=number, length=len(line), most=self.longest
                    )
                )


class ConferenceForm(forms.Form):
    """A conference as its office prepares it and writes it down."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    held_on = DayField(
        label=_("Ngày họp"), error_messages={"required": _("hãy ghi ngày họp"), "invalid": BAD_DAY}
    )
    starts_at = forms.TimeField(
        label=_("Giờ bắt đầu"),
        required=False,
        input_formats=["%H:%M", "%Hh%M", "%H"],
        widget=forms.TimeInput(format="%H:%M", attrs={"placeholder": "08:00"}),
        error_messages={"invalid": _("ghi giờ như 08:00")},
    )
    venue = WordsField(label=_("Nơi họp"), max_length=LONGEST_VENUE)
    chair = WordsField(label=_("Chủ trì"), max_length=LONGEST_NAME)
    secretary = WordsField(label=_("Thư ký"), max_length=LONGEST_NAME)
    agenda = LinesField(label=_("Chương trình, mỗi dòng một nội dung"))
    state = forms.ChoiceField(label=_("Tình trạng"), choices=State.choices)
    minutes = WordsField(
        label=_("Diễn biến (ghi vào biên bản)"),
        max_length=LONGEST_MINUTES,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    conclusions = LinesField(label=_("Kết luận, mỗi dòng một điều"))

    def values(self) -> ConferenceValues:
        """What was written; of a form that is valid."""
        said = self.cleaned_data
        fields = ("held_on", "starts_at", "venue", "chair", "secretary", "minutes", "state")
        return ConferenceValues(
            **{name: said[name] for name in fields},
            agenda=lines_of(said["agenda"]),
            conclusions=lines_of(said["conclusions"]),
        )


def initial_of(conference: Conference) -> dict[str, Any]:
    """A conference as its form shows it; conclusions that became something are not typed again."""
    names = ("revision", "held_on", "starts_at", "venue", "chair", "secretary", "minutes", "state")
    return {name: getattr(conference, name) for name in names} | {
        "agenda": "\n".join(line.text for line in conference.agenda.all()),
        "conclusions": "\n".join(one.text for one in conference.conclusions.filter(became="")),
    }


class GuestsForm(forms.Form):
    """Guests, a line each: name, then post and office after a comma."""

    guests = LinesField(
        label=_("Khách mời: mỗi dòng một người, họ tên, chức vụ, cơ quan"),
        longest=2 * LONGEST_NAME,
    )

    def people(self) -> list[tuple[str, str]]:
        """Name and post of each line."""
        split = (line.partition(",") for line in self.cleaned_data["guests"].splitlines())
        return [(name.strip(), post.strip()) for name, _comma, post in split if name.strip()]


class UnitsForm(forms.Form):
    """Units that are invited, by their keys."""

    unit = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, data: Any = None, *, units: "dict[int, str]") -> None:
        super().__init__(data)
        self.fields["unit"].choices = list(units.items())  # type: ignore[attr-defined]


class TickForm(forms.Form):
    """What is noted at the door, and what the door's page showed."""

    presence = forms.ChoiceField(choices=Presence.choices)
    seen = forms.ChoiceField(choices=Presence.choices)
    reason = WordsField(label=_("Lý do vắng"), max_length=LONGEST_REASON)


class DoorQuery(QueryForm):
    """Whom the door looks for."""

    q = SearchField()
    left = WordField(("1",))


class RowForm(forms.Form):
    """A row of the page, by its key."""

    row = forms.IntegerField()


class DocumentForm(RowForm):
    """The number and day of the document that a conclusion becomes."""

    number = WordsField(label=_("Số, ký hiệu"), max_length=LONGEST_NUMBER)
    signed_on = DayField(
        label=_("Ngày ký"), error_messages={"required": _("hãy ghi ngày ký"), "invalid": BAD_DAY}
    )
