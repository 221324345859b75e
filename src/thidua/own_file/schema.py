"""What is handed to somebody about themself, typed: the JSON file is this, the page and the PDF are
made from it.

Words that the software keeps (levels, states, outcomes) stand as stored; sentences and titles in
the reader's language. Nobody else is named but who gave, accepted, typed or looked, as the pages
say it. Numbers are decimal text, days ISO.
"""

import datetime as dt
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

VERSION = "own-file/1"


class Told(BaseModel):
    """A value of the file: nothing in it that the schema does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Who(Told):
    """Whose file it is."""

    code: str
    name: str
    born: str
    admitted_on: dt.date | None


class Spell(Told):
    """Where they were a member, or held a post (`post`: its title; "": a member)."""

    organisation: str
    post: str
    status: str
    starts_on: dt.date
    ends_on: dt.date | None


class Promise(Told):
    """One item of the commitment; `done` None: nobody has noted it."""

    text: str
    until: dt.date | None
    checked_by: str
    done: bool | None


class Commitment(Told):
    status: str
    cell: str
    sent_at: dt.datetime | None
    typed_by: str
    late_reason: str
    returned_because: str
    items: tuple[Promise, ...]


class Target(Told):
    """One measure of a task: aimed at, and as last noted (`on` None: nobody noted it)."""

    name: str
    unit: str
    target: Decimal | None
    now: Decimal | None
    done: bool | None
    on: dt.date | None
    confirmed: bool
    reached: str


class Milestone(Told):
    text: str
    due_on: dt.date
    reached_on: dt.date | None


class Task(Told):
    """A task that they do, or that is of their post."""

    task: int
    title: str
    kind: str
    unit: str
    of_their_post: bool
    starts_on: dt.date | None
    ends_on: dt.date | None
    state: str
    notes: int
    last_note_on: dt.date | None
    targets: tuple[Target, ...]
    milestones: tuple[Milestone, ...]


class Condition(Told):
    """A condition of the framework as it came out; `settled`: it stands in nobody's way."""

    title: str
    outcome: str
    settled: bool
    seen: str
    wanted: str
    citation: str
    confirmed: bool


class Decision(Told):
    number: str
    decided_on: dt.date
    issuer: str
    level: str


class Rating(Told):
    """As what they are rated, where they stand, and why."""

    subject_type: str
    place: str
    level: str
    sentence: str
    self_claimed: str
    proposed: str
    decision: Decision | None
    conditions: tuple[Condition, ...]
    missing: tuple[str, ...]


class Earlier(Told):
    year: int
    level: str


class Look(Told):
    """Somebody opened a part of the file."""

    at: dt.datetime
    by: str
    as_what: str
    part: str
    year: int


class Taken(Told):
    """Data that they were in left the house as a file."""

    at: dt.datetime
    by: str
    as_what: str
    what: str
    year: int | None


class OwnFile(Told):
    """One year of one person, as that person may see it."""

    schema_version: str = VERSION
    year: int
    made_at: dt.datetime
    who: Who
    spells: tuple[Spell, ...]
    commitment: Commitment | None
    tasks: tuple[Task, ...]
    ratings: tuple[Rating, ...]
    earlier: tuple[Earlier, ...]
    looks: tuple[Look, ...]
    taken: tuple[Taken, ...]
