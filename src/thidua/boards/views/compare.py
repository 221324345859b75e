"""Two subjects of one board side by side: what is known of each, and condition by condition where
they differ.
"""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.boards.access import BoardAccess, access_in_year, frameworks_or_404
from thidua.boards.comparing import compared, rows_or_404
from thidua.boards.forms import ComparedQuery
from thidua.boards.reading import read
from thidua.boards.rows import rows_of
from thidua.campaigns.frame import campaign_or_404
from thidua.ratings.links import crumbs_to
from thidua.ratings.queries import Line


@require_GET
@signed_in
def board_compare(request: SignedIn, year: int, code: str) -> HttpResponse:
    """`a` and `b` are roster entries of the board; without two of them the page says how to choose
    them.
    """
    campaign = campaign_or_404(request, year)
    frameworks = frameworks_or_404(campaign)
    access = access_in_year(request, campaign=campaign, code=code, frameworks=frameworks)
    query = ComparedQuery.read(request.GET)
    rows = rows_or_404(access.board, [entry for entry in (query["a"], query["b"]) if entry])
    context: dict[str, object] = {
        "campaign": campaign,
        "committee": access.board.committee,
        "crumbs": crumbs_to(
            Line(access.board.committee, ()), scope=scope_of_request(request), with_own=True
        ),
        "board": access.address("board"),
    }
    if len(rows) == 2:
        found = compared(request, access.board, access.setting, rows)
        context |= {
            "sides": found.sides,
            "facts": found.facts,
            "looks_logged": found.logged,
            "steps": found.steps,
        }
    else:
        context |= _to_choose(access, [row.entry for row in rows])
    return render(request, "boards/board_compare.html", context)


def _to_choose(access: BoardAccess, named: Sequence[int]) -> dict[str, object]:
    """Everybody on the board, for whoever has not named two of them; `named`: one, or nobody."""
    every = rows_of(read(access.board), access.board)
    others = [row.entry for row in every if row.entry not in named]
    first, second = (*named, *others, 0, 0)[:2]
    return {"kind": access.board.kind.value, "every": every, "first": first, "second": second}
