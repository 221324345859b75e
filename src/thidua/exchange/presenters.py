"""What the pages of uploads show: sentences, the steps, one sheet's faulty rows and changes.
Values, no HTML.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.exchange.models import PreviewSheet, Upload, UploadedFile, UploadProgress, UploadState
from thidua.language import Text
from thidua.loading.outcomes import ChangeKind
from thidua.numbers import format_number

SHOWN_WHOLE = 8
"""Sheets with more columns show their first ones and those with faults."""
FIRST_COLUMNS = 3
MOST_OPEN = 12
"""So many notes on how a sheet was read are open to begin with."""
_SOON, _MINUTE = 5, 60


def joined(parts: Sequence[str]) -> str:
    """a, b và c"""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {_('và')} {parts[-1]}"


def title_of(files: Sequence[UploadedFile]) -> str:
    """The first file's name, and how many came with it."""
    if not files:
        return _("Lần nạp không còn tệp")
    more = len(files) - 1
    first = files[0].name
    return first if not more else _("{first} và {more} tệp khác").format(first=first, more=more)


def size_of(number: int) -> str:
    """1,4 MB; 87 KB"""
    if number < 1_048_576:
        return f"{max(1, round(number / 1024))} KB"
    return f"{format_number(Decimal(number) / 1_048_576, places=1)} MB"


def what_happens(summary: dict[str, Any], year: int | None) -> str:
    """ "12 dòng mới, 3 dòng thay đổi" and the year, as a confirming button names it."""
    counts = (
        (summary["new"], _("dòng mới")),
        (summary["changed"], _("dòng thay đổi")),
        (summary["removed"], _("dòng bỏ đi")),
    )
    parts = [f"{format_number(number)} {rows}" for number, rows in counts if number]
    if summary.get("frozen"):
        rated = format_number(summary["frozen"]["rated"])
        parts.append(_("danh sách {rated} trường hợp").format(rated=rated))
    where = _(" · năm {year}").format(year=year) if year else ""
    return (joined(parts) or _("không có gì mới")) + where


@dataclass(frozen=True)
class Going:
    """How far the worker has got."""

    doing: str
    done: int
    total: int
    left: str

    @property
    def waits(self) -> bool:
        return not self.total


def going(upload: Upload, progress: UploadProgress) -> Going:
    """The step under way in words, and about how long is left."""
    words = Text(progress.doing_vi, progress.doing_en)
    if progress.began_at is None:
        return Going(_("Đang chờ đến lượt"), 0, 0, "")
    return Going(
        str(words) or pgettext("progress", "Bắt đầu"),
        progress.done,
        progress.total,
        _left(progress),
    )


