"""One sheet in several files: whatever their order, the same is taken and the same is told."""

import itertools

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from thidua.language import Text
from thidua.workbooks import Column, Kind, ParsedSheet, Problems, Sheet
from thidua.workbooks.joining import join
from thidua.workbooks.problems import Place
from thidua.workbooks.together import reconcile

SHEET = Sheet(
    "people",
    Text("Người", "People"),
    (
        Column("code", Text("Mã", "Code"), Kind.CODE, required=True, key=True),
        Column("name", Text("Tên", "Name")),
        Column("to", Text("Đến", "To"), blank_says=True),
        Column("more", Text("Thêm", "More")),
    ),
    owner=("code",),
)
CELL = st.sampled_from([None, None, "a", "b"])
ROW = st.tuples(st.sampled_from(["X1", "X2", "X3"]), CELL, CELL, CELL)
FILE = st.lists(ROW, min_size=1, max_size=3, unique_by=lambda row: row[0])


def parsed(name: str, rows: list[tuple[str | None, ...]], *, less: bool = False) -> ParsedSheet:
    """A file's sheet; `less`: without its last column."""
    columns = [column.id for column in SHEET.columns]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String()), orient="row")
    if less:
        frame = frame.with_columns(more=pl.lit(None, pl.String))
    places = {column: Place("A", Text(column, column)) for column in columns}
    return ParsedSheet(
        spec=SHEET,
        frame=frame.with_row_index("row", 2).with_columns(pl.col("row").cast(pl.Int64)),
        problems=Problems(file=name, sheet="Người", places=places),
        found=frozenset(columns[:-1] if less else columns),
    )


def outcome(sheets: list[ParsedSheet]) -> tuple[set[str], list[list[tuple[object, ...]]]]:
    """What is told, and what would be loaded."""
    together = reconcile(sheets)
    rows = [join(group).frame.drop("row").sort(pl.all()).rows() for group in together.groups]
    return {str(problem) for sheet in sheets for problem in sheet.problems}, rows


@given(st.lists(st.tuples(FILE, st.booleans()), min_size=2, max_size=4))
def test_the_order_of_the_files_decides_nothing(
    files: list[tuple[list[tuple[str | None, ...]], bool]],
) -> None:
    def fresh() -> list[ParsedSheet]:
        return [
            parsed(f"{'dbca'[at]}.xlsx", rows, less=less) for at, (rows, less) in enumerate(files)
        ]

    wanted = outcome(fresh())
    for order in itertools.permutations(range(len(files))):
        sheets = fresh()
        assert outcome([sheets[at] for at in order]) == wanted


@given(FILE, FILE)
def test_two_files_differ_exactly_where_both_speak_and_say_otherwise(
    one: list[tuple[str | None, ...]], other: list[tuple[str | None, ...]]
) -> None:
    sheets = [parsed("a.xlsx", one), parsed("b.xlsx", other)]
    together = reconcile(sheets)
    first, second = ({row[0]: row for row in rows} for rows in (one, other))
    wanted = {
        (code, column)
        for code in first.keys() & second.keys()
        for at, column in ((1, "name"), (2, "to"), (3, "more"))
        if first[code][at] != second[code][at]
        and (column == "to" or None not in (first[code][at], second[code][at]))
    }
    for sheet, rows in zip(sheets, (one, other), strict=True):
        told = {(rows[(p.row or 0) - 2][0], p.column.vi) for p in sheet.problems}
        assert told == wanted
    assert sum(together.repeated) == len(first.keys() & second.keys())


def test_what_one_file_leaves_blank_the_other_fills_in() -> None:
    sheets = [
        parsed("b.xlsx", [("X1", "a", None, None)]),
        parsed("a.xlsx", [("X1", None, None, "b")]),
    ]
    assert outcome(sheets) == (set(), [[("X1", "a", None, "b")]])


def test_rows_of_one_owner_from_files_with_other_columns_are_refused() -> None:
    sheets = [
        parsed("a.xlsx", [("X1", "a", None, "b")], less=True),
        parsed("b.xlsx", [("X1", "a", None, "b")]),
    ]
    assert outcome(sheets) == (set(), [[("X1", "a", None, "b")], []])
