"""Remedies as they were named and done, all at once: for a year that was kept elsewhere, and for
the demo. Nobody but the operator writes what is past.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from thidua.accounts.actors import Operator
from thidua.accounts.permissions import Authority
from thidua.campaigns.models import Campaign
from thidua.history.tracking import recording
from thidua.loading.rows import copy_rows
from thidua.organisations.models import Organisation
from thidua.registrations.content import Content, as_json
from thidua.remedies.models import Remedy, RemedyStep, State, StepKind
from thidua.remedies.words import NamedAt
from thidua.roster.identity import SubjectKey

_LEADS_TO = {
    StepKind.ASKED: State.PROOF_SENT,
    StepKind.SENT_BACK: State.OPEN,
    StepKind.CLOSED: State.CLOSED,
}


@dataclass(frozen=True)
class PastStep:
    """One line of a record, by whom (a name), on which day."""

    kind: StepKind
    on: dt.date
    text: str
    by_name: str


@dataclass(frozen=True)
class PastRemedy:
    """A limit with what was done about it. `steps` begin after it was named; the last of them that
    asks, sends back or closes says how it stands.
    """

    key: SubjectKey
    organisation: Organisation
    verifier: Organisation
    named_at: NamedAt
    limit: str
    cause: str
    content: Content
    raised_on: dt.date
    raised_by_name: str
    steps: Sequence[PastStep] = ()

    @property
    def state(self) -> State:
        told = [_LEADS_TO[one.kind] for one in self.steps if one.kind in _LEADS_TO]
        return told[-1] if told else State.OPEN


@transaction.atomic
def record_past(
    *, campaign: Campaign, remedies: Sequence[PastRemedy], actor: Operator
) -> list[Remedy]:
    """Write them, by two COPYs whatever their number; the remedies, in order."""
    with recording(act="remedies.record_past", actor=Authority(actor), year=campaign.year):
        stored = copy_rows(Remedy, (_row(campaign, one) for one in remedies))
        copy_rows(
            RemedyStep,
            (
                _step(row, step)
                for row, one in zip(stored, remedies, strict=True)
                for step in (_first(one), *one.steps)
            ),
        )
    return stored


def _row(campaign: Campaign, one: PastRemedy) -> Remedy:
    closed = next((step for step in reversed(one.steps) if step.kind == StepKind.CLOSED), None)
    if one.state != State.CLOSED:
        closed = None
    return Remedy(
        campaign=campaign,
        source=one.named_at.kind,
        source_words=one.named_at.words,
        source_id=one.named_at.id,
        limit=one.limit,
        cause=one.cause,
        content=as_json(one.content),
        organisation=one.organisation,
        subject_type=one.key.subject_type.value,
        person_id=one.key.person_id,
        unit_id=one.key.organisation_id,
        verifier=one.verifier,
        due_on=one.content.ends_on,
        state=one.state,
        raised_on=one.raised_on,
        raised_at=_at(one.raised_on),
        raised_by_name=one.raised_by_name,
        closed_on=closed.on if closed else None,
        closed_by_name=closed.by_name if closed else "",
    )


def _first(one: PastRemedy) -> PastStep:
    return PastStep(StepKind.RAISED, one.raised_on, one.named_at.words, one.raised_by_name)


def _step(row: Remedy, step: PastStep) -> RemedyStep:
    return RemedyStep(
        remedy=row,
        kind=step.kind,
        on=step.on,
        text=step.text,
        written_by_name=step.by_name,
        written_at=_at(step.on),
    )


def _at(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(16)))
