"""What people write of blocs and criteria."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from thidua.accounts.lookups import LookupField, organisations_named
from thidua.blocs.models import DECIMAL_PLACES, MAX_DIGITS, BlocKind, Scale
from thidua.blocs.scoring import Draft, Row
from thidua.numbers import with_decimal_mark
from thidua.vocabulary import Sector
from thidua.web.forms import WordsField

MOST_ROWS = 60
LONGEST_NAME, LONGEST_CONTENT, LONGEST_PLAIN, LONGEST_REASON = 150, 500, 300, 500
LONGEST_WORDS, LONGEST_CODE = 1_000, 80


class NumberField(forms.Field):
    """An exact number not below zero, as it is typed in either language: 12,5 or 12.5; blank:
    None.
    """

    def __init__(self, **more: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off", "maxlength": "12"}
        super().__init__(widget=forms.TextInput(attrs), **{"required": False, **more})

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Decimal):
            return value
        plain = f"{value.normalize():f}"
        return with_decimal_mark(plain)

    def to_python(self, value: Any) -> Decimal | None:
        text = str(value or "").strip().replace(" ", "").replace(",", ".")
        if not text:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or number < 0:
            raise ValidationError(_("hãy ghi một số từ 0 trở lên, ví dụ 12,5"))
        if number >= 10 ** (MAX_DIGITS - DECIMAL_PLACES):
            raise ValidationError(_("số lớn quá: nhiều nhất 999.999"))
        if number != round(number, DECIMAL_PLACES):
            raise ValidationError(_("nhiều nhất hai chữ số sau dấu phẩy"))
        return number


class NewBlocForm(forms.Form):
    """A new bloc of one's own part."""

    kind = forms.ChoiceField(label=_("Loại"), choices=BlocKind.choices)
    name = WordsField(
        label=_("Tên"),
        max_length=LONGEST_NAME,
        required=True,
        help_text=_("Ví dụ: Khối các xã phía Bắc."),
    )


class MemberForm(forms.Form):
    """A unit to take in."""

    unit = LookupField(
        organisations_named,
        label=_("Đơn vị"),
        required=True,
        help_text=_("Nhập tên, ví dụ: xã Đoàn Thượng; hoặc mã."),
    )


class SectorForm(forms.Form):
    """All units of one kind to take in."""

    sector = forms.ChoiceField(label=_("Mọi đơn vị cùng loại hình"), choices=Sector.choices)


class UnitForm(forms.Form):
    """Which member an act is about, by its code."""

    unit = forms.CharField(required=False)


class LeadersForm(forms.Form):
    """Who leads the bloc this year: members, by their codes; "": nobody yet."""

    head = forms.ChoiceField(label=_("Đơn vị trưởng"), required=False)
    deputy = forms.ChoiceField(label=_("Đơn vị phó"), required=False)

    def __init__(self, *args: Any, members: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Chưa phân công")), *members]
        self.fields["head"] = forms.ChoiceField(
            label=_("Đơn vị trưởng"), required=False, choices=choices
        )
        self.fields["deputy"] = forms.ChoiceField(
            label=_("Đơn vị phó"), required=False, choices=choices
        )


class AnswerForm(forms.Form):
    """What a member says of the scoring."""

    unit = forms.CharField(required=False)
    words = WordsField(
        label=_("Ý kiến (cần ghi khi chưa đồng ý)"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea({"rows": 2}),
    )


class VersionForm(forms.Form):
    """Why there is a new version."""

    reason = WordsField(
        label=_("Lý do có bản mới"),
        max_length=LONGEST_REASON,
        required=True,
        help_text=_("Bản đã ký giữ nguyên và còn hiệu lực đến khi bản mới được ký."),
    )


class SetForm(forms.Form):
    """How a set is scored, and which save of it was read."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    scale = forms.ChoiceField(label=_("Chấm bằng"), choices=Scale.choices)
    total = NumberField(label=_("Tổng điểm"))

    def clean(self) -> dict[str, Any]:
        """Of points the total is asked for; of grades the weights add up to a hundred."""
        values: dict[str, Any] = self.cleaned_data
        total = values.get("total")
        if total is None and "total" not in self.errors and values.get("scale") == Scale.GRADES:
            values["total"] = Decimal(100)
        elif not total and "total" not in self.errors:
            self.add_error("total", _("hãy ghi tổng điểm lớn hơn 0, ví dụ 100"))
        return values


class CriterionForm(forms.Form):
    """One row."""

    content = WordsField(
        label=_("Nội dung"),
        max_length=LONGEST_CONTENT,
        widget=forms.Textarea({"rows": 2}),
    )
    measure = WordsField(label=_("Cách đo, cách chấm"), max_length=LONGEST_PLAIN)
    evidence = WordsField(label=_("Minh chứng cần có"), max_length=LONGEST_PLAIN)
    points = NumberField(label=_("Điểm tối đa"))
    weight = NumberField(label=_("Hệ số, trọng số"))
    link = forms.ChoiceField(label=_("Tính theo"), required=False)

    def __init__(self, *args: Any, links: Sequence[tuple[str, Any]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["link"] = forms.ChoiceField(
            label=_("Tính theo"), required=False, choices=[*links]
        )

    @property
    def row(self) -> Row:
        """What was written, of a form without faults."""
        values = self.cleaned_data
        kind, _colon, key = values.get("link", "").partition(":")
        return Row(
            content=values.get("content", ""),
            measure=values.get("measure", ""),
            evidence=values.get("evidence", ""),
            points=values.get("points"),
            weight=values.get("weight"),
            link_kind=kind,
            link_key=key,
        )


CriterionFormSet = forms.formset_factory(
    CriterionForm, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS + 1, validate_max=True
)


def draft_of(head: SetForm, rows: Sequence[CriterionForm]) -> Draft:
    """What both forms say, without faults."""
    values = head.cleaned_data
    return Draft(Scale(values["scale"]), values["total"], tuple(row.row for row in rows))
