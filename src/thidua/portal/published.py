"""What the editions published so far give away, for the province alone."""

from dataclasses import dataclass

from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.portal.checking import given_away
from thidua.portal.editions import WHOLE, Line
from thidua.portal.models import CountedPeople
from thidua.portal.public_figures import LEVELS, PublicFigures
from thidua.portal.queries import editions_of

TOTAL = Text("tổng số", "total")
ALL = Text("cả tỉnh", "the whole province")
UNKNOWN = Text(
    "không kiểm tra được: số liệu của lần ấy không còn",
    "it cannot be checked: the counts of that edition are gone",
)


@dataclass(frozen=True)
class GivenAway:
    """An edition of a year, the first being 1, and the places where a small count of people can be
    worked out from it.
    """

    year: int
    number: int
    places: tuple[Text, ...]


def editions_given_away() -> list[GivenAway]:
    """Of every year, withdrawn ones too: copies are kept of them. None: nobody is given away."""
    years = Campaign.objects.order_by("year")
    return [found for campaign in years for found in given_away_in(campaign)]


def given_away_in(campaign: Campaign) -> list[GivenAway]:
    """Of one year, the oldest edition first."""
    editions = editions_of(campaign)
    if not editions:
        return []
    known = CountedPeople.objects.filter(campaign=campaign).values_list("counts", flat=True).first()
    return [
        GivenAway(campaign.year, number, places)
        for number, edition in enumerate(editions, start=1)
        if (places := _places(edition, known or {}))
    ]


def _places(edition: PublicFigures, behind: dict[str, list[int]]) -> tuple[Text, ...]:
    names = {body.code: body.name.text for body in edition.members_by_body} | {WHOLE: ALL}
    found = given_away(people_table(edition), behind)
    if found is None:
        return (UNKNOWN,)
    columns = [*(level.title for level in LEVELS), TOTAL]
    return tuple(
        Text("{body}: {level}", "{body}: {level}").format(body=names[code], level=columns[column])
        for code, column in found
    )


def people_table(edition: PublicFigures) -> dict[str, Line]:
    """What an edition printed of members, by body; the WHOLE last."""
    lines = {body.code: body.levels for body in edition.members_by_body} | {WHOLE: edition.members}
    return {code: (*row.counts, row.total) for code, row in lines.items()}
