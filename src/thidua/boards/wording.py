"""What the board is called and says, for its committee and its kind of subjects."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.boards.definition import Board
from thidua.boards.filters import WARNINGS
from thidua.boards.level_words import chip_of
from thidua.boards.notes import decided_text
from thidua.boards.rows import Row
from thidua.errors import and_more
from thidua.language import Text
from thidua.numbers import format_number
from thidua.vocabulary import SCALE, ShownLevel, SubjectType, shown_level
from thidua.web.units import name_of

_READING = Text("Xếp loại {subjects}", "Rating of {subjects}")
_CHOOSING = Text("Chọn mức cho {subjects}", "Choosing levels of {subjects}")
_PROPOSING = Text("Đề nghị mức cho {subjects}", "Proposing levels of {subjects}")
_COLUMNS = {
    SubjectType.ORGANISATION: Text("Tổ chức", "Organisation"),
    SubjectType.COLLECTIVE: Text("Tập thể", "Collective"),
    SubjectType.LEADER: Text("Cá nhân", "Leader"),
    SubjectType.MEMBER: Text("Đảng viên", "Member"),
}
SORTS = {
    "": Text("Theo tên", "By name"),
    "reached": Text("Mức đạt tiêu chuẩn, cao trước", "Reached, best first"),
    "choice": Text("Mức chọn, cao trước", "Chosen, best first"),
    "claimed": Text("Tự nhận, cao trước", "Self-claimed, best first"),
    "proposed": Text("Đề nghị, cao trước", "Proposed, best first"),
    "targets": Text("Chỉ tiêu, thấp trước", "Targets, least first"),
    "discipline": Text("Có kỷ luật trước", "Disciplined first"),
    "missing": Text("Thiếu thông tin trước", "Missing facts first"),
}
WARNED = {
    "any": Text("Có lưu ý", "With a warning"),
    "missing": Text("Chưa đủ căn cứ", "Cannot tell"),
    "claims": Text("Tự nhận cao hơn mức đạt tiêu chuẩn", "Claims more than reached"),
    "deviates": Text("Khác mức đạt tiêu chuẩn", "Deviates"),
    "unchosen": Text("Chưa ai chọn", "Not chosen yet"),
    "returned": Text("Cần xem xét lại", "Returned"),
}
_MOST_DECISIONS = 2


@dataclass(frozen=True)
class Words:
    """The page's own words. `settled`: by which decisions all of it is decided; `back`: the button
    that sends marked rows back.
    """

    title: str
    whose: str
    act: str
    days: str
    column: str
    unit: str
    choice: str
    settled: str
    back: str


def words_of(
    board: Board, rows: Sequence[Row], *, days_left: int | None = None, may: bool = False
) -> Words:
    """Title and line under it: whose subjects, how many, by when or by which decision."""
    unit, of_members = name_of(len(rows), board.kind), board.kind == SubjectType.MEMBER
    act = _("quyết định chậm nhất ngày") if board.decides else _("đề nghị chậm nhất ngày")
    choosing = (_CHOOSING if board.decides else _PROPOSING) if may else _READING
    return Words(
        title=str(choosing.format(subjects=board.kind.plural)),
        whose=_("{total} {unit} của {name}").format(
            total=format_number(len(rows)), unit=unit, name=board.committee.name
        ),
        act=act,
        days=_days(days_left),
        column=str(_COLUMNS[board.kind]),
        unit=unit,
        choice=_("Cấp uỷ chọn") if board.decides else _("Chi bộ đề nghị"),
        settled=_settled(rows),
        back=_("Trả lại chi bộ") if of_members else _("Trả lại nơi đề nghị"),
    )


def _settled(rows: Iterable[Row]) -> str:
    """“đã quyết định 49-QĐ/ĐU, 19/12/2021”; "" while any row waits for its decision."""
    every = list(rows)
    if not every or any(row.decided is None for row in every):
        return ""
    texts = list(dict.fromkeys(decided_text(row) for row in every))
    more = len(texts) - _MOST_DECISIONS
    found = "; ".join(texts[:_MOST_DECISIONS])
    return found if more <= 0 else f"{found} {and_more(more, 'quyết định')}"


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


Counted = list[tuple[ShownLevel, Text, int]]


@dataclass(frozen=True)
class Totals:
    """The foot of the table: of the rows shown."""

    rows: int
    reached: Counted
    stands: Counted
    disciplined: int
    lacking: int


def totals_of(rows: Iterable[Row]) -> Totals:
    """Counted over the rows that the filters leave."""
    every = list(rows)
    return Totals(
        rows=len(every),
        reached=_counted([shown_level(row.reached) for row in every]),
        stands=_counted([shown_level(row.stands) for row in every]),
        disciplined=sum(row.discipline not in {"", "none"} for row in every),
        lacking=sum(row.missing > 0 for row in every),
    )


def _counted(levels: Sequence[ShownLevel]) -> Counted:
    return [(level, chip_of(level), levels.count(level)) for level in SCALE]


def days_until(due_on: dt.date | None, today: dt.date) -> int | None:
    """How many days are left; negative when late, None without a day."""
    return None if due_on is None else (due_on - today).days
