"""What the pages say: levels, reasons, numbers with their lists, in both languages."""

import csv
import io
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from tests.html import tight
from tests.web.town import Town
from thidua.boards.models import Proposal
from thidua.ratings.models import Rating
from thidua.roster.models import RosterEntry
from thidua.web.clock import today

SignIn = Callable[[str], Client]


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_home_lists_what_cannot_be_rated_and_what_waits(as_: SignIn) -> None:
    page = text(as_("upper_level"), "/")
    assert "56 trong 60" in tight(page)
    assert "Xong 1 việc rồi ban hành Quyết định 09-QĐ/HU" in page


def test_home_of_a_member_leads_to_the_own_reasons_only(as_: SignIn) -> None:
    page = text(as_("member"), "/")
    assert "/xep-loai/2021/member/DV0003/" in page
    assert "09-QĐ/HU" not in page


def test_somebody_without_a_part_gets_a_page_that_says_so(as_: SignIn) -> None:
    for address in ("/", "/to-chuc/"):
        assert "Tài khoản chưa có phạm vi" in text(as_("nobody"), address)


def test_the_rating_page_names_rule_value_and_decision(as_: SignIn) -> None:
    page = text(as_("cell"), "/xep-loai/2021/member/DV0003/")
    assert "HD 21-HD/BTCTW" in page
    assert "214-QĐ/ĐU" in page
    assert "Tự nhận" in page


def test_the_panel_gets_the_reasons_without_the_frame(as_: SignIn) -> None:
    response = as_("cell").get("/xep-loai/2021/member/DV0003/", headers={"HX-Request": "true"})
    page = response.content.decode()
    assert "HD 21-HD/BTCTW" in page
    assert "<html" not in page


def test_a_missing_fact_is_named_on_the_rating_page(town: Town, as_: SignIn) -> None:
    entry = RosterEntry.objects.get(subject_type="member", code="DV0003")
    entry.fact_sheet.facts.pop("duties", None)
    entry.fact_sheet.save()
    page = text(as_("cell"), "/xep-loai/2021/member/DV0003/")
    assert "Chưa đủ căn cứ:" in page


def test_who_was_not_chosen_inside_the_quota_reads_why(town: Town, as_: SignIn) -> None:
    entry = RosterEntry.objects.get(subject_type="member", code="DV0050")
    Rating.objects.filter(pk=entry.pk).update(low=4, high=4, standing=3)
    assert "không thuộc số được chọn theo tỷ lệ" in text(
        as_("grassroots_outside"), "/xep-loai/2021/member/DV0050/"
    )


def test_an_organisation_filters_by_level_in_the_address(as_: SignIn) -> None:
    page = tight(text(as_("cell"), "/to-chuc/GL01A/?level=outstanding"))
    assert (
        'is-outstanding"><abbr class="chip-brief" title="Hoàn thành xuất sắc nhiệm vụ">HTXS' in page
    )
    body = page[page.index("<tbody>") : page.index("</tbody>")]
    assert "is-good" not in body.replace("strip-year is-good", "")


def test_every_number_of_the_year_opens_a_list_of_that_many(as_: SignIn) -> None:
    client = as_("upper_level")
    page = client.get("/nam/2021/")
    figures = page.context["figures"]
    for bar in (*figures.bars, *figures.sectors, *figures.kinds):
        for count in bar.counts:
            assert client.get(count.href).context["page"].total == count.number, count.href
        assert client.get(bar.list_href).context["page"].total == bar.levels.total
    for concern in figures.warnings:
        if not concern.href.startswith("#"):
            assert client.get(concern.href).context["page"].total == concern.number, concern.href
    for row in figures.claim_rows:
        for number, href, _ in row.cells:
            assert client.get(href).context["page"].total == number, href
    for pools in figures.pool_rows:
        for number, href in pools.cells:
            assert client.get(href).context["page"].total == number, href


def test_a_pool_opens_those_who_are_in_it(as_: SignIn) -> None:
    client = as_("province")
    gauges = client.get("/nam/2021/nhom/?subject_type=member").context["gauges"]
    assert gauges
    for gauge in gauges:
        assert client.get(gauge.href).context["page"].total == gauge.size


def test_the_downloads_hold_the_rows_of_the_page(as_: SignIn) -> None:
    client = as_("grassroots")
    address = "/nam/2021/danh-sach/?subject_type=member&level=good"
    total = client.get(address).context["page"].total
    as_csv = b"".join(client.get(address + "&format=csv")).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(as_csv)))
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(address + "&format=xlsx").content))
    assert total > 0
    assert len(rows) == total + 1
    assert len(book.get_sheet_by_index(0).to_python()) == total + 1


