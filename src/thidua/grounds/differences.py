"""The list of what sheets say otherwise than the year's work, for the unit that answers for it."""

from dataclasses import dataclass

from thidua.campaigns.models import Campaign
from thidua.facts.differences import differences_of
from thidua.frameworks.binding import bound_frameworks
from thidua.grounds.links import fact_link
from thidua.organisations.models import Organisation
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType


@dataclass(frozen=True)
class Line:
    """One fact of one subject: its name, both values in words (`told` "": the work cannot tell),
    where the work is shown.
    """

    entry: RosterEntry
    fact: str
    title: str
    said: str
    told: str
    stored: str
    href: str

    @property
    def kind(self) -> str:
        return str(SubjectType(self.entry.subject_type).title)


def lines_of(campaign: Campaign, unit: Organisation) -> list[Line]:
    """Every difference that the unit answers for. The caller answers for who may see the unit."""
    found = differences_of(campaign, unit.path)
    entries = RosterEntry.objects.select_related("organisation", "parent").in_bulk(
        {one.entry for one in found}
    )
    frameworks = bound_frameworks(campaign) if found else {}
    lines = []
    for one in found:
        entry = entries[one.entry]
        spec = frameworks[SubjectType(entry.subject_type)].fields[one.fact]
        lines.append(
            Line(
                entry=entry,
                fact=one.fact,
                title=str(spec.title),
                said=str(spec.show_stored(one.said)),
                told="" if one.told is None else str(spec.show_stored(one.told)),
                stored=one.said,
                href=fact_link(entry, one.fact, year=campaign.year),
            )
        )
    return lines
