"""What a button of a remedy's page does, by its word."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from thidua.accounts.actors import Actor
from thidua.accounts.models import User
from thidua.accounts.permissions import Authority
from thidua.language import Text
from thidua.remedies.actions import ask_to_close, write_step
from thidua.remedies.closing import carry_over, close, send_back
from thidua.remedies.forms import CarryForm, StepForm, WordsForm
from thidua.remedies.models import Remedy
from thidua.remedies.reminding import authority_to_remind, remind
from thidua.remedies.rights import authority_to_verify, authority_to_work


@dataclass(frozen=True)
class Act:
    """Who may (raises PermissionDenied), its form and where the page holds it, what does it, what
    is told then.
    """

    authorise: Callable[[Actor, Remedy], Authority]
    form: type[forms.Form]
    place: str
    perform: Callable[[Remedy, Any, User], object]
    said: Text


def _step(remedy: Remedy, form: StepForm, user: User) -> object:
    known = form.cleaned_data
    return write_step(
        remedy=remedy, text=known["text"], on=known["on"], files=form.evidence(), actor=user
    )


ACTS: Mapping[str, Act] = {
    "step": Act(
        authority_to_work, StepForm, "step_form", _step, Text("Đã ghi bước này.", "Noted.")
    ),
    "ask": Act(
        authority_to_work,
        WordsForm,
        "words_form",
        lambda remedy, form, user: ask_to_close(
            remedy=remedy, text=form.cleaned_data["text"], actor=user
        ),
        Text("Đã xin xác nhận; nơi xác nhận nhận thông báo.", "Asked; who confirms is told."),
    ),
    "close": Act(
        authority_to_verify,
        WordsForm,
        "words_form",
        lambda remedy, form, user: close(remedy=remedy, text=form.cleaned_data["text"], actor=user),
        Text("Đã xác nhận xong; việc này đã đóng.", "Confirmed; this remedy is closed."),
    ),
    "back": Act(
        authority_to_verify,
        WordsForm,
        "words_form",
        lambda remedy, form, user: send_back(
            remedy=remedy, text=form.cleaned_data["text"], actor=user
        ),
        Text("Đã hỏi lại; người làm nhận thông báo.", "Sent back; whoever does it is told."),
    ),
    "carry": Act(
        authority_to_verify,
        CarryForm,
        "carry_form",
        lambda remedy, form, user: carry_over(
            remedy=remedy,
            until=form.cleaned_data["until"],
            text=form.cleaned_data["text"],
            actor=user,
        ),
        Text("Đã chuyển hạn.", "The end is moved."),
    ),
    "remind": Act(
        authority_to_remind,
        forms.Form,
        "words_form",
        lambda remedy, form, user: remind(remedy=remedy, actor=user),
        Text("Đã nhắc.", "Reminded."),
    ),
}
