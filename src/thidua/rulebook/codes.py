"""The closed lists of words every rule speaks in: grades, levels, subjects, tiers, discipline.

A word is what people and files write; its integer is what frames carry (docs/architecture.md,
"Codes used everywhere"). Words arrive in many spellings (`Xuất sắc`, `XS`, `HTXS`, `outstanding`);
`parse` knows them all and refuses everything else by naming what would be right."""

import unicodedata
from enum import StrEnum
from typing import Self

from thidua.language import Text
from thidua.rulebook.errors import RefusedError


def plain(text: str) -> str:
    """Composed Unicode, single spaces, no case: two spellings of one word become equal."""
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


class UnknownWordError(RefusedError):
    """A word that is in none of the spellings of its list; the text names those that are."""

    def __init__(self, given: object, expected: Text) -> None:
        self.given, self.expected = given, expected
        message = Text(
            vi="không hiểu “{given}”; cần: {expected}",
            en="“{given}” is unknown; expected: {expected}",
        )
        super().__init__(message.format(given=given, expected=expected))


class Word(StrEnum):
    """A word with its integer, its names in both languages and its short forms."""

    code: int
    title: Text  # type: ignore[assignment]  # a name in two languages, not str.title
    short_forms: tuple[str, ...]

    def __new__(cls, word: str, code: int, vi: str, en: str, *short_forms: str) -> Self:
        self = str.__new__(cls, word)
        self._value_ = word
        self.code, self.title, self.short_forms = code, Text(vi, en), short_forms
        return self

    @classmethod
    def parse(cls, text: str) -> Self:
        """The word meant by a spelling. Raises UnknownWordError naming every word of the list."""
        wanted = plain(text)
        for word in cls:
            if wanted in {
                plain(form)
                for form in (word.value, word.title.vi, word.title.en, *word.short_forms)
            }:
                return word
        raise UnknownWordError(text, cls.expected())

    @classmethod
    def from_word(cls, word: object) -> Self:
        """The word as files and frames' readers store it, no other spelling. Raises
        UnknownWordError.
        """
        known = cls._value2member_map_.get(word) if isinstance(word, str) else None
        if isinstance(known, cls):
            return known
        raise UnknownWordError(word, Text(*[", ".join(cls)] * 2))

    @classmethod
    def from_code(cls, code: int) -> Self:
        """The word a frame's integer stands for. Raises UnknownWordError for any other integer."""
        for word in cls:
            if word.code == code:
                return word
        raise UnknownWordError(code, cls.expected())

    @classmethod
    def expected(cls) -> Text:
        """All words of the list, as a reader would write them."""
        return Text(", ".join(word.title.vi for word in cls), ", ".join(word.value for word in cls))


class Grade(Word):
    """How one criterion was met (four grades, best last)."""

    POOR = "poor", 1, "Kém", "Poor", "K"
    AVERAGE = "average", 2, "Trung bình", "Average", "TB"
    GOOD = "good", 3, "Tốt", "Good", "T"
    EXCELLENT = "excellent", 4, "Xuất sắc", "Excellent", "XS"


class Level(Word):
    """The year's quality level of a subject (four levels, best last)."""

    NOT_COMPLETED = (
        "not_completed",
        1,
        "Không hoàn thành nhiệm vụ",
        "Not completed",
        "KHT",
        "KHTNV",
        "Không hoàn thành",
    )
    COMPLETED = "completed", 2, "Hoàn thành nhiệm vụ", "Completed", "HTNV", "HT", "Hoàn thành"
    GOOD = "good", 3, "Hoàn thành tốt nhiệm vụ", "Good", "HTT", "HTTNV", "Hoàn thành tốt"
    OUTSTANDING = (
        "outstanding",
        4,
        "Hoàn thành xuất sắc nhiệm vụ",
        "Outstanding",
        "HTXS",
        "HTXSNV",
        "Hoàn thành xuất sắc",
    )


NOT_APPLICABLE = "not_applicable"
"""Stands in for the level of a body that does not exist at this tier; its integer is 0."""


