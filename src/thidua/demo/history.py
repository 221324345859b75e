"""Levels of 2017 to 2020: plausible, rising, and with unbroken runs exactly where the plan wants
them.
"""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from thidua.demo.grades import LEVELS, Row
from thidua.demo.level_plans import OrganisationPlan
from thidua.demo.plan import COMPLETED, GOOD, NOT_COMPLETED, OUTSTANDING, Plan
from thidua.demo.staff import Person, Staff
from thidua.demo.units import CONVERTED, Tree, Unit
from thidua.vocabulary import LAST_YEAR_OF_LABELS, Label

YEARS = (2017, 2018, 2019, 2020)
Levels = dict[int, int]

_UPPER_YEARS = {
    "297": (2019, 2020),
    "300": (2018, 2020),
    "301-KCQ": (2017, 2019, 2020),
    "291": (2018, 2019),
    "298": (2017,),
    "288": (2018,),
    "292": (2017,),
}
"""Years in which upper-level organisations without an unbroken run were outstanding."""


def existed(unit: Unit, year: int) -> bool:
    """Whether an organisation stood on the last day of a year."""
    start, end = unit.places[0][1], unit.places[-1][2]
    return start.year <= year and (
        end is None or end.year > year or (end.month, end.day) == (12, 31)
    )


def upper_history(plan: Plan) -> list[Row]:
    """Levels of the upper-level organisations."""
    return [
        _row(
            "organisation",
            upper.code,
            {
                year: OUTSTANDING
                if upper.long_standing or year in _UPPER_YEARS.get(upper.code, ())
                else GOOD
                for year in YEARS
            },
        )
        for upper in plan.uppers
    ]


def grassroots_history(
    plan: Plan, tree: Tree, organisations: Sequence[OrganisationPlan], random: Random
) -> list[Row]:
    """Levels of grassroots organisations, former ones included; the share of good or better is the
    plan's each year.
    """
    units = [planned.organisation.unit for planned in organisations]
    former = [unit for unit in tree.former if unit.tier == "grassroots"]
    standing = {
        unit.code
        for unit in units
        if unit.short_name == CONVERTED or unit.code in plan.long_standing_communes
    }
    standing |= {before for before, after, _, _ in tree.successions if after in standing}
    reach = {planned.organisation.unit.code: planned.reach for planned in organisations}
    levels: dict[str, Levels] = {unit.code: {} for unit in (*units, *former)}
    for year in YEARS:
        there = [unit.code for unit in (*units, *former) if existed(unit, year)]
        share = Decimal(plan.grassroots_good_share[year])
        low = len(there) - _count_for(share, len(there), at_most=len(there) - 1)
        open_ = [code for code in there if code not in standing]
        weak = sorted(open_, key=lambda code: reach.get(code, GOOD) + 1.2 * random.random())
        strong = sorted(weak[low:], key=lambda code: -reach.get(code, GOOD) + 2.5 * random.random())
        levels_of = dict.fromkeys(there, GOOD) | dict.fromkeys(weak[:low], COMPLETED)
        levels_of |= dict.fromkeys(strong[: len(there) // 5 - len(standing)], OUTSTANDING)
        levels_of |= dict.fromkeys((code for code in there if code in standing), OUTSTANDING)
        for code, level in levels_of.items():
            levels[code][year] = level
    _break_runs(levels, standing, random)
    return [_row("organisation", code, by_year) for code, by_year in levels.items() if by_year]


def _count_for(share: Decimal, total: int, *, at_most: int) -> int:
    """How many of `total` give that share in percent, rounded to one decimal (or come nearest to
    it).
    """
    nearest = int((share * total / 100).quantize(Decimal(1), ROUND_HALF_UP))
    return min(nearest, at_most)


def _break_runs(levels: dict[str, Levels], standing: set[str], random: Random) -> None:
    """Who is not planned to be outstanding five years running has a year at good, in each of its
    own lifetimes.
    """
    for code, own in levels.items():
        if code not in standing and own and all(level == OUTSTANDING for level in own.values()):
            own[random.choice(tuple(own))] = GOOD


def cell_history(
    tree: Tree, organisations: Sequence[OrganisationPlan], flagged: Sequence[Unit], random: Random
) -> list[Row]:
    """Levels of cells; those that are given the flag of five years, and what they came out of,
    outstanding always.
    """
    chosen = {unit.code for unit in flagged}
    chosen |= {before for before, after, _, _ in tree.successions if after in chosen}
    rows = []
    leaves = [
        leaf
        for organisation in organisations
        if organisation.is_committee
        for leaf in organisation.leaves
    ]
    planned = [(leaf.unit, leaf.reach) for leaf in leaves]
    planned += [(unit, OUTSTANDING) for unit in tree.former if unit.tier == "cell"]
    for unit, reach in planned:
        years = [year for year in YEARS if existed(unit, year)]
        by_year = (
            dict.fromkeys(years, OUTSTANDING)
            if unit.code in chosen
            else _some_levels(years, reach, random)
        )
        if by_year:
            rows.append(_row("organisation", unit.code, by_year))
    return rows


_WEIGHTS = {
    OUTSTANDING: (1, 5, 62, 32),
    GOOD: (1, 10, 76, 13),
    COMPLETED: (2, 30, 60, 8),
    NOT_COMPLETED: (8, 45, 45, 2),
}
_ALL = (NOT_COMPLETED, COMPLETED, GOOD, OUTSTANDING)


def _some_levels(years: Sequence[int], reach: int, random: Random) -> Levels:
    """Levels like this year's, but never outstanding all along."""
    by_year = dict(zip(years, random.choices(_ALL, _WEIGHTS[reach], k=len(years)), strict=True))
    if by_year and all(level == OUTSTANDING for level in by_year.values()):
        by_year[random.choice(tuple(by_year))] = GOOD
    return by_year


def member_history(
    staffs: Iterable[Staff], honoured: Sequence[Person], random: Random
) -> list[Row]:
    """Levels of every member since admission; the honoured ones outstanding always."""
    always = {person.code for person in honoured}
    rows = []
    for staff in staffs:
        for person in staff.everybody:
            years = [year for year in YEARS if person.admitted_on.year <= year]
            if person.code in always:
                by_year = dict.fromkeys(years, OUTSTANDING)
            else:
                by_year = _some_levels(years, person.reach or GOOD, random)
            if by_year:
                rows.append(_row("member", person.code, by_year))
    return rows


def _row(subject_type: str, code: str, levels: Levels) -> Row:
    return {
        "subject_type": subject_type,
        "code": code,
        **{str(year): _word(subject_type, year, levels) for year in YEARS},
    }


# In 2017 and before labels were given; the sheet writes two of them as a level is written.
_LABELS = {
    "organisation": {
        OUTSTANDING: Label.EXEMPLARY.value,
        GOOD: Label.CLEAN_AND_STRONG.value,
        COMPLETED: LEVELS[COMPLETED],
        NOT_COMPLETED: Label.WEAK.value,
    },
    "member": {
        OUTSTANDING: Label.MEMBER_OUTSTANDING.value,
        GOOD: Label.MEMBER_GOOD.value,
        COMPLETED: Label.MEMBER_COMPLETED.value,
        NOT_COMPLETED: Label.MEMBER_FAILED.value,
    },
}


def _word(subject_type: str, year: int, levels: Levels) -> str | None:
    if year not in levels:
        return None
    if year <= LAST_YEAR_OF_LABELS:
        return _LABELS[subject_type][levels[year]]
    return LEVELS[levels[year]]
