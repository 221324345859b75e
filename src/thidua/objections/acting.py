"""What a button of an objection's page does, by its word."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied

from thidua.accounts.models import User
from thidua.language import Text
from thidua.objections.actions import object_again, withdraw
from thidua.objections.answering import answer
from thidua.objections.models import Objection
from thidua.objections.objection_page import ObjectionPage
from thidua.objections.verifying import ask_unit, assign, find, note, receive
from thidua.organisations.models import Organisation


@dataclass(frozen=True)
class Act:
    """Who sees the button, its form on the page (None: a button alone), what does it (the objection
    that is shown then, if another), what is told; `binding`: asks again who it is.
    """

    offered: Callable[[ObjectionPage], object]
    form: Callable[[ObjectionPage], forms.Form] | None
    perform: Callable[[Objection, Any, User], object]
    said: Text
    binding: bool = False


def _ask(objection: Objection, known: Mapping[str, Any], user: User) -> object:
    return ask_unit(
        objection=objection,
        unit=Organisation.objects.get(pk=known["unit"]),
        text=known["text"],
        facts=known["facts"],
        ballot=known["ballot"],
        actor=user,
    )


def _answer(objection: Objection, known: Mapping[str, Any], user: User) -> object:
    return answer(
        objection=objection,
        upheld=known["outcome"] == "uphold",
        reasons=known["reasons"],
        for_the_unit=known["for_the_unit"],
        actor=user,
    )


ACTS: Mapping[str, Act] = {
    "receive": Act(
        lambda page: page.receives,
        None,
        lambda objection, known, user: receive(objection=objection, actor=user),
        Text("Đã nhận; người khiếu nại được báo.", "Received; the objector is told."),
    ),
    "assign": Act(
        lambda page: page.assigns or page.gives_more,
        lambda page: page.assign_form,
        lambda objection, known, user: assign(
            objection=objection, users=known["users"], actor=user
        ),
        Text("Đã giao xác minh.", "The verification is given."),
        binding=True,
    ),
    "note": Act(
        lambda page: page.verifies,
        lambda page: page.note_form,
        lambda objection, known, user: note(objection=objection, text=known["text"], actor=user),
        Text("Đã ghi.", "Noted."),
    ),
    "find": Act(
        lambda page: page.verifies,
        lambda page: page.find_form,
        lambda objection, known, user: find(
            objection=objection, facts=known["facts"], text=known["text"], actor=user
        ),
        Text("Đã ghi kết quả xác minh.", "What was found is noted."),
    ),
    "ask": Act(
        lambda page: page.verifies,
        lambda page: page.ask_form,
        _ask,
        Text("Đã gửi câu hỏi đến đơn vị.", "The unit is asked."),
    ),
    "answer": Act(
        lambda page: page.decides,
        lambda page: page.answer_form,
        _answer,
        Text("Đã trả lời.", "Answered."),
        binding=True,
    ),
    "withdraw": Act(
        lambda page: page.withdraws,
        None,
        lambda objection, known, user: withdraw(objection=objection, actor=user),
        Text("Đã rút khiếu nại.", "The objection is withdrawn."),
        binding=True,
    ),
    "again": Act(
        lambda page: page.again,
        lambda page: page.again_form,
        lambda objection, known, user: object_again(first=objection, why=known["text"], actor=user),
        Text("Đã gửi khiếu nại lần hai.", "The second instance is sent."),
    ),
}


def binds(page: ObjectionPage) -> bool:
    """Whether the page offers an act that asks again who it is."""
    return any(act.binding and act.offered(page) for act in ACTS.values())


def act_for(page: ObjectionPage, name: str) -> Act | None:
    """The act of this word; None: there is none.

    Raises PermissionDenied for whoever does not see its button because of who they are; a button
    that came too late is refused by the act itself."""
    act = ACTS.get(name)
    if act is None or act.offered(page):
        return act
    by_right = {
        "receive": page.handles,
        "assign": page.handles,
        "withdraw": page.is_mine,
        "again": page.is_mine,
    }
    if not by_right.get(name, page.handles):
        raise PermissionDenied
    return act


def known_of(page: ObjectionPage, act: Act) -> dict[str, Any] | None:
    """What was sent, as the act takes it; None where the form says what is wrong."""
    if act.form is None:
        return {}
    form = act.form(page)
    if not form.is_valid():
        return None
    known = dict(form.cleaned_data)
    if hasattr(form, "wanted"):
        known["facts"] = form.wanted()
    return known
