"""Where a review is written: heading by heading."""

from django.urls import reverse

from thidua.reviews.models import Review


def address_to_write(review: Review) -> str:
    return reverse("review_write", args=[review.campaign.year, review.pk])
