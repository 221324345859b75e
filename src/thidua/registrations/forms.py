"""What people write about a task: fields by clarity, lines of milestones and measures."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from thidua.accounts.day_field import DayField
from thidua.campaigns.models import Direction
from thidua.language import current_language
from thidua.numbers import in_both
from thidua.registrations.models import DECIMAL_PLACES, MAX_DIGITS, Kind
from thidua.web.forms import WordsField
from thidua.web.queries import QueryForm, SearchField, WordField

LONGEST, LONGEST_LINE, LONGEST_NAME = 2_000, 255, 120
MOST_LINES = 30
_GROUPED = {"vi": re.compile(r"[+-]?\d{1,3}(\.\d{3})+"), "en": re.compile(r"[+-]?\d{1,3}(,\d{3})+")}


class NumberField(forms.Field):
    """A number as the reader writes it: 1.208,5 in Vietnamese, 1,208.5 in English; 12.5 and 12,5
    are understood by both where nothing else can be meant.
    """

    widget = forms.TextInput

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, **more)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def clean(self, value: Any) -> Decimal | None:
        text = plain_number(str(value or "")) if not isinstance(value, Decimal) else str(value)
        if not text:
            return None
        try:
            number = Decimal(text)
        except ArithmeticError as error:
            raise ValidationError(_("Ô này nhận số.")) from error
        if not number.is_finite() or abs(number) >= _LARGEST:
            raise ValidationError(_("Số quá lớn: nhiều nhất 15 chữ số."))
        if number != round(number, DECIMAL_PLACES):
            raise ValidationError(_("Nhiều nhất 4 chữ số sau dấu phẩy."))
        return number

    def prepare_value(self, value: Any) -> Any:
        return str(in_both(value)).replace("−", "-") if isinstance(value, Decimal) else value


_LARGEST = Decimal(10) ** (MAX_DIGITS - DECIMAL_PLACES - 1)


def plain_number(written: str) -> str:
    """What somebody wrote as digits with a point; what is no number stays as it is."""
    text = re.sub(r"\s", "", written).replace("−", "-")
    language = current_language()
    group, mark = (".", ",") if language == "vi" else (",", ".")
    if group in text and mark in text:
        group, mark = sorted((group, mark), key=text.rindex)
        return text.replace(group, "").replace(mark, ".")
    if _GROUPED[language].fullmatch(text):
        return text.replace(group, "")
    return text.replace(",", ".")


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class TaskForm(forms.Form):
    """Everything of a task but its lines. `bases` is what the page was drawn from."""

    bases = forms.CharField(required=False, widget=forms.HiddenInput)
    title = WordsField(label=_("Tên gọi ngắn"), max_length=160)
    kind = forms.ChoiceField(label=_("Loại"), choices=Kind.choices, required=False)
    work = WordsField(label=_("Làm gì"), max_length=LONGEST, widget=_lines(3))
    place = WordsField(label=_("Ở đâu"), max_length=LONGEST)
    amount = WordsField(label=_("Bao nhiêu"), max_length=LONGEST_NAME)
    doer = forms.Field(required=False, widget=forms.MultipleHiddenInput)
    lead = forms.Field(required=False, widget=forms.MultipleHiddenInput)
    with_whom = WordsField(label=_("Phối hợp với"), max_length=LONGEST)
    starts_on = DayField(label=_("Bắt đầu"), required=False)
    ends_on = DayField(label=_("Hạn cuối"), required=False)
    answers = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    answers_title = WordsField(label=_("Chức vụ chịu trách nhiệm"), max_length=LONGEST_NAME)
    answers_to = WordsField(label=_("Trước ai"), max_length=LONGEST_LINE)
    check_how = WordsField(label=_("Kiểm tra cách nào"), max_length=LONGEST, widget=_lines(2))
    checked_in = WordsField(label=_("Kiểm tra khi nào"), max_length=LONGEST_NAME)
    decides = WordsField(label=_("Ai quyết định, đến đâu"), max_length=LONGEST, widget=_lines(2))
    q = SearchField()
    q_answers = SearchField()


class MilestoneForm(forms.Form):
    on = DayField(label=_("Ngày"), required=False)
    text = WordsField(label=_("Mốc"), max_length=LONGEST_LINE)


class MeasureForm(forms.Form):
    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = WordsField(label=_("Đo bằng"), max_length=LONGEST_LINE)
    unit = WordsField(label=_("Đơn vị tính"), max_length=60)
    last_year = NumberField(label=_("Năm trước"))
    target = NumberField(label=_("Phấn đấu"))
    direction = forms.ChoiceField(label=_("Hướng"), choices=Direction.choices, required=False)
    yes_no = forms.BooleanField(label=_("Có hay không"), required=False)
    main = forms.BooleanField(label=_("Thước đo chính"), required=False)


Milestones = forms.formset_factory(
    MilestoneForm, extra=1, max_num=MOST_LINES, absolute_max=MOST_LINES + 5
)
Measures = forms.formset_factory(
    MeasureForm, extra=1, max_num=MOST_LINES, absolute_max=MOST_LINES + 5
)


class NewTaskForm(forms.Form):
    kind = forms.ChoiceField(choices=Kind.choices, required=False)


class LateForm(forms.Form):
    """Why a registration comes after its day."""

    late_reason = WordsField(label=_("Vì sao gửi muộn"), max_length=LONGEST, widget=_lines(3))


class WithdrawForm(forms.Form):
    reason = WordsField(label=_("Vì sao xin rút"), max_length=LONGEST, widget=_lines(3))


class ChangeForm(forms.Form):
    """Why something accepted is to change."""

    change_reason = WordsField(
        label=_("Vì sao thay đổi"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2, "required": True}),
    )


class HolderQuery(QueryForm):
    """Whose registration of an organisation a page shows: its own, its collective's ("tap-the"),
    or that of somebody in a post (the person's key).
    """

    cua = forms.CharField(required=False)


class ChangeQuery(QueryForm):
    """Whether a task that was accepted is to be changed."""

    doi = WordField(("1",))


class FindQuery(QueryForm):
    """Somebody to be found in the unit's own part, and for what."""

    q = SearchField()
    cho = forms.CharField(required=False)
