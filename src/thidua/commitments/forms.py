"""What people write on the pages of commitments."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.accounts.day_field import DayField
from thidua.commitments.limits import limits
from thidua.commitments.models import LONGEST_ITEM, LONGEST_NAME
from thidua.commitments.writing import Words
from thidua.web.forms import WordsField, faults_of
from thidua.web.queries import QueryForm

LONGEST_REASON = 1_000
MOST_ROWS = 50
"""So many rows are read of a form; more than the limit are refused by name, not cut."""


class ItemForm(forms.Form):
    """One item: what, until when (empty: the whole year), who checks it."""

    text = WordsField(label=_("Điều cam kết"), max_length=LONGEST_ITEM)
    until = DayField(label=_("Xong trước ngày"), required=False)
    checked_by = WordsField(label=_("Người kiểm tra"), max_length=LONGEST_NAME)

    @property
    def words(self) -> Words:
        """What was written; call it once the form is valid."""
        cleaned = self.cleaned_data
        return Words(cleaned["text"], cleaned["until"], cleaned["checked_by"])


class SavingForm(forms.Form):
    """Which saving the writer stood on, and how many rows the form has."""

    revision = forms.IntegerField(min_value=0)
    rows = forms.IntegerField(min_value=0, max_value=MOST_ROWS)
    late_reason = WordsField(label=_("Lý do gửi muộn"), max_length=LONGEST_REASON)


class PersonQuery(QueryForm):
    """For whom an officer types, by their code; "": for nobody else."""

    person = forms.CharField(required=False)


class RowsQuery(QueryForm):
    """How many rows the form shows."""

    rows = forms.IntegerField(required=False, min_value=1, max_value=MOST_ROWS)


class ReasonForm(forms.Form):
    """Why a commitment is returned, or opened again."""

    reason = WordsField(label=_("Lý do trả lại"), max_length=LONGEST_REASON)


class ChosenForm(forms.Form):
    """The commitments that were ticked, by their keys."""

    def __init__(self, data: Mapping[str, Any], keys: list[int]) -> None:
        super().__init__(data)
        self.fields["chosen"] = forms.TypedMultipleChoiceField(
            coerce=int, required=False, choices=[(key, key) for key in keys]
        )


class DoneForm(forms.Form):
    """Whether one item was done: yes, no, not known."""

    done = forms.ChoiceField(
        choices=[("", _("Chưa biết")), ("yes", _("Làm xong")), ("no", _("Chưa làm xong"))],
        required=False,
    )

    @property
    def answer(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data["done"])


def item_form(position: int, data: Mapping[str, Any] | None, words: Words | None) -> ItemForm:
    """The form of one row: of what was sent, or of what is stored."""
    initial = None if words is None else vars(words)
    form = ItemForm(data, initial=initial, prefix=f"i{position}", auto_id="%s")
    form.fields["until"].widget.attrs.pop("placeholder", None)  # it names another year
    return form


def sent_items(data: Mapping[str, Any], rows: int) -> list[ItemForm]:
    """The rows of a form that was sent, in their order."""
    return [item_form(position, data, None) for position in range(1, rows + 1)]


def item_faults(items: list[ItemForm]) -> Iterator[str]:
    """What is wrong with the rows, each with the number of its row."""
    for position, item in enumerate(items, start=1):
        for fault in faults_of(item):
            yield f"{_('điều')} {position}, {fault}"


def rows_to_show(stored: int) -> int:
    """As many rows as there are items and one more to go on with, within the limit."""
    return min(max(stored + 1, 1), limits().most)
