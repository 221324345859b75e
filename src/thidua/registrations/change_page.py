"""The page on which a task that was accepted is changed: its form, and why."""

from copy import copy
from functools import cached_property

from thidua.accounts.viewing import SignedIn
from thidua.registrations.acts import Outcome
from thidua.registrations.change_form import Typed
from thidua.registrations.choosing import Section
from thidua.registrations.content import Content
from thidua.registrations.editing import Editing, written_bases
from thidua.registrations.forms import ChangeForm
from thidua.registrations.models import Task
from thidua.registrations.presenters import Mark, address_of_task, five
from thidua.registrations.task_page import TaskPage


class ChangePage(TaskPage):
    """The page of a task while its unit changes it: as it was typed, nothing of it stored."""

    is_changing = True

    def __init__(self, request: SignedIn, task: Task, typed: Typed, outcome: Outcome) -> None:
        super().__init__(request, task, None, outcome)
        self.typed = typed

    @property
    def reason(self) -> ChangeForm:
        return self.typed.reason

    @property
    def back(self) -> str:
        return address_of_task(self.task)

    @cached_property
    def editing(self) -> Editing:
        return self.typed.editing

    @property
    def bases(self) -> str:
        return written_bases(self.typed.bases)

    @cached_property
    def as_written(self) -> Content:
        return self.typed.content

    @cached_property
    def content(self) -> Content:
        return self.typed.content

    @cached_property
    def marks(self) -> list[Mark]:
        """What says something new is no longer accepted."""
        standing = copy(self.task)
        standing.locked = [name for name in self.task.locked if name not in self.typed.changed]
        return five(self.content, standing)

    @property
    def sections(self) -> list[Section]:
        return [Section(mark, [], may_change=True) for mark in self.marks]
