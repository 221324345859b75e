"""What a year of the accounts' commune is in the database: its people and units by code, what the
sheets say of them. The rooms of the reviews are filled from here (`met`, `graded`, `mended`).
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from django.db.models import Q
from django.utils import timezone

from thidua.bodies.models import AdvisoryBody
from thidua.campaigns.models import Campaign
from thidua.demo.build import Province
from thidua.demo.results import YearResults
from thidua.demo.season import home_of
from thidua.demo.staff import Staff
from thidua.demo.year_of import CommuneYear, Sheet, commune_year, everybody_of
from thidua.frameworks.binding import bound_frameworks
from thidua.organisations.models import Organisation, Person
from thidua.roster.identity import SubjectKey
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType

DISCIPLINED = "none"
OUR_TYPES = (SubjectType.MEMBER, SubjectType.ORGANISATION, SubjectType.LEADER)


@dataclass(frozen=True)
class ReviewedYear:
    """The commune in one year, with its rows by code. `above`: the district; `bodies`: those beside
    the commune's committee, by name.
    """

    province: Province
    campaign: Campaign
    commune: CommuneYear
    units: Mapping[str, Organisation]
    people: Mapping[str, Person]
    above: Organisation
    bodies: Mapping[str, AdvisoryBody]

    def random(self, topic: str) -> Random:
        return self.province.random(f"{self.campaign.year} {topic}")

    def member(self, code: str) -> SubjectKey:
        return SubjectKey(SubjectType.MEMBER, person_id=self.people[code].pk)

    def leader(self, code: str) -> SubjectKey:
        """One of the leaders of the commune's committee."""
        unit = self.units[self.commune.unit.code].pk
        return SubjectKey(SubjectType.LEADER, self.people[code].pk, unit)

    def unit(self, code: str, kind: SubjectType = SubjectType.ORGANISATION) -> SubjectKey:
        return SubjectKey(kind, organisation_id=self.units[code].pk)


def reviewed_year(
    province: Province, campaign: Campaign, results: YearResults, staffs: Sequence[Staff]
) -> ReviewedYear:
    """Read it. `staffs`: the people as that year of the demo has them."""
    home = home_of(province).organisation
    codes = [home.unit.code, *(cell.code for cell in home.leaves)]
    commune = commune_year(province, campaign.year, results, staffs, _sheets(campaign, codes))
    return ReviewedYear(
        province,
        campaign,
        commune,
        Organisation.objects.in_bulk(codes, field_name="code"),
        Person.objects.in_bulk(
            [one.person.code for one in everybody_of(commune)], field_name="code"
        ),
        Organisation.objects.get(code=home.upper.code),
        {body.name: body for body in AdvisoryBody.objects.filter(committee__code=home.unit.code)},
    )


def at(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    """A moment of a day, aware."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour, minute)))


def _sheets(campaign: Campaign, codes: Sequence[str]) -> dict[tuple[str, str], Sheet]:
    """What stands on the sheets of the members and units of these organisations."""
    criteria = {
        kind.value: list(framework.terms.criteria)
        for kind, framework in bound_frameworks(campaign).items()
    }
    rows = RosterEntry.objects.filter(
        Q(organisation__code__in=codes),
        campaign=campaign,
        subject_type__in=[one.value for one in OUR_TYPES],
        fact_sheet__isnull=False,
    ).values_list(
        "subject_type",
        "code",
        "fact_sheet__facts",
        "proposal__self_claimed",
        "proposal__proposed",
    )
    return {
        (kind, code): Sheet(
            {name: facts.get(name) for name in criteria[kind]},
            facts.get("civil_servant_level") or "",
            claimed or "",
            proposed or claimed or "",
            disciplined=_disciplined(facts),
        )
        for kind, code, facts, claimed, proposed in rows
    }


def _disciplined(facts: Mapping[str, object]) -> bool:
    return facts.get("discipline") not in {None, DISCIPLINED} and not facts.get(
        "violation_counted_before"
    )
