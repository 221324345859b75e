"""The grid of opinions beside the board of the same year: the largest cell of the province, every
cell of it graded twice (by the person, by the committee), and the board of its commune's members.

Prints both medians and their ratio; the goal: the grid takes at most as long as the board.

    python -m benchmarks opinions_grid [--rounds 30]
"""

# ruff: noqa: PLC0415 - Django has to be started, on a database of its own, before its models are imported

import argparse
import statistics
import sys

from benchmarks.side_by_side import OPEN_YEAR, Client, finish, serving, start_province, taking_turns

GOAL = 1.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    rounds: int = parser.parse_args().rounds
    start_province()
    cell, commune, rows = _largest_cell()
    _grade(cell)
    grid = f"/nam/{OPEN_YEAR}/cham/{cell}/"
    board = f"/bang/{OPEN_YEAR}/{commune}/?kind=member"
    with serving() as port:
        reader = Client(port).sign_in("tinh")
        sides = {"grid": lambda who: who.timed(grid), "board": lambda who: who.timed(board)}
        took = taking_turns([reader], sides, rounds=rounds)
    grid_ms, board_ms = (statistics.median(took[name]) for name in ("grid", "board"))
    ratio = (grid_ms / rows[0]) / (board_ms / rows[1])
    print(f"grid: {grid_ms:.0f} ms, {rows[0]} rows; board: {board_ms:.0f} ms, {rows[1]} rows")
    print(f"grid for the board, as pages: {grid_ms / board_ms:.2f} (goal {GOAL:.2f})")
    print(f"a row of the grid for a row of the board: {ratio:.2f}")
    return finish([grid_ms <= board_ms * GOAL])


def _largest_cell() -> tuple[str, str, tuple[int, int]]:
    """The codes of the cell and its commune; how many members each has."""
    from django.db.models import Count

    from thidua.roster.models import RosterEntry

    members = RosterEntry.objects.filter(
        campaign__year=OPEN_YEAR, subject_type="member", rated=True, grassroots__isnull=False
    )
    counted = members.order_by().values_list("organisation__code", "grassroots__code")
    cell, commune, number = (
        counted.annotate(Count("pk")).order_by("-pk__count").first() or ("",) * 3
    )
    whole = members.filter(grassroots__code=commune).count()
    return str(cell), str(commune), (int(number or 0), whole)


def _grade(code: str) -> None:
    """Every cell of the grid, by the person and by the committee."""
    from thidua.accounts.actors import Operator
    from thidua.campaigns.models import Campaign
    from thidua.opinions.batch import Given
    from thidua.opinions.giving import give_many
    from thidua.opinions.grid import grid_of, groups_of
    from thidua.opinions.permissions import Giver
    from thidua.organisations.models import Organisation
    from thidua.roster.identity import key_of
    from thidua.vocabulary import Grade, OpinionKind

    campaign, unit = Campaign.objects.get(year=OPEN_YEAR), Organisation.objects.get(code=code)
    grid = grid_of(Operator(), campaign, groups_of(campaign, unit)[0])
    for giver, grade in (
        (Giver(OpinionKind.SELF), Grade.EXCELLENT),
        (grid.group.giver, Grade.GOOD),
    ):
        given = dict.fromkeys(grid.criteria, Given(grade, "so với biên bản họp"))
        cells = {key_of(row.entry): given for row in grid.rows if row.entry.rated}
        give_many(campaign=campaign, giver=giver, cells=cells, actor=Operator())


if __name__ == "__main__":
    sys.exit(main())
