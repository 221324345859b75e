"""The figures of a year as they may be made public, counted and suppressed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from thidua.accounts.actors import Operator
from thidua.awards.models import Award
from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.organisations.models import Organisation
from thidua.organisations.names import committee_name, place_name, short_name
from thidua.organisations.queries import province
from thidua.portal.editions import WHOLE, Edition, Line, next_alone, next_edition
from thidua.portal.models import CountedPeople
from thidua.portal.public_figures import (
    LEVELS,
    BodyRow,
    LevelRow,
    PublicAward,
    PublicFigures,
    PublicIndicator,
    PublicText,
    YearShare,
)
from thidua.portal.published import people_table
from thidua.portal.queries import editions_of, latest_editions
from thidua.portal.suppression import Cell, Mark, protect, small
from thidua.remedies.counting import late_by
from thidua.reports.breakdowns import Row, levels_by_sector, levels_by_upper_level
from thidua.reports.figures import Figures, figures
from thidua.reports.history import YearPoint, five_year_lines
from thidua.reports.levels import Who, group_of
from thidua.reports.recognition import awards_given
from thidua.reports.wording import share
from thidua.rulebook.award_rules import packaged_awards
from thidua.vocabulary import LevelCounts, SubjectType

EVERYTHING = Operator("public figures")
"""Public figures are of the whole province, whoever publishes them."""

UNITS = {"percent": "%"}
_PEOPLE = frozenset({SubjectType.MEMBER.value, SubjectType.LEADER.value})


@dataclass(frozen=True)
class Gathered:
    """A year as it may be made public now, and how its table of people follows the editions
    before.
    """

    figures: PublicFigures
    people: Edition


def gather(campaign: Campaign) -> Gathered:
    """Count the year and keep back what the public may not know, nor find out beside what was
    published before.
    """
    whole = figures(campaign=campaign, actor=EVERYTHING)
    bodies = levels_by_upper_level(campaign=campaign, actor=EVERYTHING)
    commended = set(whole.commended)
    names = _names([row.organisation_id for row in bodies])
    members = levels_by_upper_level(campaign=campaign, actor=EVERYTHING, who=Who.MEMBERS)
    earlier = editions_of(campaign)
    people = _people(campaign, members, earlier)
    total = _printed(people.lines[WHOLE])
    lines = five_year_lines(campaign=campaign, actor=EVERYTHING, now=whole.groups)
    figures_now = PublicFigures(
        **_of_the_year(campaign, whole),
        upper_level=_level_row(whole.of(Who.UPPER_LEVEL)),
        grassroots=_level_row(whole.of(Who.GRASSROOTS)),
        grassroots_by_body=tuple(
            _body(row, commended=names.get(row.organisation_id) in commended) for row in bodies
        ),
        grassroots_by_kind=tuple(
            _body(row)
            for row in levels_by_sector(campaign=campaign, actor=EVERYTHING)
            if row.levels.total
        ),
        members=total if members else _level_row(LevelCounts()),
        members_by_body=tuple(_people_rows(members, people)),
        grassroots_years=tuple(_organisation_years(lines)),
        member_years=tuple(_member_years(lines, now=(campaign.year, total))),
        awards=tuple(_awards(campaign, earlier)),
        overdue_remedies=_overdue(campaign, earlier),
    )
    return Gathered(figures_now, people)


def _people(campaign: Campaign, rows: Sequence[Row], earlier: Sequence[PublicFigures]) -> Edition:
    """The table of members that may follow every earlier one."""
    counted = {row.key: _counts(row.levels) for row in rows}
    known = CountedPeople.objects.filter(campaign=campaign).values_list("counts", flat=True).first()
    return next_edition(counted, [people_table(one) for one in earlier], known)


def _printed(line: Line) -> LevelRow:
    return LevelRow(counts=line[:-1], total=line[-1])


def _of_the_year(campaign: Campaign, whole: Figures) -> dict[str, object]:
    """What was said of the year, and its indicators."""
    root = province()
    return {
        "year": campaign.year,
        "province": root.name if root else "",
        "place": place_name(root) if root else "",
        "committee": committee_name(root) if root else "",
        "name": whole.name,
        "spirit": whole.spirit,
        "next_theme": whole.next_theme,
        "launch_date": whole.launch_date,
        "launch_venue": whole.launch_venue,
        "indicators": tuple(
            PublicIndicator(
                code=row.code,
                name=row.name,
                unit=UNITS.get(row.unit, row.unit),
                target=row.target,
                result=row.result,
                higher_is_better=row.higher_is_better,
                outcome=row.outcome,
                rank_region=row.rank_region,
                rank_country=row.rank_country,
            )
            for row in whole.indicators
        ),
        "commended": whole.commended,
        "running_upper_level": whole.long_standing.get(Who.UPPER_LEVEL, ()),
        "running_grassroots": whole.long_standing.get(Who.GRASSROOTS, ()),
        "limits": tuple(
            PublicText(vi=limit.text, en=limit.text_en or limit.text) for limit in whole.limits
        ),
    }


def _counts(levels: LevelCounts) -> list[int]:
    return [getattr(levels, level.value) for level in LEVELS]


def _level_row(levels: LevelCounts) -> LevelRow:
    """Counts of organisations: all of them are printed."""
    counts = _counts(levels)
    return LevelRow(counts=tuple(counts), total=sum(counts))


def _body(row: Row, *, commended: bool = False) -> BodyRow:
    return BodyRow(
        code=row.key,
        name=PublicText.of(row.label),
        levels=_level_row(row.levels),
        commended=commended,
    )


def _names(organisations: Iterable[int | None]) -> dict[int | None, str]:
    found = Organisation.objects.in_bulk([pk for pk in organisations if pk is not None])
    return {pk: one.name for pk, one in found.items()}


def _people_rows(rows: Sequence[Row], people: Edition) -> Iterable[BodyRow]:
    names = {row.key: PublicText.of(row.label) for row in rows}
    for code, line in people.lines.items():
        if code != WHOLE:
            yield BodyRow(
                code=code,
                name=names.get(code) or PublicText(vi=code, en=code),
                levels=_printed(line),
            )


def _of(part: object, whole: object) -> Decimal | None:
    """A share of two numbers that are both printed."""
    return share(part, whole) if isinstance(part, int) and isinstance(whole, int) else None


def _year(year: int, row: LevelRow) -> YearShare:
    return YearShare(
        year=year,
        good_or_better=_of(row.good_or_better, row.total),
        outstanding=_of(row.counts[0], row.total),
    )


def _organisation_years(lines: Iterable[YearPoint]) -> Iterable[YearShare]:
    return (
        _year(point.year, _level_row(point.levels))
        for point in lines
        if point.who is Who.GRASSROOTS
    )


def _member_years(lines: Iterable[YearPoint], *, now: tuple[int, LevelRow]) -> Iterable[YearShare]:
    """A year published before shows here what was printed then: two prints of one year must not
    betray each other. So a year that was rated here shows nothing before it is published itself.
    """
    later = set(Campaign.objects.values_list("year", flat=True))
    known = {year: one.members for year, one in latest_editions().items()} | {now[0]: now[1]}
    for point in lines:
        if point.who is Who.MEMBERS and (point.year in known or point.year not in later):
            yield _year(point.year, known.get(point.year) or _alone(point.levels))


def _alone(levels: LevelCounts) -> LevelRow:
    protected = protect([_counts(levels)])
    return LevelRow(counts=protected.column_totals, total=protected.total)


def _overdue(campaign: Campaign, earlier: Sequence[PublicFigures]) -> Cell | None:
    """How many remedies are overdue, as it may stand beside what earlier editions printed: not
    where they are of so few people and units that these could be guessed.
    """
    late = late_by(campaign.year)
    if not late.all:
        return None
    printed = [one.overdue_remedies for one in earlier if one.overdue_remedies is not None]
    if small(late.owners) and not small(late.overdue):
        return Mark.WITHHELD
    return next_alone(late.overdue, printed)


def _awards(campaign: Campaign, earlier: Sequence[PublicFigures]) -> list[PublicAward]:
    """Each form and kind of receiver once; people are counted only, whoever gave it."""
    grouped: dict[tuple[str, str, bool], list[Award]] = {}
    for award in awards_given(campaign=campaign, actor=EVERYTHING).order_by(
        "organisation__code", "pk"
    ):
        about_people = award.person_id is not None or award.subject_type in _PEOPLE
        tier = award.organisation.tier if award.organisation and not about_people else ""
        key = (
            award.form,
            award.subject_type if about_people else tier,
            bool(award.state_authority),
        )
        grouped.setdefault(key, []).append(award)
    order = {form: place for place, form in enumerate(packaged_awards().forms)}
    ordered = sorted(
        grouped.items(), key=lambda item: (not item[0][2], order.get(item[0][0], len(order)))
    )
    return [
        _beside(_award(_title(form), to, given, by_the_state=by_state), to, earlier)
        for (form, to, by_state), given in ordered
    ]


def _title(form: str) -> Text:
    known = packaged_awards().forms.get(form)
    return known.title if known is not None else Text(form, form)


def _beside(award: PublicAward, to: str, earlier: Sequence[PublicFigures]) -> PublicAward:
    """A number of people as it may stand beside what earlier editions printed of the same; of
    bodies as it is.
    """
    if to not in _PEOPLE or isinstance(award.number, Mark):
        return award
    printed = [
        next((row.number for row in edition.awards if _same(row, award)), 0) for edition in earlier
    ]
    return award.model_copy(update={"number": next_alone(award.number, printed)})


def _same(award: PublicAward, other: PublicAward) -> bool:
    return (award.form, award.given_to, award.by_the_state) == (
        other.form,
        other.given_to,
        other.by_the_state,
    )


def _award(title: Text, to: str, given: Sequence[Award], *, by_the_state: bool) -> PublicAward:
    people = to in _PEOPLE
    who = group_of(to, None) if people else group_of(SubjectType.ORGANISATION, to)
    named = [
        short_name(award.organisation)
        for award in given
        if award.organisation and not people and by_the_state
    ]
    return PublicAward(
        form=PublicText.of(title),
        given_to=PublicText.of(who.label if who else Text("Tổ chức đảng", "Party organisations")),
        number=len(given),
        by_the_state=by_the_state,
        organisations=tuple(named),
    )
