"""Keeping a strength as the draft of a good practice (mô hình hay), until that room takes it up."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from thidua.accounts.models import User
from thidua.accounts.permissions import Authority
from thidua.history.tracking import recording
from thidua.reviews.kept_models import KeptPractice
from thidua.reviews.models import Review
from thidua.reviews.writing_errors import WritingError


@transaction.atomic
def keep_for_practices(*, review: Review, heading: str, actor: User) -> KeptPractice:
    """Keep what stands under a heading, once: the same words again are the row that is there.

    The caller asked whether the actor writes this review. Raises WritingError without words."""
    text = review.sections.filter(heading=heading).values_list("text", flat=True).first() or ""
    if not text.strip():
        raise WritingError.nothing_to_keep()
    with recording(act="reviews.keep_practice", actor=Authority(actor)):
        kept, _made = KeptPractice.objects.get_or_create(
            review=review,
            heading=heading,
            text=text,
            kept_by=actor,
            defaults={"kept_at": timezone.now()},
        )
        return kept


@transaction.atomic
def erase_practice(*, kept: KeptPractice, actor: User) -> None:
    """Erase what one kept oneself. Raises PermissionDenied for anybody else's."""
    if kept.kept_by_id != actor.pk:
        raise PermissionDenied
    with recording(act="reviews.erase_practice", actor=Authority(actor)):
        kept.delete()


def kept_by(actor: User) -> "QuerySet[KeptPractice]":
    """What somebody kept, in any year, the newest first: their own alone."""
    found = KeptPractice.objects.filter(kept_by=actor)
    return found.select_related("review__campaign", "review__person", "review__organisation")
