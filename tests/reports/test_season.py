"""Figures while levels are still open: what can be told so far, who is waited for, who is late; and
figures that the worker counted beforehand, with the moment they are of.
"""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.reports.year import SmallYear, small_year
from thidua.accounts.actors import scope_of
from thidua.accounts.models import Role
from thidua.campaigns.models import Deadline, Step
from thidua.facts.models import FactSheet
from thidua.ratings.models import Rating
from thidua.reports.dashboard import dashboard
from thidua.reports.jobs import count_beforehand, is_behind, readers
from thidua.reports.levels import Who
from thidua.reports.overview import figures_last_counted
from thidua.reports.season import Look, Season, in_season, pieces, season

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def year() -> SmallYear:
    return small_year()


@pytest.fixture
def province(year: SmallYear) -> Client:
    client = Client()
    client.force_login(year.officer("p", Role.PROVINCE, "P"))
    return client


def shown(client: Client, query: str = "") -> str:
    response = client.get(f"/nam/2021/{query}")
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def of(year: SmallYear, group: str = "", sort: str = "") -> Season:
    officer = year.officer(f"o{group}{sort}", Role.PROVINCE, "P")
    page = dashboard(campaign=year.campaign, actor=officer)
    return season(campaign=year.campaign, actor=officer, page=page, look=Look(group, sort))


def test_what_can_be_told_is_counted_apart_from_what_waits(year: SmallYear) -> None:
    whole = of(year).whole
    assert (whole.levels.total, whole.known, whole.waiting, whole.silent) == (5, 4, 0, 1)
    FactSheet.objects.create(
        roster_entry=year.entries["organisation:G5"], facts={"programme": "good"}
    )
    whole = of(year, sort="name").whole
    assert (whole.known, whole.waiting, whole.silent) == (4, 1, 0)


def test_a_year_with_open_levels_has_no_share_of_all(province: Client) -> None:
    page = shown(province)
    assert "Đã đủ căn cứ xếp loại 4 trong 5 tổ chức cơ sở đảng; trong 4," in page
    assert "Chưa bắt đầu 1 ." in page
    assert "mở khi đủ 90% (5 tổ chức cơ sở đảng)" in page
    assert "%" not in page.replace("90%", "").replace("tỷ lệ %", "")


def test_once_every_level_is_known_the_page_is_the_page_of_results(
    year: SmallYear, province: Client
) -> None:
    Rating.objects.filter(standing=None).update(low=3, high=3, standing=3)
    page = shown(province)
    assert "giữa mùa" not in page
    assert "4 trong 5 tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ trở lên, 80" in page


def test_every_number_of_the_sentence_opens_as_many(year: SmallYear, province: Client) -> None:
    whole = of(year).whole
    numbers = {"all": 5, "known": 4, "good_or_better": 3, "waiting": 0, "silent": 1}
    for word, number in numbers.items():
        assert province.get(whole.links[word]).context["page"].total == number, word


def test_bodies_stand_by_what_is_left(year: SmallYear) -> None:
    assert [row.levels.cannot_tell for row in of(year).rows] == [1, 0]
    names = [str(row.name) for row in of(year, sort="name").rows]
    assert names[0] == "Chí Linh"


def test_who_is_late_stands_on_the_page_and_in_its_body(year: SmallYear, province: Client) -> None:
    Deadline.objects.create(campaign=year.campaign, step=Step.REVIEW, due_on=dt.date(2021, 12, 9))
    with override_settings(TODAY=dt.date(2021, 12, 12)):
        page = shown(province)
    assert "2 nơi quá hạn gửi" in page
    assert "Chi bộ Ban Dân vận" in page, "one of its members has no facts"
    assert "Đảng bộ huyện Gia Lộc" in page, "it keeps the sheet of G5"
    assert "quá 3 ngày" in page


def test_pieces_fill_the_bar_and_nobody_has_none() -> None:
    found = pieces([("known", 1, ""), ("waiting", 0, ""), ("silent", 3, "")])
    assert [(piece.word, piece.x, piece.width) for piece in found] == [
        ("known", "0.000%", "25.000%"),
        ("silent", "25.000%", "75.000%"),
    ]


def test_a_group_without_subjects_has_no_tab(year: SmallYear, province: Client) -> None:
    names = [choice.name for choice in province.get("/nam/2021/").context["groups"]]
    assert names == ["Tổ chức", "Tập thể", "Lãnh đạo", "Đảng viên"]
    year.entries["collective:G3"].delete()
    count_beforehand(year.campaign)
    names = [choice.name for choice in province.get("/nam/2021/").context["groups"]]
    assert "Tập thể" not in names


# Counted beforehand
# --------------------------------------------------------------------------------------------------


def test_a_reader_sees_what_was_counted_last_and_as_of_when(
    year: SmallYear, province: Client
) -> None:
    shown(province)
    Rating.objects.filter(roster_entry=year.entries["organisation:G5"]).update(
        low=3, high=3, standing=3
    )
    with CaptureQueriesContext(connection) as queries:
        page = shown(province)
    assert "xếp loại 4 trong 5" in page
    assert "sau đó có thay đổi, đang tính lại" in page
    assert not [query for query in queries.captured_queries if "ratings_rating" in query["sql"]]
    count_beforehand(year.campaign)
    after = shown(province)
    assert "đang tính lại" not in after
    assert "xếp loại 5 trong 5" in after


def test_whoever_sees_a_small_part_gets_it_counted_at_once(year: SmallYear) -> None:
    client = Client()
    client.force_login(year.officer("g", Role.GRASSROOTS, "G3"))
    before = shown(client)
    entry = year.rate("G3B", "", kind="collective")
    assert entry.rating.standing is None
    assert shown(client) != before


def test_the_worker_counts_what_changed_and_rests_in_between(year: SmallYear) -> None:
    year.officer("p", Role.PROVINCE, "P")
    year.officer("u", Role.UPPER_LEVEL, "U2")
    year.officer("same", Role.INSPECTOR, "U2")
    assert [user.username for user in readers()] == ["p", "u"], "a part once, whoever sees it"
    assert is_behind(year.campaign), "nothing was counted yet"
    count_beforehand(year.campaign)
    later = timezone.now() + dt.timedelta(minutes=5)
    assert not is_behind(year.campaign, now=later)
    Rating.objects.filter(roster_entry=year.entries["organisation:G4"]).update(standing=3)
    assert is_behind(year.campaign, now=later)
    assert not is_behind(year.campaign), "several changes are taken together"


def test_what_was_never_counted_is_counted_for_who_asks_first(year: SmallYear) -> None:
    officer = year.officer("p", Role.PROVINCE, "P")
    with figures_last_counted(year.campaign, scope_of(officer)) as look:
        page = dashboard(campaign=year.campaign, actor=officer)
    assert look.counted_at is None
    assert in_season(page.sums)
    assert page.sums[Who.GRASSROOTS].total == 5
