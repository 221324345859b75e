"""A number in a form, as people write it."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from thidua.language import current_language
from thidua.numbers import format_number

DIGITS, PLACES = 20, 4
"""Of every number that is stored: how many digits, how many of them after the point."""
_LARGEST = Decimal(10) ** (DIGITS - PLACES - 1)
_GROUPED = {"vi": re.compile(r"[+-]?\d{1,3}(\.\d{3})+"), "en": re.compile(r"[+-]?\d{1,3}(,\d{3})+")}
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)")


class NumberField(forms.Field):
    """A number as the reader writes it: 1.208,5 in Vietnamese, 1,208.5 in English; 12.5 and 12,5
    are understood by both where nothing else can be meant. Nothing: None, never 0.
    """

    widget = forms.TextInput

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, **more)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def clean(self, value: Any) -> Decimal | None:
        text = plain_number(str(value or ""))
        if not text:
            return None
        if not _NUMBER.fullmatch(text):
            raise ValidationError(_("Ô này nhận số."))
        number = Decimal(text)
        if abs(number) >= _LARGEST:
            raise ValidationError(_("Số quá lớn: nhiều nhất 15 chữ số."))
        if number != round(number, PLACES):
            raise ValidationError(_("Nhiều nhất 4 chữ số sau dấu phẩy."))
        return number

    def prepare_value(self, value: Any) -> Any:
        return written_number(value) if isinstance(value, Decimal) else value


def written_number(value: Decimal | None) -> str:
    """A number for a field to be typed in; "" for none."""
    return "" if value is None else format_number(value).replace("−", "-")


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
