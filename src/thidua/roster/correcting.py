"""The list of the year put right for one subject: somebody forgotten, in the wrong cell, or exempt
who is not.
"""

from dataclasses import dataclass

import polars as pl
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import authorise
from thidua.campaigns.actions import note_roster
from thidua.campaigns.models import Campaign
from thidua.history.tracking import recording
from thidua.organisations.models import Organisation, Person
from thidua.roster.actions import judged_on
from thidua.roster.errors import RosterError
from thidua.roster.freezing import Frozen, Subject, lay_down
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType

OF_PEOPLE = (SubjectType.MEMBER, SubjectType.LEADER)


@dataclass(frozen=True)
class Named:
    """Who is meant, by code: a member, an organisation, whose collective, or which leader of which
    organisation (`leads`).
    """

    subject_type: SubjectType
    code: str
    leads: str = ""

    def subject(self) -> Subject:
        """Raises RosterError for a code that nobody has, and a leader without what they lead."""
        person, organisation = None, None
        if self.subject_type in OF_PEOPLE:
            person = Person.objects.filter(code=self.code).first()
        else:
            organisation = Organisation.objects.filter(code=self.code).first()
        if self.subject_type == SubjectType.LEADER:
            organisation = Organisation.objects.filter(code=self.leads).first()
            if organisation is None:
                raise RosterError.leads_nothing(self.code, self.leads)
        if (person is None and organisation is None) or (self.needs_person and person is None):
            raise RosterError.nobody_of(self.subject_type.title, self.code)
        return Subject(
            self.subject_type.value,
            person.pk if person else None,
            organisation.pk if organisation else None,
        )

    @property
    def needs_person(self) -> bool:
        return self.subject_type in OF_PEOPLE


@transaction.atomic
def correct_roster(*, campaign: Campaign, who: Named, reason: str, actor: Actor) -> Frozen:
    """Put one subject on the list as the tree has it now as of the cut-off date: added, moved,
    rated or exempt, or taken away. Everybody else stays; decisions of others stay issued.

    Raises RosterError: no reason, not frozen yet, nobody of that code, decided already, not in the
    tree that day and not on the list; PermissionDenied outside the actor's part of the tree."""
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if not reason.strip():
        raise RosterError.no_reason()
    if campaign.roster_frozen_at is None:
        raise RosterError.not_frozen(campaign.year)
    about = who.subject()
    stored = entries_about(campaign, about).select_related("organisation").first()
    found = _part(judged_on(campaign), about)
    if stored is None and found.is_empty():
        raise RosterError.not_there(who.code, campaign.cut_off_date)
    places = {*found["organisation_id"], *([stored.organisation_id] if stored else [])}
    authorities = [
        authorise(actor, "roster.correct", path=place.path)
        for place in Organisation.objects.filter(pk__in=places).order_by("path")
    ]
    if stored is not None and stored.issued_item is not None:
        raise RosterError.decided(stored.name, stored.issued_item.decision.number)
    with recording(
        act="roster.correct",
        actor=authorities[0],
        year=campaign.year,
        subject=who.code,
        reason=reason.strip(),
    ):
        made = lay_down(campaign, found, about=about)
        if made.added or made.changed or made.removed:
            note_roster(campaign, frozen_at=timezone.now())
    return made


def entries_about(campaign: Campaign, about: Subject) -> QuerySet[RosterEntry]:
    """The entry of one subject, or none."""
    found = campaign.roster.filter(subject_type=about.subject_type, person=about.person_id)
    if about.subject_type != SubjectType.MEMBER:
        found = found.filter(organisation=about.organisation_id)
    return found


def entry_named(campaign: Campaign, who: Named) -> RosterEntry:
    """The entry of whom a code names. Raises RosterError where there is none on the list."""
    entry = entries_about(campaign, who.subject()).select_related("organisation").first()
    if entry is None:
        raise RosterError.not_listed(who.code)
    return entry


def _part(frame: pl.DataFrame, about: Subject) -> pl.DataFrame:
    """The rows of a roster about one subject."""
    person = pl.col("person_id").eq_missing(pl.lit(about.person_id, pl.Int64))
    found = frame.filter((pl.col("subject_type") == about.subject_type) & person)
    if about.subject_type == SubjectType.MEMBER:
        return found
    return found.filter(pl.col("organisation_id") == about.organisation_id)
