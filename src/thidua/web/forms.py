"""Fields for people's words, and faults in a sentence: nothing typed is cut or lost in silence."""

from typing import Any, Protocol, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from thidua.numbers import format_number
from thidua.signs import clean


class WordsField(forms.CharField):
    """What somebody wrote, of at most `max_length` characters as their browser counted them.

    A browser counts a line break as one character and sends two: they are one again before anything
    is counted. Signs that nobody sees (`thidua.signs`) are left out: they come with pasted text.
    Too long is refused with both numbers, never cut.
    """

    def __init__(self, *, max_length: int, **kwargs: Any) -> None:
        self.most = max_length
        super().__init__(**{"required": False, **kwargs})
        self.widget.attrs.setdefault("maxlength", str(max_length))

    def to_python(self, value: Any) -> str:
        text = clean(str(value or ""))
        return text.strip() if self.strip else text

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.most:
            raise ValidationError(too_long(len(value), self.most), code="max_length")


def too_long(length: int, most: int) -> str:
    """The sentence for a text that is too long: how long it is, and how long it may be."""
    return _("dài {length} ký tự; nhiều nhất {most} ký tự, hãy viết ngắn lại").format(
        length=format_number(length), most=format_number(most)
    )


def faults_of(form: forms.BaseForm) -> list[str]:
    """What is wrong with what was sent: a sentence for each fault, with its field's name."""
    return [
        f"{label}: {fault}" if label else str(fault)
        for name, faults in form.errors.items()
        for label in [form.fields[name].label if name in form.fields else None]
        for fault in faults
    ]


def first_fault(form: forms.BaseForm) -> str:
    """The first of `faults_of`, "" when nothing is wrong: for pages that show one sentence above
    their form.
    """
    return next(iter(faults_of(form)), "")


class Revised(Protocol):
    """A stored row that counts its saves, so that two people do not overwrite each other."""

    revision: int

    def refresh_from_db(self) -> None: ...


Row = TypeVar("Row", bound=Revised)


def saved_meanwhile(form: forms.BaseForm, stored: Row) -> Row | None:
    """The row as somebody else saved it after this form was opened; saving again then counts from
    it. None: nobody did.
    """
    stored.refresh_from_db()
    if stored.revision == form.cleaned_data["revision"]:
        return None
    sent = QueryDict(mutable=True)
    sent.update(form.data)
    sent["revision"] = str(stored.revision)
    form.data = sent
    return stored
