"""The four levels, best last; what stands where there is none; the grades of a criterion."""

from thidua.language import Text
from thidua.vocabulary.labels import Label
from thidua.vocabulary.spellings import written_forms
from thidua.vocabulary.words import Word

_DONE, _NOT_DONE = ("Hoàn thành", "HT"), ("Không", "K", "Chưa")
_TASKS = ("nhiệm vụ", "NV")
_LED_BY = ("Loại", "Mức", "Xếp loại")
_WHO = ("Đảng viên", "Tổ chức đảng", "Chi bộ", "Đảng bộ", "Tập thể", "Cá nhân")


def _in_use(abbreviation: str, done: tuple[str, ...], *how: tuple[str, ...]) -> tuple[str, ...]:
    """The spellings of a level: `HTT`, `HT tốt NV`, `Loại tốt`, `Đảng viên hoàn thành tốt NV`."""
    whole = written_forms(done, *how, ("", *_TASKS))
    brief = (*whole, *(how[-1] if how and how[-1] != _DONE else ()))
    return (
        abbreviation,
        *brief,
        *written_forms(_LED_BY, brief),
        *written_forms(_WHO, written_forms(done, *how, _TASKS)),
    )


class Level(Word):
    """The year's quality level of a subject (four levels, best last)."""

    NOT_COMPLETED = (
        "not_completed",
        1,
        Text("Không hoàn thành nhiệm vụ", "Not completed"),
        Text("Không hoàn thành", "Not completed"),
        *_in_use("KHT", _NOT_DONE, _DONE),
    )
    COMPLETED = (
        "completed",
        2,
        Text("Hoàn thành nhiệm vụ", "Completed"),
        Text("Hoàn thành", "Completed"),
        *_in_use("HTNV", _DONE),
    )
    GOOD = (
        "good",
        3,
        Text("Hoàn thành tốt nhiệm vụ", "Good"),
        Text("Tốt", "Good"),
        *_in_use("HTT", _DONE, ("tốt", "T")),
    )
    OUTSTANDING = (
        "outstanding",
        4,
        Text("Hoàn thành xuất sắc nhiệm vụ", "Outstanding"),
        Text("Xuất sắc", "Outstanding"),
        *_in_use("HTXS", _DONE, ("xuất sắc", "XS")),
    )

    @property
    def abbreviation(self) -> str:
        """How official tables write it: HTXS, HTT, HTNV, KHT."""
        return self.spellings[0]

    @property
    def brief(self) -> Text:
        """HTXS, HTT, HTNV, KHT; in English, which has no such letters, the word."""
        return Text(self.abbreviation, self.short.en)

    @property
    def letters(self) -> Text:
        """The fewest letters that tell it from the others, for the keys of a board."""
        return Text(self.abbreviation, self.short.en[0])


BEST_FIRST = tuple(reversed(Level))

NOT_APPLICABLE = "not_applicable"
"""Stands in for the level of a body that does not exist at this tier; its integer is 0."""


class NoLevel(Word):
    """What is shown where a subject has no level. No frame carries these numbers: there it is null;
    they sort below every level.
    """

    UNRATED = (
        "unrated",
        -1,
        Text("Không thuộc diện xếp loại", "Not rated"),
        Text("Không xếp loại", "Not rated"),
        "Không đánh giá",
        "Không phân loại",
        "Không đánh giá, xếp loại",
        "Không được xếp loại",
        "KXL",
        "Miễn",
        "Miễn xếp loại",
        "Miễn đánh giá",
        "Miễn đánh giá, xếp loại",
    )
    UNKNOWN = (
        "unknown",
        0,
        Text("Chưa đủ căn cứ xếp loại", "Cannot tell yet"),
        Text("Chưa đủ căn cứ", "Cannot tell"),
        "Chưa xác định được mức",
        "Chưa xác định",
        "Chưa xếp loại",
        "Chưa đánh giá",
        "Chưa phân loại",
        "Chưa đánh giá, xếp loại",
        "Chưa có",
        "-",
    )


Held = Level | Label
"""What somebody held in a year: a level, in 2017 and before a label."""

ShownLevel = Level | NoLevel | Label

SCALE: tuple[ShownLevel, ...] = (*BEST_FIRST, NoLevel.UNKNOWN)
"""Where a rated subject may stand, best first."""


def held_at(code: int | None) -> Held | None:
    """The level or the label of a number; None of none. Raises UnknownWordError."""
    if not code:
        return None
    return Label.from_code(code) if code > Level.OUTSTANDING.code else Level.from_code(code)


def shown_level(level: str | int | None) -> ShownLevel:
    """How to show a level given as its word, its number 1 to 4, or nothing (cannot tell); of 2017
    and before a label.

    Raises UnknownWordError for a word or number that is no level.
    """
    if level is None or level == "":
        return NoLevel.UNKNOWN
    if isinstance(level, int):
        return held_at(level) or Level.from_code(level)
    if level in Label.values():
        return Label(level)
    return NoLevel(level) if level in NoLevel.values() else Level.from_word(level)


class Grade(Word):
    """How one criterion was met (four grades, best last)."""

    POOR = "poor", 1, Text("Kém", "Poor"), None, "K", *written_forms(_LED_BY, ("kém",))
    AVERAGE = (
        "average",
        2,
        Text("Trung bình", "Average"),
        None,
        "TB",
        *written_forms(_LED_BY, ("trung bình", "TB")),
    )
    GOOD = "good", 3, Text("Tốt", "Good"), None, "T", *written_forms(_LED_BY, ("tốt",))
    EXCELLENT = (
        "excellent",
        4,
        Text("Xuất sắc", "Excellent"),
        None,
        "XS",
        *written_forms(_LED_BY, ("xuất sắc", "XS")),
    )

    @property
    def brief(self) -> Text:
        """XS, T, TB, K; in English the word."""
        return Text(self.spellings[0], self.title.en)
