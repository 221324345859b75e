"""Reading conferences, scoped to who asks; names of guests are for whoever holds a role over the
unit that invites.
"""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from thidua.accounts.actors import Actor, scope_of
from thidua.accounts.permissions import may
from thidua.attachments.models import Attachment
from thidua.attachments.queries import files_of
from thidua.campaigns.models import Campaign
from thidua.conferences.files import FILES
from thidua.conferences.models import Conference, Invitation, Presence
from thidua.conferences.rights import CHANGE, readable, sees_who_came
from thidua.organisations.models import Organisation


def conferences_for(actor: Actor, campaign: Campaign) -> "QuerySet[Conference]":
    """The conferences of a year in the reader's part and above it, the highest unit first."""
    return (
        readable(actor)
        .filter(campaign=campaign)
        .select_related("organisation", "campaign")
        .annotate(
            invited=Count("invitations"),
            present=Count("invitations", filter=Q(invitations__presence=Presence.PRESENT)),
        )
        .order_by("organisation__path")
    )


def conference_for(actor: Actor, campaign: Campaign, pk: int) -> Conference | None:
    """One conference that this reader may know; None otherwise."""
    found = readable(actor).filter(campaign=campaign, pk=pk)
    return found.select_related("organisation", "campaign").first()


def own_organisations(actor: Actor) -> list[Organisation]:
    """The organisations whose conference the actor prepares, their own ones alone."""
    ids = [
        one.organisation_id for one in scope_of(actor).grants if may(actor, CHANGE, path=one.path)
    ]
    return list(Organisation.objects.filter(pk__in=ids).order_by("path"))


def invitations_of(conference: Conference) -> "QuerySet[Invitation]":
    """Everybody invited, units in the order of the tree, then guests."""
    found = conference.invitations.select_related("unit")
    return found.order_by("unit__path", "pk")


@dataclass(frozen=True)
class Absence:
    """Somebody who was invited and did not come; `reason` "": none was given."""

    name: str
    reason: str


@dataclass(frozen=True)
class Summary:
    """A conference in few words, for the page of the launch. `unknown`: invited, nobody noted
    whether they came.
    """

    conference: Conference
    units: int
    guests: int
    present: int
    absent: tuple[Absence, ...]
    unknown: int
    photos: tuple[Attachment, ...]
    papers: tuple[Attachment, ...]

    @property
    def invited(self) -> int:
        return self.units + self.guests


def conference_of(
    campaign: Campaign, organisation: Organisation, *, reader: Actor
) -> Summary | None:
    """The conference of an organisation in a year, for a reader who may know it; None without one.

    Names of absent guests are left to whoever has a role over the organisation; others are given
    absent units alone.
    """
    found = readable(reader).filter(campaign=campaign, organisation=organisation)
    conference = found.select_related("organisation", "campaign").first()
    return None if conference is None else summary_of(conference, reader=reader)


def summary_of(conference: Conference, *, reader: Actor) -> Summary:
    """The same of one conference."""
    invited = list(invitations_of(conference))
    names = sees_who_came(reader, conference)
    absent = [one for one in invited if one.presence == Presence.ABSENT]
    files = list(files_of(kind=FILES, owner=conference, reader=reader))
    return Summary(
        conference=conference,
        units=sum(1 for one in invited if one.unit_id is not None),
        guests=sum(1 for one in invited if one.unit_id is None),
        present=sum(1 for one in invited if one.presence == Presence.PRESENT),
        absent=tuple(
            Absence(name_of(one), one.reason if names else "")
            for one in absent
            if names or one.unit is not None
        ),
        unknown=sum(1 for one in invited if one.presence == Presence.UNKNOWN),
        photos=tuple(one for one in files if _is_photo(one)),
        papers=tuple(one for one in files if not _is_photo(one)),
    )


def name_of(invitation: Invitation) -> str:
    """A unit's name, or a guest with their post."""
    if invitation.unit is not None:
        return invitation.unit.name
    return ", ".join(part for part in (invitation.guest, invitation.guest_post) if part)


def _is_photo(attachment: Attachment) -> bool:
    return attachment.file is not None and attachment.file.width is not None
