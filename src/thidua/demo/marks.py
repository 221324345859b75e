"""What the voters of the demo mark on their papers, so that the count comes to what was planned.
Pure: no database."""

from collections.abc import Sequence
from random import Random

from thidua.vocabulary import BEST_FIRST, Level

LEVELS = [level.value for level in BEST_FIRST]
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


def level_by_vote(proposed: str, chosen: str) -> str:
    """Which level the slips of a past year came to: the one that was decided in the end. Of whoever
    was proposed at the highest and not chosen for it too few saw it so.
    """
    if chosen:
        return chosen
    return Level.GOOD.value if proposed == Level.OUTSTANDING.value else proposed
