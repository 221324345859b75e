"""Reads behind the pages of the tree, of organisations and of ratings; scoped to who asks, few
queries each.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from thidua.accounts.actors import Scope
from thidua.campaigns.models import Campaign
from thidua.facts.contradictions import said_beside
from thidua.organisations.models import Organisation, Placement, Succession
from thidua.organisations.queries import within
from thidua.ratings.body_counts import member_levels
from thidua.ratings.earlier_levels import YEARS, Levels
from thidua.ratings.read_along import READ_ALONG
from thidua.roster.levels import TIMES_REOPENED
from thidua.roster.models import RosterEntry
from thidua.vocabulary import (
    LevelCounts,
    NoLevel,
    ShownLevel,
    SubjectType,
    Tier,
    shown_level,
)
from thidua.web.components import Strip, YearLevel

if TYPE_CHECKING:
    from thidua.roster.models import Levelled

STRIP_YEARS = YEARS
PEOPLE = (SubjectType.MEMBER, SubjectType.LEADER)
BODIES = (SubjectType.ORGANISATION, SubjectType.COLLECTIVE)


@dataclass(frozen=True)
class Line:
    """An organisation with those above it, the province first; `above` stops at nothing: scope
    decides on links.
    """

    organisation: Organisation
    above: tuple[Organisation, ...]


# Looked up by their ids, which a path is made of: comparing paths would read every organisation
# there is.
_ON_THE_LINE = """
    SELECT unnest(string_to_array(trim('/' FROM path), '/')::bigint[] || id)
    FROM organisations_organisation WHERE code = %s
