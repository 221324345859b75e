"""Bringing facts into a heading: a sentence with its mark, and what the mark stands for.

Nothing else ever writes into a review: no machine writes anybody's self-criticism.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from thidua.accounts.models import User
from thidua.reviews.actions import cite, save_section
from thidua.reviews.forms_shown import Shown
from thidua.reviews.marks import brought_in, free_label
from thidua.reviews.material import Material, MaterialKind, material_of
from thidua.reviews.models import Citation, Review
from thidua.reviews.writing_errors import WritingError
from thidua.reviews.writing_facts import fits

ALL = "all"
"""Of a fact's name: every one of a kind that is not in a review yet."""


@dataclass(frozen=True)
class Typed:
    """What stands in the field of a heading: its text, where the writer stands (None: at the end),
    the number of the saving that it stands on.
    """

    text: str
    caret: int | None
    revision: int


@transaction.atomic
def bring_in(*, review: Review, heading: Shown, name: str, typed: Typed, actor: User) -> int:
    """Store a heading's text with a fact put in (`name`: `Material.key`, or “all:KIND”); where the
    writer goes on.

    A fact that the review cites already is marked again by its label. Raises WritingError when
    there is no such fact, and whatever saving raises."""
    chosen = _chosen(review, heading, name, actor)
    if not chosen:
        raise WritingError.no_such_fact()
    known = list(review.citations.all())
    text, caret = typed.text, typed.caret
    for one in chosen:
        citation = _known(one, known)
        if citation is None:
            citation = cite(
                review=review,
                heading=heading.id,
                label=free_label(one.label, {each.label for each in known}),
                kind=one.kind.value,
                target_id=one.target_id,
                words=one.value.vi,
                against=one.against,
                actor=actor,
            )
            known.append(citation)
        text, caret = brought_in(text, one.sentence, citation.label, caret)
    save_section(review=review, heading=heading.id, text=text, revision=typed.revision, actor=actor)
    return len(text) if caret is None else caret


def _chosen(review: Review, heading: Shown, name: str, actor: User) -> list[Material]:
    kind, _colon, rest = name.partition(":")
    if kind != ALL:
        found = material_of(actor, review.campaign, review.key, _kinds(kind))
        return [one for one in found if one.key == name][:1]
    known = set(review.citations.values_list("kind", "target_id"))
    found = material_of(actor, review.campaign, review.key, _kinds(rest))
    return [
        one for one in found if fits(heading, one) and (one.kind.value, one.target_id) not in known
    ]


def _kinds(word: str) -> Sequence[MaterialKind]:
    return [kind for kind in MaterialKind if kind.value == word]


def _known(one: Material, citations: Sequence[Citation]) -> Citation | None:
    named = (one.kind.value, one.target_id)
    return next((each for each in citations if (each.kind, each.target_id) == named), None)
