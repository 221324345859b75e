"""Levels by upper-level organisation, by kind of place or unit, and by kind of subject."""

from dataclasses import dataclass

from thidua.accounts.actors import Actor
from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.organisations.models import Organisation
from thidua.organisations.names import short_name
from thidua.reports.levels import Who, by_group, counts_by, levelled
from thidua.vocabulary import LevelCounts, Sector

NO_UPPER_LEVEL = Text("Trực thuộc Tỉnh uỷ", "Directly under the province")
NO_SECTOR = Text("Loại hình khác", "Other kinds")


@dataclass(frozen=True)
class Row:
    """One line of a breakdown: what it is about and how many subjects stand at each level."""

    key: str
    label: Text
    levels: LevelCounts
    organisation_id: int | None = None


def levels_by_upper_level(
    *, campaign: Campaign, actor: Actor, who: Who = Who.GRASSROOTS
) -> list[Row]:
    """One row an upper-level organisation that has subjects of the group, ordered by code."""
    found = counts_by(levelled(campaign=campaign, actor=actor, who=who), "upper_level")
    bodies = Organisation.objects.in_bulk([pk for (pk,) in found if pk is not None])
    rows = [
        Row(body.code, Text(short_name(body), short_name(body)), found[pk,], organisation_id=pk)
        for pk, body in sorted(bodies.items(), key=lambda item: item[1].code)
    ]
    return [*rows, Row("", NO_UPPER_LEVEL, found[None,])] if (None,) in found else rows


def levels_by_sector(*, campaign: Campaign, actor: Actor, who: Who = Who.GRASSROOTS) -> list[Row]:
    """One row a kind of place or unit that has subjects of the group, in the order of the kinds."""
    found = {
        key: levels
        for (key,), levels in counts_by(
            levelled(campaign=campaign, actor=actor, who=who), "sector"
        ).items()
    }
    rows = [Row(sector, sector.title, found[sector]) for sector in Sector if sector in found]
    return [*rows, Row("", NO_SECTOR, found[""])] if "" in found else rows


def levels_by_kind(*, campaign: Campaign, actor: Actor) -> list[Row]:
    """One row a group of subjects that has any, from the upper level down to the members."""
    counted = by_group(campaign=campaign, actor=actor)
    return [Row(who, who.label, levels) for who, levels in counted.items() if levels.total]
