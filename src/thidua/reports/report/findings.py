"""Everything the annual report speaks about, gathered once; its sections are written from this
alone.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count

from thidua.accounts.actors import Actor, scope_of
from thidua.awards.models import Award, AwardStatus
from thidua.awards.queries import awards
from thidua.campaigns.models import Campaign, Indicator
from thidua.decisions.queries import how_many_reopened
from thidua.indicators.ranks import Place, ranks_of
from thidua.language import Text, speaking
from thidua.movement.figures import MovementFigures, figures_of
from thidua.organisations.models import Organisation
from thidua.organisations.names import committee_name, place_name, short_name
from thidua.organisations.queries import ended_in_year, province, within
from thidua.remedies.counting import Standing, of_two_years
from thidua.remedies.queries import visible_to
from thidua.reports.apart import as_of
from thidua.reports.breakdowns import Row, levels_by_kind, levels_by_sector, levels_by_upper_level
from thidua.reports.figures import Figures, figures
from thidua.reports.history import YearPoint, five_year_lines
from thidua.reports.levels import AT, Who, group_of, levelled
from thidua.reports.quotas import QuotaRow, pool_rows
from thidua.reports.recognition import awards_given
from thidua.reports.review_sides import (
    GapRow,
    ReasonRow,
    frameworks,
    reasons_for_not_completed,
    self_claimed_gap,
)
from thidua.roster.models import RosterEntry, in_state
from thidua.roster.queries import state_counts
from thidua.rulebook.award_rules import packaged_awards
from thidua.state_board.days import day_of_the_tree
from thidua.state_board.units import part_of
from thidua.vocabulary import MembershipEnd, RosterState, SubjectType, Tier
from thidua.web.clock import today


@dataclass(frozen=True)
class Issuer:
    """Who reports: the organisation, its committee, the place the report is dated from, and its
    mark in numbers.
    """

    organisation: str
    committee: str
    place: str
    mark: str


@dataclass(frozen=True)
class AwardLine:
    """How many awards of one form went to one kind of subject."""

    form: str
    given_to: str
    number: int
    by_the_state: bool


@dataclass(frozen=True)
class Findings:
    """What there is to report of one year, inside one actor's part of the tree."""

    issuer: Issuer
    figures: Figures
    kinds: tuple[Row, ...]
    grassroots_by_upper_level: tuple[Row, ...]
    grassroots_by_sector: tuple[Row, ...]
    members_by_upper_level: tuple[Row, ...]
    not_rated: tuple[tuple[str, int], ...]
    ended: tuple[tuple[str, int], ...]
    list_of_members: Text
    best_upper_level: tuple[str, ...]
    best_grassroots: tuple[tuple[str, tuple[str, ...]], ...]
    lines: tuple[YearPoint, ...]
    awards: tuple[AwardLine, ...]
    awards_refused: int
    reasons: tuple[ReasonRow, ...]
    gaps: tuple[GapRow, ...]
    quotas: tuple[QuotaRow, ...]
    movement: MovementFigures | None
    ranks: tuple[Place, ...]
    last_year: Mapping[str, Decimal | None]
    remedies: Standing
    as_of: Text | None


def gather(*, campaign: Campaign, actor: Actor) -> Findings:
    """Read everything the report needs, inside the actor's part of the tree."""
    best = levelled(campaign=campaign, actor=actor, who=Who.UPPER_LEVEL).filter(AT["outstanding"])
    given = awards_given(campaign=campaign, actor=actor)
    return Findings(
        issuer=_issuer(actor),
        figures=figures(campaign=campaign, actor=actor),
        kinds=tuple(levels_by_kind(campaign=campaign, actor=actor)),
        grassroots_by_upper_level=tuple(levels_by_upper_level(campaign=campaign, actor=actor)),
        grassroots_by_sector=tuple(levels_by_sector(campaign=campaign, actor=actor)),
        members_by_upper_level=tuple(
            levels_by_upper_level(campaign=campaign, actor=actor, who=Who.MEMBERS)
        ),
        not_rated=tuple(_not_rated(campaign, actor)),
        ended=tuple(_ended(campaign, actor)),
        list_of_members=state_counts(campaign=campaign, actor=actor)[SubjectType.MEMBER].sentence,
        best_upper_level=tuple(best.order_by("code").values_list("name", flat=True)),
        best_grassroots=tuple(_best_grassroots(campaign, actor)),
        lines=tuple(five_year_lines(campaign=campaign, actor=actor)),
        awards=tuple(_award_lines(list(given))),
        awards_refused=awards(campaign=campaign, actor=actor, status=AwardStatus.REFUSED).count(),
        reasons=tuple(reasons_for_not_completed(campaign=campaign, actor=actor)),
        gaps=tuple(self_claimed_gap(campaign=campaign, actor=actor)),
        quotas=tuple(pool_rows(campaign=campaign, actor=actor)),
        movement=_movement(campaign, actor),
        ranks=_ranks(campaign),
        last_year=_last_year(campaign),
        remedies=of_two_years(visible_to(actor), campaign.year)[1],
        as_of=as_of(*how_many_reopened(campaign, scope_of(actor))),
    )


