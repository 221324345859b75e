"""A task read aloud as one sentence, with a gap where something is still to be said. Pure.

Every word that somebody typed for a clarity stands in it (a test holds that): whoever reads the
sentence has read the task."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from thidua.language import Text
from thidua.numbers import in_both
from thidua.organisations.names import committee_name, who_decides
from thidua.registrations.content import Content, MeasureLine
from thidua.registrations.models import Holder, Registration, Task
from thidua.registrations.rows import content_of


@dataclass(frozen=True)
class Part:
    """A piece of the sentence: our words, a value that was typed, a gap that asks for one, or words
    that advice is about.

    `field`: the form's field that a value is from, or that fills the gap."""

    kind: Literal["text", "value", "gap", "vague"]
    text: Text
    field: str = ""


def sentence(task: Task) -> list[Part]:
    """What a task says now, as its unit reads it."""
    return sentence_of(content_of(task), subject_of(task.registration))


def in_words(parts: list[Part]) -> Text:
    """The sentence as text; gaps stand in brackets."""
    return Text(*("".join(_written(part, at) for part in parts).strip() for at in (0, 1)))


def doubted(parts: Iterable[Part], spans: Sequence[tuple[str, str]]) -> Iterator[Part]:
    """The same sentence with the first of these words, each of a field, marked as doubtful."""
    for part in parts:
        places = [
            found.span()
            for field, span in spans
            if field == part.field and part.kind != "gap"
            for found in [re.search(re.escape(span), part.text.vi, re.IGNORECASE)]
            if found is not None
        ]
        if not places:
            yield part
            continue
        start, end = min(places)
        whole = part.text.vi
        for kind, piece in (
            (part.kind, whole[:start]),
            ("vague", whole[start:end]),
            (part.kind, whole[end:]),
        ):
            if piece:
                yield replace(part, kind=kind, text=Text(piece, piece))


def _written(part: Part, language: int) -> str:
    return f"[{part.text[language]}]" if part.kind == "gap" else part.text[language]


def subject_of(registration: Registration) -> str:
    """Who the sentence is about, as papers name them."""
    if registration.holder == Holder.POST and registration.person is not None:
        post = f", {registration.post_title}" if registration.post_title else ""
        return f"Đồng chí {registration.person.full_name}{post},"
    if registration.holder == Holder.COLLECTIVE:
        return who_decides(registration.organisation)
    return committee_name(registration.organisation)


def sentence_of(content: Content, subject: str) -> list[Part]:
    """The sentence of what a task says; `subject` opens it."""
    parts = [
        _value(subject),
        *_work(content),
        *_people(content),
        *_time(content),
        *_effect(content),
        *_responsibility(content),
    ]
    return [*parts, _text(".", ".")]


def _text(vi: str, en: str) -> Part:
    return Part("text", Text(vi, en))


def _value(written: str | Text, field: str = "") -> Part:
    both = written if isinstance(written, Text) else Text(written, written)
    return Part("value", both, field)


def _gap(vi: str, en: str, field: str) -> Part:
    return Part("gap", Text(vi, en), field)


def _work(content: Content) -> Iterator[Part]:
    yield _text(" ", " ")
    if content.work:
        yield Part("text", Text(*[_small(_bare(content.work))] * 2), "work")
    else:
        yield _gap("làm việc gì?", "does what?", "work")
    if content.amount:
        yield _text(", ", ", ")
        yield _value(_bare(content.amount), "amount")
    if content.place:
        placed = content.place.casefold().startswith(("ở ", "tại ", "trên ", "in ", "at "))
        yield _text(", ", ", ") if placed else _text(" ở ", " in ")
        yield _value(_bare(content.place), "place")


def _people(content: Content) -> Iterator[Part]:
    yield _text("; ", "; ")
    leads = [doer for doer in content.doers if doer.lead]
    others = [doer for doer in content.doers if not doer.lead]
    if not content.doers:
        yield _gap("ai làm?", "who does it?", "doers")
    yield from _named([doer.name for doer in leads])
    if leads:
        yield _text(" làm chính", " leading")
    if others:
        if leads:
            yield _text(", cùng ", ", with ")
        yield from _named([doer.name for doer in others])
        if not leads:
            yield _text(" làm", " doing it")
    if content.with_whom:
        yield _text(", phối hợp với ", ", together with ")
        yield _value(_bare(content.with_whom), "with_whom")


def _named(names: list[str]) -> Iterator[Part]:
    for at, name in enumerate(names):
        if at:
            yield _text(", ", ", ")
        yield _value(name, "doers")


