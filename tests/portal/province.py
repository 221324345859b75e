"""The small town of the pages' tests with everybody decided, some of them recognised, and what must
never be public.
"""

import datetime as dt

from django.utils import timezone

from tests.builder import decide, decision
from tests.web.town import Town
from thidua.campaigns.models import Limit
from thidua.organisations.models import Person
from thidua.portal.files import CONTENT_TYPES, MadeFile
from thidua.portal.open_data import as_csv, as_json
from thidua.portal.public_figures import PublicFigures
from thidua.ratings.models import Rating
from thidua.roster.models import RosterEntry
from thidua.vocabulary import Level


def decide_everybody(town: Town) -> None:
    """Give those nobody can tell a level, and issue one decision over everybody who has none."""
    Rating.objects.filter(standing=None).update(low=3, high=3, standing=3)
    issued = decision(
        town.campaign,
        town["XD"],
        ["member", "organisation", "collective", "leader"],
        number="1-QĐ/TU",
        decided_on=dt.date(2021, 12, 31),
        status="issued",
        issued_at=timezone.now(),
    )
    open_ones = RosterEntry.objects.filter(campaign=town.campaign, rated=True, decided=None)
    decide(
        issued,
        (
            (entry, Level.from_code(entry.rating.standing or 3))
            for entry in open_ones.select_related("rating")
        ),
    )


def recognise(town: Town) -> None:
    """Recognition for organisations, and for people whom the public does not hear of."""
    president = "president"
    town.award("labour_order_second", "GL01", state_authority=president)
    town.award("provincial_certificate_year", "GL")
    town.award("provincial_certificate_year", "GL02")
    town.award("labour_order_third", person="DV0005", state_authority=president)
    town.award("provincial_certificate_five_years", person="DV0007")
    town.award("provincial_certificate_five_years", person="DV0008")
    Limit.objects.create(
        campaign=town.campaign,
        position=1,
        text="Chạy theo thành tích",
        text_en="chasing achievements",
    )


def people() -> list[str]:
    """Every member's name and code."""
    return [word for pair in Person.objects.values_list("full_name", "code") for word in pair]


def made_quickly(figures: PublicFigures, *, published_on: dt.date) -> list[MadeFile]:
    """The files of a published year, reports and pictures not drawn."""
    data = {"so-lieu.csv": as_csv(figures), "so-lieu.json": as_json(figures)}
    return [MadeFile(name, data.get(name, name.encode())) for name in CONTENT_TYPES]
