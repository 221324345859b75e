"""A whole review, heading by heading, as papers and pages show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thidua.language import Text
from thidua.reviews.form import form_of_review
from thidua.reviews.models import Citation, Review
from thidua.rulebook.review_form import Form
from thidua.submissions.models import SubmissionStatus


@dataclass(frozen=True)
class HeadingText:
    """One heading with what stands under it ("": nothing). `writable`: somebody writes here; a
    heading that only groups others has no text.
    """

    id: str
    number: str
    title: Text
    text: str
    writable: bool = True


@dataclass(frozen=True)
class ReviewText:
    """A review as it reads: its headings in the order of the form, and what its marks stand for
    (`label` to words), as of `version` (0: a draft, as it is being written).
    """

    review: Review
    form: Form
    headings: Sequence[HeadingText]
    citations: Sequence[Citation]
    version: int

    @property
    def cited(self) -> list[Citation]:
        """Those whose mark stands in the text; a mark that was deleted leaves its row."""
        words = "\n".join(one.text for one in self.headings)
        return [one for one in self.citations if f"[{one.label}]" in words]

    @property
    def is_empty(self) -> bool:
        return not any(one.text for one in self.headings)


def whole(review: Review, *, as_writer: bool = False) -> ReviewText:
    """What a review says: as it was sent last, and to its writer as it is being written. Four
    questions to the database; whoever asks may read it (`queries`).
    """
    sections, citations, version = _contents(review, as_writer=as_writer)
    return ReviewText(
        review, form_of_review(review), _headings(review, sections), citations, version
    )


def _contents(
    review: Review, *, as_writer: bool
) -> tuple[Mapping[str, str], Sequence[Citation], int]:
    changing = review.status in {SubmissionStatus.DRAFT, SubmissionStatus.RETURNED}
    if not (changing and as_writer):
        sent = review.versions.order_by("-number").first()
        if sent is not None:
            return sent.sections, _cited(review, sent.citations), sent.number
        if review.status == SubmissionStatus.DRAFT and not as_writer:
            return {}, [], 0
    texts = dict(review.sections.values_list("heading", "text"))
    return texts, list(review.citations.all()), 0 if changing else review.version


def _cited(review: Review, values: Sequence[Mapping[str, Any]]) -> list[Citation]:
    return [Citation(review=review, **one) for one in values]


def _headings(review: Review, sections: Mapping[str, str]) -> list[HeadingText]:
    """In the order of the form; what stands under no heading of it comes last: nothing is lost."""
    form = form_of_review(review)
    known = [
        HeadingText(one.id, one.number, one.title, sections.get(one.id, ""), not one.group)
        for one in form.headings
    ]
    names = {one.id for one in known}
    lost = [
        HeadingText(name, "", Text(name, name), text)
        for name, text in sections.items()
        if name not in names and text
    ]
    return known + lost
