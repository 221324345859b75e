"""The part of the file about objections and levels that were decided again, typed."""

import datetime as dt

from thidua.own_file.told import Told


class Decided(Told):
    """A level as one decision gave it. `seal`: position and short hash of its link in the chain;
    "": issued before there were seals.
    """

    number: str
    decided_on: dt.date
    issuer: str
    level: str
    seal: str


class DecidedAgain(Told):
    """A level that was reopened: the decision that stood, why, and the one that decided it again
    (None: not issued yet).
    """

    subject_type: str
    place: str
    first: Decided
    reopened_on: dt.date
    because: str
    why: str
    second: Decided | None


class Contested(Told):
    """A fact or condition of the pair: as it stood first, and as it is said, found or decided."""

    title: str
    first: str
    second: str


class Objected(Told):
    """An objection about them: its receipt, how far it is, the answer word for word. `against`: the
    number of the decision; "": an award. `seal`: of the answer.
    """

    receipt: int
    instance: int
    against: str
    level: str
    why: str
    contested: tuple[Contested, ...]
    sent_by: str
    sent_on: dt.date
    due_on: dt.date
    receiver: str
    state: str
    answer: str
    answered_on: dt.date | None
    seal: str