def _left(progress: UploadProgress) -> str:
    """From the time that the steps behind it took; nothing before there is something to reckon
    from.
    """
    elapsed = (timezone.now() - progress.began_at) if progress.began_at else dt.timedelta()
    if not progress.done or not progress.total or elapsed.total_seconds() < _SOON:
        return ""
    seconds = round(elapsed.total_seconds() * (progress.total - progress.done) / progress.done)
    if seconds < _SOON:
        return _("sắp xong")
    if seconds < _MINUTE:
        rounded = -(-seconds // 5) * 5
        return _("còn khoảng {rounded} giây").format(rounded=rounded)
    minutes = -(-seconds // _MINUTE)
    return _("còn khoảng {minutes} phút").format(minutes=minutes)


@dataclass(frozen=True)
class StepShown:
    """One of the four steps of an upload."""

    name: str
    state: str


def steps_of(upload: Upload) -> list[StepShown]:
    """Send, match, look, load: which are behind the upload, and where it stands."""
    names = (_("Tải tệp lên"), _("Đối chiếu cột và từ"), _("Xem trước"), _("Nạp"))
    at = {
        UploadState.CHECKING: 1,
        UploadState.ASKING: 1,
        UploadState.FAULTY: 2,
        UploadState.READY: 2,
        UploadState.FAILED: 1,
    }.get(UploadState(upload.state), 3)
    behind = len(names) if upload.state == UploadState.APPLIED else at
    return [
        StepShown(name, "done" if number < behind else "now" if number == at else "later")
        for number, name in enumerate(names)
    ]


@dataclass(frozen=True)
class Fault:
    """One thing wrong: where, what stands there, what is wrong with it, what would be right."""

    cell: str
    column: str
    value: str
    message: str
    expected: str
    error: bool


@dataclass(frozen=True)
class ReadAs:
    """How one sheet of the upload was read: by which remembered way, what was left out."""

    file: str
    sheet: str
    way: str
    href: str
    notes: Sequence[str]

    @property
    def many(self) -> bool:
        return len(self.notes) > MOST_OPEN


def read_as(stored: dict[str, Any]) -> ReadAs:
    """Of what the summary keeps of a sheet."""
    shape = stored["shape"]
    return ReadAs(
        file=stored["file"],
        sheet=stored["sheet"],
        way=str(Text(*stored["way"])),
        href=reverse("table_shape", args=[shape]) if shape else "",
        notes=[str(Text(*note)) for note in stored["notes"]],
    )


@dataclass(frozen=True)
class Cell:
    """A cell as the file shows it; `wrong`: "error", "warning" or nothing."""

    text: str
    label: str
    wrong: str


@dataclass(frozen=True)
class Row:
    number: int
    cells: Sequence[Cell]
    faults: Sequence[Fault]


def fault_of(stored: dict[str, Any]) -> Fault:
    message, column = str(Text(*stored["message"])), str(Text(*stored["column"]))
    begins = (
        not (column or stored["value"]) and "." not in message.partition(" ")[0]
    )  # a file's name stays as it is
    return Fault(
        cell=f"{stored['letter']}{stored['row'] or ''}",
        column=column,
        value=stored["value"],
        message=message[:1].upper() + message[1:] if begins else message,
        expected=str(Text(*stored["expected"])),
        error=stored["error"],
    )


def rows_with(sheet: PreviewSheet, *, errors: bool) -> list[dict[str, Any]]:
    """The kept rows with at least one error (or warning)."""
    return [row for row in sheet.rows if any(stored["error"] is errors for stored in row["faults"])]


def others_of(sheet: PreviewSheet, *, errors: bool) -> list[Fault]:
    """What is wrong with the sheet as a whole."""
    return [fault_of(stored) for stored in sheet.others if stored["error"] is errors]


@dataclass(frozen=True)
class Grid:
    """Some rows of a sheet in its own shape: column letters, headers, row numbers."""

    columns: Sequence[tuple[str, str]]
    rows: Sequence[Row]
    hidden: int

    @property
    def is_wide(self) -> bool:
        """Too many columns for most screens."""
        return len(self.columns) > SHOWN_WHOLE


def grid_of(sheet: PreviewSheet, rows: Iterable[dict[str, Any]]) -> Grid:
    """These rows; of a wide sheet, the first columns and those with faults."""
    rows = list(rows)
    faulty = {stored["letter"] for row in rows for stored in row["faults"]}
    columns = [
        at
        for at, (letter, _) in enumerate(sheet.columns)
        if len(sheet.columns) <= SHOWN_WHOLE or at < FIRST_COLUMNS or letter in faulty
    ]
    return Grid(
        columns=[(sheet.columns[at][0], sheet.columns[at][1]) for at in columns],
        rows=[_row(sheet, row, columns) for row in rows],
        hidden=len(sheet.columns) - len(columns),
    )


def _row(sheet: PreviewSheet, row: dict[str, Any], columns: Sequence[int]) -> Row:
    wrong: dict[str, str] = {}
    for stored in row["faults"]:
        wrong[stored["letter"]] = (
            "error" if stored["error"] or wrong.get(stored["letter"]) == "error" else "warning"
        )
    cells = []
    for at in columns:
        letter, header = sheet.columns[at]
        cells.append(
            Cell(
                row["cells"][at],
                f"{letter} · {header}" if header else letter,
                wrong.get(letter, ""),
            )
        )
    return Row(row["row"], cells, [fault_of(stored) for stored in row["faults"]])


@dataclass(frozen=True)
class ChangeShown:
    kind: str
    label: str
    row: int | None
    subject: str
    column: str
    before: str
    after: str


def change_of(change: dict[str, Any]) -> ChangeShown:
    kind = ChangeKind(change["kind"])
    return ChangeShown(
        kind=kind.value,
        label=str(kind.label),
        row=change["row"],
        subject=change["subject"],
        column=str(Text(*change["column"])),
        before=change["before"],
        after=change["after"],
    )
