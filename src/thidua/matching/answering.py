"""What a person answered, as part of what is known of a shape or said of this file."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from thidua.errors import RefusedError
from thidua.language import Text
from thidua.matching.kinds import RowKind
from thidua.matching.mapping import ABOVE, BLANK, LONGEST, TableMapping, Take, ThisFile
from thidua.matching.questions import OF_COLUMN, Part, Question, QuestionKind
from thidua.matching.sources import ordered, without_years
from thidua.signs import normalise
from thidua.workbooks.specification import EARLIEST, LATEST, Kind

if TYPE_CHECKING:
    from thidua.matching.understanding import Understood

_YEAR = re.compile(r"(?:19|20|21)\d\d")
_EXPECTED = {
    "": Text("một trong các lựa chọn", "one of the options"),
    "date": Text("ngày viết dd/mm/yyyy", "a date written dd/mm/yyyy"),
    "year": Text("năm, bốn chữ số", "a year of four digits"),
    "organisation": Text("mã một tổ chức", "the code of an organisation"),
    "text": Text(f"chữ, nhiều nhất {LONGEST} ký tự", f"text of at most {LONGEST} characters"),
}


class UnfitAnswerError(RefusedError):
    """An answer is none of the options, and not what may be written besides them."""

    @classmethod
    def to(cls, question: Question, value: str) -> "UnfitAnswerError":
        return cls(
            Text(
                "{title} Không nhận “{value}”; cần {expected}.",
                "{title} “{value}” does not fit; wanted: {expected}.",
            ).format(title=question.title, value=value[:80], expected=_EXPECTED[question.free])
        )


def answer(
    understood: "Understood", answers: Mapping[str, Mapping[str, str]]
) -> tuple[TableMapping, ThisFile]:
    """The mapping and what is said of this file, with these answers: `answers[question id][part
    key]` is a value of an option, what `Question.free` allows, or "" (nobody says so any more).

    Questions that are not there any more are passed over. Raises UnfitAnswerError naming the
    question."""
    mapping, this_file = understood.mapping, understood.this_file
    for question in understood.questions:
        given = answers.get(question.id, {})
        for part in question.parts:
            if part.key in given and given[part.key] != part.answer:
                value = _fitting(question, part, given[part.key])
                mapping, this_file = _said(
                    understood, question, part, value, mapping=mapping, this_file=this_file
                )
    return mapping.model_copy(
        update={"takes": ordered(mapping.takes, understood.layout)}
    ), this_file


def with_column(
    mapping: TableMapping, heading: str, to: str, *, beside: Iterable[str] = ()
) -> TableMapping:
    """The mapping whose column of that `Heading.key` gives the sheet's column `to` ("": left out).
    Whatever gave `to` before is left out; what gives it already stays. A column without a heading,
    or with one too long, cannot be named: the mapping stays as it is.

    `beside`: the keys of the table's other headings. Those that differ by a year alone are said to
    be left out, so that of next year's two the right one is meant."""
    if not 0 < len(heading) <= LONGEST:
        return mapping
    before = next((take for take in mapping.takes if take.heading == heading), None)
    if before is not None and before.to == to and to:
        return mapping
    new = Take(heading=heading, to=to)
    takes = []
    for take in mapping.takes:
        if take.heading == heading:
            takes.append(new)
        elif to and take.to == to:
            takes.append(Take(heading=take.heading))
        else:
            takes.append(take)
    if before is None:
        takes.append(new)
    spoken_of, pattern = {take.heading for take in takes}, without_years(heading)
    takes += [
        Take(heading=other)
        for other in dict.fromkeys(beside)
        if other not in spoken_of and other != heading and without_years(other) == pattern
    ]
    constants = {name: value for name, value in mapping.constants.items() if name != to}
    return mapping.model_copy(update={"takes": tuple(takes), "constants": constants})


def with_kind(this_file: ThisFile, row: int, kind: RowKind) -> ThisFile:
    """What is said of the file, and that this row (its number in the file) is of that kind."""
    return this_file.model_copy(update={"kinds": {**this_file.kinds, row: kind}})


def _fitting(question: Question, part: Part, value: str) -> str:
    """The answer as it is kept. Raises UnfitAnswerError for one that cannot be."""
    if value in {option.value for option in part.options}:
        return value
    value = normalise(value)
    if not value:
        return value
    if question.free == "date" and (day := _day(value)):
        return day
    if question.free == "year" and _YEAR.fullmatch(value):
        return value
    if question.free in ("organisation", "text") and len(value) <= LONGEST and value != BLANK:
        return value
    raise UnfitAnswerError.to(question, value)


