"""What stands out about a row, and its short texts: the same on the page and in what leaves it."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.boards.rows import Row
from thidua.numbers import format_number
from thidua.vocabulary import Discipline


@dataclass(frozen=True)
class Note:
    """Something worth an officer's eye. `tone` ends its class."""

    text: str
    tone: str = "plain"
    title: str = ""


def own_notes(row: Row, *, may: bool) -> list[Note]:
    """What the reader's own row says of that, to whoever may choose on the board."""
    if not may or row.decided is not None:
        return []
    if row.decides:
        return [Note(_("Không tự chọn mức cho mình: người khác của cấp uỷ chọn"), "settled")]
    return [Note(_("Là đồng chí"), title=_("Đề nghị về chính mình được ghi rõ trong lịch sử."))]


def notes_of(row: Row) -> list[Note]:
    """What stands out about a row, the most pressing first."""
    notes = []
    if row.decided is not None:
        notes.append(Note(decided_text(row), "settled"))
    if row.missing:
        notes.append(Note(_("Chưa đủ căn cứ"), "unknown", str(row.missing_text or "")))
    notes += remarks_of(row)
    if row.outside and row.decided is None:
        notes.append(Note(_("Đạt xuất sắc, chưa được chọn")))
    return notes


def remarks_of(row: Row) -> list[Note]:
    """Of these what the place of the level on the page does not say already."""
    notes = []
    if row.returned:
        notes.append(Note(_("Đề nghị xem xét lại"), "warn", row.returned))
    if row.deviates:
        notes.append(Note(_("Khác mức đạt tiêu chuẩn"), "warn", row.reason))
    if row.departs_without_reason:
        notes.append(Note(_("Khác kết quả bỏ phiếu, cần nêu lý do"), "warn"))
    elif row.departs:
        notes.append(Note(_("Khác kết quả bỏ phiếu"), "warn", row.ballot_reason))
    if row.claims_more:
        notes.append(Note(_("Tự nhận cao hơn mức đạt tiêu chuẩn"), "warn"))
    return notes


def decided_text(row: Row) -> str:
    """“đã quyết định 49-QĐ/ĐU, 19/12/2021”."""
    number = row.decision or _("chưa có số")
    day = f", {row.decided_on:%d/%m/%Y}" if row.decided_on else ""
    return _("đã quyết định {decision}").format(decision=number) + day


def targets_text(row: Row) -> str:
    """“96,5%” or “9/9”; a dash where nobody said."""
    if not row.targets:
        return "–"
    if "/" in row.targets:
        return row.targets
    try:
        return format_number(Decimal(row.targets)) + "%"
    except ArithmeticError:
        return row.targets


def discipline_text(row: Row) -> str:
    """0, the word of the discipline, or a dash where nobody said."""
    if row.discipline in {"", "none"}:
        return "0" if row.discipline else "–"
    known = {word.value: word.title for word in Discipline}
    return str(known.get(row.discipline, _("Có")))
