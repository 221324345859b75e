"""The forms of a review as data: headings in their order, who writes under each, what the year
knows that belongs there.
"""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from thidua.language import Text
from thidua.rulebook.conditions.terms import unknown
from thidua.rulebook.errors import FrameworkError, Problem
from thidua.rulebook.rules import Cite, Period, Source
from thidua.rulebook.texts import read_model, write_yaml
from thidua.rulebook.values import Identifier, Strict, Title
from thidua.vocabulary import OpinionKind, SubjectType

FormId = Annotated[str, Field(pattern=r"^\d{2}$")]


class Heading(Strict):
    """One heading; the tree stands flat, in its order.

    `number` as it is printed (“I.2”); a `group` has no text of its own. `writer`: the subject, or
    the collective. `takes`: kinds of material that belong under it; `against_only`: of these only
    what speaks against the subject. `level_here`: the subject proposes its own level here;
    `answers_prompts`: what the superior pointed out is answered here.
    """

    id: Identifier
    number: str = Field(pattern=r"^[IVX]+(\.\d{1,2})?$")
    title: Title
    writer: Literal["subject", "collective"]
    group: bool = False
    required: bool = False
    takes: tuple[Identifier, ...] = ()
    against_only: bool = False
    level_here: bool = False
    answers_prompts: bool = False
    cite: Cite | None = None
    confirmed: bool = False

    @property
    def label(self) -> str:
        """As a list names it: `I.2. Về …` in the reader's language."""
        return f"{self.number}. {self.title}"

    @property
    def depth(self) -> int:
        """0: a heading of the first rank."""
        return self.number.count(".")


class HeadField(Strict):
    """What stands at the head of a form, and what it is filled with."""

    id: Identifier
    title: Title


class Remark(Strict):
    """What others write at the end of a form: an opinion's words, or a level.

    `level`: whose: proposed by the cell, decided above, the employer's, none."""

    id: Identifier
    title: Title
    opinion: OpinionKind | None = None
    level: Literal["proposed", "decided", "civil_servant"] | None = None


class Form(Strict):
    """One form. `number` as it is printed in its corner."""

    id: FormId
    number: Title
    title: Title
    subject_types: Annotated[tuple[SubjectType, ...], Field(min_length=1)]
    cite: Cite | None = None
    confirmed: bool = False
    fields: tuple[HeadField, ...] = ()
    headings: tuple[Heading, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def heading(self, heading_id: str) -> Heading | None:
        """A heading by its id; None: the form has none."""
        return next((one for one in self.headings if one.id == heading_id), None)

    @property
    def written(self) -> tuple[Heading, ...]:
        """The headings that somebody writes under, in order."""
        return tuple(one for one in self.headings if not one.group)


class FormBook(Strict):
    """The forms of one regulation."""

    id: Identifier
    version: int = Field(ge=1)
    title: Title
    in_force: Period
    sources: dict[Identifier, Source]
    forms: Annotated[tuple[Form, ...], Field(min_length=1)]

    def of(self, subject: SubjectType) -> Form:
        """The form in which a kind of subject is reviewed: the first that has headings for it."""
        return next(one for one in self.forms if one.headings and subject in one.subject_types)

    def by_id(self, form_id: str) -> Form | None:
        return next((one for one in self.forms if one.id == form_id), None)

    def to_yaml(self) -> str:
        return write_yaml(self)


def load_forms(text: str, file: str = "forms.yaml") -> FormBook:
    """Read a book of forms. Raises FrameworkError with every fault at once."""
    book = read_model(FormBook, text, file)
    if problems := [Problem(file, key, said) for key, said in _faults(book)]:
        raise FrameworkError(problems)
    return book


def _faults(book: FormBook) -> Iterator[tuple[str, Text]]:
    twice = Text("đã có mục này", "is there already")
    for form in book.forms:
        seen: set[str] = set()
        for heading in form.headings:
            key = f"forms.{form.id}.{heading.id}"
            if heading.id in seen or heading.number in seen:
                yield key, twice
            seen |= {heading.id, heading.number}
            if heading.cite is not None and heading.cite.source not in book.sources:
                yield (
                    f"{key}.cite",
                    unknown(heading.cite.source, book.sources, Text("nguồn", "source")),
                )
    for subject in SubjectType:
        if not any(one.headings and subject in one.subject_types for one in book.forms):
            yield (
                "forms",
                Text("thiếu mẫu cho {kind}", "no form for {kind}").format(kind=subject.title),
            )
