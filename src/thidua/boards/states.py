"""What the place of the level says on the page: whether somebody chose it, who and when, or why
nobody can.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from thidua.boards.events import Setter
from thidua.boards.notes import decided_text
from thidua.boards.rows import Row
from thidua.errors import and_more
from thidua.rulebook.standing import OUTSTANDING, expected
from thidua.web import clock


class Standing(StrEnum):
    """How a level came to stand on a board."""

    DEFAULT = "default"  # it follows from what was reached; nobody chose
    CHOSEN = "chosen"
    UNPROPOSED = "unproposed"  # where a board proposes: nobody has said anything
    UNKNOWN = "unknown"
    DECIDED = "decided"


@dataclass(frozen=True)
class State:
    """`strong` stands first, `text` after it; `back` is the level to which a choice is
    taken back (None: it is not).
    """

    standing: Standing
    text: str
    strong: str = ""
    back: int | None = None


def state_of_row(row: Row) -> State:
    """What the page says below the level of a row."""
    if row.decided is not None:
        return State(Standing.DECIDED, decided_text(row))
    if row.decides and not row.known:
        return State(Standing.UNKNOWN, _kept_by(row.keepers), str(row.missing_text or ""))
    if row.set_by_hand:
        return _chosen(row)
    if not row.decides:
        return State(Standing.UNPROPOSED, _("chưa đề nghị"))
    return State(Standing.DEFAULT, _why_default(row))


_MOST_KEEPERS = 2


def _kept_by(keepers: Sequence[str]) -> str:
    """“Trạm Y tế xã giữ”: who has to say what is missing."""
    if not keepers:
        return ""
    named, more = ", ".join(keepers[:_MOST_KEEPERS]), len(keepers) - _MOST_KEEPERS
    others = f" {and_more(more, 'nơi')}" if more > 0 else ""
    return _("{keepers} giữ").format(keepers=named + others)


def _chosen(row: Row) -> State:
    strong = _("đã chọn") if row.decides else _("đã đề nghị")
    back = expected(row.low) if row.decides and row.low is not None else None
    return State(Standing.CHOSEN, _who_and_when(row), strong, back)


def _who_and_when(row: Row) -> str:
    if row.setter is None:
        return ""
    return f"{setter_name(row.setter)}, {setter_moment(row.setter)}"


def setter_name(setter: Setter) -> str:
    """Who set a level; of one that came with a file, that it did."""
    return setter.name or _("nạp từ tệp")


def setter_moment(setter: Setter) -> str:
    """“12/12/2022 09:41”."""
    return f"{clock.shown(setter.at):%d/%m/%Y %H:%M}"


def _why_default(row: Row) -> str:
    if row.chosen == OUTSTANDING:
        return _("đã chọn xuất sắc nhưng không còn đạt: xếp theo mức đạt tiêu chuẩn")
    if row.outside:
        return _("đạt xuất sắc, chưa được chọn")
    return _("mặc định theo mức đạt tiêu chuẩn, chưa ai chọn")