"""


def line_to(*, scope: Scope, code: str) -> Line | None:
    """The organisation of this code and its ancestors, or None when it does not exist or lies
    outside the scope.
    """
    found = list(Organisation.objects.filter(pk__in=RawSQL(_ON_THE_LINE, [code])).order_by("path"))  # noqa: S611
    own = next((one for one in found if one.code == code), None)
    if own is None or not scope.covers(own.path):
        return None
    return Line(own, tuple(one for one in found if one.pk != own.pk))


def own_tops(scope: Scope) -> list[Organisation]:
    """Where the reader's parts of the tree begin; the operator's: the province."""
    if scope.everything:
        return list(Organisation.objects.filter(tier=Tier.PROVINCE).order_by("code"))
    found = Organisation.objects.in_bulk([grant.organisation_id for grant in scope.grants])
    tops = [
        organisation
        for organisation in found.values()
        if not any(organisation.path.startswith(p) and organisation.path != p for p in scope.paths)
    ]
    return sorted(tops, key=lambda organisation: organisation.sort_key)


def entries_of(*, campaign: Campaign, organisation: Organisation) -> "list[Levelled]":
    """The organisation, its leadership and its leaders as subjects of the year, with levels."""
    found = (
        RosterEntry.objects.with_level()
        .filter(campaign=campaign, organisation=organisation)
        .exclude(subject_type=SubjectType.MEMBER)
    )
    return list(found.order_by("role", "sort_key"))


def organisation_levels(
    *, campaign: Campaign, organisations: Iterable[int]
) -> dict[int, int | None]:
    """Level of each of these organisations that is rated this year."""
    found = RosterEntry.objects.with_level().filter(
        campaign=campaign,
        subject_type=SubjectType.ORGANISATION,
        rated=True,
        organisation__in=list(organisations),
    )
    return dict(found.values_list("organisation_id", "level"))


def member_counts_under(
    *, campaign: Campaign, parent: Organisation
) -> Mapping[int | None, LevelCounts]:
    """Levels of the rated members below each child of `parent`."""
    if parent.tier == Tier.PROVINCE:
        levels = member_levels(campaign)
        return {pk: sum(below.values(), LevelCounts()) for pk, below in levels.items()}
    if parent.tier == Tier.UPPER_LEVEL:
        return member_levels(campaign, parent.pk).get(parent.pk, {})
    rows = (
        RosterEntry.objects.with_level()
        .filter(
            campaign=campaign,
            subject_type=SubjectType.MEMBER,
            rated=True,
            organisation__path__startswith=parent.path,
        )
        .values_list("organisation_id", "level", "parent_id")
    )
    grouped: dict[int | None, list[tuple[int | None, int]]] = defaultdict(list)
    for cell, level, above, number in rows.order_by().annotate(number=Count("pk")):
        grouped[cell].append((level, number))
        if above not in (None, parent.pk, cell):  # cells of a sub-committee count for it
            grouped[above].append((level, number))
    return {pk: LevelCounts.from_codes(levels) for pk, levels in grouped.items()}


def members_under(*, campaign: Campaign, organisation: Organisation) -> LevelCounts:
    """Levels of the rated members below one organisation."""
    members = RosterEntry.objects.with_level().filter(
        campaign=campaign, subject_type=SubjectType.MEMBER, rated=True
    )
    place = {
        Tier.UPPER_LEVEL: "upper_level",
        Tier.GRASSROOTS: "grassroots",
        Tier.CELL: "organisation",
    }
    if organisation.tier in place:
        members = members.filter(**{place[Tier(organisation.tier)]: organisation})
    else:
        members = members.filter(organisation__path__startswith=organisation.path)
    return LevelCounts.from_codes(
        members.order_by().values_list("level").annotate(number=Count("pk"))
    )


def below(*, campaign: Campaign, organisation: Organisation) -> "QuerySet[Levelled, Any]":
    """Who stands directly below: organisations under a committee, members in a cell; with
    levels.
    """
    entries = RosterEntry.objects.with_level().filter(campaign=campaign)
    if has_members(organisation):
        entries = entries.filter(subject_type=SubjectType.MEMBER, organisation=organisation)
    else:
        entries = entries.filter(subject_type=SubjectType.ORGANISATION, parent=organisation)
    return entries.order_by("sort_key", "code")


def has_members(organisation: Organisation) -> bool:
    """Whether members belong to it directly: a cell, or a grassroots organisation that is a
    cell.
    """
    return organisation.tier == Tier.CELL or organisation.body == "cell"


def strip_of(*, year: int, levels: Levels, now: int | None = None, with_now: bool = True) -> Strip:
    """The years before, oldest first, and this one."""
    years = [YearLevel(one, _held(levels, one)) for one in range(year - STRIP_YEARS + 1, year)]
    if with_now:
        years.append(YearLevel(year, shown_level(now) if now else None))
    return Strip(tuple(years))


def _held(levels: Levels, year: int) -> ShownLevel | None:
    """None: no level of that year; "cannot tell" where one of those it came out of has none."""
    if year not in levels:
        return None
    held = levels[year]
    return shown_level(held.value if held else None)


def successions_of(organisation: Organisation) -> list[Succession]:
    """What it came out of, and what came out of it."""
    return list(
        Succession.objects.filter(Q(predecessor=organisation) | Q(successor=organisation))
        .select_related("predecessor", "successor")
        .order_by("happened_on")
    )


def placements_of(organisation: Organisation) -> list[Placement]:
    """Where it has stood in the tree, newest first."""
    return list(organisation.placements.select_related("parent").order_by("-starts_on"))


def subject(
    *, campaign: Campaign, scope: Scope, subject_type: str, code: str, organisation: str = ""
) -> "Levelled | None":
    """One subject of the year inside the scope, with level and everything its page shows; None for
    outsiders.

    A leader of two organisations is told apart by the organisation's code; without it, where they
    are rated. `several_posts`: whether the person leads another organisation too; `said_beside`:
    what the other sheets about the same person or organisation say.
    """
    found = RosterEntry.objects.with_level().filter(
        within(scope, organisation="organisation", person="person"),
        Q(person__code=code) if subject_type in PEOPLE else Q(organisation__code=code),
        campaign=campaign,
        subject_type=subject_type,
    )
    entries = found.select_related(
        "person", "organisation", "rating", "proposal", "fact_sheet", "decided__decision"
    )
    if organisation:
        entries = entries.filter(organisation__code=organisation)
    entries = entries.annotate(
        said_beside=said_beside(subject_type),
        times_reopened=RawSQL(TIMES_REOPENED, []),  # noqa: S611 - our own words
    )
    entries = entries.annotate(**{name: expression() for name, expression in READ_ALONG})
    same = RosterEntry.objects.filter(
        campaign=campaign, subject_type=SubjectType.LEADER, person=OuterRef("person")
    )
    if subject_type == SubjectType.LEADER:
        entries = entries.annotate(several_posts=Exists(same.exclude(pk=OuterRef("pk"))))
    entry = entries.order_by("-rated", "pk").first()
    if entry is not None:
        _attach_organisations(entry)
    return entry


def _attach_organisations(entry: RosterEntry) -> None:
    """The organisations above, and the one that decided, by one question of their own: joined to
    the first, which has eight tables already, they cost 30 ms of planning.
    """
    above = ("parent", "grassroots", "upper_level")
    decision = entry.decided.decision if hasattr(entry, "decided") else None
    ids = {getattr(entry, f"{name}_id") for name in above}
    ids |= {decision.issuer_id} if decision else set()
    found = Organisation.objects.in_bulk(ids - {None})
    for name in above:
        setattr(entry, name, found.get(getattr(entry, f"{name}_id")))
    if decision:
        decision.issuer = found[decision.issuer_id]


def level_of(entry: "Levelled") -> ShownLevel:
    """How the level of an entry with `level` is shown."""
    return shown_level(entry.level) if entry.rated else NoLevel.UNRATED
