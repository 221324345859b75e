"""What an inspector reads of a year's decisions: against a ballot, against the level reached, taken
back, contested, overtaken by facts.
"""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.accounts.actors import Scope
from thidua.boards.beside import beside_entries
from thidua.campaigns.models import Campaign
from thidua.decisions.models import ReopenedLevel
from thidua.organisations.names import committee_name
from thidua.organisations.queries import within
from thidua.ratings.links import place_of, rating_link
from thidua.roster.models import RosterEntry
from thidua.rulebook.standing import stands
from thidua.supervision.opinion_rows import Found
from thidua.supervision.watching import (
    MOST,
    Row,
    deviating_entries,
    deviating_row,
    overtaken_rows,
    reopened,
    reopened_rows,
)
from thidua.vocabulary import DecisionStatus, Level, ShownLevel, shown_level

_PLACES = ("organisation", "grassroots", "upper_level", "parent")


# Against a ballot, against the level reached
# --------------------------------------------------------------------------------------------------


def against_ballots(campaign: Campaign, scope: Scope) -> "QuerySet[RosterEntry]":
    """Subjects whose committee departed from what a ballot came to: none does without a reason."""
    inside = within(scope, organisation="organisation")
    found = RosterEntry.objects.filter(inside, campaign=campaign, rated=True)
    return found.filter(proposal__ballot_reason__gt="")


def against_ballot_rows(campaign: Campaign, scope: Scope) -> list[Found]:
    """The ballot's level, the one that stands instead, who decided, and why."""
    related = (*_PLACES, "proposal", "rating", "decided__decision__issuer")
    named = against_ballots(campaign, scope).select_related(*related)
    entries = list(named.order_by("organisation__path", "sort_key")[:MOST])
    ballots = beside_entries(campaign, entries)
    rows = []
    for entry in entries:
        beside = ballots.get(entry.pk)
        by_ballot = () if beside is None or not beside.level else (shown_level(beside.level),)
        row = Row(
            what=_issued_or_not(entry),
            name=entry.name,
            place=place_of(entry),
            href=rating_link(entry, year=campaign.year),
            levels=(*by_ballot, *_standing(entry)),
            who=_who(entry),
            why=entry.proposal.ballot_reason,
            day=entry.decided.decision.decided_on if hasattr(entry, "decided") else None,
        )
        rows.append(Found(row, entry.person_id))
    return rows


def _issued_or_not(entry: RosterEntry) -> str:
    if hasattr(entry, "decided"):
        return _("Quyết định {number}").format(number=entry.decided.decision.number)
    return _("đã chọn, chưa quyết định")


def _who(entry: RosterEntry) -> str:
    if hasattr(entry, "decided"):
        return committee_name(entry.decided.decision.issuer)
    return committee_name(entry.parent) if entry.parent else ""


def _standing(entry: RosterEntry) -> tuple[ShownLevel, ...]:
    """The level that stands: decided, else chosen, else the one reached; none where nobody can
    tell.
    """
    if hasattr(entry, "decided"):
        return (shown_level(entry.decided.level),)
    rating, chosen = getattr(entry, "rating", None), entry.proposal.chosen
    if rating is None or rating.low != rating.high:
        return (shown_level(chosen),) if chosen else ()
    return (shown_level(stands(rating.low, Level.from_word(chosen).code if chosen else None)),)


def deviating_found(campaign: Campaign, scope: Scope) -> list[Found]:
    """As `watching.deviating_rows`, with whose file each shows."""
    entries = deviating_entries(campaign, scope)
    return [Found(deviating_row(campaign, entry), entry.person_id) for entry in entries]


# Reopened, overtaken
# --------------------------------------------------------------------------------------------------


def reopened_levels(campaign: Campaign, scope: Scope) -> "QuerySet[ReopenedLevel]":
    """Levels that left their decision one by one."""
    inside = within(scope, organisation="roster_entry__organisation")
    return ReopenedLevel.objects.filter(inside, roster_entry__campaign=campaign)


def all_reopened(campaign: Campaign, scope: Scope) -> "tuple[QuerySet[Any], ...]":
    """Single levels, and whole decisions."""
    return reopened_levels(campaign, scope), reopened(campaign, scope)


def all_reopened_rows(campaign: Campaign, scope: Scope) -> list[Found]:
    """Single levels, first and second; then decisions as a whole. The newest first."""
    related = (f"roster_entry__{place}" for place in _PLACES)
    named = reopened_levels(campaign, scope).select_related(
        *related, "decision", "second", "issuer", "roster_entry__decided"
    )
    single = [_reopened(campaign, one) for one in named.order_by("-reopened_at")[:MOST]]
    return [*single, *(Found(row) for row in reopened_rows(campaign, scope))]


def _reopened(campaign: Campaign, one: ReopenedLevel) -> Found:
    entry, second = one.roster_entry, one.second
    again = second is not None and second.status == DecisionStatus.ISSUED
    decided = getattr(entry, "decided", None) if again else None
    now = () if decided is None else (shown_level(decided.level),)
    state = _("đã quyết định lại") if again else _("chờ quyết định lần hai")
    return Found(
        Row(
            what=f"{one.get_because_display()} · {state}",
            name=entry.name,
            place=place_of(entry),
            href=rating_link(entry, year=campaign.year),
            levels=(shown_level(one.level), *now),
            who=committee_name(one.issuer),
            why=one.why,
            day=one.reopened_on,
        ),
        entry.person_id,
    )


def overtaken_found(campaign: Campaign, scope: Scope) -> list[Found]:
    """Decisions of which facts changed since; nobody is named there."""
    return [Found(row) for row in overtaken_rows(campaign, scope)]