def _time(content: Content) -> Iterator[Part]:
    yield _text(", ", ", ")
    if content.starts_on is not None:
        yield _text("từ ", "from ")
        yield _value(_day(content.starts_on), "starts_on")
        yield _text(" ", " ")
    yield _text("đến ", "until ")
    if content.ends_on is not None:
        yield _value(_day(content.ends_on), "ends_on")
    else:
        yield _gap("ngày nào?", "when?", "ends_on")
    milestones = [line for line in content.milestones if not line.is_empty]
    for at, line in enumerate(milestones):
        yield _text(", ", ", ") if at else _text(" (", " (")
        if line.on is not None:
            yield _value(_day(line.on), "milestones")
            yield _text(": ", ": ") if line.text else _text("", "")
        if line.text:
            yield _value(_bare(line.text), "milestones")
    if milestones:
        yield _text(")", ")")


def _effect(content: Content) -> Iterator[Part]:
    yield _text("; đo bằng ", "; measured by ")
    measures = [line for line in content.measures if not line.is_empty]
    if not measures:
        yield _gap("đo bằng gì, đạt bao nhiêu?", "what, and how much?", "measures")
    for at, line in enumerate(measures):
        if at:
            yield _text(" và ", " and ") if at == len(measures) - 1 else _text(", ", ", ")
        yield from _measured(line)


def _measured(line: MeasureLine) -> Iterator[Part]:
    if line.name:
        yield _value(_small(_bare(line.name)), "measures")
    else:
        yield _gap("đo gì?", "what?", "measures")
    yield _text(" (", " (")
    if line.yes_no:
        yield _text("đạt hay không", "done or not")
        if line.unit:
            yield _value(f" {line.unit}", "measures")
    else:
        yield from _numbers(line)
    yield _text(")", ")")


def _numbers(line: MeasureLine) -> Iterator[Part]:
    """From last year's value to the target: 12 → 30 ha; where less is better, in words."""
    lower = line.direction == "lower"
    if line.last_year is not None:
        if lower:
            yield _text("giảm từ ", "down from ")
        yield _value(in_both(line.last_year), "measures")
        yield _text(" xuống ", " to ") if lower else _text(" → ", " → ")
    elif lower and line.target:
        yield _text("không quá ", "at most ")
    if line.target is not None:
        yield _value(in_both(line.target), "measures")
    if line.unit:
        yield _value(line.unit if line.unit == "%" else f" {line.unit}", "measures")
    if line.target is None and not line.unit:
        yield _gap("bao nhiêu, đơn vị gì?", "how much, of what?", "measures")
    elif line.target is None:
        yield _text(": ", ": ")
        yield _gap("bao nhiêu?", "how much?", "measures")
    elif not line.unit:
        yield _text(" ", " ")
        yield _gap("đơn vị gì?", "which unit?", "measures")


def _responsibility(content: Content) -> Iterator[Part]:
    yield _text("; ", "; ")
    if content.answers:
        yield _text("đồng chí ", "comrade ")
        yield _value(content.answers_name, "answers")
        if content.answers_title:
            yield _text(", ", ", ")
            yield _value(_bare(content.answers_title), "answers_title")
            yield _text(",", ",")
    elif content.answers_title:
        yield _value(_small(_bare(content.answers_title)), "answers_title")
    else:
        yield _gap("ai?", "who?", "answers")
    yield _text(" chịu trách nhiệm", " answers for it")
    if content.answers_to:
        yield _text(" trước ", " to ")
        yield _value(_bare(content.answers_to), "answers_to")
    if content.check_how or content.checked_in:
        said_already = content.check_how.casefold().startswith("kiểm tra")
        yield _text(", " if said_already else ", kiểm tra: ", ", checked: ")
        checks = [("check_how", _small(content.check_how)), ("checked_in", content.checked_in)]
        for at, (field, words) in enumerate((field, words) for field, words in checks if words):
            if at:
                yield _text(", ", ", ")
            yield _value(_bare(words), field)
    if content.decides:
        yield _text("; quyết định: ", "; decided by: ")
        yield _value(_bare(content.decides), "decides")


def _day(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"


def _bare(text: str) -> str:
    """On one line, without the full stop that would end our sentence early."""
    return " ".join(text.split()).rstrip(".;, ") or text.strip()


def _small(text: str) -> str:
    """As it stands inside a sentence: “Chuyển đổi” small, “UBND” and “7 thôn” as they are."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text
