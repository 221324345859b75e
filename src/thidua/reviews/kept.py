"""What stands in a review as plain values: put aside when it is erased, and when it is sent."""

from typing import Any

from thidua.reviews.models import Citation, Review, Section

CITED = ("heading", "label", "kind", "target_id", "words", "against")


def sections_as_values(review: Review) -> dict[str, str]:
    """Text by heading; what is empty is left out."""
    return dict(review.sections.exclude(text="").values_list("heading", "text"))


def citations_as_values(review: Review) -> list[dict[str, Any]]:
    return list(review.citations.values(*CITED))


def put_back(review: Review, sections: dict[str, str], citations: list[dict[str, Any]]) -> None:
    """Store them in an empty review, as of its present revision."""
    Section.objects.bulk_create(
        Section(review=review, heading=heading, text=text, revision=review.revision)
        for heading, text in sections.items()
    )
    Citation.objects.bulk_create(Citation(review=review, **values) for values in citations)
