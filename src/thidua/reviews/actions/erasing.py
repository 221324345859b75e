"""Erasing a draft, and bringing it back for as long as the procedure keeps it."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from thidua.accounts.models import User
from thidua.history.tracking import recording
from thidua.reviews.actions.writing import open_review
from thidua.reviews.errors import ReviewError
from thidua.reviews.form import erased_days
from thidua.reviews.kept import citations_as_values, put_back, sections_as_values
from thidua.reviews.keys import code_of
from thidua.reviews.models import Erased, Review


@transaction.atomic
def erase(*, review: Review, actor: User) -> Erased:
    """Empty a draft; what stood in it is kept for some days. Raises as `save_section`, and
    ReviewError when nothing stands there.
    """
    held, authority = open_review(review, actor)
    with recording(act="reviews.erase", actor=authority, subject=code_of(held.key)):
        kept = _kept(held, actor)
        if kept is None:
            raise ReviewError.nothing_written()
        _emptied(held)
        return kept


@transaction.atomic
def restore(*, erased: Erased, actor: User) -> Review:
    """Put an erased draft back. What was written since is erased in its stead, and comes back the
    same way. Raises as `save_section`, and ReviewError when it was kept too long.
    """
    held, authority = open_review(erased.review, actor)
    days = erased_days(held.campaign)
    if erased.erased_at < timezone.now() - dt.timedelta(days=days):
        raise ReviewError.erased_too_long_ago(days)
    with recording(act="reviews.restore", actor=authority, subject=code_of(held.key)):
        _kept(held, actor)
        _emptied(held)
        held.revision += 1
        held.saved_at = timezone.now()
        held.save(update_fields=["revision", "saved_at"])
        put_back(held, erased.sections, erased.citations)
        erased.delete()
        return held


def _kept(review: Review, actor: User) -> Erased | None:
    """What stands in a draft, put aside; None: nothing does."""
    sections = sections_as_values(review)
    if not sections:
        return None
    return Erased.objects.create(
        review=review,
        sections=sections,
        citations=citations_as_values(review),
        erased_at=timezone.now(),
        erased_by=actor,
    )


def _emptied(review: Review) -> None:
    review.sections.all().delete()
    review.citations.all().delete()
    review.revision += 1
    review.saved_at = None
    review.save(update_fields=["revision", "saved_at"])
