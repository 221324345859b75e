"""The shapes of tasks carried out: how far they are, what was noted of them, a note that comes
in.
"""

import datetime as dt
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from thidua.api.me import Place
from thidua.api.problems import Problem
from thidua.api.shapes import (
    LONGEST_CODE,
    NO_NUL,
    Both,
    Exact,
    Input,
    Paging,
    Shape,
    described,
)
from thidua.campaigns.models import Direction
from thidua.progress.models import LONGEST_NAME, CheckKind
from thidua.progress.rules import LONGEST_TEXT
from thidua.progress.states import TaskState
from thidua.signs import clean
from thidua.vocabulary import Reached

Key = Annotated[int, Field(ge=0, lt=2**63)]
MOST_LINES = 100
"""Measures and milestones of one note: more has no task."""


class TargetOfTask(Shape):
    """One measure, and how far it is. `measure`: the key by which a note names it; `value` (or
    `done` of what is done or not) null: nobody noted it, which is not 0; `reached_in_time`: by the
    task's own end; `confirmed`: by the committee above.
    """

    measure: int
    name: str
    unit: str
    target: Exact | None
    last_year: Exact | None
    direction: Direction
    yes_no: bool
    main: bool
    as_of: dt.date | None
    value: Exact | None
    done: bool | None
    reached: Reached
    reached_in_time: Reached
    confirmed: bool


class MilestoneReached(Shape):
    on: dt.date
    text: str
    reached_on: dt.date | None


class TaskLine(Shape):
    """An accepted task as it stands today: what was noted after the cut-off does not count."""

    key: int
    organisation: Place
    person: str | None
    number: int
    kind: str
    heading: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    state: TaskState
    state_words: Both
    noted_on: dt.date | None
    notes: int
    targets: list[TargetOfTask]
    milestones: list[MilestoneReached]


class ValueOfNote(Shape):
    measure: int
    value: Exact | None
    done: bool | None


class MilestoneOfNote(Shape):
    on: dt.date
    text: str


class CheckOfNote(Shape):
    """What the committee above said: `confirmed`, or `questioned` with its answer ("": none)."""

    kind: CheckKind
    committee: str
    text: str
    at: dt.datetime
    answer: str


class PromiseOfNote(Shape):
    unit: str
    text: str
    until: dt.date | None


class TaskNote(Shape):
    """A note; it never changes. `corrected_by`: the note that stands in its place, null while it
    stands itself.
    """

    key: int
    on: dt.date
    text: str
    values: list[ValueOfNote]
    milestones: list[MilestoneOfNote]
    blocked_by: str
    freed_by: Place | None
    freed_by_name: str
    corrects: int | None
    corrected_by: int | None
    written_by: str
    written_at: dt.datetime
    checks: list[CheckOfNote]
    promises: list[PromiseOfNote]


class WholeTask(TaskLine):
    """A task with all its notes, the latest day first; `seen_note`: send it with a note of one's
    own, so that nobody is written over.
    """

    seen_note: int
    all_notes: list[TaskNote]


class TasksAsked(Paging):
    organisation: Annotated[
        str, described("chỉ một tổ chức", "of one organisation only", max_length=LONGEST_CODE)
    ] = ""


Words = Annotated[str, Field(max_length=LONGEST_TEXT, pattern=NO_NUL), AfterValidator(clean)]


Number = Annotated[
    str,
    described("số, dấu chấm thập phân", "a number", pattern=r"^-?[0-9]{1,16}(\.[0-9]{1,4})?$"),
]


class ValueIn(Input):
    """How far one measure is: `value` of what is counted, `done` of what is done or not."""

    measure: Key
    value: Number | None = None
    done: bool | None = None


class MilestoneIn(Input):
    on: dt.date
    text: str = Field(max_length=LONGEST_NAME, pattern=NO_NUL)


class NoteIn(Input):
    """A note as of a day. `sent_as`: a UUID made before sending; the same note sent twice is stored
    once. `seen_note`: as `WholeTask` gave it; left out, nobody's note stands in the way.
    """

    on: dt.date
    text: Words = ""
    values: list[ValueIn] = Field(default_factory=list, max_length=MOST_LINES)
    milestones: list[MilestoneIn] = Field(default_factory=list, max_length=MOST_LINES)
    blocked_by: Words = ""
    freed_by: Annotated[
        str,
        described(
            "mã nơi gỡ được",
            "code of who could free it",
            max_length=LONGEST_CODE,
            pattern=NO_NUL,
        ),
    ] = ""
    freed_by_name: str = Field("", max_length=LONGEST_NAME, pattern=NO_NUL)
    corrects: Key | None = None
    sent_as: UUID | None = None
    seen_note: Key | None = None


class NoteProblem(Problem):
    """Why nothing was stored; for a clash the notes that are there instead."""

    notes: list[TaskNote] | None = None
