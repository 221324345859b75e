"""What a unit sent when it passes into another one between ballot and decision."""

import datetime as dt

from tests.builder import OPERATOR
from tests.cast import Cast
from tests.dossiers.test_sending import WHY, cast, cell, propose_all, year
from thidua.campaigns.models import Campaign
from thidua.dossiers.actions import send
from thidua.dossiers.models import Dossier
from thidua.organisations.actions import merge_organisations

__all__ = ["cast", "cell", "year"]
IN_TIME, AFTER_THE_YEAR = dt.date(2021, 12, 28), dt.date(2022, 1, 5)


def sent_by(year: Campaign, cast: Cast, code: str) -> Dossier:
    propose_all(year, cast, code)
    return send(campaign=year, unit=cast[code], remark=WHY, actor=OPERATOR)


def merged(cast: Cast, *codes: str, into: str, on: dt.date = IN_TIME) -> None:
    merge_organisations(
        predecessors=[cast[code] for code in codes], successor=cast[into], on=on, actor=OPERATOR
    )


def whose() -> set[str]:
    return set(Dossier.objects.values_list("organisation__code", flat=True))


def test_the_successor_has_it(year: Campaign, cast: Cast) -> None:
    before = sent_by(year, cast, "G1A")
    merged(cast, "G1A", into="G1B")
    (now,) = Dossier.objects.all()
    assert (now.pk, now.organisation, now.status) == (before.pk, cast["G1B"], "sent")
    assert now.contents == before.contents


def test_who_sent_one_keeps_it_and_the_old_one_stays_to_be_read(year: Campaign, cast: Cast) -> None:
    own = sent_by(year, cast, "G1B")
    sent_by(year, cast, "G1A")
    merged(cast, "G1A", into="G1B")
    assert whose() == {"G1A", "G1B"}
    assert Dossier.objects.get(organisation=cast["G1B"]).pk == own.pk


def test_of_two_that_pass_into_a_third_one_has_one(year: Campaign, cast: Cast) -> None:
    sent_by(year, cast, "G1A")
    sent_by(year, cast, "G1B")
    merged(cast, "G1A", "G1B", into="G3A")
    assert Dossier.objects.count() == 2
    assert Dossier.objects.filter(organisation=cast["G3A"]).count() == 1


def test_a_year_that_was_over_stays_as_it_was(year: Campaign, cast: Cast) -> None:
    sent_by(year, cast, "G1A")
    merged(cast, "G1A", into="G1B", on=AFTER_THE_YEAR)
    assert whose() == {"G1A"}


def test_nobody_sends_to_themselves(year: Campaign, cast: Cast) -> None:
    sent_by(year, cast, "G1A")
    Dossier.objects.update(receiver=cast["G1B"])
    merged(cast, "G1A", into="G1B")
    assert whose() == {"G1A"}
