"""Facts of collectives and leaders: what makes each come out as it was made up."""

from decimal import Decimal
from random import Random

from thidua.demo.grades import (
    AVERAGE,
    EXCELLENT,
    GOOD_GRADE,
    Row,
    excellent_grades,
    high_grades,
    tenths,
)
from thidua.demo.leadership import Leader, Leadership, LedUnits
from thidua.demo.plan import COMPLETED, GOOD, OUTSTANDING

BUILDING = ("democratic_centralism", "leading_responsibility")
RESULTS = ("programme", "socio_economic")
CONDUCT = (
    "political_thought",
    "ethics_lifestyle",
    "discipline_awareness",
    "working_style",
    "innovation",
)


def collective_facts(leadership: Leadership, random: Random) -> list[Row]:
    """One row a leadership collective."""
    return [
        {"collective": body.code, "name": body.name, **_collective(body.own, random)}
        for body in leadership.bodies
    ]


def _collective(own: int, random: Random) -> Row:
    row: Row = {
        "self_reviewed": True,
        "disunity_concluded": False,
        "member_degraded": False,
        "collective_disciplined": False,
        "main_targets_done": own >= GOOD,
        "force_majeure": False,
        **high_grades((*BUILDING, "remedying"), random, excellent=0.4),
    }
    if own == OUTSTANDING:
        return row | {**excellent_grades(RESULTS), "targets_done": tenths(random, 96, 100)}
    if own == GOOD:
        row |= {
            **high_grades(RESULTS, random, excellent=0.4),
            "targets_done": tenths(random, 86, 100),
        }
        return row | {random.choice(RESULTS): GOOD_GRADE}
    row |= {**high_grades(RESULTS, random, excellent=0.0), "targets_done": tenths(random, 60, 90)}
    return row | {random.choice(RESULTS): AVERAGE, random.choice(BUILDING): AVERAGE}


def leader_facts(leadership: Leadership, led: LedUnits, random: Random) -> list[Row]:
    """One row a leader."""
    rows = []
    for leader in leadership.leaders:
        person, post = leader.post.person, leader.post
        row: Row = {
            "member": person.code,
            "organisation": post.organisation,
            "name": person.full_name,
        }
        row |= _leader(leader, led[leader.post.organisation], random)
        rows.append(row)
    return rows


def _leader(leader: Leader, below: tuple[int, int, int], random: Random) -> Row:
    units, completed, good = below
    targets = random.randint(10, 24)
    person = leader.post.person
    row: Row = {
        "self_reviewed": True,
        "degraded": False,
        "unit_corruption_punished": False,
        "self_detected": False,
        "initiatives_applied": True,
        "discipline": person.discipline or "none",
        "unit_targets": targets,
        "unit_targets_done": targets,
        "unit_targets_on_time": targets - random.randint(0, 1),
        "unit_targets_exceeded": random.randint(targets // 4, targets // 2),
        "led_units": units,
        "led_units_completed": completed,
        "led_units_good": good,
        "own_tasks_below_standard": tenths(random, 0, 8),
        "own_duties": GOOD_GRADE,
        **high_grades((*CONDUCT, "remedying"), random, excellent=0.4),
    }
    return row | _BY_OWN[leader.own](row, targets, random)


def _outstanding_leader(row: Row, targets: int, random: Random) -> Row:
    return {
        "own_duties": EXCELLENT,
        "unit_targets_exceeded": random.randint((targets + 1) // 2, targets),
    }


def _good_leader(row: Row, targets: int, random: Random) -> Row:
    """Short of outstanding: duties only good, too few targets exceeded, or no initiative
    applied.
    """
    why = random.random()
    if why < 0.35:
        return {"own_duties": EXCELLENT, "unit_targets_exceeded": (targets - 1) // 2}
    if why < 0.5:
        return {"own_duties": EXCELLENT, "initiatives_applied": False}
    return {"unit_targets_on_time": -(-targets * 4 // 5)} if why < 0.6 else {}


def _completed_leader(row: Row, targets: int, random: Random) -> Row:
    """Short of good: not all of the unit's targets, or too few on time; more than seven tenths are
    done.
    """
    done = random.randint(targets * 7 // 10 + 1, targets - 1)
    return {
        "unit_targets_done": done,
        "unit_targets_on_time": done,
        "unit_targets_exceeded": done // 3,
        "own_duties": AVERAGE,
        "own_tasks_below_standard": Decimal(20) if random.random() < 0.1 else tenths(random, 5, 20),
    }


_BY_OWN = {OUTSTANDING: _outstanding_leader, GOOD: _good_leader, COMPLETED: _completed_leader}
