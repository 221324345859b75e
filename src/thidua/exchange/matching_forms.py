"""What people send from the page of the mapping step. What it asked lies with the upload."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.exchange.asking import LONGEST_ANSWER, Answered
from thidua.exchange.models import SheetReading
from thidua.exchange.table_shapes import LONGEST_NAME
from thidua.matching.layout import RowKind
from thidua.web.forms import WordsField
from thidua.web.queries import QueryForm


class AnswerForm(forms.Form):
    """One answer that is written, not chosen."""

    answer = WordsField(label=_("Khác"), max_length=LONGEST_ANSWER)


class SheetQuery(QueryForm):
    """`sheet`: the sheet that is looked at, by its position in the upload."""

    sheet = forms.IntegerField(required=False)


class MatchingForm(forms.Form):
    """The whole page of a sheet: answers `q-0-1` by the places of question and part, columns `c-3`,
    kinds of rows `k-12`. Whether an answer fits is for the action to say.
    """

    questions = WordsField(max_length=64, widget=forms.HiddenInput)
    remember = forms.BooleanField(required=False)
    name = WordsField(label=_("Tên gọi"), max_length=LONGEST_NAME, required=False)

    def __init__(self, sent: Any, *, reading: SheetReading) -> None:
        super().__init__(sent)
        self.reading = reading
        for at, question in enumerate(reading.understood.get("questions", ())):
            for place, _part in enumerate(question["parts"]):
                title = str(at + 1)
                for name in (answer_name(at, place), other_name(at, place)):
                    self.fields[name] = WordsField(
                        label=title, max_length=LONGEST_ANSWER, required=False
                    )
        for heading in reading.understood.get("headings", ()):
            self.fields[column_name(heading["at"])] = forms.CharField(
                label=heading["written"], required=False, max_length=80
            )
        for name in self.data:
            if name.startswith("k-") and name[2:].isdecimal() and len(name) < 12:
                self.fields[name] = forms.ChoiceField(
                    label=name[2:], required=False, choices=[(kind, kind) for kind in RowKind]
                )

    def answered(self) -> Answered:
        """What was sent, as the action takes it. Only of a form that is valid."""
        sent = self.cleaned_data
        answers: dict[str, dict[str, str]] = {}
        for at, question in enumerate(self.reading.understood.get("questions", ())):
            for place, part in enumerate(question["parts"]):
                value = sent[other_name(at, place)] or sent[answer_name(at, place)]
                answers.setdefault(question["id"], {})[part["key"]] = value
        return Answered(
            answers=answers,
            columns={
                heading["at"]: sent[column_name(heading["at"])]
                for heading in self.reading.understood.get("headings", ())
                if column_name(heading["at"]) in self.data
            },
            kinds={
                int(name[2:]): RowKind(value)
                for name, value in sent.items()
                if name.startswith("k-") and value
            },
            remember=sent["remember"],
            name=sent["name"],
            fingerprint=sent["questions"],
        )


def answer_name(question: int, part: int) -> str:
    """The field of an option chosen for a part, both by their places from 0."""
    return f"q-{question}-{part}"


def other_name(question: int, part: int) -> str:
    """The field of what is written instead of choosing."""
    return f"q-{question}-{part}-other"


def column_name(at: int) -> str:
    """The field of what a column of the file gives, by its index from 0."""
    return f"c-{at}"


def kind_name(row: int) -> str:
    """The field of what a row of the file is, by its number."""
    return f"k-{row}"
