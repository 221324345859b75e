"""What the board is called and says, for its committee and its kind of subjects."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.boards.definition import Board
from thidua.boards.filters import WARNINGS
from thidua.boards.gauges import BoardPool
from thidua.boards.page import Left
from thidua.boards.rows import Row
from thidua.language import Text, as_sentence
from thidua.numbers import format_number
from thidua.vocabulary import SCALE, ShownLevel, SubjectType, shown_level
from thidua.web.units import name_of

_TITLE = Text("Xếp loại {subjects}", "Rating of {subjects}")
_COLUMNS = {
    SubjectType.ORGANISATION: Text("Tổ chức", "Organisation"),
    SubjectType.COLLECTIVE: Text("Tập thể", "Collective"),
    SubjectType.LEADER: Text("Cá nhân", "Leader"),
    SubjectType.MEMBER: Text("Đảng viên", "Member"),
}
SORTS = {
    "": Text("Theo tên", "By name"),
    "reached": Text("Mức đạt, cao trước", "Reached, best first"),
    "choice": Text("Mức chọn, cao trước", "Chosen, best first"),
    "claimed": Text("Tự nhận, cao trước", "Self-claimed, best first"),
    "proposed": Text("Đề nghị, cao trước", "Proposed, best first"),
    "targets": Text("Chỉ tiêu, thấp trước", "Targets, least first"),
    "discipline": Text("Có kỷ luật trước", "Disciplined first"),
    "missing": Text("Thiếu dữ kiện trước", "Missing facts first"),
}
WARNED = {
    "any": Text("Có cảnh báo", "With a warning"),
    "missing": Text("Chưa xác định", "Cannot tell"),
    "claims": Text("Tự nhận cao hơn mức đạt", "Claims more than reached"),
    "deviates": Text("Khác mức đạt", "Deviates"),
    "unchosen": Text("Chưa chọn", "Not chosen yet"),
    "returned": Text("Bị trả lại", "Returned"),
}


@dataclass(frozen=True)
class Words:
    """The page's own words."""

    title: str
    whose: str
    act: str
    days: str
    column: str
    unit: str


def words_of(board: Board, total: int, *, days_left: int | None) -> Words:
    """Title and line under it: whose subjects, how many, by when."""
    unit = name_of(total, board.kind)
    name = board.committee.name
    act = _("quyết định trước") if board.decides else _("đề nghị trước")
    return Words(
        title=str(_TITLE.format(subjects=board.kind.plural)),
        whose=_("{total} {unit} thuộc {name}").format(
            total=format_number(total), unit=unit, name=name
        ),
        act=act,
        days=_days(days_left),
        column=str(_COLUMNS[board.kind]),
        unit=unit,
    )


def _days(left: int | None) -> str:
    if left is None:
        return ""
    if left < 0:
        late = ngettext("quá hạn {days} ngày", "quá hạn {days} ngày", -left)
        return late.format(days=format_number(-left))
    if not left:
        return _("hôm nay là hạn")
    return ngettext("còn {days} ngày", "còn {days} ngày", left).format(days=left)


@dataclass(frozen=True)
class Warned:
    """One filter of warnings with how many rows it leaves."""

    word: str
    label: Text
    number: int


def warnings_of(rows: Iterable[Row]) -> list[Warned]:
    """Every warning with its number."""
    every = list(rows)
    return [Warned(word, label, sum(map(WARNINGS[word], every))) for word, label in WARNED.items()]


@dataclass(frozen=True)
class Totals:
    """The foot of the table: of the rows shown."""

    rows: int
    reached: list[tuple[ShownLevel, int]]
    stands: list[tuple[ShownLevel, int]]
    disciplined: int
    lacking: int


def totals_of(rows: Iterable[Row]) -> Totals:
    """Counted over the rows that the filters leave."""
    every = list(rows)
    scale = SCALE
    reached, stands = (
        [shown_level(row.reached) for row in every],
        [shown_level(row.stands) for row in every],
    )
    return Totals(
        rows=len(every),
        reached=[(level, reached.count(level)) for level in scale],
        stands=[(level, stands.count(level)) for level in scale],
        disciplined=sum(row.discipline not in {"", "none"} for row in every),
        lacking=sum(row.missing > 0 for row in every),
    )


@dataclass(frozen=True)
class Bar:
    """The bottom of the board: what is left, and the one button that goes on."""

    title: str
    text: str
    href: str = ""
    button: str = ""


def bar_of(board: Board, left: Left, pools: Iterable[BoardPool], *, may: bool) -> Bar:
    """What is left before deciding, or before everybody is proposed."""
    parts = _left(board, left, list(pools))
    if left.waiting == 0:
        return Bar(
            _("Mọi đối tượng đã có quyết định"),
            _("Bảng này chỉ còn để xem."),
        )
    if not board.decides:
        done = left.total - left.unproposed
        title = _("Đã đề nghị {done} / {total}").format(
            done=format_number(done), total=format_number(left.total)
        )
        return Bar(
            title,
            parts or _("Cấp uỷ cơ sở thấy ngay từng đề nghị."),
        )
    href = decision_address(board) if may else ""
    number = f"{format_number(left.waiting)} {name_of(left.waiting, board.kind)}"
    title = _("{number} chờ quyết định").format(number=number)
    text = parts or _("Mọi đối tượng đã xác định được mức, không còn chỗ xuất sắc bỏ trống.")
    return Bar(
        title,
        text,
        href,
        _("Soạn quyết định cho {number}").format(number=number) if href else "",
    )


def _left(board: Board, left: Left, pools: list[BoardPool]) -> str:
    """“Còn 1 tổ chức chưa xác định được mức; 2 nhóm còn chỗ xuất sắc.”"""
    sentences = []
    if left.unknown:
        unit = name_of(left.unknown, board.kind)
        sentences.append(
            _("còn {unknown} {unit} chưa xác định được mức").format(
                unknown=format_number(left.unknown), unit=unit
            )
        )
    wanting = sum(pool.wanting for pool in pools)
    if wanting:
        free = ngettext("{number} nhóm còn chỗ xuất sắc", "{number} nhóm còn chỗ xuất sắc", wanting)
        sentences.append(free.format(number=format_number(wanting)))
    over = sum(pool.room < 0 for pool in pools)
    if over:
        above = ngettext("{number} nhóm vượt mức trần", "{number} nhóm vượt mức trần", over)
        sentences.append(above.format(number=format_number(over)))
    if not board.decides and left.unproposed:
        sentences.append(
            _("còn {unproposed} đảng viên chưa đề nghị").format(
                unproposed=format_number(left.unproposed)
            )
        )
    return as_sentence("; ".join(sentences))


def decision_address(board: Board) -> str:
    """Where the decision on this board is drafted."""
    link = reverse(
        "decision_new", kwargs={"year": board.campaign.year, "code": board.committee.code}
    )
    return f"{link}?kind={board.kind.value}"


def days_until(due_on: dt.date | None, today: dt.date) -> int | None:
    """How many days are left; negative when late, None without a day."""
    return None if due_on is None else (due_on - today).days
