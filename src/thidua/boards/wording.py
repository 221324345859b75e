"""What the board is called and says, for its committee and its kind of subjects."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from thidua.boards.definition import Place
from thidua.boards.filters import WARNINGS
from thidua.boards.gauges import BoardPool
from thidua.boards.page import Left
from thidua.boards.rows import Row
from thidua.language import Text, as_sentence, say
from thidua.vocabulary.choices import SubjectType
from thidua.web.levels import BEST_FIRST, UNKNOWN, Shown, shown
from thidua.web.numbers import in_words
from thidua.web.units import name_of

_TITLES = {
    SubjectType.ORGANISATION: Text("Xếp loại tổ chức đảng", "Rating of organisations"),
    SubjectType.COLLECTIVE: Text(
        "Xếp loại tập thể lãnh đạo, quản lý", "Rating of leadership collectives"
    ),
    SubjectType.LEADER: Text("Xếp loại cá nhân lãnh đạo, quản lý", "Rating of individual leaders"),
    SubjectType.MEMBER: Text("Xếp loại đảng viên", "Rating of members"),
}
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
_WARNED = {
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


def words_of(place: Place, total: int, *, days_left: int | None) -> Words:
    """Title and line under it: whose subjects, how many, by when."""
    unit = name_of(total, place.kind)
    name = place.committee.name
    act = (
        say("quyết định trước", "to decide by")
        if place.decides
        else say("đề nghị trước", "to propose by")
    )
    return Words(
        title=str(_TITLES[place.kind]),
        whose=say(f"{in_words(total)} {unit} thuộc {name}", f"{in_words(total)} {unit} of {name}"),
        act=act,
        days=_days(days_left),
        column=str(_COLUMNS[place.kind]),
        unit=unit,
    )


def _days(left: int | None) -> str:
    if left is None:
        return ""
    if left < 0:
        return say(
            f"quá hạn {in_words(-left)} ngày", f"{in_words(-left)} {name_of(-left, 'day')} late"
        )
    return (
        say("hôm nay là hạn", "due today")
        if not left
        else say(f"còn {left} ngày", f"{left} {name_of(left, 'day')} left")
    )


@dataclass(frozen=True)
class Warned:
    """One filter of warnings with how many rows it leaves."""

    word: str
    label: Text
    number: int


def warnings_of(rows: Iterable[Row]) -> list[Warned]:
    """Every warning with its number."""
    every = list(rows)
    return [Warned(word, label, sum(map(WARNINGS[word], every))) for word, label in _WARNED.items()]


@dataclass(frozen=True)
class Totals:
    """The foot of the table: of the rows shown."""

    rows: int
    reached: list[tuple[Shown, int]]
    stands: list[tuple[Shown, int]]
    disciplined: int
    lacking: int


def totals_of(rows: Iterable[Row]) -> Totals:
    """Counted over the rows that the filters leave."""
    every = list(rows)
    scale = (*BEST_FIRST, UNKNOWN)
    reached, stands = [shown(row.reached) for row in every], [shown(row.stands) for row in every]
    return Totals(
        rows=len(every),
        reached=[(level, reached.count(level)) for level in scale],
        stands=[(level, stands.count(level)) for level in scale],
        disciplined=sum(row.discipline not in {"", "none"} for row in every),
        lacking=sum(row.lacks > 0 for row in every),
    )


@dataclass(frozen=True)
class Bar:
    """The bottom of the board: what is left, and the one button that goes on."""

    title: str
    text: str
    href: str = ""
    button: str = ""


def bar_of(place: Place, left: Left, pools: Iterable[BoardPool], *, may: bool) -> Bar:
    """What is left before deciding, or before everybody is proposed."""
    parts = _left(place, left, list(pools))
    if left.waiting == 0:
        return Bar(
            say("Mọi đối tượng đã có quyết định", "Everybody is decided"),
            say("Bảng này chỉ còn để xem.", "This board is for reading only now."),
        )
    if not place.decides:
        done = left.total - left.unproposed
        title = say(
            f"Đã đề nghị {in_words(done)} / {in_words(left.total)}",
            f"{in_words(done)} of {in_words(left.total)} proposed",
        )
        return Bar(
            title,
            parts
            or say(
                "Cấp uỷ cơ sở thấy ngay từng đề nghị.", "The committee sees each proposal at once."
            ),
        )
    href = decision_address(place) if may else ""
    number = f"{in_words(left.waiting)} {name_of(left.waiting, place.kind)}"
    title = say(f"{number} chờ quyết định", f"{number} to be decided")
    text = parts or say(
        "Mọi đối tượng đã xác định được mức, không còn chỗ xuất sắc bỏ trống.",
        "Every level is known, and no place is left free.",
    )
    return Bar(
        title,
        text,
        href,
        say(f"Soạn quyết định cho {number}", f"Draft the decision on {number}") if href else "",
    )


def _left(place: Place, left: Left, pools: list[BoardPool]) -> str:
    """“Còn 1 tổ chức chưa xác định được mức; 2 nhóm còn chỗ xuất sắc.”"""
    said = []
    if left.unknown:
        unit = name_of(left.unknown, place.kind)
        said.append(
            say(
                f"còn {in_words(left.unknown)} {unit} chưa xác định được mức",
                f"{in_words(left.unknown)} {unit} cannot be told yet",
            )
        )
    wanting = sum(pool.wanting for pool in pools)
    if wanting:
        unit = name_of(wanting, "pool")
        said.append(
            say(
                f"{in_words(wanting)} nhóm còn chỗ xuất sắc",
                f"{in_words(wanting)} {unit} with a place free",
            )
        )
    over = sum(pool.room < 0 for pool in pools)
    if over:
        said.append(
            say(
                f"{in_words(over)} nhóm vượt mức trần",
                f"{in_words(over)} {name_of(over, 'pool')} over the ceiling",
            )
        )
    if not place.decides and left.unproposed:
        said.append(
            say(
                f"còn {in_words(left.unproposed)} đảng viên chưa đề nghị",
                f"{in_words(left.unproposed)} not proposed yet",
            )
        )
    return as_sentence("; ".join(said))


def decision_address(place: Place) -> str:
    """Where the decision on this board is drafted."""
    link = reverse(
        "decision_new", kwargs={"year": place.campaign.year, "code": place.committee.code}
    )
    return f"{link}?kind={place.kind.value}"


def days_until(due_on: dt.date | None, today: dt.date) -> int | None:
    """How many days are left; negative when late, None without a day."""
    return None if due_on is None else (due_on - today).days
