"""The page of one task: its form with marks and advice, the sentence, what was sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.viewing import SignedIn
from thidua.campaigns.models import Campaign
from thidua.directives.presenters import heading_of
from thidua.directives.queries import linked
from thidua.numbers import format_number
from thidua.organisations.models import Organisation
from thidua.organisations.names import committee_name
from thidua.registrations.acts import Outcome
from thidua.registrations.advice import Advice, advice
from thidua.registrations.changing import may_change_accepted
from thidua.registrations.choosing import Choosing, Section
from thidua.registrations.content import Content, from_json
from thidua.registrations.editing import Editing, edited, written_bases
from thidua.registrations.links import TASKS
from thidua.registrations.models import SetAside, Task, TaskStatus
from thidua.registrations.permissions import can_be_offered, may_write
from thidua.registrations.presenters import (
    Mark,
    VersionLine,
    address_of,
    address_of_change,
    five,
    summed_up,
    version_lines,
)
from thidua.registrations.queries import fresh_set_aside, neighbours
from thidua.registrations.rows import content_of
from thidua.registrations.send_bar import SendBar
from thidua.registrations.sentence import Part, doubted, sentence_of, subject_of
from thidua.submissions.models import SUBMISSION
from thidua.web.clock import now
from thidua.web.components import Crumb


@dataclass(frozen=True)
class Conflicting:
    """One clarity that two people wrote otherwise, as sentences side by side."""

    mark: Mark
    mine: list[Part]
    theirs: list[Part]


class TaskPage(Choosing):
    """What the page shows; filled when its template asks."""

    is_changing = False
    """Whether something accepted is being changed here (`change_page`)."""

    def __init__(
        self, request: SignedIn, task: Task, editing: Editing | None, outcome: Outcome | None
    ) -> None:
        self.request, self.task = request, task
        self.registration = task.registration
        self.organisation: Organisation = self.registration.organisation
        self.campaign: Campaign = self.registration.campaign
        self.sent_editing, self.outcome = editing, outcome or Outcome(task)

    @property
    def address(self) -> str:
        return address_of(self.registration)

    @property
    def looks_for(self) -> Mapping[str, str]:
        return self.outcome.looks_for

    @property
    def find_address(self) -> str:
        """Where its script looks for people and units to be chosen."""
        place = (self.campaign.year, self.organisation.code, self.task.pk)
        return reverse("registration_find", args=place)

    @cached_property
    def may_write(self) -> bool:
        return may_write(self.request.user, self.registration)

    @cached_property
    def may_change(self) -> bool:
        open_now = SUBMISSION.may("change", self.registration.status)
        return (
            self.may_write
            and open_now
            and self.task.status in {TaskStatus.DRAFT, TaskStatus.RETURNED}
        )

    @cached_property
    def may_withdraw(self) -> bool:
        return (
            self.may_write
            and self.task.withdrawal_asked_at is None
            and self.task.status in {TaskStatus.SENT, TaskStatus.RETURNED, TaskStatus.ACCEPTED}
        )

    @cached_property
    def may_offer(self) -> bool:
        return self.may_write and can_be_offered(self.task)

    @property
    def change_address(self) -> str:
        """Where the reader changes the task that was accepted; "": they may not, or not now."""
        may = self.may_write and may_change_accepted(self.task)
        return address_of_change(self.task) if may else ""

    @cached_property
    def editing(self) -> Editing:
        """As it was typed where the page stays; as it is stored otherwise."""
        sent = self.sent_editing
        if sent is not None and sent.bases and (self.outcome.stays or not sent.is_valid):
            return sent
        return Editing(edited(self.task))

    @property
    def bases(self) -> str:
        """What the page stands on once it is drawn."""
        sent = self.sent_editing
        if sent is None or not sent.bases:
            return str(self.editing.form.initial["bases"])
        return written_bases(sent.bases_after(edited(self.task), self._conflicted))

    @property
    def _conflicted(self) -> list[str]:
        return list(self.outcome.conflict.mine) if self.outcome.conflict else []

    @property
    def changed_elsewhere(self) -> list[Mark]:
        """Clarities that another page changed while this one did not touch them."""
        sent = self.sent_editing
        names = sent.elsewhere(edited(self.task), self._conflicted) if sent is not None else []
        return [mark for mark in self.marks if mark.clarity.value in names]

    @cached_property
    def as_written(self) -> Content:
        """What the form says of people."""
        return content_of(self.task)

    @cached_property
    def content(self) -> Content:
        """What the reader may read: as it stands, or as it was sent last."""
        if self.may_write or not self.versions:
            return content_of(self.task)
        return from_json(self.versions[0].version.content)

    @cached_property
    def advice(self) -> list[Advice]:
        return advice(self.task) if self.may_change else []

    @cached_property
    def marks(self) -> list[Mark]:
        return five(self.content, self.task, self.advice)

    @property
    def summed_up(self) -> str:
        return summed_up(self.marks)

    @property
    def sections(self) -> list["Section"]:
        return [
            Section(
                mark,
                [each for each in self.advice if each.clarity == mark.clarity],
                self.may_change and not mark.locked,
            )
            for mark in self.marks
        ]

    @property
    def parts(self) -> list[Part]:
        spans = [(each.field, each.span) for each in self.advice if each.span]
        spoken = sentence_of(self.content, subject_of(self.registration))
        return list(doubted(spoken, spans))

    @property
    def conflicts(self) -> list[Conflicting]:
        conflict = self.outcome.conflict
        if conflict is None:
            return []
        return [
            Conflicting(
                mark,
                self._alone(mark.clarity.value, conflict.mine[mark.clarity.value]),
                self._alone(mark.clarity.value, conflict.theirs[mark.clarity.value]),
            )
            for mark in self.marks
            if mark.clarity.value in conflict.mine
        ]

    def _alone(self, clarity: str, words: Any) -> list[Part]:
        """The values of one clarity, as the sentence says them."""
        spoken = sentence_of(from_json({clarity: words}), "")
        return [part for part in spoken if part.field and part.kind != "gap"]

    @cached_property
    def versions(self) -> list[VersionLine]:
        return version_lines(self.task) if self.registration.version else []

    @cached_property
    def set_aside(self) -> list[SetAside]:
        return fresh_set_aside(self.task) if self.may_write else []

    @property
    def saved_words(self) -> str:
        """“Đã lưu lúc 14:32 · chỉ Đảng uỷ xã Đoàn Thượng xem được”."""
        who = _("chỉ {unit} xem được").format(unit=committee_name(self.organisation))
        if self.outcome.saved and not self.outcome.error:
            return _("Đã lưu lúc {time}").format(time=f"{now():%H:%M}") + f" · {who}"
        return who

    @cached_property
    def neighbours(self) -> Sequence[Task]:
        found = neighbours(self.task)
        for task in found:
            task.registration = self.registration
        return found

    @property
    def beside(self) -> list[tuple[Task, list[Mark]]]:
        """The tasks of the registration, each with its marks."""
        return [(task, five(content_of(task), task)) for task in self.neighbours]

    @cached_property
    def send_bar(self) -> SendBar:
        return SendBar(self.registration, self.neighbours)

    @cached_property
    def directives(self) -> list[tuple[str, str]]:
        """The documents linked to the task that this reader may know: name and page."""
        found = linked(TASKS.id, str(self.task.pk), actor=self.request.user)
        return [
            (
                f"{heading_of(one)}: {one.title}" if one.title else heading_of(one),
                reverse("directive", args=(self.campaign.year, one.pk)),
            )
            for one in found
        ]

    @property
    def place_words(self) -> str:
        """“nhiệm vụ 2 trong 3”."""
        tasks = [task.pk for task in self.neighbours]
        at = tasks.index(self.task.pk) + 1 if self.task.pk in tasks else len(tasks)
        return _("nhiệm vụ {at} trong {all}").format(
            at=format_number(at), all=format_number(len(tasks))
        )

    @property
    def crumbs(self) -> list[Crumb]:
        return [Crumb(self.organisation.name, self.address)]


def task_page(
    request: SignedIn,
    task: Task,
    *,
    editing: Editing | None = None,
    outcome: Outcome | None = None,
) -> TaskPage:
    """The page of a task; `editing` and `outcome`: of a form that was sent to it."""
    return TaskPage(request, task, editing, outcome)
