"""The frame of every act: one transaction at READ COMMITTED, the ballot's lock first, its state
read afterwards.

Under a higher level the state would be of before the lock: a vote got in after closing that way."""

import datetime as dt
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import Authority, required
from thidua.ballots.errors import BallotError
from thidua.ballots.models import Ballot, State
from thidua.ballots.rights import authority_to_keep
from thidua.history.tracking import named_actor, recording

READ_COMMITTED = "read committed"
"""The only level at which a state read behind a lock is that of the moment."""
_BALLOT = 0x7468_6262
"""The first half of the lock of one ballot; the second comes from its id."""


@dataclass(frozen=True)
class Held:
    """A ballot that is locked, and by what the actor keeps it."""

    ballot: Ballot
    authority: Authority

    @property
    def by(self) -> str:
        """Whoever acts, as minutes and history name them."""
        return named_actor(self.authority)


@contextmanager
def keeping(ballot: Ballot, actor: Actor, act: str, states: Collection[State]) -> Iterator[Held]:
    """An act of whoever keeps the ballot, possible in some states.

    Raises PermissionDenied, BallotError (not now)."""
    with locked(ballot.pk) as held:
        authority = required(authority_to_keep(actor, held))
        require_state(held, states)
        with recording(
            act=act, actor=authority, subject=held.organisation.code, year=held.campaign.year
        ):
            yield Held(held, authority)


@contextmanager
def locked(pk: UUID, *, shared: bool = False) -> Iterator[Ballot]:
    """One transaction that holds the ballot: alone, or with others who only vote (`shared`)."""
    with transaction.atomic():
        _hold(pk, shared=shared)
        yield Ballot.objects.select_related("organisation", "campaign").get(pk=pk)


def require_state(ballot: Ballot, states: Collection[State]) -> None:
    """Raises BallotError (not now)."""
    if ballot.state not in states:
        said = State(ballot.state)
        raise BallotError.saying("not_now", state_vi=STATES_VI[said], state_en=said.value)


def database_now() -> dt.datetime:
    """What time the database has, at this moment and not at the transaction's beginning."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (now,) = cursor.fetchone() or (None,)
    assert now is not None  # noqa: S101  (a SELECT without FROM has one row)
    found: dt.datetime = now
    return found


def _hold(pk: UUID, *, shared: bool) -> None:
    function = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT current_setting('transaction_isolation'), {function}(%s, hashtext(%s))",
            [_BALLOT, str(pk)],
        )
        (level, *_) = cursor.fetchone() or ("",)
    if level != READ_COMMITTED:
        raise BallotError.saying("isolation")


STATES_VI = {
    State.DRAFT: "đang soạn",
    State.FROZEN: "đã chốt danh sách",
    State.OPEN: "đang bỏ phiếu",
    State.CLOSED: "đã đóng, chờ kiểm phiếu",
    State.SEALED: "đã kiểm phiếu, niêm phong",
    State.CANCELLED: "đã huỷ",
}
