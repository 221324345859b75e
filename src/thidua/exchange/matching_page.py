"""The page of the mapping step: the table as the file shows it, what is asked, what will be read.
Values, no HTML.

What is shown was worked out by the worker and lies with the upload; a page only adds what somebody
has chosen since.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.exchange.matching_forms import answer_name
from thidua.exchange.matching_table import (
    Choice,
    ColumnShown,
    LineShown,
    columns_shown,
    data_rows,
    lines_shown,
)
from thidua.exchange.models import SheetReading
from thidua.language import Text
from thidua.matching.phrases import counted
from thidua.matching.questions import QuestionKind
from thidua.numbers import format_number


@dataclass(frozen=True)
class PartShown:
    """One thing to answer. `name`: of its field; `free`: what was written besides the options."""

    name: str
    written: str
    rows: str
    choices: Sequence[Choice]
    free: str = ""

    @property
    def answered(self) -> bool:
        return bool(self.free) or any(choice.chosen for choice in self.choices)


@dataclass(frozen=True)
class QuestionShown:
    """A card, numbered from 1. `free`: the kind of what may be written, named by `free_label`."""

    number: int
    title: str
    detail: str
    parts: Sequence[PartShown]
    in_lines: bool
    free: str = ""
    free_label: str = ""

    @property
    def answered(self) -> bool:
        return all(part.answered for part in self.parts)


_FREE = {
    "date": gettext_lazy("Ngày khác"),
    "organisation": gettext_lazy("Tổ chức khác (mã hoặc tên)"),
    "year": gettext_lazy("Năm khác"),
    "text": gettext_lazy("Viết vào"),
}
_ALONE = {
    "date": gettext_lazy("Ngày"),
    "organisation": gettext_lazy("Tổ chức (mã hoặc tên)"),
    "year": gettext_lazy("Năm"),
    "text": gettext_lazy("Viết vào"),
}
_LINES = frozenset({QuestionKind.WORDS})


def questions_shown(
    stored: Sequence[Mapping[str, Any]], chosen: Mapping[str, Mapping[str, str]]
) -> list[QuestionShown]:
    """The questions with what was answered, or chosen since (`chosen`: by question and part)."""
    return [
        QuestionShown(
            number=at + 1,
            title=str(Text(*question["title"])),
            detail=str(Text(*question["detail"])),
            parts=[
                _part(question, part, answer_name(at, place), chosen.get(question["id"], {}))
                for place, part in enumerate(question["parts"])
            ],
            in_lines=question["kind"] in _LINES,
            free=question["free"],
            free_label=_free_label(question),
        )
        for at, question in enumerate(stored)
    ]


def _free_label(question: Mapping[str, Any]) -> str:
    """What the field for an own answer is called: "Ngày khác" beside options, "Ngày" alone."""
    alone = not any(part["options"] for part in question["parts"])
    return str((_ALONE if alone else _FREE).get(question["free"], ""))


def _part(
    question: Mapping[str, Any], part: Mapping[str, Any], name: str, chosen: Mapping[str, str]
) -> PartShown:
    answer = chosen.get(part["key"]) or part["answer"]
    options = [
        Choice(
            value=option["value"],
            label=str(Text(*option["label"])),
            hint=str(Text(*option["hint"])),
            chosen=option["value"] == answer,
        )
        for option in part["options"]
    ]
    among = any(option.chosen for option in options)
    rows = ngettext("{n} dòng", "{n} dòng", part["rows"]).format(n=format_number(part["rows"]))
    return PartShown(
        name=name,
        written=part["written"],
        rows=rows,
        choices=options,
        free="" if among or not question["free"] else answer,
    )


@dataclass(frozen=True)
class MatchingShown:
    """Everything that the page shows of one sheet."""

    sentence: str
    rows: int
    columns: Sequence[ColumnShown]
    lines: Sequence[LineShown]
    questions: Sequence[QuestionShown]
    notes: Sequence[str]
    first_heads: Sequence[str] = ()
    first_rows: Sequence[Sequence[tuple[str, str]]] = ()
    sheets: Sequence[Choice] = field(default_factory=tuple)

    @property
    def answered(self) -> int:
        return sum(question.answered for question in self.questions)

    @property
    def open(self) -> int:
        return len(self.questions) - self.answered

    @property
    def asked_title(self) -> str:
        """ "Bốn câu cần trả lời"."""
        return str(
            counted(
                len(self.questions),
                "câu cần trả lời",
                "question to answer",
                "questions to answer",
            )
        )


def matching_shown(
    reading: SheetReading,
    readings: Sequence[SheetReading],
    *,
    chosen: Mapping[str, Mapping[str, str]],
    columns: Mapping[int, str] = {},
    kinds: Mapping[int, str] = {},
) -> MatchingShown:
    """One sheet of an upload that waits, beside the others that do; `chosen`, `columns`, `kinds`:
    what was chosen since in its questions, columns and rows.
    """
    stored = reading.understood
    questions = questions_shown(stored["questions"], chosen)
    picture = stored.get("picture") or {}
    first = stored.get("first") or {}
    heads = [str(Text(*title)) for title in first.get("titles", ())]
    return MatchingShown(
        sentence=_sentence(reading, len(questions)),
        rows=data_rows(picture),
        columns=columns_shown(picture, stored, columns),
        lines=lines_shown(picture, stored["head"], kinds),
        questions=questions,
        notes=[str(Text(*note)) for note in stored["notes"]],
        first_heads=heads,
        first_rows=[
            list(zip(heads, (str(Text(*cell)) for cell in row), strict=True))
            for row in first.get("rows", ())
        ],
        sheets=[
            Choice(
                value=str(each.position),
                label=f"{each.file} · {each.sheet}" if _several_files(readings) else each.sheet,
                chosen=each.pk == reading.pk,
            )
            for each in readings
        ],
    )


def _several_files(readings: Sequence[SheetReading]) -> bool:
    return len({reading.file for reading in readings}) > 1


def _sentence(reading: SheetReading, number: int) -> str:
    """What the table was taken for, and how much is asked."""
    target = reading.understood.get("target")
    asked = ngettext(
        "Có {n} câu phần mềm không tự quyết.", "Có {n} câu phần mềm không tự quyết.", number
    ).format(n=format_number(number))
    if target is None:
        unknown = _("Chưa rõ trang tính “{sheet}” là bảng gì.").format(sheet=reading.sheet)
        return f"{unknown} {asked}"
    rows = format_number(data_rows(reading.understood.get("picture") or {}))
    known = _("Đã hiểu trang tính “{sheet}” là “{title}”: {rows} dòng.").format(
        sheet=reading.sheet, title=Text(*target), rows=rows
    )
    return f"{known} {asked}" if number else known
