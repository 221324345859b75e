"""What ballots ask of a reader: to vote, to take a code, to keep what is theirs going."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.ballots.links import address_of
from thidua.ballots.models import OVER, Ballot, State, Voter
from thidua.ballots.permissions import ACTS
from thidua.ballots.queries import to_vote
from thidua.ballots.rights import KEEP
from thidua.ballots.turnout import with_turnout
from thidua.campaigns.models import Campaign, Step
from thidua.campaigns.steps import StepPages
from thidua.campaigns.tasks import Task, where
from thidua.numbers import format_number
from thidua.web.clock import shown

if TYPE_CHECKING:
    from thidua.ballots.turnout import Turned

MOST = 20
"""So many ballots that somebody keeps; more stand on the list."""


def _waits(request: SignedIn, campaign: Campaign) -> "QuerySet[Ballot] | None":
    """Ballots that are not over and have to do with the reader, as voter or keeper."""
    scope = scope_of_request(request)
    units = [one.organisation_id for one in scope.grants if one.role in ACTS[KEEP]]
    person = scope.person_id
    if not units and person is None:
        return None
    theirs = Q(organisation__in=units)
    if person is not None:
        theirs |= Q(chair=person) | Q(secretary=person) | Q(scrutineer=person)
        theirs |= Q(Exists(Voter.objects.filter(ballot=OuterRef("pk"), person=person)))
    return Ballot.objects.filter(theirs, campaign=campaign).exclude(state__in=OVER)


@where(_waits)
def ballots_work(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """Two questions to the database: what one votes on, what one keeps or holds a code of."""
    scope = scope_of_request(request)
    if scope.person_id is not None:
        yield from (_vote(one) for one in to_vote(request.user, campaign))
    units = [one.organisation_id for one in scope.grants if one.role in ACTS[KEEP]]
    person = scope.person_id or 0
    if not units and not person:
        return
    named = Q(chair=person) | Q(secretary=person) | Q(scrutineer=person)
    kept = Ballot.objects.filter(named | Q(organisation__in=units), campaign=campaign)
    rows = with_turnout(kept.exclude(state__in=OVER), person)
    for ballot in rows.order_by("-prepared_at", "pk")[:MOST]:
        yield from _keeping(ballot, person, units)


def _vote(ballot: Ballot) -> Task:
    kind = _("phiếu kín") if ballot.secret else _("phiếu công khai")
    return Task(
        title=_("Bỏ phiếu: {title}").format(title=ballot.title),
        detail=f"{ballot.organisation.name}, {kind}",
        href=address_of(ballot, "ballot_vote"),
        button=pgettext("verb", "Bỏ phiếu"),
        due_on=shown(ballot.closes_at).date() if ballot.closes_at else None,
        when_word=_("Đang mở"),
    )


def _keeping(ballot: "Turned", person: int, units: list[int]) -> Iterator[Task]:
    """What one holder has to do, and what whoever keeps it does next."""
    holds = ballot.has_urn and person in ballot.holders
    if ballot.state == State.FROZEN and holds and not ballot.has_key:
        yield _task(ballot, _("Nhận mã giữ khoá: {title}"), _("Nhận mã"))
        return
    keeps = ballot.organisation_id in units or person in {ballot.chair_id, ballot.secretary_id}
    if not keeps:
        return
    titles = {
        State.DRAFT: (_("Chốt danh sách: {title}"), _("Mở cuộc bỏ phiếu")),
        State.FROZEN: (_("Mở bỏ phiếu: {title}"), _("Mở cuộc bỏ phiếu")),
        State.OPEN: (_("Đang bỏ phiếu: {title}"), _("Mở cuộc bỏ phiếu")),
        State.CLOSED: (_("Kiểm phiếu: {title}"), _("Mở cuộc bỏ phiếu")),
    }
    title, button = titles[State(ballot.state)]
    yield _task(ballot, title, button)


def _task(ballot: "Turned", title: str, button: str) -> Task:
    detail = ballot.organisation.name
    if ballot.state == State.OPEN and ballot.electronic:
        turnout = _("{voted}/{called} đã bỏ").format(
            voted=format_number(ballot.voted), called=format_number(ballot.called)
        )
        detail = f"{detail}, {turnout}"
    return Task(
        title=title.format(title=ballot.title),
        detail=detail,
        href=address_of(ballot),
        button=button,
        due_on=shown(ballot.closes_at).date() if ballot.closes_at else None,
        when_word=_("Đang làm"),
    )


BALLOTS_STEP = StepPages(
    Step.RATE,
    frozenset(
        {
            *("ballots", "ballot", "ballot_vote", "ballot_receipt", "ballot_key", "ballot_close"),
            *("ballot_change", "ballot_count", "ballot_strike", "ballot_cancel", "ballot_paper"),
        }
    ),
)
