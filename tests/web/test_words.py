"""People's words are kept whole, or refused with both numbers: a line break counts once."""

from collections.abc import Callable

import pytest
from django.http import QueryDict
from django.utils.http import urlencode

from thidua.boards.forms import ReasonForm
from thidua.decisions.forms import ReopenForm
from thidua.disputes.forms import AnswerForm, AskForm
from thidua.exchange.forms import UndoForm
from thidua.numbers import format_number
from thidua.portal.forms import PublishingForm
from thidua.web.forms import first_fault

FIELDS = [
    (AskForm, "why", 2_000),
    (AnswerForm, "answer", 2_000),
    (ReasonForm, "reason", 2_000),
    (ReopenForm, "reason", 500),
    (UndoForm, "reason", 500),
    (PublishingForm, "note", 500),
    (PublishingForm, "reason", 500),
]


def written(length: int, *, lines: int) -> str:
    """A text of so many characters in so many lines, as the field of a browser counts them."""
    text = ("ế" * (length // lines) + "\n") * lines
    return text[: length - 1] + "."


def sent(name: str, text: str) -> QueryDict:
    """As a browser sends it: each line break as two signs."""
    return QueryDict(urlencode({name: text.replace("\n", "\r\n")}))


@pytest.mark.parametrize(("form", "name", "most"), FIELDS)
def test_as_much_as_the_field_lets_one_type_is_kept_to_the_last_sign(
    form: Callable[[QueryDict], AskForm], name: str, most: int
) -> None:
    text = written(most, lines=30)
    filled = form(sent(name, text))
    assert filled.is_valid()
    assert filled.cleaned_data[name] == text


@pytest.mark.parametrize(("form", "name", "most"), FIELDS)
def test_one_sign_more_is_refused_with_both_numbers(
    form: Callable[[QueryDict], AskForm], name: str, most: int
) -> None:
    filled = form(sent(name, written(most + 1, lines=30)))
    numbers = f"dài {format_number(most + 1)} ký tự; nhiều nhất {format_number(most)} ký tự"
    assert numbers in first_fault(filled)
    assert filled[name].value()  # what was typed is still there


def test_signs_that_nobody_sees_are_left_out() -> None:
    filled = ReasonForm(sent("reason", "Đồng ý\0\x07 với tổ"))
    assert filled.is_valid()
    assert filled.cleaned_data["reason"] == "Đồng ý với tổ"
