"""The database keeps what the tree must keep, and frames come back as they went in."""

import datetime as dt

import polars as pl
import pytest
from django.db import IntegrityError, transaction

from thidua.db.frames import copy_in, read_frame
from thidua.organisations.models import Organisation, Placement

DAY = dt.date(2021, 1, 1)


def organisation(code: str, tier: str = "cell") -> Organisation:
    return Organisation.objects.create(
        code=code, name=code, tier=tier, search_key=code, sort_key=code
    )


@pytest.mark.django_db
def test_an_organisation_stands_in_one_place_at_a_time() -> None:
    province, cell = organisation("P", "province"), organisation("C")
    Placement.objects.create(organisation=cell, parent=province, starts_on=DAY)
    with pytest.raises(IntegrityError, match="placement_no_overlap"), transaction.atomic():
        Placement.objects.create(organisation=cell, parent=province, starts_on=dt.date(2021, 6, 1))


@pytest.mark.django_db
def test_a_circle_in_the_tree_is_refused_whatever_its_length() -> None:
    first, second, third = organisation("A"), organisation("B"), organisation("C")
    Placement.objects.create(organisation=second, parent=first, starts_on=DAY)
    Placement.objects.create(organisation=third, parent=second, starts_on=DAY)
    with pytest.raises(IntegrityError, match="placement_no_cycle"), transaction.atomic():
        Placement.objects.create(organisation=first, parent=third, starts_on=DAY)


@pytest.mark.django_db
def test_organisations_may_swap_places_when_the_days_do_not_meet() -> None:
    first, second = organisation("A"), organisation("B")
    Placement.objects.create(
        organisation=second, parent=first, starts_on=DAY, ends_on=dt.date(2021, 5, 31)
    )
    Placement.objects.create(organisation=first, parent=second, starts_on=dt.date(2021, 6, 1))
    assert Placement.objects.count() == 2


@pytest.mark.django_db
def test_a_frame_copied_in_is_recorded_in_the_history_and_reads_back_the_same() -> None:
    frame = pl.DataFrame(
        {
            "code": ["X,1", 'X"2'],
            "name": ["Đảng bộ xã\nGia Tân", ""],
            "short_name": ["", "ngắn"],
            "tier": ["cell", "cell"],
            "body": ["", ""],
            "sector": ["commune", ""],
            "search_key": ["a", "b"],
            "sort_key": ["a", "b"],
            "path": ["", "/1/"],
        }
    )
    assert copy_in("organisations_organisation", frame) == 2
    schema = dict.fromkeys(frame.columns, pl.String)
    back = read_frame(
        f"SELECT {', '.join(schema)} FROM organisations_organisation WHERE code LIKE %s ORDER "  # noqa: S608
        f"BY code DESC",
        ["X%"],
        schema=schema,
    )
    assert back.equals(frame)
    history = read_frame(
        "SELECT code, pgh_label FROM organisations_organisationevent ORDER BY code DESC",
        schema={"code": pl.String, "pgh_label": pl.String},
    )
    assert history.rows() == [("X,1", "insert"), ('X"2', "insert")]
