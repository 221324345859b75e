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
from thidua.demo.results import Targets, YearResults

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


def leader_facts(
    leadership: Leadership, led: LedUnits, results: YearResults, random: Random
) -> list[Row]:
    """One row a leader. Whoever leads one unit shares its targets: what its tasks came to, or
    numbers made up where that is not known.
    """
    best: dict[str, int] = {}
    for leader in leadership.leaders:
        code = leader.post.organisation
        best[code] = max(leader.own, best.get(code, 0))
    units = {
        code: results.units.get(code) or _made_up(level, random) for code, level in best.items()
    }
    rows = []
    for leader in leadership.leaders:
        person, post = leader.post.person, leader.post
        row: Row = {
            "member": person.code,
            "organisation": post.organisation,
            "name": person.full_name,
        }
        targets = units[post.organisation]
        row |= _leader(leader, led[post.organisation], targets, random)
        rows.append(row)
    return rows


def _made_up(best: int, random: Random) -> Targets:
    """The targets of a unit whose best leader comes out at this level."""
    many = random.randint(10, 24)
    if best == OUTSTANDING:
        return Targets(
            many, many, random.randint((many + 1) // 2, many), many - random.randint(0, 1)
        )
    if best == GOOD:
        return Targets(many, many, random.randint(many // 4, many // 2), -(-many * 4 // 5))
    done = random.randint(many * 7 // 10 + 1, many - 1)
    return Targets(many, done, done // 3, done)


def _leader(leader: Leader, below: tuple[int, int, int], targets: Targets, random: Random) -> Row:
    units, completed, good = below
    person = leader.post.person
    row: Row = {
        "self_reviewed": True,
        "degraded": False,
        "unit_corruption_punished": False,
        "self_detected": False,
        "initiatives_applied": True,
        "discipline": person.discipline or "none",
        "unit_targets": targets.all,
        "unit_targets_done": targets.done,
        "unit_targets_on_time": targets.on_time,
        "unit_targets_exceeded": targets.exceeded,
        "led_units": units,
        "led_units_completed": completed,
        "led_units_good": good,
        "own_tasks_below_standard": tenths(random, 0, 8),
        "own_duties": GOOD_GRADE,
        **high_grades((*CONDUCT, "remedying"), random, excellent=0.4),
    }
    return row | _BY_OWN[leader.own](targets, random)


def _outstanding_leader(targets: Targets, random: Random) -> Row:
    return {"own_duties": EXCELLENT}


def _good_leader(targets: Targets, random: Random) -> Row:
    """Short of outstanding: too few targets of the unit exceeded, no initiative applied, or duties
    only good.
    """
    why = random.random()
    if why < 0.35 and not targets.enough_exceeded:
        return {"own_duties": EXCELLENT}
    return {"own_duties": EXCELLENT, "initiatives_applied": False} if why < 0.5 else {}


def _completed_leader(targets: Targets, random: Random) -> Row:
    """Short of good: duties only average; in some units not all targets are done either."""
    return {
        "own_duties": AVERAGE,
        "own_tasks_below_standard": Decimal(20) if random.random() < 0.1 else tenths(random, 5, 20),
    }


_BY_OWN = {OUTSTANDING: _outstanding_leader, GOOD: _good_leader, COMPLETED: _completed_leader}
