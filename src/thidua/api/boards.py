"""The board of a committee: its rows, its pools."""

from typing import Annotated

from ninja import Query, Router
from pydantic import Field

from thidua.access.exporting import Leaving, people_of, some_of, write_down
from thidua.access.models import Exported
from thidua.accounts.viewing import SignedIn
from thidua.api.service import answers, summary
from thidua.api.shapes import (
    NO_NUL,
    Both,
    Code,
    Paged,
    Paging,
    Shape,
    Year,
    YearLevel,
    described,
    level,
    part_of,
)
from thidua.boards.access import BoardAccess, access_to
from thidua.boards.definition import Board
from thidua.boards.filters import REACHED, SORTS, WARNINGS, BoardQuery, Filters
from thidua.boards.gauges import BoardPool, board_pools
from thidua.boards.page import board_table
from thidua.boards.rows import Row
from thidua.ratings.queries import STRIP_YEARS
from thidua.roster.models import RosterEntry
from thidua.vocabulary import Level, SubjectType, held_at
from thidua.web.queries import LONGEST_SEARCH

router = Router(tags=["boards"])

Kind = Annotated[SubjectType, described("trường hợp được xếp loại", "who or what is rated")]


class Missing(Shape):
    """What is not known of a subject, so that nobody can tell its level."""

    number: int
    named: Both | None


class BoardRow(Shape):
    """One subject as its committee sees it.

    `entry` and `version` are what a choice names. `low` and `high` are the range of the reached
    level: equal, it is known. `standing` is where the subject stands by now: decided, else chosen,
    else what the rules lead to expect."""

    entry: int
    version: int
    code: str
    name: str
    place: str
    leads: str
    low: Level | None
    high: Level | None
    claimed: Level | None
    proposed: Level | None
    chosen: Level | None
    standing: Level | None
    decided: Level | None
    decision: str
    reason: str
    returned: str
    targets: str
    discipline: str
    earlier: list[YearLevel]
    missing: Missing | None
    pools: list[str]
    open: bool


class BoardOfCommittee(Paged[BoardRow]):
    """A page of a board. `decides`: whether the committee decides the level or only proposes it."""

    committee: str
    year: int
    subject_type: SubjectType
    decides: bool
    may_choose: bool


class PoolOfBoard(Shape):
    """One quota pool: how many may be outstanding, how that was counted, how many are."""

    pool: str
    label: Both
    title: Both
    citation: str
    rated: int
    good_or_better: int
    good: int
    outstanding: int
    reached_outstanding: int
    cannot_tell: int
    ceiling: int
    room: int
    counted: Both


Word = Annotated[str, Field(max_length=20, pattern=NO_NUL)]


class RowsAsked(Paging):
    """What the rows are narrowed and sorted to, as in the address of the page; words that are none
    narrow nothing.
    """

    q: Annotated[str, described("các từ trong tên, mã, nơi", "words of name, code, place")] = Field(
        "", max_length=LONGEST_SEARCH, pattern=NO_NUL
    )
    pool: Annotated[Word, described("chỉ một nhóm tính tỷ lệ", "of one quota pool")] = ""
    reached: Annotated[
        Word,
        described(
            f"mức đạt tiêu chuẩn: {', '.join(REACHED)}", f"level reached: {', '.join(REACHED)}"
        ),
    ] = ""
    warning: Annotated[
        Word, described(f"cần chú ý: {', '.join(WARNINGS)}", f"to look at: {', '.join(WARNINGS)}")
    ] = ""
    sort: Annotated[
        Word, described(f"thứ tự: {', '.join(SORTS)}", f"order: {', '.join(SORTS)}")
    ] = ""

    @property
    def filters(self) -> Filters:
        return BoardQuery(self.model_dump()).filters


BOARD = "/years/{int:year}/boards/{subject_type}/{path:code}"


@router.get(
    f"{BOARD}/pools",
    response=answers(Paged[PoolOfBoard]),
    **summary("Các nhóm tính tỷ lệ của một bảng", "The quota pools of a board"),
)
def pools(
    request: SignedIn, year: Year, subject_type: Kind, code: Code, query: Query[Paging]
) -> Paged[PoolOfBoard]:
    access = access_to(request, year=year, code=code, kind=subject_type)
    found = board_pools(access.board)
    lines = [pool_of(pool) for pool in part_of(found, query)]
    return Paged[PoolOfBoard].of(lines, count=len(found), paging=query, request=request)


@router.get(
    BOARD,
    response=answers(BoardOfCommittee),
    **summary("Bảng xếp loại của một cấp uỷ", "The rating board of a committee"),
)
def board(
    request: SignedIn, year: Year, subject_type: Kind, code: Code, query: Query[RowsAsked]
) -> BoardOfCommittee:
    access = access_to(request, year=year, code=code, kind=subject_type)
    found = board_table(access.board, query.filters)
    rows = [
        row_of(row, access.board, found.slugs[row.entry]) for row in part_of(found.matching, query)
    ]
    _write_down(request, access, [row.entry for row in rows])
    page = Paged[BoardRow].of(rows, count=len(found.matching), paging=query, request=request)
    return BoardOfCommittee(**dict(page), **_about(access))


def _write_down(request: SignedIn, access: BoardAccess, entries: list[int]) -> None:
    """A page of people is kept as an export is: a program that reads them all leaves a row a
    page.
    """
    board = access.board
    many, people = people_of(RosterEntry.objects.filter(pk__in=entries))
    if many:
        leaving = Leaving(
            Exported.API,
            "json",
            (board.committee.path,),
            many,
            year=board.campaign.year,
            subjects=board.kind,
            listed=some_of(people),
        )
        write_down(request.user, leaving)


def _about(access: BoardAccess) -> dict[str, object]:
    board = access.board
    return {
        "committee": board.committee.code,
        "year": board.campaign.year,
        "subject_type": board.kind,
        "decides": board.decides,
        "may_choose": access.may,
    }


def row_of(row: Row, board: Board, pools: tuple[str, ...]) -> BoardRow:
    """A row of the board in the words of the API."""
    year = board.campaign.year
    return BoardRow(
        entry=row.entry,
        version=row.version,
        code=row.code,
        name=row.name,
        place=row.place,
        leads=row.leads,
        low=level(row.low),
        high=level(row.high),
        claimed=level(row.claimed),
        proposed=level(row.proposed),
        chosen=level(row.chosen),
        standing=level(row.stands),
        decided=level(row.decided),
        decision=row.decision,
        reason=row.reason,
        returned=row.returned,
        targets=row.targets,
        discipline=row.discipline,
        earlier=[
            YearLevel.of(earlier_year, held_at(code))
            for earlier_year, code in zip(
                range(year - STRIP_YEARS + 1, year), row.years, strict=True
            )
        ],
        missing=Missing(
            number=row.missing, named=Both.of(row.missing_names) if row.missing_names else None
        )
        if row.missing
        else None,
        pools=list(pools),
        open=row.open,
    )


def pool_of(pool: BoardPool) -> PoolOfBoard:
    """A pool of the board in the words of the API."""
    tally = pool.tally
    return PoolOfBoard(
        pool=pool.slug,
        label=Both.of(pool.label),
        title=Both.of(pool.title),
        citation=pool.citation,
        rated=tally.rated,
        good_or_better=tally.good_or_better,
        good=tally.good,
        outstanding=tally.outstanding,
        reached_outstanding=tally.reached_outstanding,
        cannot_tell=tally.unknown,
        ceiling=pool.ceiling,
        room=pool.room,
        counted=Both.of(pool.counted),
    )
