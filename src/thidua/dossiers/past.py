"""Dossiers as they were sent and answered: for a year that was kept elsewhere, and for the demo."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from thidua.accounts.actors import Operator
from thidua.accounts.permissions import Authority
from thidua.bodies.models import AdvisoryBody
from thidua.campaigns.models import Campaign
from thidua.dossiers.contents import Contents, contents_of
from thidua.dossiers.models import Dossier, DossierNote
from thidua.history.tracking import recording
from thidua.loading.rows import copy_rows
from thidua.organisations.models import Organisation
from thidua.submissions.models import SubmissionStatus


@dataclass(frozen=True)
class PastNote:
    """What somebody noted of a dossier, for a body beside the committee or (None) themselves."""

    text: str
    by: str
    at: dt.datetime
    body: AdvisoryBody | None = None


@dataclass(frozen=True)
class PastDossier:
    """One dossier. `answered_at` None: it waits; `returned`: why it was sent back ("": it was
    accepted). Moments are aware.
    """

    organisation: Organisation
    receiver: Organisation
    sent_by: str
    sent_at: dt.datetime
    due_on: dt.date | None = None
    answered_by: str = ""
    answered_at: dt.datetime | None = None
    returned: str = ""
    notes: Sequence[PastNote] = ()

    @property
    def status(self) -> SubmissionStatus:
        if self.answered_at is None:
            return SubmissionStatus.SENT
        return SubmissionStatus.RETURNED if self.returned else SubmissionStatus.ACCEPTED


@transaction.atomic
def record_past(
    *, campaign: Campaign, dossiers: Sequence[PastDossier], actor: Operator
) -> list[Dossier]:
    """Write them with what is in them now."""
    contents = contents_of(campaign, [one.organisation.pk for one in dossiers])
    with recording(act="dossiers.record_past", actor=Authority(actor), year=campaign.year):
        stored = copy_rows(Dossier, (_row(campaign, one, contents) for one in dossiers))
        copy_rows(DossierNote, _notes(zip(stored, dossiers, strict=True)))
    return stored


def _row(campaign: Campaign, one: PastDossier, contents: Mapping[int, Contents]) -> Dossier:
    return Dossier(
        campaign=campaign,
        organisation=one.organisation,
        receiver=one.receiver,
        contents=contents.get(one.organisation.pk, Contents()).to_json(),
        status=one.status,
        version=1,
        reason=one.returned,
        due_on=one.due_on,
        sent_at=one.sent_at,
        settled_at=one.answered_at,
        sent_by_name=one.sent_by,
        answered_by_name=one.answered_by,
    )


def _notes(pairs: Iterable[tuple[Dossier, PastDossier]]) -> Iterator[DossierNote]:
    for dossier, past in pairs:
        for one in past.notes:
            yield DossierNote(
                dossier=dossier,
                body=one.body,
                text=one.text,
                written_by_name=one.by,
                written_at=one.at,
            )