class SubjectType(Word):
    """Who is rated; the integer is the order in which the tree is rated (a cap looks back, never
    ahead).
    """

    MEMBER = "member", 1, "Đảng viên", "Party member"
    ORGANISATION = "organisation", 2, "Tổ chức đảng", "Party organisation", "Tổ chức"
    COLLECTIVE = (
        "collective",
        3,
        "Tập thể lãnh đạo, quản lý",
        "Leadership collective",
        "Tập thể lãnh đạo",
        "Tập thể",
    )
    LEADER = "leader", 4, "Cá nhân lãnh đạo, quản lý", "Individual leader", "Cá nhân lãnh đạo"


class Tier(Word):
    """Where an organisation stands in the tree; the integer is the order in which tiers are
    rated.
    """

    CELL = "cell", 1, "Chi bộ", "Cell", "Chi bộ trực thuộc"
    SUB_COMMITTEE = "sub_committee", 2, "Đảng bộ bộ phận", "Sub-committee"
    GRASSROOTS = "grassroots", 3, "Tổ chức cơ sở đảng", "Grassroots organisation", "TCCSĐ", "Cơ sở"
    UPPER_LEVEL = (
        "upper_level",
        4,
        "Cấp trên trực tiếp của tổ chức cơ sở đảng",
        "Upper-level organisation",
        "Cấp trên trực tiếp cơ sở",
        "Cấp huyện",
    )
    PROVINCE = "province", 5, "Đảng bộ tỉnh", "Province", "Tỉnh", "Cấp tỉnh"


class Body(Word):
    """What a grassroots organisation consists of: cells below it, or members directly."""

    COMMITTEE = "committee", 1, "Đảng bộ cơ sở", "Grassroots committee", "Đảng bộ"
    CELL = "cell", 2, "Chi bộ cơ sở", "Grassroots cell", "Chi bộ"


class Discipline(Word):
    """Party discipline in the year, mildest first."""

    NONE = "none", 0, "Không", "None"
    REPRIMAND = "reprimand", 1, "Khiển trách", "Reprimand"
    WARNING = "warning", 2, "Cảnh cáo", "Warning"
    REMOVAL = "removal", 3, "Cách chức", "Removal from office"
    EXPULSION = "expulsion", 4, "Khai trừ", "Expulsion"


class MembershipStatus(Word):
    """How a member stands in the cell on the cut-off date."""

    OFFICIAL = "official", 0, "Chính thức", "Official"
    PROBATIONARY = "probationary", 1, "Dự bị", "Probationary"
    EXEMPT = (
        "exempt",
        2,
        "Được miễn công tác và sinh hoạt đảng",
        "Exempt from work and activities",
        "Miễn sinh hoạt",
    )
    SUSPENDED = (
        "suspended",
        3,
        "Bị đình chỉ sinh hoạt đảng",
        "Suspended from activities",
        "Đình chỉ sinh hoạt",
    )
    TEMPORARY_ELSEWHERE = (
        "temporary_elsewhere",
        4,
        "Sinh hoạt tạm thời nơi khác",
        "Temporarily active elsewhere",
        "Sinh hoạt tạm thời",
    )
    TRANSFERRED = "transferred", 5, "Đã chuyển sinh hoạt đảng", "Transferred", "Chuyển sinh hoạt"


class Outcome(StrEnum):
    """What a condition came to. A missing fact is never a silent pass or fail."""

    MET = "met"
    NOT_MET = "not_met"
    CANNOT_TELL = "cannot_tell"

    @classmethod
    def of(cls, value: bool | None) -> Self:
        """The word for a nullable Boolean of the engine."""
        return cls("cannot_tell" if value is None else "met" if value else "not_met")

    @property
    def title(self) -> Text:  # type: ignore[override]  # a name in two languages, not str.title
        """The outcome as a reader says it."""
        return _OUTCOMES[self]


_OUTCOMES = {
    Outcome.MET: Text("đạt", "met"),
    Outcome.NOT_MET: Text("không đạt", "not met"),
    Outcome.CANNOT_TELL: Text("chưa đủ căn cứ", "cannot tell"),
}
