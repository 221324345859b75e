"""Choosing levels on a board: the one act of the API, the same as the board's own."""

import datetime as dt
from typing import Annotated

from ninja import Router
from pydantic import AfterValidator, Field

from thidua.accounts.viewing import SignedIn
from thidua.api.boards import BOARD, BoardRow, Kind, PoolOfBoard, pool_of, row_of
from thidua.api.problems import Problem, ProblemError
from thidua.api.service import answers, summary
from thidua.api.shapes import MOST_AT_ONCE, NO_NUL, Code, Input, Shape, Year, described
from thidua.boards.access import access_to
from thidua.boards.actions import Wish, choose
from thidua.boards.choice_errors import ChoiceError
from thidua.boards.counting import pools_of
from thidua.boards.definition import Board
from thidua.boards.forms import LONGEST_REASON
from thidua.boards.gauges import pool_as, slug_of
from thidua.boards.page import known_rows
from thidua.roster.models import RosterEntry
from thidua.signs import clean
from thidua.vocabulary import Level

router = Router(tags=["boards"])

Number = Annotated[int, Field(ge=0, lt=2**63)]


class Choice(Input):
    """The level that is wanted for one subject, and the `version` of its row that was looked at."""

    entry: Annotated[Number, described("entry của dòng", "the row's entry")]
    level: Level
    seen: Annotated[
        Number, described("version của dòng lúc xem", "the row's version as it was looked at")
    ]


class Choices(Input):
    """Choices of one board, all or nothing. A level that is neither expected nor inside the quota
    needs a `reason`.
    """

    choices: list[Choice] = Field(min_length=1, max_length=MOST_AT_ONCE)
    reason: Annotated[
        str,
        described(
            "lý do, khi mức khác mức đạt tiêu chuẩn",
            "why, where a level differs from the one reached",
        ),
        AfterValidator(clean),
    ] = Field("", max_length=LONGEST_REASON, pattern=NO_NUL)


class Chosen(Shape):
    """What came of it: the entries that changed, every row that was named as it stands by now,
    their pools.
    """

    changed: list[int]
    rows: list[BoardRow]
    pools: list[PoolOfBoard]


class Against(Shape):
    """What speaks against one subject's level; for a clash, who changed it and when."""

    entries: list[int]
    why: str
    detail: str
    pool: str | None = None
    changed_by: str | None = None
    changed_at: dt.datetime | None = None


class ChoiceProblem(Problem):
    """Why nothing was saved, subject by subject."""

    against: list[Against] | None = None


@router.post(
    f"{BOARD}/choices",
    response=answers(Chosen) | dict.fromkeys((400, 409, 422), ChoiceProblem),
    **summary("Chọn (hoặc đề nghị) mức trên bảng", "Choose (or propose) levels on a board"),
)
def choices(request: SignedIn, year: Year, subject_type: Kind, code: Code, body: Choices) -> Chosen:
    access = access_to(request, year=year, code=code, kind=subject_type)
    wishes = [Wish(choice.entry, choice.level.code, choice.seen) for choice in body.choices]
    try:
        chosen = choose(board=access.board, wishes=wishes, actor=request.user, reason=body.reason)
    except ChoiceError as error:
        raise refusal(error) from error
    rows = known_rows(access.board, [wish.entry for wish in wishes])
    pools = _pools(access.board, [row.entry for row in rows])
    return Chosen(
        changed=list(chosen.entries),
        rows=[row_of(row, access.board, pools[row.entry]) for row in rows],
        pools=[pool_of(pool_as(access.board, key, tally)) for key, tally in chosen.pools.items()],
    )


def _pools(board: Board, entries: list[int]) -> dict[int, tuple[str, ...]]:
    """The names of the pools that these subjects count in; a cell that proposes fills none."""
    if not board.decides:
        return dict.fromkeys(entries, ())
    found = RosterEntry.objects.in_bulk(entries)
    return {
        pk: tuple(slug_of(key) for key in pools_of(entry, board.framework))
        for pk, entry in found.items()
    }


def refusal(error: ChoiceError) -> ProblemError:
    """A refused choice as the problem of its kind."""
    against = [
        _against(part).model_dump(mode="json", exclude_none=True)
        for part in error.parts or (error,)
    ]
    kind = "not-found" if error.why == "not_here" else error.why.replace("_", "-")
    return ProblemError(kind, error.text, {"against": against})


def _against(error: ChoiceError) -> Against:
    change = error.change
    return Against(
        entries=list(error.entries),
        why=error.why.replace("_", "-"),
        detail=str(error),
        pool=error.pool or None,
        changed_by=change.actor if change else None,
        changed_at=change.at if change else None,
    )
