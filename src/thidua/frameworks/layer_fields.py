"""The fields of a layer's form, row by row: its own, a document's, a setting's, a condition's.

They say what is missing or too long; what a value means, the rulebook judges (`layer_sent`)."""

from collections.abc import Mapping
from functools import cached_property
from itertools import count, takewhile
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from thidua.language import as_sentence
from thidua.web.forms import WordsField

MOST_ADDITIONS = 60
"""Rows of added conditions that one form may hold."""
LONGEST_ID, LONGEST_TITLE, LONGEST_PLACE, LONGEST_REASON = 80, 300, 160, 500
LONGEST_VALUE, LONGEST_SETTING = 40, 400
_DAYS = ["%d/%m/%Y"]
_NO_DAY, _NO_TITLE = _("Cần một ngày, ví dụ 01/01/2022."), _("Cần tên.")
_NO_NUMBER = _("Cần số, ký hiệu văn bản.")
_NO_ID = _("Mã gồm chữ thường không dấu, số và dấu gạch dưới, ví dụ hai_duong_2022.")


class RowForm(forms.Form):
    """Fields that belong together."""

    @cached_property
    def written(self) -> dict[str, str]:
        """What stands in each field of words, as it was typed."""
        names = (name for name, field in self.fields.items() if _holds_words(field))
        return {name: str(self[name].value() or "").strip() for name in names}

    @property
    def faults(self) -> dict[str, list[str]]:
        """What is missing or too long, by the whole name of its field."""
        return {
            self.add_prefix(name): [as_sentence(text) for text in texts]
            for name, texts in self.errors.items()
        }


def _holds_words(field: forms.Field) -> bool:
    return isinstance(field, forms.CharField | forms.DateField)


def _day(*, required: bool = True) -> forms.DateField:
    wrong = {"required": _NO_DAY, "invalid": _NO_DAY}
    return forms.DateField(input_formats=_DAYS, error_messages=wrong, required=required)


def _title() -> WordsField:
    return WordsField(
        max_length=LONGEST_TITLE, required=True, error_messages={"required": _NO_TITLE}
    )


class LayerFields(RowForm):
    """The layer's own fields: its id, its name, its days."""

    id = forms.RegexField(
        rf"^[a-z][a-z0-9_]{{0,{LONGEST_ID - 1}}}\Z",
        strip=True,
        widget=forms.TextInput({"maxlength": str(LONGEST_ID)}),
        error_messages={"required": _NO_ID, "invalid": _NO_ID},
    )
    title = _title()
    starts = _day()
    ends = _day(required=False)


class DocumentFields(RowForm):
    """A document of the locality that settings are cited from; a row that is left empty is none."""

    key = forms.CharField(required=False)
    number = WordsField(
        max_length=LONGEST_PLACE, required=True, error_messages={"required": _NO_NUMBER}
    )
    title = _title()
    date = _day()

    @property
    def is_written(self) -> bool:
        return any(self.written[part] for part in ("number", "title", "date"))


def documents_sent(sent: QueryDict) -> list[DocumentFields]:
    """The rows of documents in which something is written."""
    names = takewhile(
        lambda name: f"{name}-key" in sent, (f"source-{number}" for number in count())
    )
    rows = (DocumentFields(sent, prefix=name) for name in names)
    return [row for row in rows if row.is_written]


class SettingFields(RowForm):
    """What a locality sets for one parameter: `value` is a list, of several words for pools."""

    value = forms.Field(
        required=False, widget=forms.SelectMultiple({"maxlength": str(LONGEST_SETTING)})
    )
    source = forms.CharField(required=False)
    at = WordsField(max_length=LONGEST_PLACE)
    reason = WordsField(max_length=LONGEST_REASON)

    def add_prefix(self, field_name: str) -> str:
        return f"{self.prefix}:{field_name}"

    @property
    def values(self) -> list[str]:
        return [str(value) for value in self["value"].value() or ()]


def setting_name(framework_id: str, parameter: str) -> str:
    """How the fields of one parameter begin: `hd21_2019/member:targets_floor`."""
    return f"{framework_id}:{parameter}"


class ConditionFields(RowForm):
    """One condition that a layer adds; `rule` is its id where the layer holds it already."""

    framework = forms.CharField(required=False)
    rule = forms.CharField(required=False)
    level = forms.CharField(required=False)
    about = forms.CharField(required=False)
    comparison = forms.CharField(required=False)
    value = WordsField(max_length=LONGEST_VALUE)
    source = forms.CharField(required=False)
    at = WordsField(max_length=LONGEST_PLACE)
    title = WordsField(max_length=LONGEST_TITLE)
    drop = forms.BooleanField(required=False)

    def __init__(self, sent: Mapping[str, Any], number: int) -> None:
        super().__init__(sent, prefix=row_name(number))
        self.number = number

    @property
    def is_written(self) -> bool:
        """Whether something is written or chosen, or the layer holds the condition already."""
        return any(self.written[part] for part in ("rule", "about", "value", "at", "title"))

    @property
    def dropped(self) -> bool:
        return bool(self["drop"].value())


def row_name(number: int) -> str:
    """How the fields of one added condition begin."""
    return f"adds-{number}"


ROW = {row_name(number): number for number in range(MOST_ADDITIONS)}


def conditions_sent(sent: QueryDict) -> list[ConditionFields]:
    """The rows in which something is written, or that a layer holds already."""
    rows = (
        ConditionFields(sent, number) for name, number in ROW.items() if f"{name}-framework" in sent
    )
    return [row for row in rows if row.is_written]
