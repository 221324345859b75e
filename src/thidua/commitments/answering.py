"""What the committee of the cell does with a commitment: accepting, returning, opening it again,
noting what was done.
"""

from collections.abc import Mapping

from django.db import transaction

from thidua.accounts.models import User
from thidua.accounts.oneself import is_about
from thidua.accounts.permissions import Authority, authorise
from thidua.campaigns.cells import cell_of
from thidua.commitments.errors import CommitmentError
from thidua.commitments.models import Commitment, CommitmentItem
from thidua.history.tracking import recording
from thidua.submissions.actions import move
from thidua.submissions.errors import SubmissionError
from thidua.submissions.models import SubmissionStatus


@transaction.atomic
def accept_commitment(*, commitment: Commitment, actor: User) -> Commitment:
    """Accept it in the cell where the person is a member now, which it names from then on.

    Raises CommitmentError for one's own, SubmissionError, PermissionDenied."""
    return _answer(commitment, "accept", actor=actor)


@transaction.atomic
def return_commitment(*, commitment: Commitment, reason: str, actor: User) -> Commitment:
    """Return it to the member with a reason. Raises as `accept_commitment`, and without reason."""
    return _answer(commitment, "return", actor=actor, reason=reason)


@transaction.atomic
def reopen_commitment(*, commitment: Commitment, reason: str, actor: User) -> Commitment:
    """Open an accepted one again, with a reason, for the member to change. Raises as above."""
    return _answer(commitment, "reopen", actor=actor, reason=reason)


def _answer(commitment: Commitment, act: str, *, actor: User, reason: str = "") -> Commitment:
    authority = require_answering(commitment, actor)
    cell = cell_of(commitment.person, commitment.campaign) or commitment.cell
    with recording(act="commitments.answer", actor=authority, subject=commitment.person.code):
        moved = move(commitment, act, authority=authority, reason=reason)
        moved.cell, moved.answered_by = cell, actor
        moved.save(update_fields=["cell", "answered_by"])
        return moved


def require_answering(commitment: Commitment, actor: User) -> Authority:
    """By what the actor answers this commitment. Raises CommitmentError for one's own,
    PermissionDenied.
    """
    cell = cell_of(commitment.person, commitment.campaign) or commitment.cell
    authority = authorise(actor, "commitments.answer", path=cell.path)
    if is_about(actor, commitment.person_id):
        raise CommitmentError.about_oneself()
    return authority


@transaction.atomic
def note_done(
    *, commitment: Commitment, done: Mapping[int, bool | None], actor: User
) -> Commitment:
    """Note which items of an accepted commitment were done, by their position (None: not known).

    Raises CommitmentError, SubmissionError while it is not accepted, PermissionDenied."""
    authority = require_answering(commitment, actor)
    if commitment.status != SubmissionStatus.ACCEPTED:
        raise SubmissionError.not_now(SubmissionStatus(commitment.status))
    with recording(act="commitments.note_done", actor=authority, subject=commitment.person.code):
        for item in CommitmentItem.objects.select_for_update().filter(commitment=commitment):
            if item.position in done and done[item.position] != item.done:
                item.done = done[item.position]
                item.save(update_fields=["done"])
    return commitment
