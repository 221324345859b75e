"""The small town of the pages' tests with everybody decided, some of them recognised, and what must
never be public.
"""

import datetime as dt

from django.utils import timezone

from tests.web.town import Town
from thidua.awards.models import Award
from thidua.campaigns.models import Limit
from thidua.decisions.models import Decision, DecisionItem
from thidua.organisations.models import Person
from thidua.ratings.models import Rating
from thidua.roster.models import RosterEntry

WORDS = {1: "not_completed", 2: "completed", 3: "good", 4: "outstanding"}


def decide_everybody(town: Town) -> None:
    """Give those nobody can tell a level, and issue one decision over everybody who has none."""
    Rating.objects.filter(standing=None).update(low=3, high=3, standing=3)
    decision = Decision.objects.create(
        campaign=town.campaign,
        number="1-QĐ/TU",
        decided_on=dt.date(2021, 12, 31),
        issuer=town["XD"],
        status="issued",
        signer_post="Bí thư",
        covers=["member", "organisation", "collective", "leader"],
        issued_at=timezone.now(),
    )
    open_ones = RosterEntry.objects.filter(
        campaign=town.campaign, rated=True, decided=None
    ).select_related("rating")
    DecisionItem.objects.bulk_create(
        DecisionItem(
            decision=decision,
            roster_entry=entry,
            level=WORDS[entry.rating.standing or 3],
            reached_low=3,
            reached_high=4,
        )
        for entry in open_ones
    )


def recognise(town: Town) -> None:
    """Recognition for organisations, and for people whom the public does not hear of."""
    for form, code, state in (
        ("labour_order_second", "GL01", "Chủ tịch nước"),
        ("provincial_certificate_year", "GL", ""),
        ("provincial_certificate_year", "GL02", ""),
    ):
        Award.objects.create(
            campaign=town.campaign,
            form=form,
            subject_type="organisation",
            status="given",
            organisation=town[code],
            authority=None if state else town["XD"],
            state_authority=state,
        )
    for form, code, state in (
        ("labour_order_third", "DV0005", "Chủ tịch nước"),
        ("provincial_certificate_five_years", "DV0007", ""),
        ("provincial_certificate_five_years", "DV0008", ""),
    ):
        Award.objects.create(
            campaign=town.campaign,
            form=form,
            subject_type="member",
            status="given",
            person=Person.objects.get(code=code),
            authority=None if state else town["XD"],
            state_authority=state,
        )
    Limit.objects.create(
        campaign=town.campaign,
        position=1,
        text="Chạy theo thành tích",
        text_en="chasing achievements",
    )


def people() -> list[str]:
    """Every member's name and code."""
    return [word for pair in Person.objects.values_list("full_name", "code") for word in pair]
