"""Reading reports of wrong facts, and who may speak for whom; scoped to who asks."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.accounts.actors import Scope, scope_of
from thidua.accounts.models import User
from thidua.accounts.oneself import is_about
from thidua.accounts.permissions import may
from thidua.campaigns.models import Campaign
from thidua.decisions.models import DecisionItem
from thidua.disputes.errors import DisputeError
from thidua.disputes.models import FactReport, Status
from thidua.disputes.permissions import ACTS
from thidua.facts.keepers import keepers
from thidua.organisations.models import Organisation
from thidua.organisations.queries import under, within
from thidua.roster.models import RosterEntry
from thidua.web.clock import today

ANSWERING = ACTS["disputes.answer"]
RECENTLY = dt.timedelta(days=30)
"""How long an answer stays on the first page of who asked."""


def may_ask(scope: Scope, entry: RosterEntry) -> bool:
    """A person speaks for their own file; an officer for the organisation they act for, and for its
    members.
    """
    if entry.person_id is not None and entry.person_id == scope.person_id:
        return True
    return any(
        grant.role in ANSWERING and grant.organisation_id == entry.organisation_id
        for grant in scope.grants
    )


def require_asking(actor: User, entry: RosterEntry) -> None:
    """Raise PermissionDenied unless the actor may say that a fact of this subject is wrong."""
    if not may_ask(scope_of(actor), entry):
        raise PermissionDenied(_("Tài khoản này chưa được giao việc đề nghị sửa thông tin ở đây."))


def unit_for(entry: RosterEntry, *, asked_by: User) -> Organisation:
    """Who answers for a subject's facts: the unit that keeps them.

    Where the cell's own officer asks, the committee above answers: nobody answers their own
    question. Raises DisputeError where there is none."""
    unit = keepers([entry]).get(entry.pk)
    if unit == entry.organisation and any(
        grant.role in ANSWERING and grant.organisation_id == entry.organisation_id
        for grant in scope_of(asked_by).grants
    ):
        unit = entry.parent
    if unit is None:
        raise DisputeError.nobody_answers()
    return unit


def may_answer(user: User, report: FactReport) -> bool:
    return (
        report.is_open
        and report.asked_by_id != user.pk
        and not is_about(user, report.roster_entry.person_id)
        and may(user, "disputes.answer", path=report.unit.path)
    )


def decided_by(entry: RosterEntry) -> str:
    """The number of the issued decision that holds the subject's level, for pages, which have read
    it already; "" while it is open. Acts ask `deciding_number`.
    """
    item: DecisionItem | None = entry.issued_item
    return item.decision.number if item is not None else ""


_RELATED = (
    "roster_entry__organisation",
    "roster_entry__campaign",
    "unit",
    "asked_by",
    "answered_by",
)


def _seen_by(scope: Scope) -> Q:
    subject = {"organisation": "roster_entry__organisation", "person": "roster_entry__person"}
    return within(scope, organisation="unit") | within(scope, **subject)


def report_for(user: User, pk: int) -> FactReport | None:
    """One report, for whom it is about, and those who see the subject or act for the unit.

    Having asked is not enough: whoever loses the role in which they did sees no more of somebody
    else's facts.
    """
    seen = FactReport.objects.filter(_seen_by(scope_of(user)), pk=pk)
    return seen.select_related(*_RELATED).first()


def reports_about(entry: RosterEntry) -> "QuerySet[FactReport]":
    """Every report about a subject, the newest first; for whoever may see that subject."""
    return entry.fact_reports.select_related("unit", "asked_by")


def to_answer(*, scope: Scope, campaign: Campaign) -> "QuerySet[FactReport]":
    """Open reports that wait for the reader's own units; overdue ones wait for those above as
    well.
    """
    grants = [grant for grant in scope.grants if grant.role in ANSWERING]
    mine = Q(unit__in=[grant.organisation_id for grant in grants])
    mine |= Q(due_on__lt=today()) & under((grant.path for grant in grants), organisation="unit")
    waiting = FactReport.objects.filter(mine, roster_entry__campaign=campaign, status=Status.OPEN)
    if scope.person_id is not None:  # nobody answers what is about themselves
        waiting = waiting.exclude(roster_entry__person=scope.person_id)
    return waiting.select_related(*_RELATED).order_by("due_on", "pk")


def reports_by(*, user: User, campaign: Campaign) -> "QuerySet[FactReport]":
    """What the reader asked and may still see: open, or answered not long ago."""
    recent = Q(status=Status.OPEN) | Q(answered_on__gte=today() - RECENTLY)
    own = FactReport.objects.filter(
        _seen_by(scope_of(user)), recent, asked_by=user, roster_entry__campaign=campaign
    )
    return own.select_related(*_RELATED).order_by("due_on", "pk")
