"""What the voters of the demo mark on their papers, so that the count comes to what was planned.
Pure: no database."""

from collections.abc import Iterable, Sequence
from random import Random

from thidua.demo.grades import Row
from thidua.vocabulary import BEST_FIRST, Level

LEVELS = [level.value for level in BEST_FIRST]
NOT_ENOUGH_VOTES = "Hội nghị bỏ phiếu kín, chưa đủ phiếu đồng ý ở mức Hoàn thành xuất sắc nhiệm vụ"
AS_ONE = 0.12
"""How often all slips say the same."""


def slips_for(level: str, voters: int, need: int, random: Random) -> list[str]:
    """The marks of so many slips, in no order, of which the highest level that `need` chose or
    chose above is this one. Whoever sees it otherwise sees it one level higher or lower.
    """
    place = LEVELS.index(level)
    if random.random() < AS_ONE:
        return [level] * voters
    spare = voters - need
    lower = random.randint(0, min(spare, max(1, voters // 5))) if place + 1 < len(LEVELS) else 0
    higher = random.randint(0, min(need - 1, voters - lower, voters // 4)) if place else 0
    marks = [level] * (voters - lower - higher)
    marks += [LEVELS[place + 1]] * lower if lower else []
    marks += [LEVELS[place - 1]] * higher if higher else []
    random.shuffle(marks)
    return marks


def papers_of(levels: Sequence[str], voters: int, need: int, random: Random) -> list[list[str]]:
    """The papers of so many voters: a mark for each line, whose levels are these."""
    lines = [slips_for(level, voters, need, random) for level in levels]
    return [list(paper) for paper in zip(*lines, strict=True)]


def as_voted(rows: Iterable[Row]) -> None:
    """What a ballot proposes: the level that was decided in the end. Of whoever is proposed at the
    highest and not chosen for it too few saw it so.
    """
    for row in rows:
        if row["chosen"] or row["proposed"] == Level.OUTSTANDING.value:
            row["proposed"] = row["chosen"] or Level.GOOD.value


def deviate(rows: list[Row], random: Random) -> None:
    """In a few cases the committee says outright that somebody who reached outstanding stays at
    good, and why; in organisations that exist nowhere.
    """
    passed_over = [
        row
        for row in rows
        if row["chosen"] is None
        and row["subject_type"] == "member"
        and row["proposed"] == Level.OUTSTANDING.value
    ]
    for row in random.sample(passed_over, min(12, len(passed_over))):
        row |= {"chosen": Level.GOOD.value, "reason": NOT_ENOUGH_VOTES}
