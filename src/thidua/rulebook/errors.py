"""What can go wrong with a rulebook, said in both languages: what, where, and what would be
right.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thidua.errors import RefusedError
from thidua.language import Text


class RulebookError(RefusedError):
    """The base of every error of this room."""


class ValueRefusedError(RulebookError, ValueError):
    """One value in a file that cannot be accepted; the loader adds file and key."""


class FactError(RulebookError, ValueError):
    """A fact in a form nobody can read. `field` is its id, `value` what was given, `expected` what
    would be right; `title`: what readers call the fact, where it is known.
    """

    def __init__(
        self, field: str, value: object, expected: Text, title: Text | None = None
    ) -> None:
        self.field, self.value, self.expected = field, value, expected
        super().__init__(
            Text(
                "{field}: không nhận “{value}”; cần {expected}",
                "{field}: “{value}” refused; expected {expected}",
            ).format(field=title or field, value=value, expected=expected)
        )


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a file: where it is (`file`, dotted `key`) and what would be right."""

    file: str
    key: str
    text: Text

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.text}" if self.key else f"{self.file}: {self.text}"


class FrameworkError(RulebookError):
    """A framework, layer or award text that cannot be used, with all its faults at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(Text("\n".join(_in(self.problems, 0)), "\n".join(_in(self.problems, 1))))


def _in(problems: Iterable[Problem], language: int) -> list[str]:
    return [
        f"{p.file}: {p.key}: {p.text[language]}" if p.key else f"{p.file}: {p.text[language]}"
        for p in problems
    ]


class NoFrameworkInForceError(RulebookError):
    """No framework governs that subject on that day. `covered` lists the half-open periods that
    are.
    """

    def __init__(
        self, *, subject: Text, day: date, covered: tuple[tuple[date, date | None], ...]
    ) -> None:
        self.day, self.covered = day, covered
        periods = "; ".join(
            f"{start:%d/%m/%Y}–{'' if end is None else f'{end:%d/%m/%Y}'}" for start, end in covered
        )
        super().__init__(
            Text(
                vi="không có khung nào cho {subject} có hiệu lực ngày {day}; các thời gian có "
                "khung "
                "(từ ngày – đến trước ngày): {periods}",
                en="no framework for {subject} is in force on {day}; covered (from – until "
                "before): {periods}",
            ).format(
                subject=subject, day=f"{day:%d/%m/%Y}", periods=periods or Text("không có", "none")
            )
        )
