"""The headings of a review's form as the writing page needs them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.procedures.reading import form_of
from thidua.reviews.form import form_of_review
from thidua.reviews.marks import words_in
from thidua.reviews.material import MaterialKind
from thidua.reviews.models import Review
from thidua.rulebook.review_form import Form, Heading
from thidua.vocabulary import SubjectType

REVIEWED = (SubjectType.COLLECTIVE, SubjectType.MEMBER)
"""Who has a review: each collective form 01, each person form 02."""


@dataclass(frozen=True)
class Shown:
    """One heading. `takes`: the kinds of facts that belong under it; `parts`: the headings that it
    holds, where it has no words of its own.
    """

    id: str
    number: str
    name: Text
    required: bool = False
    takes: frozenset[MaterialKind] = frozenset()
    against_only: bool = False
    answers_prompts: bool = False
    level_here: bool = False
    parts: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return str(self.name)

    @property
    def label(self) -> str:
        """“I.2. Về thực hiện chức trách, nhiệm vụ được giao”."""
        return f"{self.number}. {self.name}"

    @property
    def is_part(self) -> bool:
        return "." in self.number

    @property
    def number_in_part(self) -> str:
        return self.number.rpartition(".")[2]


def written_headings(review: Review) -> list[Shown]:
    """The headings of a review, in their order."""
    return headings_of(form_of_review(review))


def headings_of(form: Form) -> list[Shown]:
    return [_shown(heading, form.headings) for heading in form.headings]


def _shown(one: Heading, all_of_form: Sequence[Heading]) -> Shown:
    parts = [each.id for each in all_of_form if each.number.startswith(f"{one.number}.")]
    return Shown(
        id=one.id,
        number=one.number,
        name=one.title,
        required=one.required,
        takes=frozenset(kind for kind in MaterialKind if kind.value in one.takes),
        against_only=one.against_only,
        answers_prompts=one.answers_prompts,
        level_here=one.level_here,
        parts=tuple(parts) if one.group else (),
    )


def first_to_write(review: Review, texts: Mapping[str, str]) -> str:
    """The first heading that wants words and has none; the first one where none does."""
    own = [one for one in written_headings(review) if not one.parts]
    wanting = [one.id for one in own if one.required and not words_in(texts.get(one.id, ""))]
    return next(iter([*wanting, own[0].id]))


def answering_heading(review: Review) -> str:
    """The heading under which prompts are answered; "": the form has none."""
    return next((one.id for one in written_headings(review) if one.answers_prompts), "")


def answering_headings(campaign: Campaign) -> set[str]:
    """The same of every form of the year."""
    return {
        one.id
        for kind in REVIEWED
        for one in headings_of(form_of(campaign, kind))
        if one.answers_prompts
    }


def headings_by_form(campaign: Campaign) -> list[tuple[str, list[tuple[str, str]]]]:
    """The headings that a prompt may speak of, by form, as the choices of a field."""
    found = []
    for kind in REVIEWED:
        form = form_of(campaign, kind)
        choices = [(one.id, one.label) for one in headings_of(form) if not one.parts]
        found.append((str(form.title), choices))
    return found
