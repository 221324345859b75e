"""Commitments as they were, all at once: for a year that was kept elsewhere, and for the demo."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from thidua.accounts.actors import Operator
from thidua.accounts.permissions import Authority
from thidua.campaigns.models import Campaign
from thidua.commitments.models import Commitment, CommitmentItem
from thidua.commitments.writing import Words
from thidua.history.tracking import recording
from thidua.loading.rows import copy_rows
from thidua.submissions.models import SubmissionStatus


@dataclass(frozen=True)
class PastCommitment:
    """One member's commitment (by the keys of person and cell). Without `sent_at` a draft, without
    `answered_at` one that waits; with a `reason` it was returned. `done`: which items were done, in
    their order; empty: not known.
    """

    person: int
    cell: int
    items: Sequence[Words]
    sent_at: dt.datetime | None = None
    answered_at: dt.datetime | None = None
    reason: str = ""
    due_on: dt.date | None = None
    late_reason: str = ""
    done: Sequence[bool | None] = ()

    @property
    def status(self) -> SubmissionStatus:
        if self.sent_at is None:
            return SubmissionStatus.DRAFT
        if self.answered_at is None:
            return SubmissionStatus.SENT
        return SubmissionStatus.RETURNED if self.reason else SubmissionStatus.ACCEPTED


def record_past(
    *, campaign: Campaign, commitments: Sequence[PastCommitment], actor: Operator
) -> int:
    """Write them, in a few statements whatever their number; how many."""
    with recording(act="commitments.record_past", actor=Authority(actor), year=campaign.year):
        stored = copy_rows(Commitment, (_row(campaign, one) for one in commitments))
        copy_rows(
            CommitmentItem,
            (
                item
                for row, one in zip(stored, commitments, strict=True)
                for item in _items(row, one)
            ),
        )
    return len(stored)


def _row(campaign: Campaign, one: PastCommitment) -> Commitment:
    return Commitment(
        campaign=campaign,
        person_id=one.person,
        cell_id=one.cell,
        status=one.status,
        version=1 if one.sent_at else 0,
        revision=1,
        saved_at=one.sent_at,
        sent_at=one.sent_at,
        settled_at=one.answered_at,
        reason=one.reason if one.answered_at else "",
        due_on=one.due_on,
        late_reason=one.late_reason,
    )


def _items(row: Commitment, one: PastCommitment) -> list[CommitmentItem]:
    done = list(one.done) or [None] * len(one.items)
    return [
        CommitmentItem(
            commitment=row,
            position=position,
            text=words.text,
            until=words.until,
            checked_by=words.checked_by,
            done=known,
        )
        for position, (words, known) in enumerate(zip(one.items, done, strict=True), start=1)
    ]
