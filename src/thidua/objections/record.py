"""Holding an objection, and adding to its record."""

from thidua.accounts.permissions import Authority
from thidua.history.tracking import named_actor
from thidua.objections.errors import ObjectionError
from thidua.objections.models import FLOW, LONGEST_NAME, Line, LineKind, Objection, State
from thidua.submissions.flow import NoReasonError, NotNowError
from thidua.web.clock import today

NAMED = (
    *("campaign", "receiver", "for_unit", "asked_by", "answered_by"),
    *("roster_entry__organisation", "roster_entry__campaign", "roster_entry__parent"),
    *("roster_entry__fact_sheet", "roster_entry__decided__decision"),
    *("roster_entry__grassroots", "roster_entry__upper_level"),
    *("decision__issuer", "award__authority", "first", "reopened__second", "second"),
)
"""What every page and act reads of an objection."""


def held(objection: Objection) -> Objection:
    """The objection as it is stored now, held until the end of the transaction."""
    rows = Objection.objects.select_for_update(of=("self",)).select_related(*NAMED)
    return rows.get(pk=objection.pk)


def next_state(objection: Objection, act: str, reason: str = "") -> str:
    """Where an act leads. Raises ObjectionError."""
    try:
        return FLOW.next(act, objection.state, reason=reason)
    except NotNowError as error:
        raise ObjectionError.not_now(str(State(objection.state).label)) from error
    except NoReasonError as error:
        raise ObjectionError.no_words() from error


def wrote(objection: Objection, kind: LineKind, text: str, authority: Authority) -> Line:
    """Add a line to the record."""
    return Line.objects.create(
        objection=objection,
        kind=kind,
        text=text,
        on=today(),
        by_name=named_actor(authority)[:LONGEST_NAME],
    )


def words(text: str, most: int, *, needed: bool = True) -> str:
    """What somebody wrote. Raises ObjectionError where it is missing or too long."""
    said = text.strip()
    if needed and not said:
        raise ObjectionError.no_words()
    if len(said) > most:
        raise ObjectionError.too_long(most)
    return said
