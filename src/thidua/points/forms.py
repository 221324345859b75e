"""What people write of points: a value of each criterion, why, the files that they show for it."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.blocs.forms import NumberField
from thidua.blocs.models import Criterion, Scale
from thidua.numbers import format_number
from thidua.points.actions import worths_of
from thidua.points.counted import most_of
from thidua.points.models import LONGEST_REASON, Grade
from thidua.points.parameters import GRADES
from thidua.web.forms import WordsField

Files = Sequence[tuple[int, str]]
"""Files by key and name."""


class ValueForm(forms.Form):
    """One criterion: points of at most its own, or a grade; why; files of the unit's notes."""

    reason = WordsField(
        label=gettext_lazy("Lý do"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(
        self, data: QueryDict | None = None, *, of: Criterion, files: Files = (), **kwargs: Any
    ) -> None:
        super().__init__(data, prefix=f"t{of.pk}", **kwargs)
        self.criterion, self.most = of, most_of(of, of.criteria_set)
        self.by_points = of.criteria_set.scale == Scale.POINTS
        self.fields = {"value": self._value_field(), **self.fields}
        if files:
            self.fields["files"] = forms.MultipleChoiceField(
                label=_("Minh chứng cho khối xem"),
                required=False,
                choices=files,
                widget=forms.CheckboxSelectMultiple,
            )

    def _value_field(self) -> forms.Field:
        if self.by_points:
            return NumberField(label=_("Điểm"))
        return forms.ChoiceField(
            label=_("Mức"), required=False, choices=[("", _("Chưa chấm")), *Grade.choices]
        )

    def clean_value(self) -> Decimal | None:
        """The points, or what the grade gives of the weight."""
        value = self.cleaned_data["value"]
        if not self.by_points:
            return self.most * GRADES[value] if value else None
        if value is not None and value > self.most:
            most = format_number(self.most)
            raise ValidationError(_("cao hơn điểm tối đa {most}").format(most=most))
        return value  # type: ignore[no-any-return]

    @property
    def value(self) -> Decimal | None:
        found: Decimal | None = self.cleaned_data.get("value")
        return found

    @property
    def words(self) -> str:
        return str(self.cleaned_data.get("reason", ""))

    @property
    def chosen(self) -> Collection[int]:
        """The files, by key."""
        return [int(one) for one in self.cleaned_data.get("files", ())]


def shown_value(of: Criterion, value: Decimal | None) -> Any:
    """A stored value as its field shows it: the number, or the grade's word."""
    if of.criteria_set.scale == Scale.POINTS or value is None:
        return value
    return worths_of(most_of(of, of.criteria_set)).get(value, "")


def forms_for(
    criteria: Sequence[Criterion],
    initial: Mapping[int, Mapping[str, Any]],
    *,
    data: QueryDict | None = None,
    files: Files = (),
) -> list[ValueForm]:
    """A form a criterion, with what is stored, or as it was sent."""
    return [
        ValueForm(data, of=one, files=files, initial=dict(initial.get(one.pk, {})))
        for one in criteria
    ]


class SheetForm(forms.Form):
    """Which saving or sending of a sheet was read, and for whom somebody checks."""

    revision = forms.IntegerField(required=False, min_value=0, max_value=1_000_000)
    version = forms.IntegerField(required=False, min_value=0, max_value=32_000)
    unit = forms.CharField(required=False, max_length=80)

    @classmethod
    def numbers(cls, data: QueryDict) -> tuple[int, int]:
        """Revision and version; 0 where something else was sent."""
        form = cls(data)
        form.is_valid()
        return (form.cleaned_data.get("revision") or 0, form.cleaned_data.get("version") or 0)


class ReasonForm(forms.Form):
    """Why a sheet goes back to its unit."""

    why = WordsField(
        label=gettext_lazy("Lý do trả lại"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 2}),
    )
