"""Raw facts of members, made so that each reaches the planned level, short of the next one for
varied reasons.
"""

from collections.abc import Mapping
from decimal import Decimal
from random import Random

from thidua.demo.grades import (
    AVERAGE,
    GOOD_GRADE,
    LEVELS,
    POOR,
    Row,
    excellent_grades,
    high_grades,
    tenths,
)
from thidua.demo.plan import COMPLETED, GOOD, NOT_COMPLETED, OUTSTANDING
from thidua.demo.results import Targets
from thidua.demo.staff import Person, Staff, rated_people

CONDUCT = ("political_thought", "ethics_lifestyle", "discipline_awareness", "working_style")
TASKS = ("duties", "year_tasks")
OTHERS = (*CONDUCT, "self_commitment", "remedying")

JUST_BELOW_HALF, HALF = Decimal("49.9999"), Decimal(50)
JUST_BELOW_FOUR_FIFTHS, FOUR_FIFTHS = Decimal("79.9999"), Decimal(80)

DISCIPLINES = ("reprimand", "warning", "removal", "expulsion")
_DISCIPLINE_WEIGHTS = (740, 215, 38, 6)


def member_facts(staffs: list[Staff], random: Random, *, work: Mapping[str, Targets]) -> list[Row]:
    """One row a rated member: who, the criterion grades, the facts of the sheet. `work`: what the
    year's work tells of those who lead a task or promised something, by code.
    """
    kept = {code for code, targets in work.items() if targets.share_done >= HALF}
    rows = []
    for _, person in rated_people(staffs):
        row: Row = {"member": person.code, "name": person.full_name, **_common(person)}
        if person.reach == NOT_COMPLETED:
            row |= _not_completed(person, random, kept=person.code in kept)
        else:
            row |= _BY_LEVEL[person.reach](person, random)
        rows.append(row)
    _edge_cases(rows, staffs, random)
    return rows


def _common(person: Person) -> Row:
    return {
        "self_reviewed": True,
        "discipline": "none",
        "degraded": False,
        "former_cell_comment": True if person.needs_former_comment else None,
        "temporary_cell_comment": True if person.status == "temporary_elsewhere" else None,
    }


def _civil_servant_level(person: Person, level: int) -> str | None:
    return LEVELS[level] if person.civil_servant else None


def _outstanding(person: Person, random: Random) -> Row:
    return {
        **high_grades(OTHERS, random, excellent=0.45),
        **excellent_grades(TASKS),
        "targets_done": Decimal(100) if random.random() < 0.85 else tenths(random, 96, 100),
        "civil_servant_level": _civil_servant_level(person, OUTSTANDING),
    }


def _good(person: Person, random: Random) -> Row:
    """Short of outstanding: a task that is only good, another criterion that is average, the
    civil-servant level.
    """
    row: Row = {
        **high_grades(OTHERS, random, excellent=0.25),
        **high_grades(TASKS, random, excellent=0.3),
        "targets_done": tenths(random, 84, 100) if random.random() < 0.6 else Decimal(100),
        "civil_servant_level": _civil_servant_level(
            person, random.choices((GOOD, OUTSTANDING), (9, 1))[0]
        ),
    }
    why = random.random()
    if person.civil_servant and why < 0.2:
        row |= {**excellent_grades(TASKS), "civil_servant_level": LEVELS[GOOD]}
    elif why < 0.3:
        row |= {**excellent_grades(TASKS), random.choice(OTHERS): AVERAGE}
    else:
        row[random.choice(TASKS)] = GOOD_GRADE
    return row


def _completed(person: Person, random: Random) -> Row:
    """Short of good: a task that is only average, or the civil-servant level."""
    row: Row = {
        **high_grades(OTHERS, random, excellent=0.05),
        **high_grades(TASKS, random, excellent=0.05),
        "targets_done": tenths(random, 55, 88),
        "civil_servant_level": _civil_servant_level(
            person, random.choices((COMPLETED, GOOD), (7, 3))[0]
        ),
    }
    for name in random.sample(OTHERS, random.randint(0, 3)):
        row[name] = AVERAGE
    if person.civil_servant and random.random() < 0.4:
        row["civil_servant_level"] = LEVELS[COMPLETED]
    else:
        row |= dict.fromkeys(random.sample(TASKS, random.randint(1, 2)), AVERAGE)
    return row


def _not_completed(person: Person, random: Random, *, kept: bool) -> Row:
    """Disciplined, under half of the targets, not completed as a civil servant, degraded, or a poor
    criterion. `kept`: the work tells that at least half is done.
    """
    row = _completed(person, random) if random.random() < 0.6 else _good(person, random)
    why = "discipline" if person.discipline else _why_not_completed(person, random, kept=kept)
    if why == "discipline":
        word = person.discipline or random.choices(DISCIPLINES, _DISCIPLINE_WEIGHTS)[0]
        row |= {
            "discipline": word,
            "violation_counted_before": False,
            "discipline_awareness": AVERAGE,
        }
    elif why == "targets":
        row |= {
            "targets_done": JUST_BELOW_HALF if random.random() < 0.08 else tenths(random, 18, 49)
        }
        row |= dict.fromkeys(TASKS, AVERAGE)
    elif why == "civil_servant":
        row["civil_servant_level"] = LEVELS[NOT_COMPLETED]
    elif why == "degraded":
        row |= {"degraded": True, "political_thought": AVERAGE, "ethics_lifestyle": POOR}
    else:
        row[random.choice((*CONDUCT, *TASKS))] = POOR
    return row


def _why_not_completed(person: Person, random: Random, *, kept: bool) -> str:
    reasons = {
        # Of an officer the leader's sheet tells too, and says neither.
        "discipline": 60 * (not person.officer),
        "targets": 18 * (not kept),
        "poor": 12,
        "degraded": 2 * (not person.officer),
        "civil_servant": 14 * person.civil_servant,
    }
    return random.choices(tuple(reasons), tuple(reasons.values()))[0]


_BY_LEVEL = {
    OUTSTANDING: _outstanding,
    GOOD: _good,
    COMPLETED: _completed,
}


def _edge_cases(rows: list[Row], staffs: list[Staff], random: Random) -> None:
    """Values that stand on a boundary, and violations that were counted in an earlier year: levels
    stay as planned.
    """
    people = [person for _, person in rated_people(staffs)]
    places = {
        level: [
            number
            for number, person in enumerate(people)
            if person.reach == level and not person.officer
        ]
        for level in (GOOD, COMPLETED)
    }
    many = max(1, len(people) // 3000)
    for level, edges in (
        (GOOD, (FOUR_FIFTHS, JUST_BELOW_FOUR_FIFTHS, HALF)),
        (COMPLETED, (HALF, FOUR_FIFTHS)),
    ):
        for number in random.sample(places[level], min(len(places[level]), 3 * many)):
            rows[number]["targets_done"] = random.choice(edges)
    for number in random.sample(places[GOOD], max(1, many // 3)):
        rows[number] |= {
            "discipline": random.choice(DISCIPLINES[:2]),
            "violation_counted_before": True,
        }
