"""What the database itself keeps, whoever writes: no two places, spells or posts at once; nobody
under itself.
"""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.organisations.conftest import START, Town
from tests.trials import trial_size
from thidua.organisations.models import MembershipSpell, Person, Placement, Position

pytestmark = pytest.mark.django_db

days = st.dates(dt.date(1990, 1, 1), dt.date(2040, 12, 31))


@pytest.mark.trial
@settings(
    max_examples=trial_size(400),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(first=st.tuples(days, days | st.none()), second=st.tuples(days, days | st.none()))
def test_spells_of_one_person_never_share_a_day(
    town: Town, first: tuple[dt.date, dt.date | None], second: tuple[dt.date, dt.date | None]
) -> None:
    """The index of boxes refuses exactly the periods that share a day."""
    (a, b), (c, d) = (
        (min(start, end or start), end and max(start, end)) for start, end in (first, second)
    )
    overlap = a <= (d or dt.date.max) and c <= (b or dt.date.max)
    with transaction.atomic():
        one, other = Person.objects.filter(code__in=["DV1", "DV2"]).order_by("code")
        MembershipSpell.objects.all().delete()
        MembershipSpell.objects.create(
            person=one, organisation=town.dong, status="official", starts_on=a, ends_on=b
        )
        MembershipSpell.objects.create(
            person=other, organisation=town.dong, status="official", starts_on=a, ends_on=b
        )
        try:
            with transaction.atomic():
                MembershipSpell.objects.create(
                    person=one, organisation=town.doai, status="official", starts_on=c, ends_on=d
                )
            refused = False
        except IntegrityError as error:
            refused = "spell_no_overlap" in str(error)
        transaction.set_rollback(True)
    assert refused == overlap


def test_django_checks_it_too(town: Town) -> None:
    spell = MembershipSpell.objects.get(person__code="DV1")
    spell.full_clean()
    spell.pk, spell.ends_on = None, dt.date(2030, 1, 1)

    with pytest.raises(ValidationError, match="spell_no_overlap"):
        spell.full_clean()


def test_one_place_at_a_time(town: Town) -> None:
    with pytest.raises(IntegrityError, match="placement_no_overlap"), transaction.atomic():
        Placement.objects.create(
            organisation=town.commune, parent=town.chi_linh, starts_on=dt.date(2020, 1, 1)
        )


def test_one_post_in_one_place_at_a_time_but_several_in_several(town: Town) -> None:
    person = Person.objects.get(code="DV1")
    for organisation in (town.commune, town.dong):
        Position.objects.create(
            person=person, organisation=organisation, role="head", starts_on=START
        )

    with pytest.raises(IntegrityError, match="position_no_overlap"), transaction.atomic():
        Position.objects.create(
            person=person, organisation=town.dong, role="deputy", starts_on=dt.date(2020, 1, 1)
        )


def _save_now(place: Placement) -> None:
    """Save, and let the database check at once what it would check at the end."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    place.save()


def test_nobody_stands_under_itself(town: Town) -> None:
    place = Placement.objects.get(organisation=town.nam_sach)
    place.parent = town.commune

    with pytest.raises(IntegrityError, match="placement_no_cycle"), transaction.atomic():
        _save_now(place)
