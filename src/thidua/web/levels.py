"""How the four levels are shown: one ordered scale, always with a word."""

from dataclasses import dataclass

from thidua.language import Text


@dataclass(frozen=True)
class Shown:
    """One level on the screen. `css` ends the class names (`is-good`, `fill-good`) and is the
    level's stored word.
    """

    number: int | None
    css: str
    short: Text
    full: Text


OUTSTANDING = Shown(
    4,
    "outstanding",
    Text("Xuất sắc", "Outstanding"),
    Text("Hoàn thành xuất sắc nhiệm vụ", "Outstanding"),
)
GOOD = Shown(3, "good", Text("Tốt", "Good"), Text("Hoàn thành tốt nhiệm vụ", "Good"))
COMPLETED = Shown(
    2, "completed", Text("Hoàn thành", "Completed"), Text("Hoàn thành nhiệm vụ", "Completed")
)
NOT_COMPLETED = Shown(
    1,
    "not_completed",
    Text("Không hoàn thành", "Not completed"),
    Text("Không hoàn thành nhiệm vụ", "Not completed"),
)
UNKNOWN = Shown(
    None,
    "unknown",
    Text("Chưa xác định", "Cannot tell"),
    Text("Chưa xác định được mức", "Cannot tell yet"),
)
UNRATED = Shown(
    None,
    "unrated",
    Text("Không xếp loại", "Not rated"),
    Text("Không thuộc diện xếp loại", "Not rated"),
)

BEST_FIRST = (OUTSTANDING, GOOD, COMPLETED, NOT_COMPLETED)
EVERY = (*BEST_FIRST, UNKNOWN, UNRATED)

_BY_NUMBER = {shown.number: shown for shown in BEST_FIRST}
_BY_WORD = {shown.css: shown for shown in EVERY}


def shown(level: object) -> Shown:
    """How to show a level given as its word, its number 1..4, or nothing (cannot tell).

    Raises KeyError for a word or number that is no level.
    """
    if isinstance(level, Shown):
        return level
    if level is None or level == "":
        return UNKNOWN
    return _BY_NUMBER[level] if isinstance(level, int) else _BY_WORD[str(level)]
