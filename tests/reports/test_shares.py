"""Shares of outstanding on "good" and on "good or better": exact, of every group, wherever shares
are given.
"""

from decimal import Decimal

import pytest
from click.testing import Result
from django.test import Client

from tests.builder import OPERATOR
from tests.commands import run_command
from tests.reports.year import SmallYear
from thidua.accounts.models import Role
from thidua.cli.reports import COMMANDS
from thidua.ratings.models import Rating
from thidua.reports.breakdowns import Row
from thidua.reports.figures import figures
from thidua.reports.levels import Who
from thidua.reports.report import tables
from thidua.reports.shares import TITLES, share_of, shares
from thidua.vocabulary import LevelCounts


def test_the_published_shares_of_2021_come_out_of_their_counts() -> None:
    """135 of 484 and of 619 grassroots organisations; 13,886 of 69,198 and of 83,084 members."""
    grassroots = shares(LevelCounts(outstanding=135, good=484, completed=55))
    members = shares(
        LevelCounts(outstanding=13_886, good=69_198, completed=7_659, not_completed=657)
    )
    assert grassroots["outstanding_of_good"].exact == Decimal("27.9")
    assert grassroots["outstanding_of_good_or_better"].exact == Decimal("21.8")
    assert grassroots["good_or_better"].text == ("91,8%", "91.8%")
    assert members["outstanding_of_good"].text == ("20,1%", "20.1%")
    assert members["outstanding_of_good_or_better"].text == ("16,7%", "16.7%")


@pytest.mark.parametrize(
    ("levels", "of_good", "of_better"),
    [
        (LevelCounts(), "–", "–"),
        (LevelCounts(completed=3), "–", "–"),
        (LevelCounts(outstanding=3), "–", "100,0%"),
        (LevelCounts(good=3), "0,0%", "0,0%"),
        (LevelCounts(outstanding=5, good=2), "250,0%", "71,4%"),
        (LevelCounts(outstanding=1, good=6), "16,7%", "14,3%"),
        (LevelCounts(cannot_tell=4), "–", "–"),
        (LevelCounts(outstanding=1, good=3, cannot_tell=1), "≈33,3%", "≈25,0%"),
    ],
)
def test_nothing_of_nothing_is_no_share_and_what_is_open_is_said(
    levels: LevelCounts, of_good: str, of_better: str
) -> None:
    assert share_of("outstanding_of_good", levels).text.vi == of_good
    assert share_of("outstanding_of_good_or_better", levels).text.vi == of_better


@pytest.mark.django_db
def test_figures_give_every_share_of_every_group(year: SmallYear) -> None:
    found = figures(campaign=year.campaign, actor=OPERATOR)
    printed = found.shares()
    assert set(printed) == {f"{who.value}.{key}" for who in Who for key in TITLES}
    for who, levels in found.groups.items():
        expected = share_of("outstanding_of_good", levels).exact
        assert printed[f"{who.value}.outstanding_of_good"] == expected
    assert found.with_shares()["shares"] == {
        key: None if share is None else f"{share}" for key, share in printed.items()
    }


def run(*arguments: str) -> Result:
    return run_command(COMMANDS[arguments[0]], list(arguments[1:]))


@pytest.mark.django_db
def test_the_command_prints_every_share_as_it_is_written_everywhere(year: SmallYear) -> None:
    lines = dict(
        line.split() for line in run("figures", "2021").stdout.splitlines() if "_of_good" in line
    )
    for who, levels in figures(campaign=year.campaign, actor=OPERATOR).groups.items():
        for key in ("outstanding_of_good", "outstanding_of_good_or_better"):
            assert lines[f"{who.value}.{key}"] == share_of(key, levels).text.vi


def test_tables_of_the_report_end_with_the_three_shares() -> None:
    rows = [Row("a", Who.GRASSROOTS.label, LevelCounts(outstanding=135, good=484, completed=55))]
    table = tables.levels("", "", rows)
    assert [column.title for column in table.columns[-3:]] == [
        "Từ tốt trở lên",
        "Xuất sắc / Tốt",
        "Xuất sắc / Tốt trở lên",
    ]
    assert table.cells[0][-3:] == ("91,8%", "27,9%", "21,8%")


@pytest.mark.django_db
def test_the_page_and_its_file_give_them(year: SmallYear, client: Client) -> None:
    client.force_login(year.officer("tinh", Role.PROVINCE, "P"))
    Rating.objects.filter(standing=None).update(low=3, high=3, standing=3)
    page = client.get("/nam/2021/").content.decode()
    assert "Xuất sắc / Tốt trở lên" in page
    assert "xuất sắc bằng" in page
    sent = client.get("/nam/2021/", {"format": "csv"})
    file = b"".join(sent).decode("utf-8-sig")
    assert "Xuất sắc / Tốt trở lên" in file
