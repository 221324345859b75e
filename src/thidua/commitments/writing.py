"""Writing a commitment: saving, sending, taking back. Every saving carries the number of the one it
stood on, so that two tabs lose nothing.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from thidua.accounts.models import User
from thidua.accounts.oneself import has_account, is_about
from thidua.accounts.permissions import Authority, authorise
from thidua.campaigns.cells import cell_of
from thidua.campaigns.models import Campaign
from thidua.commitments.deadlines import due_on, require_open
from thidua.commitments.errors import CommitmentError, ConflictError
from thidua.commitments.limits import limits
from thidua.commitments.models import Commitment, CommitmentItem
from thidua.history.tracking import recording
from thidua.organisations.models import Organisation, Person
from thidua.submissions.actions import move
from thidua.submissions.errors import SubmissionError
from thidua.submissions.models import SUBMISSION, SubmissionStatus
from thidua.web.clock import today


@dataclass(frozen=True)
class Words:
    """One item as it was written; `until` None: the whole year."""

    text: str
    until: dt.date | None = None
    checked_by: str = ""


def words_of(commitment: Commitment) -> list[Words]:
    """The items as they are stored, in their order."""
    return [Words(item.text, item.until, item.checked_by) for item in commitment.items.all()]


@transaction.atomic
def save_commitment(
    *, campaign: Campaign, person: Person, items: Sequence[Words], revision: int, actor: User
) -> Commitment:
    """Store what is written, begun with the first saving; items without text are left out.

    `revision` is that of the commitment as the writer saw it (0: none yet). Raises ConflictError
    when it was saved in between and says otherwise, CommitmentError (too many, a day outside the
    year, no cell, the year is not launched), SubmissionError when it is sent or accepted,
    PermissionDenied for who may not write it."""
    authority, cell = require_writing(campaign, person, actor)
    written = [item for item in items if item.text]
    _check(campaign, written)
    commitment = _locked(campaign, person, cell)
    if not SUBMISSION.may("change", commitment.status):
        raise SubmissionError.not_now(SubmissionStatus(commitment.status))
    stored = words_of(commitment) if commitment.pk else []
    if stored == written and commitment.pk:
        return commitment  # nothing new: another tab's numbering stays as it is
    if commitment.revision != revision:
        raise ConflictError(commitment, stored)
    with recording(act="commitments.save", actor=authority, subject=person.code):
        return _store(commitment, written, cell=cell, authority=authority)


def _locked(campaign: Campaign, person: Person, cell: Organisation) -> Commitment:
    """The commitment of the person, locked; a new one, not stored yet, where there is none.

    The person's row is locked first: two tabs that both begin meet there."""
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    stored = Commitment.objects.select_for_update(of=("self",))
    found = stored.filter(campaign=campaign, person=person).first()
    return found or Commitment(campaign=campaign, person=person, cell=cell)


def _store(
    commitment: Commitment, written: Sequence[Words], *, cell: Organisation, authority: Authority
) -> Commitment:
    writer = authority.actor if isinstance(authority.actor, User) else None
    own = is_about(authority.actor, commitment.person_id)
    commitment.typed_by = None if own else writer
    commitment.cell, commitment.saved_at = cell, timezone.now()
    commitment.revision += 1
    commitment.save()
    commitment.items.all().delete()
    CommitmentItem.objects.bulk_create(
        CommitmentItem(
            commitment=commitment,
            position=position,
            text=item.text,
            until=item.until,
            checked_by=item.checked_by,
        )
        for position, item in enumerate(written, start=1)
    )
    return commitment


def _check(campaign: Campaign, written: Sequence[Words]) -> None:
    if len(written) > limits().most:
        raise CommitmentError.too_many(len(written), limits().most)
    for position, item in enumerate(written, start=1):
        if item.until is not None and item.until.year != campaign.year:
            raise CommitmentError.not_this_year(position, campaign.year)


@transaction.atomic
def send_commitment(*, commitment: Commitment, actor: User, late_reason: str = "") -> Commitment:
    """Send it to the committee of the cell where the person is a member now.

    Raises CommitmentError (nothing written, late without a reason), SubmissionError,
    PermissionDenied."""
    authority, cell = require_writing(commitment.campaign, commitment.person, actor)
    if not commitment.items.exists():
        raise CommitmentError.nothing_written()
    due, reason = due_on(commitment.campaign, cell), late_reason.strip()
    late = due is not None and today() > due
    if late and due is not None and not reason:
        raise CommitmentError.late_without_reason(due)
    with recording(act="commitments.send_to_cell", actor=authority, subject=commitment.person.code):
        Commitment.objects.filter(pk=commitment.pk).update(
            cell=cell, due_on=due, late_reason=reason if late else "", answered_by=None
        )
        return move(commitment, "send", authority=authority, late=True)


@transaction.atomic
def take_back(*, commitment: Commitment, actor: User) -> Commitment:
    """Take back what was sent and not answered: it is a draft again. Raises SubmissionError,
    PermissionDenied.
    """
    authority, _cell = require_writing(commitment.campaign, commitment.person, actor)
    return move(commitment, "take_back", authority=authority)


def require_writing(
    campaign: Campaign, person: Person, actor: User, *, cell: Organisation | None = None
) -> tuple[Authority, Organisation]:
    """By what the actor writes this person's commitment, and the cell it belongs to.

    A member writes their own. For a member without an account an officer of the cell types it.
    `cell`: where that is known already. Raises CommitmentError, PermissionDenied."""
    cell = cell or cell_of(person, campaign)
    if cell is None:
        raise CommitmentError.no_cell()
    require_open(campaign, cell)
    if is_about(actor, person.pk):
        return Authority(actor), cell
    authority = authorise(actor, "commitments.answer", path=cell.path)
    if has_account(person.pk):
        raise CommitmentError.has_an_account()
    return authority, cell
