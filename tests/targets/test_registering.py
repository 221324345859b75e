"""A unit's targets: registered by itself, added up above, own indicators, two tabs."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import Cast
from tests.targets.conftest import number
from thidua.accounts.models import User
from thidua.campaigns.models import Campaign, Direction
from thidua.targets.actions import (
    Described,
    Wish,
    add_own_indicator,
    register_targets,
    remove_own_indicator,
    set_adding,
)
from thidua.targets.catalogues import catalogues, suggestion_of
from thidua.targets.errors import ConflictError, TargetError
from thidua.targets.models import OwnIndicator, Target
from thidua.targets.queries import Row, rows_of, targets_set, targets_visible_to
from thidua.targets.tree import neighbours

Who = Callable[[str], User]
OWN = Described("Số hộ phân loại rác", "hộ", Direction.HIGHER, adds_up=True)


@pytest.fixture
def register(cast: Cast, year: Campaign, who: Who) -> Callable[..., int]:
    """Register one target of a unit by the code or the key of its indicator."""

    def act(name: str, unit: str, code: str, value: str | None, was: str | None = None) -> int:
        found = year.indicators.filter(code=code).first()
        key = f"i{found.pk}" if found else code
        wishes = {key: Wish(number(value), number(was))}
        return register_targets(campaign=year, unit=cast[unit], wishes=wishes, actor=who(name))

    return act


def row(cast: Cast, year: Campaign, unit: str, name: str) -> Row:
    rows = rows_of(year, cast[unit], neighbours(year, cast[unit]))
    return next(one for one in rows if one.name == name)


def test_shares_are_added_up_beside_the_provinces_target(
    cast: Cast, year: Campaign, who: Who, register: Callable[..., int]
) -> None:
    recruit = year.indicators.get(code="recruit")
    register("city", "U1", "recruit", "60.5")
    assert row(cast, year, "P", recruit.name).total is None, "nobody has said that it adds up"
    set_adding(indicator=recruit, adds_up=True, actor=who("province"))
    some = row(cast, year, "P", recruit.name).total
    assert some is not None
    assert (some.total, some.open, some.verdict) == (Decimal("60.5"), 1, "unknown")
    register("district", "U2", "recruit", "30")
    whole = row(cast, year, "P", recruit.name).total
    assert whole is not None
    assert (whole.total, whole.verdict, whole.gap) == (Decimal("90.5"), "short", Decimal("9.5"))


def test_the_target_above_is_that_of_the_unit_above(
    cast: Cast, year: Campaign, register: Callable[..., int]
) -> None:
    assert row(cast, year, "U1", "Kết nạp đảng viên").above == 100
    assert row(cast, year, "G1", "Kết nạp đảng viên").above is None, "not registered: not known"
    register("city", "U1", "recruit", "0")
    assert row(cast, year, "G1", "Kết nạp đảng viên").above == 0


def test_zero_is_a_target_and_lower_may_be_better(
    cast: Cast, year: Campaign, register: Callable[..., int]
) -> None:
    assert register("city", "U1", "fires", "0") == 1
    fires = row(cast, year, "U1", "Số vụ cháy")
    assert fires.own is not None
    assert fires.own.value == 0
    assert fires.beside_above == "enough"
    register("city", "U1", "poor", "1.6")
    assert row(cast, year, "U1", "Tỷ lệ hộ nghèo").beside_above == "over"
    assert targets_set(year, cast["U1"]) == (2, 3)


def test_withdrawn_is_not_zero(cast: Cast, year: Campaign, register: Callable[..., int]) -> None:
    register("city", "U1", "recruit", "5")
    assert register("city", "U1", "recruit", None, was="5") == 1
    assert not Target.objects.exists()


@pytest.mark.parametrize("name", ["province", "district", "ward", "cell", "auditor"])
def test_only_the_unit_itself_registers(
    year: Campaign, register: Callable[..., int], name: str
) -> None:
    with pytest.raises(PermissionDenied):
        register(name, "U1", "recruit", "5")
    assert not Target.objects.exists()


def test_two_tabs_show_both_numbers_and_write_neither(
    year: Campaign, register: Callable[..., int]
) -> None:
    register("city", "U1", "recruit", "5")
    with pytest.raises(ConflictError) as caught:
        register("city", "U1", "recruit", "7")
    assert list(caught.value.theirs.values()) == [Decimal(5)]
    assert Target.objects.get().value == 5
    assert register("city", "U1", "recruit", "5") == 0, "the same number is no conflict"
    assert register("city", "U1", "recruit", "7", was="5") == 1


@pytest.mark.parametrize("value", ["1e16", "0.00001", "NaN"])
def test_numbers_that_cannot_be_kept_are_refused_by_name(
    year: Campaign, register: Callable[..., int], value: str
) -> None:
    with pytest.raises(TargetError, match="Kết nạp"):
        register("city", "U1", "recruit", value)


def test_an_indicator_of_elsewhere_is_none(year: Campaign, register: Callable[..., int]) -> None:
    for key in ("i0", "i99999", "o1", "x", ""):
        with pytest.raises(TargetError, match="không còn"):
            register("city", "U1", key, "1")


def test_an_own_indicator_cascades(
    cast: Cast, year: Campaign, who: Who, register: Callable[..., int]
) -> None:
    own = add_own_indicator(campaign=year, unit=cast["U1"], described=OWN, actor=who("city"))
    key = f"o{own.pk}"
    register("city", "U1", key, "50")
    register("ward", "G1", key, "30")
    register("agency", "G2", key, "15")
    total = row(cast, year, "U1", OWN.name).total
    assert total is not None
    assert (total.verdict, total.gap) == ("short", Decimal(5))
    assert row(cast, year, "G1", OWN.name).above == 50
    with pytest.raises(TargetError, match="không còn"):
        register("district", "U2", key, "1")


def test_an_own_indicator_is_named_once_and_stays_while_used(
    cast: Cast, year: Campaign, who: Who, register: Callable[..., int]
) -> None:
    own = add_own_indicator(campaign=year, unit=cast["U1"], described=OWN, actor=who("city"))
    with pytest.raises(TargetError, match="đã có"):
        add_own_indicator(campaign=year, unit=cast["U1"], described=OWN, actor=who("city"))
    register("ward", "G1", f"o{own.pk}", "1")
    with pytest.raises(TargetError, match="không bỏ được"):
        remove_own_indicator(own=own, actor=who("city"))
    register("ward", "G1", f"o{own.pk}", None, was="1")
    remove_own_indicator(own=own, actor=who("city"))
    assert not OwnIndicator.objects.exists()


def test_each_sees_the_targets_of_their_part(
    year: Campaign, who: Who, register: Callable[..., int]
) -> None:
    register("city", "U1", "recruit", "5")
    register("district", "U2", "recruit", "6")
    seen = {
        name: targets_visible_to(who(name), year).count()
        for name in ("province", "auditor", "city", "ward")
    }
    assert seen == {"province": 2, "auditor": 2, "city": 1, "ward": 0}


def test_the_catalogues_hold_ten_each_and_say_that_nobody_confirmed_them(
    cast: Cast, year: Campaign, who: Who
) -> None:
    assert {one.id for one in catalogues()} == {
        "administrative_reform",
        "health",
        "investment",
        "schools",
    }
    for catalogue in catalogues():
        assert len({one.id for one in catalogue.suggestions}) == 10
        assert (catalogue.source, catalogue.confirmed) == ("local", False)
        for one in catalogue.suggestions:
            described = suggestion_of(f"{catalogue.id}.{one.id}")
            assert described is not None
            add_own_indicator(
                campaign=year,
                unit=cast["U1"],
                described=one.described(catalogue.id),
                actor=who("city"),
            )
    assert suggestion_of("health.none") is None is suggestion_of("")
