"""The book of awards as its readers meet it: numbers that open their lists, reasons, nothing
outside one's part.
"""

import datetime as dt
import html
import io
import re
from collections.abc import Iterator

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from tests.awards.test_check_awards import award
from tests.builder import OPERATOR, officer, person, remember
from tests.cast import Cast, campaign, choose, entry, everybody_good
from tests.html import tight
from thidua.access.models import Look
from thidua.accounts.models import Role, User
from thidua.awards.actions import check_awards
from thidua.awards.models import Award
from thidua.campaigns.models import Campaign
from thidua.ratings.actions import classify
from thidua.ratings.models import EarlierLevel

PAGE = "/nam/2021/khen-thuong/"


@pytest.fixture
def year(cast: Cast) -> Campaign:
    """Given: a member five years running, the cell G1A, the head of G1. Refused: G2, a stranger.
    One waits.
    """
    made = campaign()
    everybody_good(made, outstanding=["M-G1A-04", "M-G1A-02", "G1A", "G1"])
    for code in ("M-G1A-04", "G1A", "G1"):
        choose(entry(made, code))
    choose(entry(made, "G1", "collective"))
    choose(entry(made, "M-G1A-02", "leader"))
    classify(campaign=made, actor=OPERATOR)
    remember(cast.of_cell("G1A", 4), "outstanding", *range(2017, 2021))
    best = award(made, "provincial_certificate_five_years", cast.of_cell("G1A", 4), cast["P"])
    best.number, best.decided_on = "412-QĐ/TU", dt.date(2022, 1, 28)
    best.save()
    award(made, "committee_certificate_year", cast["G1A"], cast["G1"])
    award(made, "provincial_certificate_year", cast.of_cell("G1A", 2), cast["P"], "leader")
    award(made, "district_certificate_year", cast["G2"], cast["U1"])
    award(made, "praise", person("STRANGER"), cast["G1"])
    check_awards(campaign=made, actor=OPERATOR)
    award(made, "praise", cast.of_cell("G3A", 5), cast["G3"])
    return made


def reader(cast: Cast, role: Role, code: str) -> Client:
    return browser(officer(f"{role}-{code}", role, cast[code]))


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(client: Client, address: str = PAGE) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    found: str = response.content.decode()
    return html.unescape(tight(found))


def names(page: str) -> list[str]:
    """Who stands in the list, in its order."""
    return re.findall(
        r'hx-target="#panel" hx-swap="innerHTML">([^<]+)</a>', page.partition('id="danh-sach"')[2]
    )


def numbers(page: str) -> Iterator[tuple[str, int]]:
    """Every number that opens a list, with its address."""
    for address, number in re.findall(r'href="(\?[^"]*)#danh-sach">(\d+)', page):
        yield address, int(number)


@pytest.mark.usefixtures("year")
def test_the_province_sees_every_form_with_its_numbers_each_of_which_opens_its_list(
    cast: Cast,
) -> None:
    client = reader(cast, Role.PROVINCE, "P")
    page = text(client)
    assert len(names(page)) == 6
    assert "HD 56-HD/VPTW, bằng khen 5 năm liền" in page
    assert "412-QĐ/TU, 28/01/2022" in page
    opened = list(numbers(page))
    assert len(opened) >= 6
    for address, number in opened:
        assert len(names(text(client, PAGE + address))) == number, address


@pytest.mark.usefixtures("year")
def test_what_was_refused_says_why_and_by_which_rule(cast: Cast) -> None:
    page = text(reader(cast, Role.PROVINCE, "P"), f"{PAGE}?status=refused")
    assert sorted(names(page)) == ["Tổ chức G2", "Đảng viên STRANGER"]
    assert (
        "Hoàn thành xuất sắc nhiệm vụ trong năm: Mức xếp loại trong năm: Hoàn thành tốt nhiệm vụ"
        in page
    )
    assert "(HD 21-HD/BTCTW, phần sử dụng kết quả, khen thưởng)" in page
    assert "không có trong danh sách xếp loại năm 2021" in page


MEMBER, CELL, LEADER = "Đảng viên M-G1A-04", "Tổ chức G1A", "Đảng viên M-G1A-02"
SEEN = [
    (Role.CELL, "G1A", {MEMBER, CELL}),
    (Role.CELL, "G1B", set()),
    (Role.GRASSROOTS, "G1", {MEMBER, CELL, LEADER, "Đảng viên STRANGER"}),
    (Role.UPPER_LEVEL, "U2", {"Đảng viên M-G3A-05"}),
    (Role.AUDITOR, "U1", {MEMBER, CELL, LEADER, "Tổ chức G2", "Đảng viên STRANGER"}),
]


