"""A remedy held while it is changed, what its flow lets, and the lines of its record."""

import datetime as dt

from django.utils import timezone

from thidua.accounts.models import User
from thidua.accounts.permissions import Authority
from thidua.history.tracking import named_actor
from thidua.language import Text
from thidua.remedies.errors import RemedyError
from thidua.remedies.models import LONGEST_NAME, REMEDY, Remedy, RemedyStep, State, StepKind
from thidua.remedies.places import brought_along
from thidua.submissions.flow import NoReasonError, NotNowError
from thidua.web.clock import today

STATE_WORDS = {
    State.OPEN: Text("đang làm", "open"),
    State.PROOF_SENT: Text("đang chờ xác nhận", "waiting to be confirmed"),
    State.CLOSED: Text("đã đóng", "closed"),
}


def held(remedy: Remedy) -> Remedy:
    """The remedy as it is now, locked, with its member's cell of today."""
    rows = Remedy.objects.select_for_update(of=("self",), no_key=True)
    stored = rows.select_related("campaign", "organisation", "unit", "verifier", "person").get(
        pk=remedy.pk
    )
    if stored.state != State.CLOSED and brought_along(stored):
        stored.save(update_fields=["organisation", "verifier"])
    return stored


def next_state(remedy: Remedy, act: str, *, reason: str = "") -> str:
    """Where an act leads. Raises RemedyError: not now, or without the reason it needs."""
    try:
        return REMEDY.next(act, remedy.state, reason=reason)
    except NotNowError as error:
        raise RemedyError.not_now(STATE_WORDS[State(remedy.state)]) from error
    except NoReasonError as error:
        raise RemedyError.no_reason() from error


def wrote(  # noqa: PLR0913 - what a line is made of
    remedy: Remedy,
    kind: StepKind,
    text: str,
    authority: Authority,
    *,
    on: dt.date | None = None,
    carried_to: dt.date | None = None,
) -> RemedyStep:
    """A line of the record, by whoever acts."""
    return RemedyStep.objects.create(
        remedy=remedy,
        kind=kind,
        on=on or today(),
        text=text,
        carried_to=carried_to,
        written_by=authority.actor if isinstance(authority.actor, User) else None,
        written_by_name=named_actor(authority)[:LONGEST_NAME],
        written_at=timezone.now(),
    )
