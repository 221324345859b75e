"""Whoever a decision is about is told at once that it was issued, or opened again: people by their
accounts, bodies and cells by whoever acts for them. Nothing says which level: the page does.

Whom an issue was about is told by what was sealed of it, which stays when the decision is reopened.
A few are told inside the act; the thousands of a province by the worker, right after it, so that
issuing waits for nobody's bell.
"""

from collections.abc import Collection, Sequence

from django.db.models import Q, QuerySet
from django.urls import reverse
from procrastinate.contrib.django import app
from procrastinate.types import JSONValue

from thidua.accounts.actors import Actor
from thidua.accounts.models import User
from thidua.accounts.permissions import Authority
from thidua.decisions.kinds import DECIDED, REOPENED
from thidua.decisions.models import Decision
from thidua.decisions.sealed_models import IssuedDecision, SealedLevel
from thidua.language import Text
from thidua.notices.kinds import Kind
from thidua.notices.telling import tell, tell_units
from thidua.organisations.models import Organisation
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType

AT_ONCE = 500
"""How many levels are told of inside the act itself; local: about a second's work."""
TASK, QUEUE = "decisions.tell", "notices"
_WORDS = {
    DECIDED.id: Text(
        "Quyết định xếp loại năm {year} đã ban hành: xem mức và căn cứ",
        "The decision on levels of {year} is issued: see the level and what it rests on",
    ),
    REOPENED.id: Text(
        "Quyết định xếp loại năm {year} được mở lại để xét lại",
        "The decision on levels of {year} is opened again and will be looked at anew",
    ),
}


def tell_issued(decisions: Sequence[Decision], authority: Authority) -> None:
    """Inside the act of issuing, as its last thing: everybody whom these decisions are about."""
    _tell(DECIDED, decisions, authority)


def tell_reopened(decisions: Sequence[Decision], authority: Authority) -> None:
    """Inside the act of reopening: whoever was told of the issue that is taken back."""
    _tell(REOPENED, decisions, authority)


def tell_one_reopened(entry: RosterEntry, decision: Decision, authority: Authority) -> None:
    """Inside the act that takes one level out of a decision: that subject alone."""
    last = IssuedDecision.objects.filter(decision=decision).order_by("-issue").first()
    if last is not None:
        of_one = Q(person_id=entry.person_id, subject_type=entry.subject_type)
        if entry.person_id is None:
            of_one &= Q(organisation_id=entry.organisation_id)
        _tell_issue(REOPENED, last, authority, of_one, f":{entry.pk}")


def _tell(kind: Kind, decisions: Sequence[Decision], authority: Authority) -> None:
    newest = IssuedDecision.objects.filter(decision__in=[one.pk for one in decisions])
    keys = list(
        newest.order_by("decision_id", "-issue")
        .distinct("decision_id")
        .values_list("pk", flat=True)
    )
    actor = authority.actor
    by = actor.pk if isinstance(actor, User) else None
    if SealedLevel.objects.filter(issue__in=keys)[: AT_ONCE + 1].count() > AT_ONCE:
        later = app.configure_task(TASK, queue=QUEUE)
        later.defer(
            kind=kind.id, issues=list[JSONValue](keys), by=by
        )  # a row of the same transaction
    else:
        tell_issues(kind, keys, authority)


def tell_issues(kind: Kind, issues: Collection[int], authority: Authority | Actor | None) -> None:
    """Everybody whom these issues (by their keys) were about."""
    for issue in IssuedDecision.objects.filter(pk__in=issues).select_related("decision__campaign"):
        _tell_issue(kind, issue, authority, Q())


def _tell_issue(
    kind: Kind,
    issue: IssuedDecision,
    authority: Authority | Actor | None,
    which: Q,
    more: str = "",
) -> None:
    """`which`: of its levels; `more`: tells the event from that of the whole issue."""
    campaign = issue.decision.campaign
    levels = SealedLevel.objects.filter(which, issue=issue)
    text = _WORDS[kind.id].format(year=campaign.year)
    key = f"{kind.id}:{issue.key}{more}"
    people = levels.exclude(person_id=None).values("person_id")
    tell(
        kind.id,
        users=User.objects.filter(is_active=True, person__in=people).only("pk", "is_active"),
        key=key,
        text=text,
        href=reverse("own_file", args=[campaign.year]),
        campaign=campaign,
        authority=authority,
    )
    units = list(_units(issue.decision, levels))
    bodies = set(levels.exclude(organisation_id=None).values_list("organisation_id", flat=True))
    tell_units(
        kind.id,
        units=units,
        key=key,
        text=text,
        href=lambda unit: _page_of(unit, campaign.year, itself=unit.pk in bodies),
        campaign=campaign,
        authority=authority,
    )


def _units(decision: Decision, levels: "QuerySet[SealedLevel]") -> "QuerySet[Organisation]":
    """The bodies that are decided about, and the units on whose list the people stand."""
    on_list = RosterEntry.objects.filter(
        campaign=decision.campaign_id,
        subject_type__in=decision.covers,
        person__in=levels.exclude(person_id=None).values("person_id"),
    )
    return Organisation.objects.filter(
        Q(pk__in=levels.exclude(organisation_id=None).values("organisation_id"))
        | Q(pk__in=on_list.values("organisation"))
    )


def _page_of(unit: Organisation, year: int, *, itself: bool) -> str:
    """Where a unit reads it: why the body stands there, or the board of its own people."""
    if itself:
        return reverse("rating", args=[year, SubjectType.ORGANISATION, unit.code])
    return reverse("board", args=[year, unit.code])
