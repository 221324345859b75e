"""What is handed to somebody about themself, typed: the JSON file is this, the page and the PDF are
made from it.

Words that the software keeps (levels, states, outcomes) stand as stored; sentences and titles in
the reader's language. Nobody else is named but who gave, accepted, typed or looked, as the pages
say it. Numbers are decimal text, days ISO.
"""

import datetime as dt
from decimal import Decimal

from thidua.own_file.schema_of_objections import DecidedAgain, Objected
from thidua.own_file.told import Told

VERSION = "own-file/1"


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


class Heading(Told):
    """One heading of the form; a heading that only groups others has no text."""

    number: str
    title: str
    text: str


class Cited(Told):
    """What a mark in the text stands for, as of when it was sent (a draft: now)."""

    label: str
    words: str


class Prompt(Told):
    """What a committee above asks them to review."""

    by: str
    text: str
    made_at: dt.datetime


class Review(Told):
    """Their own review, as they read it: what they write stands in it before it is sent."""

    form: str
    status: str
    cell: str
    saved_at: dt.datetime | None
    sent_at: dt.datetime | None
    late_reason: str
    typed_by: str
    returned_because: str
    headings: tuple[Heading, ...]
    cited: tuple[Cited, ...]


class Correction(Told):
    """What they asked to be corrected, and the answer (`taken` None: none yet)."""

    text: str
    asked_at: dt.datetime
    taken: bool | None
    answer: str


class Speech(Told):
    """What was said of them at a meeting, and by whom."""

    kind: str
    by: str
    said_at: dt.datetime
    text: str
    corrections: tuple[Correction, ...]


class Dealt(Told):
    """A meeting over them. `concluded`: what the chair concluded; "": nothing yet."""

    held_on: dt.date
    unit: str
    state: str
    put_off_because: str
    concluded: str
    speeches: tuple[Speech, ...]
    corrections: tuple[Correction, ...]


class Opinion(Told):
    """What one giver says of them, beside the grades."""

    kind: str
    by: str
    given_at: dt.datetime
    level: str
    civil_servant_level: str
    comment: str


class Grade(Told):
    """`counts`: this one becomes the fact; the others stay beside it."""

    by: str
    grade: str
    reason: str
    counts: bool


class Criterion(Told):
    title: str
    grades: tuple[Grade, ...]


class Graded(Told):
    """As what they are graded, and where; criteria that nobody graded are left out."""

    subject_type: str
    place: str
    criteria: tuple[Criterion, ...]
    opinions: tuple[Opinion, ...]


class Step(Told):
    """One line of a remedy's record."""

    on: dt.date
    kind: str
    text: str
    by: str


class Remedy(Told):
    """A limit that was named of them, and what is done about it (`what`)."""

    year: int
    limit: str
    cause: str
    what: str
    named_in: str
    raised_on: dt.date
    raised_by: str
    due_on: dt.date | None
    state: str
    verifier: str
    closed_on: dt.date | None
    closed_by: str
    steps: tuple[Step, ...]


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
    review: Review | None
    prompts: tuple[Prompt, ...]
    meetings: tuple[Dealt, ...]
    graded: tuple[Graded, ...]
    remedies: tuple[Remedy, ...]
    ratings: tuple[Rating, ...]
    earlier: tuple[Earlier, ...]
    objections: tuple[Objected, ...]
    decided_again: tuple[DecidedAgain, ...]
    looks: tuple[Look, ...]
    taken: tuple[Taken, ...]