def _day(value: str) -> str:
    """The day as dd/mm/yyyy, "" for what is none."""
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            day = dt.datetime.strptime(value, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        return f"{day:%d/%m/%Y}" if EARLIEST <= day <= LATEST else ""
    return ""


def _said(  # noqa: PLR0913 - the question, its answer, and what is known so far
    understood: "Understood",
    question: Question,
    part: Part,
    value: str,
    *,
    mapping: TableMapping,
    this_file: ThisFile,
) -> tuple[TableMapping, ThisFile]:
    """What is known of the shape and said of the file, with that answer."""
    if question.kind is QuestionKind.SHEET:
        this_file = this_file.model_copy(update={"left_out": value == BLANK})
        sheet = "" if value == BLANK else value
        if sheet != mapping.sheet:  # what columns of another sheet took says nothing of this one's
            mapping = TableMapping(name=mapping.name, sheet=sheet)
    elif question.kind is QuestionKind.HIDDEN:
        this_file = this_file.model_copy(update={"hidden": value})
    elif question.kind is QuestionKind.VALUE and value.startswith(OF_COLUMN):
        heading = value.removeprefix(OF_COLUMN)
        mapping = with_column(mapping, heading, question.column, beside=_keys(understood))
        constants = _with(this_file.constants, question.column, "")
        this_file = this_file.model_copy(update={"constants": constants})
    elif question.kind is QuestionKind.VALUE and _of_this_file(understood, question.column):
        mapping = mapping.model_copy(update={"takes": _not_given(mapping, question.column)})
        constants = _with(this_file.constants, question.column, value)
        this_file = this_file.model_copy(update={"constants": constants})
    elif question.kind is QuestionKind.COLUMN and value not in ("", BLANK):
        mapping = with_column(mapping, value, question.column, beside=_keys(understood))
    else:
        mapping = mapping.model_copy(update=_of_shape(mapping, question, part, value))
    return mapping, this_file


def _of_shape(  # noqa: PLR0911 - a case for each kind of question
    mapping: TableMapping, question: Question, part: Part, value: str
) -> dict[str, object]:
    """The parts of the mapping that the answer changes."""
    column = question.column
    match question.kind:
        case QuestionKind.COLUMN:
            constants = _with(mapping.constants, column, value)
            return {"takes": _not_given(mapping, column), "constants": constants}
        case QuestionKind.BLANKS:
            others = tuple(name for name in mapping.fill_down if name != column)
            down = (*others, column) if value == ABOVE else others
            constants = _with(mapping.constants, column, BLANK if value == BLANK else "")
            return {"fill_down": tuple(sorted(down)), "constants": constants}
        case QuestionKind.NAME:
            meant = _with(mapping.names.get(column, {}), part.key, value)
            return {"names": {**mapping.names, column: meant}}
        case QuestionKind.WORDS:
            meant = _with(mapping.words.get(column, {}), part.key, value)
            return {"words": {**mapping.words, column: meant}}
        case QuestionKind.ONLY_YEAR:
            return {"only_year": _with(mapping.only_year, column, value)}
        case QuestionKind.FRACTIONS:
            shares = {name: yes for name, yes in mapping.fractions.items() if name != column}
            return {"fractions": {**shares, column: value == "yes"} if value else shares}
        case _:
            return {"constants": _with(mapping.constants, column, value)}


def _keys(understood: "Understood") -> list[str]:
    return [heading.key for heading in understood.layout.headings]


def _not_given(mapping: TableMapping, column: str) -> tuple[Take, ...]:
    """The takes without those that give a column: their headings are left out."""
    return tuple(
        Take(heading=take.heading) if take.to == column else take for take in mapping.takes
    )


def _of_this_file(understood: "Understood", column_id: str) -> bool:
    """Whether a value for the whole table is another one in the next file: days, years, bodies."""
    if understood.target is None:
        return False
    column = understood.target[1].column(column_id)
    return column.kind in (Kind.DATE, Kind.YEAR) or bool(column.refers)


def _with(known: Mapping[str, str], key: str, value: str) -> dict[str, str]:
    """The same with that value; without the key when the value is "". In the order of the keys."""
    others = {name: other for name, other in known.items() if name != key}
    return dict(sorted({**others, **({key: value} if value else {})}.items()))
