"""Who is stored in the cells of a register and does not stand in it; who no longer holds the head's
post.

Nobody is ended for it: they may have left, or have been forgotten. They are named."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

import polars as pl

from thidua.language import Text
from thidua.loading.checking import Checking
from thidua.organisations.loading import stored
from thidua.organisations.loading.register_matching import Chosen, Line
from thidua.organisations.loading.register_posts import heads_of
from thidua.organisations.loading.register_rows import ENDS, Spell
from thidua.organisations.loading.register_spells import Lives
from thidua.organisations.loading.row_reports import RowReports
from thidua.organisations.register_sheet import HIGHER
from thidua.vocabulary import PositionRole
from thidua.workbooks import Problem, Severity
from thidua.workbooks.specification import NOTHING

MOST_NAMED = 20


def warn_of_missing(
    check: Checking, lines: Sequence[Line], chosen: Sequence[Chosen], lives: Lives
) -> None:
    """One warning, which must be read, with everybody who is a member of these cells on the day of
    the register and does not stand in it.
    """
    days = {line["cell_id"]: line["as_of"] for line in lines}
    named = {one.known.pk for one in chosen if one.known is not None}
    missing = [
        person
        for person, spells in lives.spells.items()
        if person not in named and any(_is_member(spell, days) for spell in spells)
    ]
    if not missing:
        return
    people = stored.people().filter(pl.col("id").is_in(missing)).sort("full_name", "code")
    names = [f"{name} ({code})" for name, code in people.select("full_name", "code").iter_rows()]
    more = len(names) - MOST_NAMED
    listed = ", ".join(names[:MOST_NAMED])
    check.parsed.problems.add(
        Problem(
            file=check.parsed.problems.file,
            sheet=check.parsed.problems.sheet,
            row=None,
            column=NOTHING,
            value="",
            message=Text(
                f"{len(names)} người đang có trong phần mềm không có trong sổ: {listed}"
                + (f" và {more} người khác" if more > 0 else ""),
                f"{len(names)} people who are stored do not stand in the register: {listed}"
                + (f" and {more} others" if more > 0 else ""),
            ),
            expected=Text(
                "nếu đã chuyển đi, từ trần… thì ghi vào sổ cùng ngày; họ vẫn giữ nguyên",
                "if they have left or died, a row that says so with the day; they stay as they are",
            ),
            severity=Severity.WARNING,
            must_read=True,
        )
    )


def _is_member(spell: Spell, days: dict[int, dt.date]) -> bool:
    day = days.get(spell.organisation_id)
    return day is not None and spell.holds_on(day) and spell.status not in ENDS


def warn_of_heads(chosen: Sequence[Chosen], lives: Lives, reports: RowReports) -> None:
    """Whoever is stored as a cell's head where the register names another one, or others only.

    A register that names no post in a cell says nothing about its head."""
    head = PositionRole.HEAD.value
    by_cell: dict[int, list[Chosen]] = defaultdict(list)
    for one in chosen:
        by_cell[one.line["cell_id"]].append(one)
    people = {one.known.pk: one for one in chosen if one.known is not None}
    for cell, rows in by_cell.items():
        if all(one.line["post"] in (None, HIGHER) for one in rows):
            continue
        new = next((one for one in rows if one.line["post"] == head), None)
        place = new or rows[0]
        for person in heads_of(lives.posts, cell, place.line["as_of"]):
            own = people.get(person)
            if own is not None and own.line["post"] is not None and own.line["cell_id"] == cell:
                continue
            _warn_of_head(own if own in rows else place, person, place.line["cell_name"], reports)


def _warn_of_head(one: Chosen, person: int, cell: str, reports: RowReports) -> None:
    people = stored.people().filter(pl.col("id") == person)
    [(name, code)] = people.select("full_name", "code").iter_rows()
    reports.warn(
        one.row,
        "post",
        Text(
            f"phần mềm ghi người đứng đầu {cell} là {name} ({code}), sổ không ghi như vậy; chức vụ "
            f"ấy giữ nguyên",
            f"the stored head of {cell} is {name} ({code}), the register says otherwise; that post "
            f"stays",
        ),
        Text(
            "ngày kết thúc chức vụ ấy ở trang “Chức vụ”",
            "the last day of that post in the sheet “Positions”",
        ),
    )
