"""Values for the page of what was sealed about one subject."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from thidua.campaigns.models import Campaign
from thidua.decisions.sealed_models import SealedLevel
from thidua.organisations.models import Person
from thidua.rating_proofs.proofs import sealed_levels
from thidua.roster.identity import key_of
from thidua.roster.models import RosterEntry
from thidua.seals.models import Link
from thidua.vocabulary import Level, SubjectType


@dataclass(frozen=True)
class Sealed:
    """One decision about the subject as it was sealed. `erased`: by which rule, "" while it is
    there.
    """

    number: str
    decided_on: dt.date
    issuer: str
    issue: int
    level: Level
    reason: str
    link: Link | None
    erased: str = ""


def shown(campaign: Campaign, entry: RosterEntry) -> list[Sealed]:
    """Every decision about the subject, the first one first."""
    levels = sealed_levels(campaign, key_of(entry))
    links = Link.objects.in_bulk([level.issue.position for level in levels])
    return [
        Sealed(
            number=level.issue.said["number"],
            decided_on=dt.date.fromisoformat(level.issue.said["decided_on"]),
            issuer=level.issue.said["issuer_name"],
            issue=level.issue.issue,
            level=Level(level.level),
            reason=level.said.get("reason", ""),
            link=links.get(level.issue.position),
            erased=level.erased_rule.partition("\n")[0],
        )
        for level in levels
    ]


def proof_link(page: str, entry: RosterEntry) -> str:
    """The address of one of this room's pages; a leader's names the organisation led."""
    link = reverse(page, args=[entry.campaign.year, entry.subject_type, entry.code])
    if entry.subject_type == SubjectType.LEADER:
        return f"{link}?organisation={entry.organisation.code}"
    return link


def own_proof_link(campaign: Campaign, person: Person) -> str:
    """The page of a member's own seals; "" where no decision of the year about them is sealed."""
    found = SealedLevel.objects.filter(
        person_id=person.pk, subject_type=SubjectType.MEMBER, issue__decision__campaign=campaign
    )
    if not found.exists():
        return ""
    return reverse("rating_proof", args=[campaign.year, SubjectType.MEMBER.value, person.code])
