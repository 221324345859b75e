"""What the committee does with a review: returned with a reason, accepted, opened again; those that
a meeting dealt with are accepted when it closes.
"""

from collections.abc import Collection

from django.db import transaction

from thidua.accounts.actors import Actor
from thidua.accounts.models import User
from thidua.accounts.permissions import Authority
from thidua.campaigns.models import Campaign
from thidua.history.tracking import recording
from thidua.reviews.actions.writing import locked
from thidua.reviews.keys import code_of, review_key
from thidua.reviews.models import Review
from thidua.reviews.notice import tell_returned
from thidua.reviews.queries import of_keys
from thidua.reviews.rights import authority_to_answer, cell_of_review
from thidua.roster.identity import SubjectKey
from thidua.submissions.actions import move
from thidua.submissions.models import SubmissionStatus


@transaction.atomic
def accept(*, review: Review, actor: Actor) -> Review:
    """Accept it in the cell where the person is a member now, which it names from then on.

    Raises ReviewError for one's own, SubmissionError, PermissionDenied."""
    return _answer(review, "accept", actor=actor)


@transaction.atomic
def return_(*, review: Review, reason: str, actor: Actor) -> Review:
    """Return it to its writer with a reason. Raises as `accept`, and without reason."""
    return _answer(review, "return", actor=actor, reason=reason)


@transaction.atomic
def reopen(*, review: Review, reason: str, actor: Actor) -> Review:
    """Open an accepted one again, with a reason, for its writer to change. Raises as above."""
    return _answer(review, "reopen", actor=actor, reason=reason)


@transaction.atomic
def accept_dealt_with(
    *, campaign: Campaign, keys: Collection[SubjectKey], authority: Authority
) -> list[Review]:
    """Accept what was sent of those whom a meeting dealt with, by the authority by which it was
    closed; drafts stay drafts.
    """
    found = of_keys(campaign, {review_key(key) for key in keys})
    with recording(act="reviews.accept_met", actor=authority, year=campaign.year):
        return [
            _accepted(review, authority)
            for review in found.filter(status=SubmissionStatus.SENT).order_by("pk")
        ]


def _accepted(review: Review, authority: Authority) -> Review:
    moved = move(review, "accept", authority=authority)
    return _by(moved, authority)


def _answer(review: Review, act: str, *, actor: Actor, reason: str = "") -> Review:
    held = locked(review)
    authority = authority_to_answer(actor, held)
    with recording(act="reviews.answer", actor=authority, subject=code_of(held.key)):
        moved = _by(move(held, act, authority=authority, reason=reason), authority)
        if act != "accept":
            tell_returned(moved, authority)
        return moved


def _by(review: Review, authority: Authority) -> Review:
    review.cell = cell_of_review(review)
    review.answered_by = authority.actor if isinstance(authority.actor, User) else None
    review.save(update_fields=["cell", "answered_by"])
    return review
