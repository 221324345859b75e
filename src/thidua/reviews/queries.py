"""Reading a review: one subject with all that is known of it, levels counted, subjects listed; scoped to who asks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, JSONObject

from thidua.accounts.actors import Actor, scope_of
from thidua.campaigns.models import Campaign, RosterEntry, SubjectType
from thidua.campaigns.queries import roster, within
from thidua.reviews.errors import SubjectNotFoundError
from thidua.reviews.explaining import explanation_of
from thidua.reviews.frames import LEVEL_CODES
from thidua.reviews.history import Levels, Whose, levels_before
from thidua.reviews.models import Decision, DecisionItem, DecisionStatus, Proposal, Rating
from thidua.rulebook import Explanation, Level

_RELATED = ("organisation", "parent", "grassroots", "upper_level", "rating", "proposal", "decided__decision__issuer")


def with_levels(entries: "QuerySet[RosterEntry]") -> "QuerySet[RosterEntry]":
    """Add `level` (1 to 4; None: cannot tell): the decided one, until then where the subject stands."""
    decided = Case(
        *(
            When(decided__decision__status=DecisionStatus.ISSUED, decided__level=word, then=code)
            for word, code in LEVEL_CODES.items()
        ),
        output_field=IntegerField(),
    )
    return entries.annotate(level=Coalesce(decided, F("rating__standing"), output_field=IntegerField()))


def subjects_with(
    *,
    campaign: Campaign,
    actor: Actor,
    subject_type: SubjectType,
    tier: str | None = None,
    levels: Iterable[Level | None] | None = None,
) -> "QuerySet[RosterEntry]":
    """The rated subjects the actor may see, with `level`; of one tier, at some levels (None: cannot tell), if asked."""
    found = with_levels(roster(campaign=campaign, actor=actor, subject_type=subject_type).filter(rated=True))
    if tier is not None:
        found = found.filter(tier=tier)
    if levels is not None:
        wanted = list(levels)
        at = Q(level__in=[level.code for level in wanted if level is not None])
        found = found.filter(at | Q(level=None) if None in wanted else at)
    return found.select_related(*_RELATED)


def levels_by(*, campaign: Campaign, actor: Actor, group: str) -> dict[tuple[str, Any], dict[Level | None, int]]:
    """How many rated subjects that the actor may see stand at each level, per subject type and `group`.

    `group` is a column of the roster: `tier`, `sector`, `upper_level`, `grassroots`, `organisation`.
    """
    rows = (
        with_levels(roster(campaign=campaign, actor=actor).filter(rated=True))
        .order_by()
        .values_list("subject_type", group, "level")
        .annotate(number=Count("pk"))
    )
    counted: dict[tuple[str, Any], dict[Level | None, int]] = {}
    for kind, value, code, number in rows:
        counted.setdefault((kind, value), {})[Level.from_code(code) if code else None] = number
    return counted


def entry_by_code(
    *, campaign: Campaign, code: str, actor: Actor, subject_type: str | None = None, leads: str | None = None
) -> RosterEntry:
    """One subject by its code. Without a type, the member or organisation of that code is meant.

    Raises SubjectNotFoundError: nothing of that code that the actor may see, or a leader of several organisations.
    """
    found = roster(campaign=campaign, actor=actor).filter(code=code).select_related(*_RELATED)
    plain = [SubjectType.MEMBER, SubjectType.ORGANISATION]
    found = found.filter(subject_type__in=plain if subject_type is None else [subject_type])
    if leads is not None:
        found = found.filter(organisation__code=leads)
    entries = list(found.order_by("organisation__code", "pk"))
    if not entries:
        raise SubjectNotFoundError.code(campaign.year, code)
    if len(entries) > 1:
        raise SubjectNotFoundError.several(code, [f"{one.subject_type} {one.organisation.code}" for one in entries])
    return entries[0]


@dataclass(frozen=True)
class Happened:
    """One thing that happened to a subject this year: when, who did it, in which act, and what was set."""

    at: datetime
    act: str
    actor: str
    what: str
    values: Mapping[str, Any]
    said: Mapping[str, str] = field(default_factory=dict)
    """All that the act said of itself: its reason, the actor's role and organisation, the act around it."""


