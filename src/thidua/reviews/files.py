"""The scan of a signed paper: sent by whoever writes the review, seen by whoever reads it."""

from django.http import HttpRequest

from thidua.access.models import Dossier
from thidua.access.recording import record_look
from thidua.accounts.actors import Actor
from thidua.accounts.permissions import Authority
from thidua.attachments.kinds import Account, OwnerKind
from thidua.reviews.models import OF_REVIEW, Review
from thidua.reviews.queries import reviews_visible_to
from thidua.reviews.rights import authority_to_write, cell_of_review

MOST_SCANS = 10
"""Pages of one paper, each photographed."""


def _may_see(actor: Actor, review: Review) -> bool:
    return reviews_visible_to(actor, review.campaign).filter(pk=review.pk).exists()


def _authorise(actor: Actor, review: Review) -> Authority:
    return authority_to_write(actor, review)


def record_reading(request: HttpRequest, review: Review) -> None:
    """Write down, for whoever it is about, that somebody looked at a review or its papers."""
    record_look(
        request,
        person=review.person_id,
        path=cell_of_review(review).path,
        dossier=Dossier.PAPERS,
        year=review.campaign.year,
    )


def _account(review: Review) -> Account:
    return Account(review.cell, review.campaign.year)


SCANS = OwnerKind(
    OF_REVIEW,
    Review,
    _may_see,
    _authorise,
    record_look=record_reading,
    most_files=MOST_SCANS,
    account_of=_account,
)