def _movement(campaign: Campaign, actor: Actor) -> MovementFigures | None:
    """What became of the tasks of the part that is reported on, by today or the year's last day;
    None before there is a tree.
    """
    top = _top(actor)
    part = part_of(scope_of(actor), day_of_the_tree(campaign), top.code) if top else None
    if part is None:
        return None
    return figures_of(campaign, part, on=min(today(), dt.date(campaign.year, 12, 31)))


def _ranks(campaign: Campaign) -> tuple[Place, ...]:
    """Where the province stands among others, as papers say it."""
    with speaking("vi"):
        return tuple(ranks_of(campaign))


def _last_year(campaign: Campaign) -> Mapping[str, Decimal | None]:
    """What the province's indicators came to the year before, by their codes."""
    before = Indicator.objects.filter(campaign__year=campaign.year - 1).exclude(code="")
    return dict(before.values_list("code", "result"))


def _top(actor: Actor) -> Organisation | None:
    """The province for whoever sees everything, else the first organisation that the actor holds a
    role at.
    """
    scope = scope_of(actor)
    if scope.everything:
        return province()
    held = Organisation.objects.filter(pk__in=[g.organisation_id for g in scope.grants])
    return held.order_by("path").first()


def _issuer(actor: Actor) -> Issuer:
    top = _top(actor)
    if top is None:
        return Issuer("", "", "", "")
    return Issuer(
        top.name, committee_name(top), place_name(top), "TU" if top.tier == Tier.PROVINCE else ""
    )


def _not_rated(campaign: Campaign, actor: Actor) -> list[tuple[str, int]]:
    """Members on the roster who are not rated, by the title of the rule that says so."""
    titles = {
        rule.id: rule.title.vi
        for framework in frameworks(campaign).values()
        for rule in framework.subjects.excluded
    }
    entries = RosterEntry.objects.filter(
        in_state(RosterState.EXEMPT),
        within(scope_of(actor), organisation="organisation"),
        campaign=campaign,
        subject_type=SubjectType.MEMBER,
    )
    counted = (
        entries.order_by()
        .values_list("excluded_by")
        .annotate(number=Count("pk"))
        .order_by("-number")
    )
    return [(titles.get(rule, rule), number) for rule, number in counted]


def _ended(campaign: Campaign, actor: Actor) -> list[tuple[str, int]]:
    """How memberships ended in the year, in the order of the words; last those of which nobody has
    said how.
    """
    counted = ended_in_year(campaign.year, actor=actor)
    named = [(way.short.vi, counted[way]) for way in MembershipEnd if way in counted]
    return [*named, ("Chưa nêu lý do", counted[""])] if "" in counted else named


def _best_grassroots(campaign: Campaign, actor: Actor) -> list[tuple[str, tuple[str, ...]]]:
    """The outstanding grassroots organisations by name, under the name of their upper-level
    organisation.
    """
    best = levelled(campaign=campaign, actor=actor, who=Who.GRASSROOTS).filter(AT["outstanding"])
    found: dict[str, list[str]] = {}
    for entry in best.select_related("upper_level").order_by("upper_level__code", "code"):
        found.setdefault(entry.upper_level.name if entry.upper_level else "", []).append(entry.name)
    return [(above, tuple(names)) for above, names in found.items()]


def _award_lines(given: list[Award]) -> list[AwardLine]:
    forms = packaged_awards().forms
    counted: dict[tuple[str, str, bool], int] = {}
    for award in given:
        title = forms[award.form].title.vi if award.form in forms else award.form
        key = (title, _receiver(award), bool(award.state_authority))
        counted[key] = counted.get(key, 0) + 1
    order = {form.title.vi: place for place, form in enumerate(forms.values())}
    lines = [
        AwardLine(form, to, number, by_state) for (form, to, by_state), number in counted.items()
    ]
    return sorted(
        lines,
        key=lambda line: (not line.by_the_state, order.get(line.form, len(order)), -line.number),
    )


def _receiver(award: Award) -> str:
    who = group_of(award.subject_type, award.organisation.tier if award.organisation else None)
    return who.label.vi if who else short_name(award.organisation) if award.organisation else ""