def test_a_workbook_says_what_it_is_narrowed_to_and_when_it_was_taken(as_: SignIn) -> None:
    response = as_("grassroots").get(
        "/nam/2021/danh-sach/?subject_type=member&level=good&format=xlsx"
    )
    sheet = (
        CalamineWorkbook.from_filelike(io.BytesIO(response.content))
        .get_sheet_by_name("Giải thích")
        .to_python()
    )
    said = {row[0]: row[1] for row in sheet[:8]}
    assert sheet[0][0] == "Danh sách xếp loại năm 2021"
    assert said["Đối tượng"] == "Đảng viên"
    assert said["Mức"] == "Hoàn thành tốt nhiệm vụ"
    assert said["Ngày lấy"] == f"{today():%d/%m/%Y}"
    named = unquote(response.headers["Content-Disposition"])
    assert "Danh sách đảng viên 2021 - Đảng bộ xã Đoàn Thượng.xlsx" in named


def test_a_name_that_looks_like_a_formula_stays_text(town: Town, as_: SignIn) -> None:
    entry = RosterEntry.objects.filter(
        subject_type="member", grassroots__code="GL01", rated=True
    ).first()
    assert entry is not None
    RosterEntry.objects.filter(pk=entry.pk).update(name="=1+1")
    response = as_("grassroots").get("/nam/2021/danh-sach/?subject_type=member&format=csv")
    assert "'=1+1" in b"".join(response).decode("utf-8-sig")


def test_a_list_stays_inside_the_scope_whatever_is_asked(as_: SignIn) -> None:
    client = as_("grassroots")
    assert (
        client.get("/nam/2021/danh-sach/?subject_type=member&tier=&under=GL02")
        .context["page"]
        .total
        == 0
    )
    whole = client.get("/nam/2021/danh-sach/?subject_type=member&tier=").context["page"].total
    assert (
        whole
        == RosterEntry.objects.filter(
            subject_type="member", rated=True, grassroots__code="GL01"
        ).count()
    )


def test_search_needs_no_diacritics_and_stays_inside_the_scope(as_: SignIn) -> None:
    found = "Đảng bộ xã <mark>Đoàn Thượng</mark>"
    assert found in text(as_("upper_level"), "/tim/?q=doan thuong")
    assert found not in text(as_("upper_level_outside"), "/tim/?q=doan thuong")
    assert "/xep-loai/2021/member/DV0003/" in text(as_("cell"), "/tim/?q=DV0003")


def test_a_search_that_is_too_long_says_so_and_stays_as_it_was_typed(as_: SignIn) -> None:
    words = "doan thuong " * 11
    page = text(as_("upper_level"), f"/tim/?q={words}")
    assert "Dài 131 ký tự; nhiều nhất 100 ký tự, hãy viết ngắn lại." in page
    assert f'value="{words}"' in page
    assert "Không tìm thấy" not in page


def test_english_is_chosen_by_a_form_and_remembered(as_: SignIn) -> None:
    client = as_("province")
    assert '<html lang="vi">' in text(client, "/")
    client.post("/ngon-ngu/", {"language": "en", "next": "/nam/2021/"})
    page = text(client, "/nam/2021/")
    assert '<html lang="en">' in page
    assert "Levels can be told of" in page
    assert "Kết quả năm" not in page


@pytest.mark.parametrize(
    "address", ["/", "/to-chuc/", "/nam/2021/", "/xep-loai/2021/organisation/GL01/"]
)
def test_no_page_has_inline_style_script_or_another_host(as_: SignIn, address: str) -> None:
    response = as_("province").get(address)
    page = response.content.decode()
    assert " style=" not in page
    assert "<style" not in page
    assert "<script>" not in page
    assert "onclick" not in page
    assert "https://" not in page
    assert "unsafe" not in response.headers["Content-Security-Policy"]


def test_a_claim_above_the_reached_level_is_counted(town: Town, as_: SignIn) -> None:
    address = "/nam/2021/danh-sach/?subject_type=member&gap=self_above"
    before = as_("province").get(address).context["page"].total
    entry = RosterEntry.objects.get(subject_type="member", code="DV0003")
    Rating.objects.filter(pk=entry.pk).update(low=2, high=2)
    Proposal.objects.filter(pk=entry.pk).update(self_claimed="completed")
    without = as_("province").get(address).context["page"].total
    Proposal.objects.filter(pk=entry.pk).update(self_claimed="good")
    assert as_("province").get(address).context["page"].total == without + 1
    assert before >= without


def test_every_table_of_the_year_is_in_one_file(as_: SignIn) -> None:
    client = as_("province")
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get("/nam/2021/?format=xlsx").content))
    assert {"Theo đảng bộ", "Theo đối tượng", "5 năm gần nhất", "Nhóm tính tỷ lệ"} <= set(
        book.sheet_names
    )
    rows = list(
        csv.DictReader(
            io.StringIO(b"".join(client.get("/nam/2021/?format=csv")).decode("utf-8-sig"))
        )
    )
    counted = {(row["Bảng"], row["Dòng"], row["Cột"]): row["Giá trị"] for row in rows}
    members = client.get("/nam/2021/danh-sach/?subject_type=member").context["page"].total
    assert counted["Theo đối tượng", "Đảng viên", "Tổng"] == str(members)
