"""Numbers are entered by the unit itself, month by month; nobody overwrites what they did not
see.
"""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from tests.builder import OPERATOR
from tests.cast import Cast
from tests.indicators.conftest import AUGUST
from thidua.accounts.models import User
from thidua.campaigns.models import Campaign, Indicator
from thidua.history.tracking import history_of
from thidua.indicators.actions import Entry, note_readings
from thidua.indicators.errors import ConflictError, IndicatorError
from thidua.indicators.models import Area, Rank, Reading, Reporting
from thidua.indicators.past import PastReading, record_past
from thidua.indicators.reporting import HowOften, Reported
from thidua.indicators.setting import Ranked, remove_rank, set_rank, set_reporting
from thidua.targets.actions import Described, add_own_indicator

Who = Callable[[str], User]


@pytest.fixture
def enter(cast: Cast, year: Campaign, recruit: Indicator, who: Who) -> Callable[..., int]:
    """Save one number of the city U1 for a month."""

    def save(
        value: str | None, *, seen: int = 0, by: str = "city", on: dt.date = AUGUST, key: str = ""
    ) -> int:
        number = None if value is None else Decimal(value)
        entries = {key or f"i{recruit.pk}": Entry(number, "BC 118-BC/TU", seen=seen)}
        return note_readings(campaign=year, unit=cast["U1"], on=on, entries=entries, actor=who(by))

    return save


def test_a_number_is_saved_with_who_and_from_where(enter: Callable[..., int]) -> None:
    assert enter("1042") == 1
    reading = Reading.objects.get()
    assert (reading.source, reading.revision) == ("BC 118-BC/TU", 1)
    assert reading.value == 1042
    assert reading.saved_by_name


def test_a_later_number_changes_it_and_the_history_has_both(enter: Callable[..., int]) -> None:
    enter("1042")
    enter("1040", seen=1)
    reading = Reading.objects.get()
    assert reading.value == 1040
    assert reading.revision == 2
    assert len(history_of(reading, newest=9)) == 2


def test_the_same_again_is_no_change(enter: Callable[..., int]) -> None:
    enter("1042")
    assert enter("1042", seen=0) == 0


def test_two_people_see_each_other(enter: Callable[..., int]) -> None:
    enter("1042")
    with pytest.raises(ConflictError) as refused:
        enter("1050")
    assert list(refused.value.theirs.values()) == [Decimal(1042)]
    assert Reading.objects.get().value == 1042


def test_a_number_is_taken_out_again(enter: Callable[..., int]) -> None:
    enter("1042")
    enter(None, seen=1)
    assert not Reading.objects.exists()


@pytest.mark.parametrize("who_else", ["province", "ward", "auditor"])
def test_only_the_unit_itself_enters(enter: Callable[..., int], who_else: str) -> None:
    with pytest.raises(PermissionDenied):
        enter("1042", by=who_else)


@pytest.mark.parametrize(
    "on",
    [
        dt.date(2021, 8, 30),
        dt.date(2022, 1, 31),
        dt.date(2020, 12, 31),
        dt.date(2021, 10, 31),
    ],
)
def test_a_month_that_is_none_or_of_another_year_or_to_come(
    enter: Callable[..., int], on: dt.date
) -> None:
    with pytest.raises(IndicatorError):
        enter("1042", on=on)


def test_the_running_month_may_be_entered(enter: Callable[..., int]) -> None:
    assert enter("1042", on=dt.date(2021, 9, 30)) == 1


@pytest.mark.parametrize("value", ["1e16", "0.00001", "NaN", "Infinity"])
def test_numbers_that_cannot_be_kept(enter: Callable[..., int], value: str) -> None:
    with pytest.raises(IndicatorError):
        enter(value)
    assert not Reading.objects.exists()


@pytest.mark.parametrize("key", ["i999999", "o1", "x", "i0"])
def test_an_indicator_that_is_not_the_units(enter: Callable[..., int], key: str) -> None:
    with pytest.raises(IndicatorError):
        enter("1", key=key)


def test_by_quarter_no_other_month(
    enter: Callable[..., int], year: Campaign, recruit: Indicator, who: Who
) -> None:
    how = Reported(HowOften.QUARTER, 10, "Ban Tổ chức", "grows")
    set_reporting(campaign=year, key=f"i{recruit.pk}", reported=how, actor=who("province"))
    with pytest.raises(IndicatorError):
        enter("1042")
    assert enter("1042", on=dt.date(2021, 6, 30)) == 1


def test_how_it_is_reported_is_the_provinces_to_say(
    year: Campaign, recruit: Indicator, who: Who
) -> None:
    with pytest.raises(PermissionDenied):
        set_reporting(campaign=year, key=f"i{recruit.pk}", reported=Reported(), actor=who("city"))
    with pytest.raises(IndicatorError):
        set_reporting(
            campaign=year,
            key=f"i{recruit.pk}",
            reported=Reported(due_day=31),
            actor=who("province"),
        )
    assert not Reporting.objects.exists()


def test_of_an_own_indicator_its_unit_says(cast: Cast, year: Campaign, who: Who) -> None:
    described = Described("Số hộ phân loại rác", "hộ", "higher")  # type: ignore[arg-type]
    own = add_own_indicator(campaign=year, unit=cast["U1"], described=described, actor=who("city"))
    how = Reported(counted="grows")
    with pytest.raises(PermissionDenied):
        set_reporting(campaign=year, key=f"o{own.pk}", reported=how, actor=who("province"))
    set_reporting(campaign=year, key=f"o{own.pk}", reported=how, actor=who("city"))
    assert Reporting.objects.get().counted == "grows"


def test_a_rank_has_a_source_and_takes_the_place_of_the_one_before(
    recruit: Indicator, who: Who
) -> None:
    with pytest.raises(IndicatorError):
        set_rank(indicator=recruit, ranked=Ranked(Area.COUNTRY, 8, 63, " "), actor=who("province"))
    with pytest.raises(IndicatorError):
        set_rank(
            indicator=recruit, ranked=Ranked(Area.COUNTRY, 64, 63, "BC"), actor=who("province")
        )
    for place in (9, 8):
        set_rank(
            indicator=recruit,
            ranked=Ranked(Area.COUNTRY, place, 63, "BC 12-BC/TU"),
            actor=who("province"),
        )
    rank = Rank.objects.get()
    assert rank.rank == 8
    with pytest.raises(PermissionDenied):
        remove_rank(rank=rank, actor=who("city"))
    remove_rank(rank=rank, actor=who("province"))
    assert not Rank.objects.exists()


def test_a_past_is_brought_at_once(cast: Cast, year: Campaign, recruit: Indicator) -> None:
    at = dt.datetime(2021, 2, 5, tzinfo=dt.UTC)
    past = [
        PastReading(cast[code], f"i{recruit.pk}", dt.date(2021, 1, 31), Decimal(3), "BC", at, "Tổ")
        for code in ("U1", "U2", "P")
    ]
    assert record_past(campaign=year, readings=past, actor=OPERATOR) == 3
    assert Reading.objects.count() == 3
