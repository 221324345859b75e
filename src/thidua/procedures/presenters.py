"""A procedure as it is read: each value in words, where it stands, whether it may be changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thidua.language import Text
from thidua.numbers import in_both
from thidua.rulebook.procedure import Procedure, ProcedureStep
from thidua.rulebook.procedure_values import (
    Choice,
    Counts,
    Number,
    OpinionAsked,
    Provenance,
    Share,
    Value,
)
from thidua.rulebook.review_form import Form, FormBook
from thidua.rulebook.rules import Source
from thidua.vocabulary import SubjectType

LOCAL = Text("quy định riêng của địa phương", "the locality's own rule")
UNCONFIRMED = Text("chưa đối chiếu với văn bản gốc", "not compared with the original text")
_UNITS = {
    "working_days": Text("{number} ngày làm việc", "{number} working days"),
    "days": Text("{number} ngày", "{number} days"),
}
_GROUPS = {
    "periods": Text("Thời hạn", "Periods"),
    "orders": Text("Thứ tự", "Order"),
    "shares": Text("Số người, số phiếu", "People and votes"),
    "ballots": Text("Cách bỏ phiếu", "Ballots"),
    "voting": Text("Cách tính phiếu", "How votes count"),
    "rounds": Text("Số vòng bỏ phiếu", "Rounds of a ballot"),
}
YES, NO = Text("có hỏi", "asked"), Text("không hỏi", "not asked")


@dataclass(frozen=True)
class Stands:
    """Where a value is written. `marks`: what a reader has to know before trusting it."""

    citation: str
    marks: Sequence[Text]
    note: Text | None
    reason: str = ""


@dataclass(frozen=True)
class Line:
    """One value. `key`: of the page that changes it."""

    key: str
    title: Text
    said: Text
    stands: Stands
    settable: bool
    counts: int = 0


@dataclass(frozen=True)
class Group:
    title: Text
    lines: Sequence[Line]


@dataclass(frozen=True)
class Step:
    number: int
    step: ProcedureStep
    stands: Stands


@dataclass(frozen=True)
class Opinions:
    """What is asked on one kind of subject; `lines[].counts` 1: counts first, 2: where the first is
    missing, 0: stands beside.
    """

    subject: SubjectType
    lines: Sequence[Line]
    counts: Line


def steps_of(procedure: Procedure) -> list[Step]:
    return [
        Step(number, step, stands_of(step, procedure.sources))
        for number, step in enumerate(procedure.steps, start=1)
    ]


def groups_of(procedure: Procedure) -> list[Group]:
    """Periods, order, shares, ballots and how their votes count."""
    lines = [(key, value) for key, value in procedure.values()]
    return [
        Group(
            title,
            [line_of(procedure, key, value) for key, value in lines if key.split(".")[0] == group],
        )
        for group, title in _GROUPS.items()
    ]


def opinions_of(procedure: Procedure) -> Iterator[Opinions]:
    """By kind of subject, with the place of each among those that count."""
    for subject, asked in procedure.opinions.items():
        places = {kind: at for at, kind in enumerate(procedure.counting(subject), start=1)}
        yield Opinions(
            subject,
            [
                line_of(
                    procedure,
                    f"opinions.{subject}.{one.kind}",
                    one,
                    counts=places.get(one.kind, 0),
                )
                for one in asked
            ],
            line_of(procedure, f"counts.{subject}", procedure.counts[subject]),
        )


def line_of(procedure: Procedure, key: str, value: Value, *, counts: int = 0) -> Line:
    return Line(
        key,
        value.title,
        said(value),
        stands_of(value, procedure.sources),
        value.settable,
        counts,
    )


def said(value: Value) -> Text:
    """A value in words."""
    match value:
        case Number():
            return _UNITS[value.unit].format(number=in_both(value.value))
        case Share():
            words = (
                Text("quá {share}", "more than {share}")
                if value.more_than
                else Text("ít nhất {share}", "at least {share}")
            )
            return words.format(share=value.value)
        case Choice():
            return value.choices[value.value]
        case OpinionAsked():
            return _asked(value)
        case Counts():
            return Text(
                " → ".join(kind.title.vi for kind in value.kinds),
                " → ".join(kind.title.en for kind in value.kinds),
            )


def _asked(value: OpinionAsked) -> Text:
    if not value.asked:
        return NO
    parts = [YES]
    parts.append(
        Text("chấm tiêu chí", "grades the criteria")
        if value.grades
        else Text("chỉ nhận xét", "comments only")
    )
    if value.level:
        parts.append(Text("đề xuất mức", "proposes a level"))
    return Text(", ".join(one.vi for one in parts), ", ".join(one.en for one in parts))


def stands_of(value: Provenance, sources: dict[str, Source]) -> Stands:
    """Where it is written; what the locality set stands by the locality's document."""
    if value.local is not None:
        return Stands(value.local.citation, [LOCAL], value.note, value.local.reason)
    marks = [] if value.cite else [LOCAL]
    if not value.confirmed:
        marks.append(UNCONFIRMED)
    citation = f"{sources[value.cite.source].number}, {value.cite.at}" if value.cite else ""
    return Stands(citation, marks, value.note)


@dataclass(frozen=True)
class FormShown:
    """A form with its citation; none of its headings is compared unless it says so."""

    form: Form
    citation: str
    confirmed: bool


def forms_shown(book: FormBook) -> list[FormShown]:
    return [
        FormShown(
            form,
            f"{book.sources[form.cite.source].number}, {form.cite.at}" if form.cite else "",
            form.confirmed and all(one.confirmed for one in form.headings),
        )
        for form in book.forms
    ]
