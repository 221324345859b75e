"""What a button of a task's page does: everything typed is saved first, whatever was pressed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from thidua.accounts.models import User
from thidua.language import Text
from thidua.organisations.names import committee_name
from thidua.registrations.actions import dismiss_advice, let_go, offer_task, remove_task, save_task
from thidua.registrations.advice import advice
from thidua.registrations.changing import withdraw
from thidua.registrations.content import Grouped, as_json
from thidua.registrations.editing import DOER_KINDS, Editing, both
from thidua.registrations.errors import ConflictError, RegistrationError
from thidua.registrations.forms import WithdrawForm
from thidua.registrations.models import Task
from thidua.registrations.permissions import authority_over
from thidua.registrations.presenters import address_of, address_of_task
from thidua.registrations.queries import task_again
from thidua.registrations.rows import content_of
from thidua.registrations.saving import set_aside
from thidua.registrations.sending import send_registration
from thidua.web.forms import first_fault


@dataclass
class Outcome:
    """What came of a button: the task now, where to go on, what to say; `stays`: the page is shown
    as it was typed.
    """

    task: Task
    leads_to: str = ""
    words: str = ""
    error: str = ""
    conflict: ConflictError | None = None
    looks_for: Mapping[str, str] = field(default_factory=dict)
    saved: bool = False

    @property
    def stays(self) -> bool:
        return bool(self.error or self.conflict or self.looks_for)


def perform(task: Task, editing: Editing, act: str, *, actor: User) -> Outcome:
    """Save what was typed, then do what the button says: `act` is its name, with what it is about
    after a colon ("add:p:12"). Raises RegistrationError, SubmissionError, PermissionDenied.
    """
    name, _colon, about = act.partition(":")
    if name in _WITHOUT_FORM:
        return _WITHOUT_FORM[name](task, editing, actor)
    if not editing.bases:
        raise RegistrationError.old_page()
    if name in {"mine", "theirs", "both"}:
        return _choose(task, editing, name, about, actor)
    values = editing.changed()
    if name in PICKS:
        values |= PICKS[name](editing.written, about)
    try:
        task = save_task(task, editing.revisions(), values, actor=actor)
    except ConflictError as conflict:
        return Outcome(task_again(task), conflict=conflict, saved=True)
    task = task_again(task)
    if name in _AFTER and editing.is_valid:
        return _AFTER[name](task, about, actor)
    asked = name.removeprefix("find_")
    looks_for = {asked: editing.form.cleaned_data.get(asked, "")} if asked != name else {}
    return Outcome(task, address_of_task(task), looks_for=looks_for, saved=True)


# Whoever does it, and whoever answers
# --------------------------------------------------------------------------------------------------


def _add(written: Grouped, about: str) -> Grouped:
    kind, _colon, key = about.partition(":")
    person = written["person"]
    if kind not in DOER_KINDS or not key.isdecimal():
        return {}
    new = {"person": None, "organisation": None, DOER_KINDS[kind]: int(key)}
    known = [(each["person"], each["organisation"]) for each in person["doers"]]
    if (new["person"], new["organisation"]) in known:
        return {"person": person}
    first = {"lead": not person["doers"]}
    return {"person": {**person, "doers": [*person["doers"], new | first]}}


def _drop(written: Grouped, about: str) -> Grouped:
    kind, _colon, key = about.partition(":")
    field_name = DOER_KINDS.get(kind, "")
    person = written["person"]
    left = [each for each in person["doers"] if str(each.get(field_name)) != key]
    return {"person": {**person, "doers": left}}


def _lead(written: Grouped, about: str) -> Grouped:
    kind, _colon, key = about.partition(":")
    field_name = DOER_KINDS.get(kind, "")
    person = written["person"]
    doers = [
        {**each, "lead": not each["lead"]} if str(each.get(field_name)) == key else each
        for each in person["doers"]
    ]
    return {"person": {**person, "doers": doers}}


def _answer(written: Grouped, about: str) -> Grouped:
    _kind, _colon, key = about.partition(":")
    person = int(key) if key.isdecimal() else None
    return {"responsibility": {**written["responsibility"], "answers": person}}


PICKS: Mapping[str, Callable[[Grouped, str], Grouped]] = {
    "add": _add,
    "drop": _drop,
    "lead": _lead,
    "answer": _answer,
}
"""What choosing somebody makes of what is written: the clarities it changes."""


# Two wordings of one clarity
# --------------------------------------------------------------------------------------------------


def _choose(task: Task, editing: Editing, which: str, clarity: str, actor: User) -> Outcome:
    """One of two wordings, or both together; the other one stays readable for a while."""
    stored = as_json(content_of(task))
    if clarity not in stored:
        raise RegistrationError.old_page()
    mine, theirs = editing.written[clarity], stored[clarity]
    authority = authority_over(actor, task.registration)
    chosen = {"mine": mine, "theirs": theirs, "both": both(mine, theirs)}[which]
    others = {name: words for name, words in editing.changed().items() if name != clarity}
    try:
        task = save_task(task, editing.revisions(), others, actor=actor)
        conflict = None
    except ConflictError as error:
        conflict = error
    task = task_again(task)
    task = save_task(task, task.revision, {clarity: chosen}, actor=actor)
    if which != "both":
        set_aside(task, clarity, theirs if which == "mine" else mine, authority=authority)
    task = task_again(task)
    if conflict is not None:
        return Outcome(task, conflict=conflict, saved=True)
    words = _("Đã lưu bản được chọn; bản kia còn xem được 30 ngày ở cuối trang.")
    return Outcome(task, address_of_task(task), words, saved=True)


# Once it is saved
# --------------------------------------------------------------------------------------------------


def _apply(task: Task, about: str, actor: User) -> Outcome:
    """The change that a piece of advice has ready."""
    for each in advice(task):
        if each.key == about and each.replacement is not None:
            words: dict[str, Any] = as_json(content_of(task))[each.clarity.value]
            changed = {each.clarity.value: {**words, each.field: each.replacement}}
            task = task_again(save_task(task, task.revision, changed, actor=actor))
    return Outcome(task, address_of_task(task), saved=True)


def _dismiss(task: Task, about: str, actor: User) -> Outcome:
    return Outcome(dismiss_advice(task, about, actor=actor), address_of_task(task), saved=True)


def _let_go(task: Task, about: str, actor: User) -> Outcome:
    task = let_go(task, actor=actor)
    return Outcome(task, address_of_task(task), _("Đã thôi nhận; lời của đơn vị còn nguyên."))


def _send(task: Task, about: str, actor: User) -> Outcome:
    registration = send_registration(task.registration, actor=actor)
    receiver = committee_name(registration.receiver) if registration.receiver else None
    return Outcome(task, address_of(registration), sent_words(receiver))


def _close(task: Task, about: str, actor: User) -> Outcome:
    return Outcome(task, address_of(task.registration), saved=True)


_AFTER: Mapping[str, Callable[[Task, str, User], Outcome]] = {
    "apply": _apply,
    "dismiss": _dismiss,
    "let_go": _let_go,
    "send": _send,
    "close": _close,
}


def sent_words(receiver: str | None) -> str:
    """What a page says once a registration is sent."""
    if receiver is None:
        return _("Đã ghi nhận bản đăng ký của tỉnh.")
    return _("Đã gửi bản đăng ký lên {name}.").format(name=receiver)


# Without anything typed
# --------------------------------------------------------------------------------------------------


def _remove(task: Task, editing: Editing, actor: User) -> Outcome:
    leads_to = address_of(task.registration)
    remove_task(task, actor=actor)
    return Outcome(task, leads_to, _("Đã xoá nhiệm vụ đang soạn."))


def _withdraw(task: Task, editing: Editing, actor: User) -> Outcome:
    form = WithdrawForm(editing.data)
    if not form.is_valid():
        fault = first_fault(form)
        raise RegistrationError(Text(fault, fault))
    task = withdraw(task, form.cleaned_data["reason"], actor=actor)
    return Outcome(task, address_of_task(task), _("Đã gửi đề nghị rút nhiệm vụ kèm lý do."))


def _offer(task: Task, editing: Editing, actor: User) -> Outcome:
    task = offer_task(task, offered=True, actor=actor)
    return Outcome(task, address_of_task(task), _("Đã để cấp dưới nhận nhiệm vụ này."))


def _keep(task: Task, editing: Editing, actor: User) -> Outcome:
    task = offer_task(task, offered=False, actor=actor)
    words = _("Đã thôi để cấp dưới nhận; đơn vị đã nhận vẫn giữ phần của mình.")
    return Outcome(task, address_of_task(task), words)


_WITHOUT_FORM: Mapping[str, Callable[[Task, Editing, User], Outcome]] = {
    "remove": _remove,
    "withdraw": _withdraw,
    "offer": _offer,
    "keep": _keep,
}
