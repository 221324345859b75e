"""The part of the rating page for whoever may object: how long there is, what was sent, what became
of it; and for everybody who may open the page, first and later decision side by side.
"""

from dataclasses import dataclass

from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.decisions.models import Decision, ReopenedLevel
from thidua.decisions.queries import reopenings_of
from thidua.decisions.shown_seals import seals_of
from thidua.objections.links import form_of
from thidua.objections.models import State
from thidua.objections.periods import Window, told_on, window_of
from thidua.objections.queries import objections_about
from thidua.objections.rights import may_object
from thidua.roster.models import RosterEntry
from thidua.rulebook.errors import RulebookError
from thidua.seals.models import Link
from thidua.subjects.panels import Panel
from thidua.vocabulary import ShownLevel, shown_level


@dataclass(frozen=True)
class Told:
    """One decision about the subject, in the order of time: its level, why it was reopened (None:
    it is the one that counts), and its seal (None: issued before there were seals).
    """

    number: int
    level: ShownLevel
    decision: Decision
    reopened: ReopenedLevel | None
    seal: Link | None


def way(request: SignedIn, entry: RosterEntry) -> str:
    """The form, from a failed condition; "": not this reader's, not decided, or too late."""
    window = _window(request, entry)
    if window is None or not window.is_open:
        return ""
    return form_of(entry, dieu="")


def objections_panel(request: SignedIn, entry: RosterEntry) -> Panel | None:
    asks = entry.rated and may_object(scope_of_request(request), entry)
    sent = objections_about(entry) if asks else []
    decisions = _decisions(entry)
    window = _window(request, entry)
    if not (sent or decisions or window):
        return None
    standing = {one.decision_id for one in sent if one.state != State.WITHDRAWN}
    item = entry.issued_item
    may_send = window is not None and item is not None and item.decision_id not in standing
    return Panel(
        "objections/part.html",
        {
            "entry": entry,
            "sent": sent,
            "decisions": decisions,
            "window": window if may_send else None,
            "href": form_of(entry) if may_send else "",
        },
    )


def _window(request: SignedIn, entry: RosterEntry) -> Window | None:
    """The period, for whoever may object to a decided level."""
    item = entry.issued_item
    if item is None or not may_object(scope_of_request(request), entry):
        return None
    try:
        return window_of(entry.campaign, told_on(item.decision))
    except RulebookError:  # a year without a procedure
        return None


def _decisions(entry: RosterEntry) -> list[Told]:
    """Every decision there was about a subject whose level was reopened; nothing is asked of those
    of whom none was.
    """
    if not getattr(entry, "times_reopened", 0):
        return []
    first, item = reopenings_of(entry), entry.issued_item
    seals = seals_of(first, [item.decision] if item is not None else ()).decisions
    told = [
        Told(number, shown_level(one.level), one.decision, one, seals.get(one.decision_id))
        for number, one in enumerate(first, 1)
    ]
    if item is not None:
        seal = seals.get(item.decision_id)
        told.append(Told(len(told) + 1, shown_level(item.level), item.decision, None, seal))
    return told