@dataclass(frozen=True)
class SubjectRating:
    """All that is known of one subject's level this year: reached, chosen and decided stay three facts."""

    entry: RosterEntry
    explanation: Explanation
    rating: Rating | None
    proposal: Proposal | None
    decided: DecisionItem | None
    earlier: Levels
    timeline: tuple[Happened, ...]


def rating_of(
    *, campaign: Campaign, code: str, actor: Actor, subject_type: str | None = None, leads: str | None = None
) -> SubjectRating:
    """One subject with its reasons, its three levels, the years before and what happened.

    Raises SubjectNotFoundError for what does not exist or lies outside the actor's scope, and NotBoundError.
    """
    entry = entry_by_code(campaign=campaign, code=code, actor=actor, subject_type=subject_type, leads=leads)
    whose = Whose.of(entry)
    decided: DecisionItem | None = getattr(entry, "decided", None)
    return SubjectRating(
        entry=entry,
        explanation=explanation_of(entry),
        rating=getattr(entry, "rating", None),
        proposal=getattr(entry, "proposal", None),
        decided=decided if decided is not None and decided.decision.status == DecisionStatus.ISSUED else None,
        earlier=levels_before(campaign.year, [whose])[whose],
        timeline=timeline(entry),
    )


_HISTORIES = {"FactSheet": ("facts",), "Proposal": ("self_claimed", "proposed", "chosen", "reason", "returned"),
              "DecisionItem": ("level", "reason")}  # fmt: skip


def timeline(entry: RosterEntry) -> tuple[Happened, ...]:
    """Everything that was recorded about a subject this year, oldest first; one question to the database."""
    parts = [
        apps.get_model("reviews", f"{model}Event")
        .objects.filter(roster_entry_id=entry.pk)
        .order_by()
        .annotate(model=Value(model), row=JSONObject(**{column: column for column in columns}))
        .values_list("pgh_created_at", "pgh_id", "pgh_label", "pgh_context__metadata", "model", "row")
        for model, columns in _HISTORIES.items()
    ]
    order = list(_HISTORIES)  # of what was recorded in one moment
    rows = sorted(parts[0].union(*parts[1:], all=True), key=lambda row: (row[0], order.index(row[4]), row[1]))
    return tuple(
        Happened(
            at=at,
            act=(said or {}).get("act", ""),
            actor=(said or {}).get("actor", ""),
            what=f"{model}.{label}",
            values=values,
            said=said or {},
        )
        for at, _, label, said, model, values in rows
    )


def five_years(*, campaign: Campaign, actor: Actor, entries: Iterable[RosterEntry]) -> dict[int, Levels]:
    """Per roster entry (those the actor may see) the levels of the last five years, this one included.

    A year without any level is left out; a merged organisation's earlier years are the lowest of its predecessors'.
    """
    asked = [entry.pk for entry in entries]
    visible = list(with_levels(roster(campaign=campaign, actor=actor).filter(pk__in=asked)))
    past = levels_before(campaign.year, [Whose.of(entry) for entry in visible])
    return {
        entry.pk: {**past[Whose.of(entry)], campaign.year: Level.from_code(level) if level else None}
        for entry in visible
        for level in [entry.level]  # type: ignore[attr-defined]
    }


def decisions(*, campaign: Campaign, actor: Actor) -> "QuerySet[Decision]":
    """The year's decisions whose issuers lie in the actor's part of the tree."""
    scope = scope_of(actor)
    return Decision.objects.filter(within(scope, organisation="issuer"), campaign=campaign).select_related("issuer")
