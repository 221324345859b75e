"""Where a review is written: heading by heading."""

from django.urls import NoReverseMatch, reverse

from thidua.reviews.models import Review


def address_to_write(review: Review) -> str:
    args = [review.campaign.year, review.pk]
    try:
        return reverse("review_write", args=args)
    except NoReverseMatch:
        return reverse("review_read", args=args)
