"""Blocs: set up in one's own part, a unit in one of a kind a year, last year's copied."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from tests.blocs.conftest import Who
from tests.web.town import Town
from thidua.blocs.actions import (
    Copied,
    add_bloc,
    add_members,
    copy_year,
    name_leaders,
    remove_bloc,
    remove_member,
)
from thidua.blocs.errors import BlocError
from thidua.blocs.models import Bloc, BlocKind, BlocMember, CriteriaSet, SetState
from thidua.blocs.queries import blocs_visible_to, no_more
from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation, Placement, Succession


def refused(caught: pytest.ExceptionInfo[BlocError]) -> str:
    return caught.value.text.vi


def another(town: Town, who: Who, kind: BlocKind, name: str = "Khối khác") -> Bloc:
    return add_bloc(
        campaign=town.campaign,
        organiser=town["GL"],
        kind=kind,
        name=name,
        actor=who("upper_level"),
    )


def merge(unit: Organisation, into: Organisation) -> None:
    """The unit left the tree in August, and is the other one now."""
    Placement.objects.filter(organisation=unit).update(ends_on=dt.date(2022, 8, 1))
    Succession.objects.create(
        predecessor=unit, successor=into, happened_on=dt.date(2022, 8, 2), kind="merger"
    )


def test_a_unit_in_another_bloc_of_the_kind_is_refused_with_its_name(
    town: Town, who: Who, bloc: Bloc
) -> None:
    other = another(town, who, BlocKind.BLOC)
    with pytest.raises(BlocError) as caught:
        add_members(bloc=other, units=[town["GL01"]], actor=who("upper_level"))
    assert "Đảng bộ xã Đoàn Thượng đã ở “Khối các xã”" in refused(caught)
    assert not other.members.exists()


def test_one_bloc_of_each_kind_is_allowed_and_the_database_holds_the_rule(
    town: Town, who: Who, bloc: Bloc
) -> None:
    cluster = another(town, who, BlocKind.CLUSTER)
    add_members(bloc=cluster, units=[town["GL01"]], actor=who("upper_level"))
    other = another(town, who, BlocKind.BLOC)
    with pytest.raises(IntegrityError, match="bloc_member_of_one_a_year"), transaction.atomic():
        BlocMember.objects.create(
            bloc=other, organisation=town["GL01"], campaign=town.campaign, kind="bloc"
        )


@pytest.mark.parametrize("code", ["CL01", "GL", "XD"])
def test_members_stand_in_the_organisers_part(town: Town, who: Who, bloc: Bloc, code: str) -> None:
    with pytest.raises(BlocError) as caught:
        add_members(bloc=bloc, units=[town[code]], actor=who("province"))
    assert "hãy chọn đơn vị trong phạm vi ấy" in refused(caught)


@pytest.mark.parametrize(
    "name", ["upper_level_outside", "grassroots", "cell", "inspector", "member"]
)
def test_nobody_else_sets_up_blocs_there(town: Town, who: Who, bloc: Bloc, name: str) -> None:
    actor, unit = who(name), town["GL01A"]
    acts: tuple[Callable[[], object], ...] = (
        lambda: add_members(bloc=bloc, units=[unit], actor=actor),
        lambda: remove_member(bloc=bloc, unit=town["GL02"], actor=actor),
        lambda: name_leaders(bloc=bloc, head=None, deputy=None, actor=actor),
        lambda: remove_bloc(bloc=bloc, actor=actor),
    )
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()


def test_leaders_are_members_and_two(town: Town, who: Who, bloc: Bloc) -> None:
    actor = who("upper_level")
    with pytest.raises(BlocError, match="khác đơn vị trưởng"):
        name_leaders(bloc=bloc, head=town["GL01"], deputy=town["GL01"], actor=actor)
    with pytest.raises(BlocError, match="không phải thành viên"):
        name_leaders(bloc=bloc, head=town["CL01"], deputy=None, actor=actor)


def test_a_head_that_goes_leaves_its_place_empty(town: Town, who: Who, bloc: Bloc) -> None:
    remove_member(bloc=bloc, unit=town["GL01"], actor=who("upper_level"))
    bloc.refresh_from_db()
    assert (bloc.head, bloc.deputy) == (None, town["GL02"])


def test_two_blocs_of_one_name_are_told_apart(town: Town, who: Who, bloc: Bloc) -> None:
    with pytest.raises(BlocError, match="hãy ghi tên khác"):
        another(town, who, BlocKind.BLOC, " khối các xã ")
    with pytest.raises(BlocError, match="ghi tên"):
        another(town, who, BlocKind.BLOC, "  ")


@pytest.mark.parametrize("name", ["Khối ế <b>", "Khối e\u0302\u0301", "“Khối” 🏆", "K" * 150])
def test_odd_names_stay_as_they_are(town: Town, who: Who, name: str) -> None:
    assert another(town, who, BlocKind.CLUSTER, name).name == name


def test_a_unit_that_was_merged_is_not_taken_in_and_the_refusal_says_what_it_became(
    town: Town, who: Who, bloc: Bloc
) -> None:
    actor = who("upper_level")
    remove_member(bloc=bloc, unit=town["GL02"], actor=actor)
    merge(town["GL02"], town["GL01"])
    with pytest.raises(BlocError) as caught:
        add_members(bloc=bloc, units=[town["GL02"]], actor=actor)
    assert "nay là Đảng bộ xã Đoàn Thượng" in refused(caught)
    assert no_more([town["GL02"].pk, town["GL01"].pk]) == {town["GL02"].pk: town["GL01"]}


def test_whoever_is_a_member_or_stands_below_or_above_sees_it(
    town: Town, who: Who, bloc: Bloc
) -> None:
    seen = {
        name: blocs_visible_to(who(name), town.campaign).exists()
        for name in (
            *("province", "upper_level", "grassroots", "cell", "inspector", "auditor"),
            *("grassroots_outside", "upper_level_outside", "administrator", "member", "nobody"),
        )
    }
    unseen = {"upper_level_outside", "administrator", "member", "nobody"}
    assert {name for name, sees in seen.items() if not sees} == unseen


# Last year's
# --------------------------------------------------------------------------------------------------


@pytest.fixture
def next_year(town: Town) -> Campaign:
    return Campaign.objects.create(
        year=2022, review_date=dt.date(2022, 12, 10), cut_off_date=dt.date(2022, 12, 15)
    )


def test_last_years_blocs_and_criteria_come_over_as_drafts(
    town: Town, who: Who, written: CriteriaSet, next_year: Campaign
) -> None:
    def copy() -> Copied:
        return copy_year(
            campaign=next_year,
            before=town.campaign,
            organiser=town["GL"],
            actor=who("upper_level"),
        )

    copied = copy()
    assert (copied.blocs, copied.sets, copied.left) == (1, 1, [])
    bloc = Bloc.objects.get(campaign=next_year)
    assert (bloc.head, bloc.deputy) == (town["GL01"], town["GL02"])
    (criteria,) = bloc.criteria_sets.all()
    assert (criteria.state, criteria.version) == (SetState.DRAFT, 1)
    assert [one.content for one in criteria.criteria.all()] == [
        one.content for one in written.criteria.all()
    ]
    again = copy()
    assert again.blocs == 0
    assert "giữ nguyên" in again.left[0].vi


def test_a_merged_unit_gives_its_place_to_what_it_became_or_is_named(
    town: Town, who: Who, bloc: Bloc, next_year: Campaign
) -> None:
    merge(town["GL02"], town["GL01"])
    copy_year(
        campaign=next_year, before=town.campaign, organiser=town["GL"], actor=who("upper_level")
    )
    new = Bloc.objects.get(campaign=next_year)
    assert [one.organisation for one in new.members.all()] == [town["GL01"]]
    assert (new.head, new.deputy) == (town["GL01"], None)
    new.delete()
    Succession.objects.all().delete()
    copied = copy_year(
        campaign=next_year, before=town.campaign, organiser=town["GL"], actor=who("upper_level")
    )
    assert "Đảng bộ xã Gia Tân không còn hoạt động" in copied.left[0].vi


@pytest.mark.usefixtures("no_blocs")
def test_nothing_to_copy_is_said(town: Town, who: Who, next_year: Campaign) -> None:
    with pytest.raises(BlocError, match="chưa có khối"):
        copy_year(
            campaign=next_year,
            before=town.campaign,
            organiser=town["GL"],
            actor=who("upper_level"),
        )
