"""A committee's meetings with all that was noted in them: one question, however much there is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from thidua.attachments.models import Attachment
from thidua.campaigns.models import Campaign
from thidua.committee_meetings.models import (
    OF_MEETING,
    Adoption,
    Attendant,
    CommitteeMeeting,
    Move,
    State,
)
from thidua.organisations.models import Organisation

Row = TypeVar("Row", bound=Model)
SCANNED = Attachment.objects.filter(kind=OF_MEETING, removed_at=None).order_by("pk")


@dataclass(frozen=True)
class Noted:
    """A meeting, who is called, the log (oldest first, each line with its proposer and the code of
    the unit it is about), and the votes on each kind.
    """

    meeting: CommitteeMeeting
    attendants: list[Attendant]
    moves: list[Move]
    adoptions: list[Adoption]
    scans: list[Attachment]
    """The signed minutes that were scanned."""

    @property
    def sits(self) -> bool:
        return self.meeting.state == State.OPEN


def noted_of(campaign: Campaign, committee: Organisation) -> list[Noted]:
    """The committee's meetings of a year, the newest first."""
    held = CommitteeMeeting.objects.filter(campaign=campaign, organisation=committee)
    rows = held.annotate(
        attendants_read=_rows(Attendant.objects.order_by("pk")),
        moves_read=_rows(Move.objects.order_by("number"), unit_code="organisation__code"),
        adoptions_read=_rows(Adoption.objects.order_by("pk")),
        scans_read=_rows(SCANNED, of="owner_id"),
    )
    found = [_noted(one) for one in rows]
    for one in found:  # known already: spares queries
        one.meeting.campaign, one.meeting.organisation = campaign, committee
    return found


def _rows(rows: "QuerySet[Any]", of: str = "meeting", **more: str) -> ArraySubquery:
    columns = {field.attname: field.attname for field in rows.model._meta.concrete_fields}
    inside = rows.filter(**{of: OuterRef("pk")})
    return ArraySubquery(inside.values(read=JSONObject(**columns, **more)))


def _noted(meeting: Any) -> Noted:
    attendants = list(_made(Attendant, meeting.attendants_read))
    named = {one.pk: one for one in attendants}
    moves = list(_made(Move, meeting.moves_read))
    for line, read in zip(moves, meeting.moves_read, strict=True):
        line.unit_code = read["unit_code"] or ""
        line.proposed_by = named.get(line.proposed_by_id or 0)
    adoptions = list(_made(Adoption, meeting.adoptions_read))
    return Noted(meeting, attendants, moves, adoptions, list(_made(Attachment, meeting.scans_read)))


def _made(model: type[Row], rows: Iterable[Mapping[str, Any]]) -> Iterable[Row]:
    """Rows of a table out of what was read of them as JSON."""
    fields = model._meta.concrete_fields
    for read in rows:
        yield model(**{one.attname: one.to_python(read[one.attname]) for one in fields})
