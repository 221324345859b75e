"""The limits that a conference named, given out: each becomes remedies with owners, in one act."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import authorise
from thidua.campaigns.models import Campaign, Limit
from thidua.history.tracking import recording
from thidua.organisations.models import Organisation
from thidua.organisations.queries import root_path
from thidua.remedies.actions import raise_
from thidua.remedies.models import Remedy, Source
from thidua.remedies.permissions import RAISE
from thidua.remedies.words import NamedAt, RemedyWords
from thidua.roster.identity import SubjectKey
from thidua.vocabulary import SubjectType


@transaction.atomic
def give_out(
    campaign: Campaign, owners: Mapping[int, Sequence[Organisation]], *, source: str, actor: Actor
) -> list[Remedy]:
    """A remedy of each unit for each limit of the year (by its key) that it is given; what a unit
    has already it keeps, and gets no second one. `source`: what the conference is called.

    Raises PermissionDenied: the province alone gives out."""
    authority = authorise(actor, RAISE, path=root_path())
    limits = Limit.objects.filter(campaign=campaign).in_bulk(owners)
    pairs = [(limits[pk], unit) for pk, units in owners.items() for unit in units if pk in limits]
    with recording(act="remedies.from_conference", actor=authority, year=campaign.year):
        return [
            _give(campaign, limit, unit, source, authority.actor)
            for limit, unit in pairs
            if not _given(limit, unit)
        ]


def given_to(campaign: Campaign) -> dict[int, list[Remedy]]:
    """The remedies that the limits of a year became, by the key of the limit."""
    found: dict[int, list[Remedy]] = {}
    rows = Remedy.objects.filter(campaign=campaign, source=Source.CONFERENCE)
    for row in rows.select_related("unit", "organisation", "campaign").order_by("pk"):
        found.setdefault(row.source_id or 0, []).append(row)
    return found


def _given(limit: Limit, unit: Organisation) -> bool:
    return Remedy.objects.filter(
        source=Source.CONFERENCE,
        source_id=limit.pk,
        subject_type=SubjectType.ORGANISATION,
        unit=unit,
    ).exists()


def _give(
    campaign: Campaign, limit: Limit, unit: Organisation, source: str, actor: Actor
) -> Remedy:
    key = SubjectKey(SubjectType.ORGANISATION, organisation_id=unit.pk)
    at = NamedAt(Source.CONFERENCE, source, limit.pk)
    return raise_(campaign, RemedyWords(key, limit=limit.text), actor=actor, source=at)
