"""The bottom of the board: what is left on it, and the one button that goes on."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.boards.definition import Board
from thidua.boards.gauges import BoardPool
from thidua.boards.page import Left
from thidua.language import as_sentence
from thidua.numbers import format_number
from thidua.web.units import name_of


@dataclass(frozen=True)
class Bar:
    """What is left; `all` says beside the button that it is about more than the rows in sight."""

    title: str
    text: str
    href: str = ""
    button: str = ""
    all: str = ""


def bar_of(board: Board, left: Left, pools: Iterable[BoardPool], *, may: bool) -> Bar:
    """What is left before deciding, or before everybody is proposed."""
    if left.waiting == 0:
        return Bar(_("Đã có quyết định cho tất cả"), _("Bảng này chỉ còn để xem."))
    rest = _left(board, left, list(pools))
    if not board.decides:
        return Bar(
            _proposed(left), as_sentence(rest) or _("Cấp uỷ cơ sở xem được ngay từng đề nghị.")
        )
    number = _number(board, left.decidable)
    href = decision_address(board) if may and left.decidable else ""
    return Bar(
        _chosen(left),
        as_sentence(rest or _("đã chọn đủ số xuất sắc")),
        href,
        _("Soạn quyết định cho {number}").format(number=number),
        _("Soạn cho {number}, không chỉ các dòng đang lọc.").format(number=number),
    )


def _proposed(left: Left) -> str:
    return _("Đã đề nghị {done} / {total}").format(
        done=format_number(left.total - left.unproposed), total=format_number(left.total)
    )


def _chosen(left: Left) -> str:
    """“Đã chọn 28 / 146; 117 theo mặc định, 1 chưa đủ căn cứ”."""
    title = _("Đã chọn {chosen} / {total}").format(
        chosen=format_number(left.chosen), total=format_number(left.waiting)
    )
    default = left.decidable - left.chosen
    parts = []
    if default:
        parts.append(_("{number} theo mặc định").format(number=format_number(default)))
    if left.unknown:
        parts.append(_("{number} chưa đủ căn cứ").format(number=format_number(left.unknown)))
    return "; ".join([title, ", ".join(parts)]) if parts else title


def _left(board: Board, left: Left, pools: list[BoardPool]) -> str:
    """“2 nhóm còn được chọn thêm; 1 đảng viên chưa đủ căn cứ, phải bổ sung thông tin”."""
    parts = []
    wanting = sum(pool.wanting for pool in pools)
    if wanting:
        free = ngettext(
            "{number} nhóm còn được chọn thêm", "{number} nhóm còn được chọn thêm", wanting
        )
        parts.append(free.format(number=format_number(wanting)))
    over = sum(pool.room < 0 for pool in pools)
    if over:
        above = ngettext("{number} nhóm vượt số tối đa", "{number} nhóm vượt số tối đa", over)
        parts.append(above.format(number=format_number(over)))
    if not board.decides and left.unproposed:
        parts.append(_("còn {number} chưa đề nghị").format(number=_number(board, left.unproposed)))
    if left.unknown:
        parts.append(
            _("{number} chưa đủ căn cứ: bổ sung thông tin rồi mới ban hành được").format(
                number=_number(board, left.unknown)
            )
        )
    return "; ".join(parts)


def _number(board: Board, number: int) -> str:
    return f"{format_number(number)} {name_of(number, board.kind)}"


def decision_address(board: Board) -> str:
    """Where the decision on this board is drafted."""
    link = reverse(
        "decision_new", kwargs={"year": board.campaign.year, "code": board.committee.code}
    )
    return f"{link}?kind={board.kind.value}"
