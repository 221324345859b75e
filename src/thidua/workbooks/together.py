"""One sheet in several files: the files are compared before anything of them is taken, and their
order never decides.

Rows with the same key say the same: then they are one row, and what one leaves unknown the other
fills in. Where they differ, both places are told.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import polars as pl

from thidua.language import Text
from thidua.workbooks.joining import join, names_of
from thidua.workbooks.parsing import ParsedSheet
from thidua.workbooks.problems import Severity
from thidua.workbooks.specification import Column, Kind
from thidua.workbooks.words import choices_of

_KEY, _WHO = "__key", "__who"
_NAMES = ("full_name", "name")


@dataclass(frozen=True)
class Together:
    """The sheet of several files, ready to be loaded.

    `groups`: the files with the same columns, each to be joined and loaded at once, one group after
    the other. `repeated`: by file (its place in `order`) how many of its rows another file has as
    well and are not loaded from it. `order`: the files as they were compared: by name, whatever
    order they came in."""

    order: Sequence[ParsedSheet]
    groups: Sequence[Sequence[ParsedSheet]]
    repeated: Sequence[int]


def reconcile(sheets: Iterable[ParsedSheet]) -> Together:
    """Compare the same sheet of several files; differences become problems of both."""
    order = sorted(sheets, key=_name)
    given = _all_rows(order)
    columns = [column for column in _columns(order) if not (column.key or column.for_reader)]
    shared = _shared(given, order)
    if not shared.is_empty():
        for column in columns:
            _report(order, shared, column)
        order = [_filled(sheet, at, shared) for at, sheet in enumerate(order)]
    if order[0].spec.vertical:
        return Together(order, [[_one_row(order)]], [0, *([1] * (len(order) - 1))])
    kept = [_without_repeated(at, order, shared) for at in range(len(order))]
    repeated = [
        whole.frame.height - left.frame.height for whole, left in zip(order, kept, strict=True)
    ]
    groups: dict[tuple[str, ...], list[ParsedSheet]] = {}
    for sheet in kept:
        groups.setdefault(tuple(sorted(sheet.found)), []).append(sheet)
    ordered = [groups[found] for found in sorted(groups)]
    _refuse_other_columns(ordered)
    return Together(order, ordered, repeated)


def _name(sheet: ParsedSheet) -> tuple[str, str, int]:
    rows = sheet.frame.hash_rows(seed=0).sum() if sheet.frame.height else 0
    return (sheet.problems.file, sheet.problems.sheet, int(rows))


def _columns(sheets: Sequence[ParsedSheet]) -> list[Column]:
    """The columns that any of the files has, declared ones first."""
    spec = sheets[0].spec
    found = frozenset().union(*(sheet.found for sheet in sheets))
    more = sorted({name for sheet in sheets for name in sheet.open_ids})
    known = [column for column in spec.columns if column.id in found]
    return [*known, *(spec.column(name) for name in more)]


def _all_rows(sheets: Sequence[ParsedSheet]) -> pl.DataFrame:
    """The sound rows of all files: `row`, `file` (its place in the order), the columns."""
    frames = []
    for at, sheet in enumerate(sheets):
        faulty = [p.row for p in sheet.problems if p.severity is Severity.ERROR and p.row]
        rows = sheet.frame.filter(~pl.col("row").is_in(faulty))
        frames.append(rows.with_columns(file=pl.lit(at, pl.Int64)))
    return pl.concat(frames, how="diagonal")


def _shared(given: pl.DataFrame, sheets: Sequence[ParsedSheet]) -> pl.DataFrame:
    """The rows whose key stands in more than one file, with `__key` and `__who`."""
    spec = sheets[0].spec
    key = _key_of(sheets)
    required = [pl.col(name).is_not_null() for name in key if spec.column(name).required]
    keyed = given.filter(*required) if required else given
    keyed = keyed.with_columns(_text(spec.column(name)).alias(f"{_KEY}.{name}") for name in key)
    texts = [f"{_KEY}.{name}" for name in key]
    keyed = keyed.with_columns(
        pl.concat_str(
            [pl.lit(""), *(pl.col(name).fill_null("") for name in texts)], separator="\n"
        ).alias(_KEY),
        pl.concat_str([pl.col(name) for name in texts], separator=" · ", ignore_nulls=True).alias(
            _WHO
        )
        if texts and spec.key
        else pl.lit("").alias(_WHO),
    ).drop(texts)
    name = next((name for name in _NAMES if name in keyed.columns), None)
    if name is not None and name not in key:
        keyed = keyed.with_columns(
            pl.concat_str(_WHO, pl.format(" ({})", pl.col(name)).fill_null("")).alias(_WHO)
        )
    return keyed.filter(pl.col("file").n_unique().over(_KEY) > 1)


def _key_of(sheets: Sequence[ParsedSheet]) -> Sequence[str]:
    """What tells rows apart: the key; of a sheet without one the whole row; of names and values
    nothing, for it is one row.
    """
    spec = sheets[0].spec
    if spec.vertical:
        return ()
    return spec.key or [column.id for column in _columns(sheets)]


def _text(column: Column) -> pl.Expr:
    """A cell as a text that two files can be compared by and people read."""
    cell = pl.col(column.id)
    if choices_of(column):
        titles = {choice.word: str(choice.title) for choice in choices_of(column)}
        words = cell.cast(pl.String).replace({"true": "yes", "false": "no"})
        return words.replace(titles)
    if column.kind is Kind.DATE:
        return cell.dt.strftime("%d/%m/%Y")
    if column.kind is Kind.DECIMAL:
        number = cell.cast(pl.String).str.strip_chars_end("0").str.strip_suffix(".")
        return number.str.replace(".", ",", literal=True)
    return cell.list.join(", ") if column.kind is Kind.CODES else cell.cast(pl.String)


def _report(sheets: Sequence[ParsedSheet], shared: pl.DataFrame, column: Column) -> None:
    """Where the files differ in a column: at each place, with what the other one says."""
    says_blank = column.blank_says or column.blank_is_no
    has = [at for at, sheet in enumerate(sheets) if column.id in sheet.found]
    own = pl.col("own")
    rows = shared.filter(pl.col("file").is_in(has)).with_columns(own=_text(column))
    if not says_blank:
        rows = rows.filter(own.is_not_null())
    first = pl.col("own", "row", "file").first().over(_KEY).name.prefix("first_")
    rows = rows.with_columns(first).with_columns(
        unlike=own.ne_missing(pl.col("first_own")) & (pl.col("file") != pl.col("first_file"))
    )
    rows = rows.filter(pl.col("unlike").any().over(_KEY))
    if rows.is_empty():
        return
    against = pl.col("own", "row", "file").filter("unlike").first().over(_KEY)
    rows = rows.with_columns(against.name.prefix("unlike_"))
    is_first = pl.col("file") == pl.col("first_file")
    rows = rows.filter(is_first | pl.col("unlike")).with_columns(
        pl.when(is_first).then(f"unlike_{name}").otherwise(f"first_{name}").alias(f"other_{name}")
        for name in ("own", "row", "file")
    )
    names = dict(enumerate(names_of([sheet.problems for sheet in sheets])))
    rows = rows.with_columns(
        pl.col("other_file").replace_strict(names, return_dtype=pl.String),
        other=pl.format("“{}”", "other_own"),
    )
    for at, sheet in enumerate(sheets):
        _report_in(sheet, rows.filter(pl.col("file") == at), column)


_EXPECTED = Text(
    "cùng một nội dung ở hai tệp, hoặc chỉ để ở tệp đúng",
    "the same in both files, or only in the one that is right",
)


def _report_in(sheet: ParsedSheet, rows: pl.DataFrame, column: Column) -> None:
    vertical, of = sheet.spec.vertical, bool(sheet.spec.key)
    line = Text("", "") if vertical else Text(" (dòng {other_row})", " (row {other_row})")
    who = Text(f"của {{{_WHO}}}, ", f"of {{{_WHO}}}, ") if of else Text("", "")
    for blank, filled in ((False, "ghi {other}"), (True, "để trống")):
        english = "has a blank cell" if blank else "has {other}"
        sheet.problems.add_rows(
            rows.filter(pl.col("other_own").is_null() == blank),
            column=column.id,
            value="own",
            message=Text(
                f"{who.vi}tệp “{{other_file}}”{line.vi} lại {filled}",
                f"{who.en}the file “{{other_file}}”{line.en} {english}",
            ),
            expected=_EXPECTED,
        )


def _filled(sheet: ParsedSheet, at: int, shared: pl.DataFrame) -> ParsedSheet:
    """The sheet with the blanks of its shared rows filled in from the other files."""
    mine = shared.filter(pl.col("file") == at)["row"]
    names = [
        name
        for name in sheet.frame.columns
        if name != "row" and not (sheet.spec.column(name).blank_says and name in sheet.found)
    ]
    merged = shared.with_columns(pl.col(names).drop_nulls().first().over(_KEY)).filter(
        pl.col("file") == at
    )
    frame = sheet.frame.join(
        merged.select("row", *names), on="row", how="left", suffix="__other", maintain_order="left"
    ).with_columns(
        pl.when(pl.col("row").is_in(mine.implode()))
        .then(pl.coalesce(name, f"{name}__other"))
        .otherwise(name)
        .alias(name)
        for name in names
    )
    return replace(sheet, frame=frame.select(sheet.frame.columns))


def _one_row(sheets: Sequence[ParsedSheet]) -> ParsedSheet:
    """A sheet of names and values: the row of the first file, filled in from the others."""
    found = frozenset().union(*(sheet.found for sheet in sheets))
    return replace(sheets[0], found=found)


def _without_repeated(at: int, sheets: Sequence[ParsedSheet], shared: pl.DataFrame) -> ParsedSheet:
    """The sheet without the rows that another file has too, with all of its columns."""
    sheet = sheets[at]
    stronger = [
        number
        for number, other in enumerate(sheets)
        if sheet.found < other.found or (sheet.found == other.found and number < at)
    ]
    keys = shared.filter(pl.col("file").is_in(stronger)).select(_KEY).unique()
    mine = shared.filter(pl.col("file") == at).join(keys, on=_KEY, how="semi")["row"]
    return replace(sheet, frame=sheet.frame.filter(~pl.col("row").is_in(mine.implode())))


def _refuse_other_columns(groups: Sequence[Sequence[ParsedSheet]]) -> None:
    """Whose rows replace all that is stored of them cannot come from files with other columns: what
    one of them lacks would be lost or kept by chance.
    """
    spec = groups[0][0].spec
    if spec.owner is None or len(groups) < 2:
        return
    named = [column.id for column in spec.columns if column.id in spec.owner]
    wholes = [join(group) for group in groups]
    rows = pl.concat(
        [
            whole.frame.select("row", *named, group=pl.lit(at, pl.Int64))
            for at, whole in enumerate(wholes)
        ]
    ).drop_nulls(named or None)
    groups_of = pl.col("group").n_unique()
    several = rows.filter((groups_of.over(named) if named else groups_of) > 1)
    for at, whole in enumerate(wholes):
        found = frozenset().union(*(group[0].found for group in groups))
        lacking = [str(spec.column(name).title) for name in sorted(found - groups[at][0].found)]
        files = [
            part.problems.file for group in groups if group is not groups[at] for part in group
        ]
        whole.problems.add_rows(
            several.filter(pl.col("group") == at).with_columns(
                files=pl.lit(", ".join(files)), lacking=pl.lit(", ".join(lacking) or "–")
            ),
            column=named[0] if named else spec.columns[0].id,
            message=Text(
                "có cả trong tệp khác ({files}) mà các tệp không cùng cột",
                "stands in another file too ({files}), and the files have other columns",
            ),
            expected=Text(
                "đưa hết các dòng này vào một tệp, hoặc thêm cột còn thiếu ({lacking})",
                "all these rows in one file, or the missing columns ({lacking})",
            ),
        )
