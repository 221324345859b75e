"""Raw facts of Party organisations: criterion grades, targets, and how bodies at the same level
were rated.
"""

from collections.abc import Sequence, Set
from decimal import Decimal
from random import Random

from thidua.demo.grades import (
    AVERAGE,
    GOOD_GRADE,
    LEVELS,
    Row,
    excellent_grades,
    high_grades,
    tenths,
)
from thidua.demo.level_plans import LeafPlan, OrganisationPlan
from thidua.demo.plan import COMPLETED, GOOD, NOT_COMPLETED, OUTSTANDING, Plan

BUILDING = ("political_ideology", "organisation_cadres", "leading_bodies", "inspection_discipline")
RESULTS = ("programme", "socio_economic")
OTHERS = (*BUILDING, "remedying")
MOST_HIT = 4
BODIES = ("authority_level", "front_level", "mass_level")

_BODIES_OF_KIND: dict[str, tuple[str, ...]] = {
    "commune": BODIES,
    "village": BODIES[1:],
    "quarter": BODIES[1:],
    "agency": ("authority_level", "mass_level"),
    "school": ("authority_level", "mass_level"),
    "hospital": ("authority_level", "mass_level"),
    "state_enterprise": ("authority_level", "mass_level"),
    "private_enterprise": ("mass_level",),
    "": BODIES,
    "police": ("authority_level",),
    "military": ("authority_level",),
}
"""Which bodies stand at the same level as the organisation; the others are not applicable."""


def organisation_facts(
    plan: Plan, organisations: Sequence[OrganisationPlan], random: Random, *, hit: Set[str]
) -> list[Row]:
    """One row for each upper-level organisation, grassroots organisation and cell. `hit`: those
    that did little because of the epidemic.
    """
    rows: list[Row] = [
        {
            "organisation": upper.code,
            "name": upper.name,
            **_facts(OUTSTANDING if upper.reaches else GOOD, kind="", random=random),
        }
        for upper in plan.uppers
    ]
    for planned in organisations:
        unit = planned.organisation.unit
        if planned.is_committee:
            held_back = sum(leaf.reach < GOOD for leaf in planned.leaves) * 5 > len(planned.leaves)
            facts = _facts(
                planned.reach,
                kind=unit.kind,
                random=random,
                cause=planned.cause,
                held_back=held_back,
            )
            rows.append({"organisation": unit.code, "name": unit.name, **facts})
        rows += [_leaf_row(leaf, random) for leaf in planned.leaves]
    for row in rows:
        if row["organisation"] in hit:
            row |= {
                "targets_done": tenths(random, 35, 49),
                "main_targets_done": False,
                "force_majeure": True,
            }
    return rows


def _leaf_row(leaf: LeafPlan, random: Random) -> Row:
    held_back = leaf.completed * 5 > leaf.size
    facts = _facts(
        leaf.reach, kind=leaf.unit.kind, random=random, cause=leaf.cause, held_back=held_back
    )
    return {"organisation": leaf.unit.code, "name": leaf.unit.name, **facts}


def _facts(
    reach: int, *, kind: str, random: Random, cause: str = "", held_back: bool = False
) -> Row:
    """Facts by which an organisation reaches a level. `held_back`: its members or cells alone keep
    it from outstanding.

    `cause`: what keeps a completed organisation from being good; causes other than `criteria` and
    `bodies` lie in its members or cells."""
    row: Row = {
        "self_reviewed": True,
        "force_majeure": False,
        "disunity_concluded": False,
        "committee_disciplined": False,
        **dict.fromkeys(BODIES, LEVELS[0]),
    }
    applicable = _BODIES_OF_KIND.get(kind, ())
    if reach == OUTSTANDING:
        row |= _outstanding(random) | _bodies(applicable, random, least=GOOD)
    elif reach == GOOD:
        row |= _good(random, held_back=held_back, bodies=applicable)
    else:
        row |= _completed(random, cause=cause, bodies=applicable)
    return row


def _bodies(names: Sequence[str], random: Random, *, least: int) -> Row:
    words = [COMPLETED, GOOD, GOOD, GOOD, GOOD, OUTSTANDING]
    return {name: LEVELS[max(least, random.choice(words))] for name in names}


def _outstanding(random: Random) -> Row:
    return {
        **high_grades(OTHERS, random, excellent=0.5),
        **excellent_grades(RESULTS),
        "targets_done": Decimal(100) if random.random() < 0.7 else tenths(random, 95, 100),
        "main_targets_done": True,
    }


def _good(random: Random, *, held_back: bool, bodies: Sequence[str]) -> Row:
    """Short of outstanding: a result that is only good, a criterion that is average, a body only
    completed.
    """
    row: Row = {
        **high_grades(OTHERS, random, excellent=0.3),
        **high_grades(RESULTS, random, excellent=0.4),
        **_bodies(bodies, random, least=COMPLETED),
        "targets_done": tenths(random, 86, 100),
        "main_targets_done": random.random() < 0.9,
    }
    why = random.random()
    if held_back and why < 0.5:
        row |= excellent_grades(RESULTS)
    elif bodies and why < 0.1:
        row |= {**excellent_grades(RESULTS), random.choice(bodies): LEVELS[COMPLETED]}
    elif why < 0.25:
        row |= {**excellent_grades(RESULTS), random.choice(OTHERS): AVERAGE}
    else:
        row[random.choice(RESULTS)] = GOOD_GRADE
    return row


def _completed(random: Random, *, cause: str, bodies: Sequence[str]) -> Row:
    row: Row = {
        **high_grades(OTHERS, random, excellent=0.1),
        **high_grades(RESULTS, random, excellent=0.1),
        **_bodies(bodies, random, least=COMPLETED),
        "targets_done": tenths(random, 62, 96),
        "main_targets_done": random.random() < 0.6,
    }
    if cause == "bodies":
        row[random.choice(bodies)] = LEVELS[NOT_COMPLETED]
    elif cause == "criteria":
        row |= dict.fromkeys(random.sample(RESULTS, random.randint(1, 2)), AVERAGE)
        row |= dict.fromkeys(random.sample(OTHERS, random.randint(0, 2)), AVERAGE)
    return row


def hit_by_epidemic(organisations: Sequence[OrganisationPlan], random: Random) -> set[str]:
    """Codes of some enterprises that did under half of their targets because of the epidemic: that
    alone does not sink them. All exist nowhere, and none has leaders below whom it would.
    """
    good = [
        planned.organisation.unit.code
        for planned in organisations
        if planned.organisation.unit.sector == "private_enterprise"
        and planned.organisation.unit.invented
        and planned.reach == GOOD
        and not planned.is_committee
    ]
    return set(random.sample(good, min(MOST_HIT, len(good))))
