"""Changing a task that was accepted, on its page: everything stays on the page until it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from thidua.accounts.models import User
from thidua.errors import RefusedError
from thidua.organisations.models import Organisation, Person
from thidua.organisations.names import committee_name
from thidua.registrations.acts import PICKS, Outcome
from thidua.registrations.changing import change_accepted
from thidua.registrations.content import Content, Grouped, as_json, from_json
from thidua.registrations.editing import Base, Editing, bases_of, both, digest, edited, token
from thidua.registrations.errors import ConflictError, RegistrationError
from thidua.registrations.forms import ChangeForm
from thidua.registrations.models import Task
from thidua.registrations.permissions import authority_over
from thidua.registrations.presenters import address_of_task
from thidua.registrations.queries import task_again
from thidua.registrations.rows import content_of, people_inside
from thidua.registrations.saving import set_aside
from thidua.web.clock import today


@dataclass(frozen=True)
class Typed:
    """What stands on the page: its fields, what they say, what they were drawn from, and why."""

    editing: Editing
    content: Content
    bases: Mapping[str, Base]
    reason: ChangeForm

    @property
    def changed(self) -> list[str]:
        """The words of the clarities that say something new."""
        nothing = Base("", 0)
        return [
            name
            for name, words in as_json(self.content).items()
            if digest(words) != self.bases.get(name, nothing).digest
        ]


def untouched(task: Task) -> Typed:
    """The page as it is opened."""
    return Typed(Editing(edited(task)), content_of(task), bases_of(edited(task)), ChangeForm())


def perform_change(task: Task, data: QueryDict, act: str, *, actor: User) -> tuple[Typed, Outcome]:
    """Do what the button says ("change", "add:p:12"), and what the page then shows; only "change"
    stores anything of the task. Raises PermissionDenied.
    """
    editing, reason = Editing(edited(task), data), ChangeForm(data)
    name, _colon, about = act.partition(":")
    if not editing.bases:
        return untouched(task), Outcome(task, error=str(RegistrationError.old_page()))
    outcome, words, bases = Outcome(task), editing.written, editing.bases
    if name == "change":
        outcome = _send(task, editing, reason, actor)
    elif name in PICKS:
        words = words | PICKS[name](words, about)
    elif name in {"mine", "theirs", "both"} and about in bases and editing.is_valid:
        words, bases = _choose(task, editing, name, about, actor)
    elif (asked := name.removeprefix("find_")) != name:
        outcome.looks_for = {asked: editing.form.cleaned_data.get(asked, "")}
    return _drawn(outcome.task, editing, reason, words, bases), outcome


def _send(task: Task, editing: Editing, reason: ChangeForm, actor: User) -> Outcome:
    if not (editing.is_valid and reason.is_valid()):
        return Outcome(task, error=_("có ô chưa đọc được: xem chỗ đánh dấu rồi gửi lại"))
    why = reason.cleaned_data["change_reason"]
    try:
        task = change_accepted(task, editing.revisions(), editing.changed(), why, actor=actor)
    except ConflictError as conflict:
        return Outcome(task_again(task), conflict=conflict, error=str(conflict))
    except RefusedError as refused:
        return Outcome(task_again(task), error=str(refused))
    receiver = task.registration.receiver
    sent = _(
        "Đã gửi thay đổi lên {name}; nội dung đã nhận trước đây vẫn đọc được ở các bản đã gửi."
    )
    if receiver is None:
        return Outcome(task, address_of_task(task), _("Đã ghi nhận thay đổi của tỉnh."))
    return Outcome(task, address_of_task(task), sent.format(name=committee_name(receiver)))


def _choose(
    task: Task, editing: Editing, which: str, clarity: str, actor: User
) -> tuple[Grouped, dict[str, Base]]:
    """The words of the page with one of two wordings, or both, drawn from what is stored now."""
    mine, theirs = editing.written[clarity], as_json(content_of(task))[clarity]
    if which == "theirs":
        set_aside(task, clarity, mine, authority=authority_over(actor, task.registration))
    chosen = {"mine": mine, "theirs": theirs, "both": both(mine, theirs)}[which]
    bases = editing.bases | {clarity: bases_of(edited(task))[clarity]}
    return editing.written | {clarity: chosen}, bases


def _drawn(
    task: Task, editing: Editing, reason: ChangeForm, words: Grouped, bases: Mapping[str, Base]
) -> Typed:
    """The same page again; while a field cannot be read, every field stays as it was typed."""
    content = _named(from_json(words), task)
    if editing.is_valid:
        return Typed(Editing(edited(task), content=content), content, bases, reason)
    data = editing.data.copy() if editing.data is not None else QueryDict(mutable=True)
    doers = [(token(each.person, each.organisation), each.lead) for each in content.doers]
    data.setlist("doer", [key for key, _lead in doers])
    data.setlist("lead", [key for key, lead in doers if lead])
    data["answers"] = str(content.answers or "")
    return Typed(Editing(edited(task), data), content, bases, reason)


def _named(content: Content, task: Task) -> Content:
    """With the names of those chosen on the page: who the task has already, and people and units of
    the unit's own part; nobody else is named, nor stays.
    """
    unit, stored = task.registration.organisation, content_of(task)
    names = {token(each.person, each.organisation): each.name for each in stored.doers}
    if stored.answers:
        names[token(stored.answers, None)] = stored.answers_name
    people = {each.person for each in content.doers if each.person} | {content.answers or 0}
    inside = Person.objects.filter(pk__in=people_inside(people, unit, today()))
    names |= {token(pk, None): name for pk, name in inside.values_list("pk", "full_name")}
    units = [each.organisation for each in content.doers if each.organisation]
    below = Organisation.objects.filter(pk__in=units, path__startswith=unit.path)
    names |= {token(None, pk): name for pk, name in below.values_list("pk", "name")}
    doers = [(names.get(token(each.person, each.organisation)), each) for each in content.doers]
    answers = token(content.answers, None) if content.answers else ""
    return replace(
        content,
        doers=tuple(replace(each, name=name) for name, each in doers if name),
        answers=content.answers if answers in names else None,
        answers_name=names.get(answers, ""),
    )
