"""A sheet of a file as the page of the mapping step shows it: its columns, its rows, what each was
taken for. Values, no HTML.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.exchange.matching_forms import column_name, kind_name
from thidua.language import Text
from thidua.matching.kinds import RowKind
from thidua.numbers import format_number

_LABEL = re.compile(r"([^,·]+?)(, | · )(.*)")
_KINDS = {
    RowKind.ROW: gettext_lazy("dòng dữ liệu"),
    RowKind.SECTION: gettext_lazy("mục"),
    RowKind.TITLE: gettext_lazy("tên biểu"),
    RowKind.HEAD: gettext_lazy("đầu cột"),
    RowKind.NUMBERS: gettext_lazy("số cột"),
    RowKind.TOTAL: gettext_lazy("tổng cộng"),
    RowKind.SIGNATURE: gettext_lazy("chữ ký"),
    RowKind.OTHER: gettext_lazy("ghi chú"),
}


@dataclass(frozen=True)
class Choice:
    """One way to answer, and whether it is the one."""

    value: str
    label: str
    hint: str = ""
    chosen: bool = False


@dataclass(frozen=True)
class CellShown:
    """`asked`: a question is about it; `across`, `down`: of the head, what it covers."""

    text: str
    asked: bool = False
    across: int = 1
    down: int = 1


@dataclass(frozen=True)
class LineShown:
    """A row of the file, or a run of rows: which, what they are, how they look.

    `whole`: the words of a row that is no row of data, over the whole width. `kinds`: what it may
    be instead."""

    rows: str
    kind: str
    label: str
    cells: Sequence[CellShown]
    whole: str = ""
    meaning: str = ""
    name: str = ""
    kinds: Sequence[Choice] = ()


@dataclass(frozen=True)
class ColumnShown:
    """A column of the file: its letter and heading, what it gives, what it may give instead."""

    letter: str
    heading: str
    name: str
    gives: str
    note: str
    choices: Sequence[Choice]


def data_rows(picture: Mapping[str, Any]) -> int:
    """How many rows bring data."""
    lines = picture.get("lines", ())
    return sum(line["rows"] for line in lines if line["kind"] == RowKind.ROW)


def columns_shown(
    picture: Mapping[str, Any], stored: Mapping[str, Any], chosen: Mapping[int, str]
) -> list[ColumnShown]:
    """The columns of the file, each with what it gives and may give instead."""
    known = [(column["id"], str(Text(*column["title"]))) for column in stored["columns"]]
    shown = []
    for column in picture.get("columns", ()):
        gives = chosen.get(column["at"], column["to"])
        choices = [Choice("", str(_("để ngoài")), chosen=not gives)]
        choices += [Choice(name, title, chosen=name == gives) for name, title in known]
        shown.append(
            ColumnShown(
                letter=column["letter"],
                heading=column["written"],
                name=column_name(column["at"]),
                gives=gives,
                note=str(Text(*column["note"])),
                choices=choices,
            )
        )
    return shown


def lines_shown(
    picture: Mapping[str, Any], head: Sequence[int], kinds: Mapping[int, str]
) -> list[LineShown]:
    """The rows of the file from the first to the last, the head where it stands."""
    stored = picture.get("lines", ())
    below = max(head, default=0)
    above = [_line(line, kinds) for line in stored if line["first"] <= below]
    return [*above, *_head(picture, head), *(_line(x, kinds) for x in stored if x["first"] > below)]


def _head(picture: Mapping[str, Any], head: Sequence[int]) -> list[LineShown]:
    """The rows of the head; the first one says which they are. A cell of the head may cover several
    columns, or stand over blank ones."""
    width = len(picture.get("columns", ()))
    covered: set[tuple[int, int]] = set()
    lines = []
    for place, cells in enumerate(picture.get("head", ())):
        by_column = {cell["column"]: cell for cell in cells}
        shown = []
        for column in range(width):
            if (place, column) in covered:
                continue
            cell = by_column.get(column, {"text": "", "across": 1, "down": 1})
            covered |= {
                (place + down, column + across)
                for down in range(cell["down"])
                for across in range(cell["across"])
            }
            shown.append(CellShown(cell["text"], across=cell["across"], down=cell["down"]))
        lines.append(
            LineShown(
                rows=_rows(min(head), max(head)) if place == 0 else "",
                kind=RowKind.HEAD.value,
                label=str(_("đầu cột")) if place == 0 else "",
                cells=shown,
            )
        )
    return lines


def _line(line: Mapping[str, Any], kinds: Mapping[int, str]) -> LineShown:
    """A row with what it was taken for, which is the list to choose from; what else is said of it
    ("4 dòng ẩn") stands below.
    """
    single = line["first"] == line["last"]
    kind = kinds.get(line["first"], line["kind"])
    label, _sign, more = _split_label(str(Text(*line["label"])))
    return LineShown(
        rows=_rows(line["first"], line["last"]),
        kind="range" if line["kind"] == RowKind.ROW and not single else line["kind"],
        label=more if single else str(Text(*line["label"])),
        cells=[
            CellShown(text, asked=place in line["marked"])
            for place, text in enumerate(line["cells"])
        ],
        whole=line["whole"],
        meaning=_meaning(line["section"] or {}),
        name=kind_name(line["first"]),
        kinds=[
            Choice(
                each.value,
                label if each == line["kind"] else str(_KINDS[each]),
                chosen=each == kind,
            )
            for each in RowKind
        ]
        if single
        else (),
    )


def _split_label(label: str) -> tuple[str, str, str]:
    """ "tổng cộng, để ngoài · khớp …" as its first word and the rest."""
    found = _LABEL.match(label)
    return (found[1], found[2], found[3]) if found else (label, "", "")


def _rows(first: int, last: int) -> str:
    """ "dòng 7", "dòng 36–58"."""
    if first == last:
        return _("dòng {row}").format(row=first)
    return _("dòng {first}–{last}").format(first=first, last=last)


def _meaning(section: Mapping[str, Any]) -> str:
    """What a section row means, and how many rows follow."""
    if not section:
        return ""
    rows = ngettext("{n} dòng", "{n} dòng", section["rows"]).format(
        n=format_number(section["rows"])
    )
    return f"{section['name'] or section['code'] or _('chọn ở dưới')}, {rows}"