@pytest.mark.usefixtures("year")
def test_nobody_outside_one_s_part_is_named(cast: Cast) -> None:
    """Nor as a leader whom one's cell knows as its member; whoever gives sees whom they were asked
    to give it.
    """
    awards = {
        str(one.person or one.organisation).partition(" (")[0]: one.pk
        for one in Award.objects.all()
    }
    for role, code, seen in SEEN:
        client = reader(cast, role, code)
        page = text(client)
        assert set(names(page)) == seen
        assert bool(seen) == ("Chưa có đề nghị khen thưởng năm 2021 nào" not in page)
        for name in (LEADER, "Tổ chức G2", "Đảng viên STRANGER"):
            (found,) = {pk for shown, pk in awards.items() if shown == name}
            assert client.get(f"{PAGE}{found}/").status_code == (200 if name in seen else 404)


@pytest.mark.usefixtures("year")
def test_filters_stand_in_the_address_and_the_workbook_holds_what_they_leave(cast: Cast) -> None:
    client = reader(cast, Role.PROVINCE, "P")
    assert names(text(client, f"{PAGE}?kind=member&under=U1")) == ["Đảng viên M-G1A-04"]
    assert names(text(client, f"{PAGE}?sector=agency")) == ["Tổ chức G2"]
    assert names(text(client, f"{PAGE}?form=praise&status=proposed")) == ["Đảng viên M-G3A-05"]
    assert len(names(text(client, f"{PAGE}?form=none&status=none&kind=none&sector=none"))) == 6
    assert "Không có ai khớp với bộ lọc" in text(client, f"{PAGE}?under=nowhere")
    file = client.get(f"{PAGE}?status=refused&sector=agency&format=xlsx").content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(file)).get_sheet_by_index(0).to_python()
    assert "Hoàn thành xuất sắc nhiệm vụ trong năm" in str(
        next(row for row in rows if row[0] == "G2")[-1]
    )
    assert "Không đủ điều kiện" in str(rows[:4])


def test_one_award_tells_every_condition_and_the_look_is_kept_for_the_person(
    cast: Cast, year: Campaign
) -> None:
    client = reader(cast, Role.CELL, "G1A")
    one = Award.objects.get(form="provincial_certificate_five_years")
    page = text(client, f"{PAGE}{one.pk}/")
    assert page.count('<li class="condition">') == 4
    assert "HD 01-HD/TW, điểm 19" in page
    assert "Lượt xem này được ghi lại" in page
    assert list(Look.objects.values_list("person", "dossier", "year")) == [
        (one.person_id, "reasons", 2021)
    ]
    mine = browser(User.objects.create(username="own", password="unusable", person=one.person))
    assert names(text(mine)) == ["Đảng viên M-G1A-04"]
    assert "Lượt xem này" not in text(mine, f"{PAGE}{one.pk}/")
    assert Look.objects.count() == 1


def test_facts_that_changed_since_the_check_are_told(cast: Cast, year: Campaign) -> None:
    one = Award.objects.get(form="provincial_certificate_five_years")
    EarlierLevel.objects.filter(year=2018).update(level="good")
    page = text(reader(cast, Role.PROVINCE, "P"), f"{PAGE}{one.pk}/")
    assert "xét lại bây giờ thì không đủ điều kiện" in page
    assert "Đã trao" in page


@pytest.mark.usefixtures("year")
def test_the_rating_page_says_what_the_subject_is_given(cast: Cast) -> None:
    client = reader(cast, Role.GRASSROOTS, "G1")
    page = text(client, "/xep-loai/2021/member/M-G1A-04/")
    assert "Bằng khen của Ban Thường vụ Tỉnh uỷ (5 năm liền)" in page
    assert "412-QĐ/TU, 28/01/2022" in page
    box = page[page.index('id="awards-part"') :]
    form, giver, state = (
        re.sub("<[^>]+>", "", part).strip()
        for part in re.findall(r"<p[^>]*>(.*?)</p>", box, re.DOTALL)[:3]
    )
    assert form == "Bằng khen của Ban Thường vụ Tỉnh uỷ (5 năm liền)"
    assert giver.endswith("412-QĐ/TU, 28/01/2022")
    assert state == "Đã trao"
    assert "awards-part" not in text(
        client, "/xep-loai/2021/member/M-G1A-02/"
    )  # commended as a leader
    assert "awards-part" in text(client, "/xep-loai/2021/leader/M-G1A-02/?organisation=G1")
