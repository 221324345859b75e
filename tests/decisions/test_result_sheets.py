"""Result sheets: one page a subject, the same whether made alone or with many; every look is
written down.
"""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from typing import cast as as_type

import pytest
from django.http import StreamingHttpResponse
from django.test import Client

from tests.builder import OPERATOR, decision
from tests.cast import Cast, choose, entry, write_facts
from thidua.access.models import Dossier, Look, PreparedFile
from thidua.access.preparing import work_on
from thidua.accounts.models import Role
from thidua.campaigns.models import Campaign
from thidua.decisions.actions import issue_decision
from thidua.decisions.result_sheets import taking
from thidua.decisions.result_sheets.gathering import (
    in_order,
    members_below,
    sheet_of_subject,
    sheets_of,
)
from thidua.decisions.result_sheets.printing import as_pdf
from thidua.ratings.actions import classify
from thidua.roster.models import RosterEntry

Browser = Callable[[Role, str], Client]
READER, COUNTER = shutil.which("pdftotext"), shutil.which("pdfinfo")
STRANGE = 'Nguyễn Thị <Ánh> & "Đỗ" #1 *x* _y_ $z$'


@pytest.fixture
def varied(cast: Cast, year: Campaign) -> Campaign:
    """Members of every sort: outstanding and chosen, completed, disciplined, one that nobody can
    tell.
    """
    best, middle, bad, unknown = (entry(year, f"M-G1A-{number:02}") for number in (4, 5, 6, 7))
    write_facts(best, "outstanding")
    choose(best)
    write_facts(middle, "completed", targets_done="87.5")
    write_facts(bad, "good", discipline="warning")
    write_facts(unknown, "good", duties=None)
    RosterEntry.objects.filter(pk=best.pk).update(name=STRANGE)
    classify(campaign=year, actor=OPERATOR)
    return year


def test_many_sheets_say_what_each_says_alone(cast: Cast, varied: Campaign) -> None:
    entries = list(members_below(varied, cast["G1"]))
    together = sheets_of(varied, entries)
    assert len(together) == 24
    assert together == [sheet_of_subject(one) for one in entries]


def test_a_sheet_tells_the_levels_apart_with_every_condition(cast: Cast, varied: Campaign) -> None:
    made = decision(varied, cast["G2"], ["member"], number="2-QĐ/CB")
    issue_decision(decision=made, actor=OPERATOR)
    everybody = list(members_below(varied, cast["P"]))
    sheets = {
        rated.code: sheet
        for rated, sheet in zip(everybody, sheets_of(varied, everybody), strict=True)
    }
    best, unknown, decided = sheets["M-G1A-04"], sheets["M-G1A-07"], sheets["M-G2-01"]
    said = dict(best["levels"])
    assert said["Đạt tiêu chuẩn"] == said["Cấp uỷ chọn"] == "Hoàn thành xuất sắc nhiệm vụ"
    assert said["Quyết định"] == "chưa quyết định"
    assert dict(unknown["levels"])["Đạt tiêu chuẩn"] == "Chưa đủ căn cứ xếp loại"
    assert unknown["missing"] == ["Thực hiện chức trách, quyền hạn"]
    assert decided["decision"].startswith("số 2-QĐ/CB ngày 20/12/2021 của ")
    marks = {row[0] for section in sheets["M-G1A-06"]["sections"] for row in section["rows"]}
    assert marks >= {"met", "not_met", "excused", "given", "not_given"}
    assert all(
        row[4].startswith("HD 21-HD/BTCTW")
        for section in best["sections"]
        for row in section["rows"]
    )


@pytest.mark.skipif(
    READER is None or COUNTER is None, reason="needs pdftotext (package poppler-utils)"
)
def test_every_sheet_is_one_page_and_signs_stay_text(cast: Cast, varied: Campaign) -> None:
    sheets = sheets_of(varied, list(members_below(varied, cast["G1A"])))
    pdf = as_pdf(sheets)
    shown = subprocess.run(  # noqa: S603
        [str(READER), "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    printed = shown.stdout.decode().split("\f")[:-1]
    assert len(printed) == len(sheets) == 12
    for page, sheet in zip(printed, sheets, strict=True):
        assert sheet["name"] in page
        assert "T/M CHI BỘ" in page
    assert STRANGE in "".join(printed)


@pytest.mark.parametrize(
    ("kind", "code"), [("organisation", "G1"), ("collective", "G1"), ("leader", "M-G1A-02")]
)
def test_there_is_one_for_every_kind_of_subject(
    varied: Campaign, as_: Browser, kind: str, code: str
) -> None:
    response = as_(Role.GRASSROOTS, "G1").get(f"/xep-loai/2021/{kind}/{code}/phieu.pdf")
    assert response.content.startswith(b"%PDF")
    assert b"/MarkInfo" in response.content


def test_looks_are_written_down_of_one_and_of_many(varied: Campaign, as_: Browser) -> None:
    client = as_(Role.GRASSROOTS, "G1")
    client.get("/xep-loai/2021/member/M-G1A-04/phieu.pdf")
    assert list(Look.objects.values_list("person__code", "dossier")) == [
        ("M-G1A-04", Dossier.PAPERS)
    ]
    response = client.get("/phieu/2021/G1A/")
    assert response.content.startswith(b"%PDF")
    assert Look.objects.filter(dossier=Dossier.PAPERS).count() == 12


@pytest.mark.parametrize("kind", ["organisation", "collective", "leader"])
def test_everybody_on_a_board_says_what_each_says_alone(
    varied: Campaign, as_: Browser, kind: str
) -> None:
    entries = list(
        in_order(RosterEntry.objects.filter(campaign=varied, subject_type=kind, rated=True))
    )
    assert len(entries) > 1
    assert sheets_of(varied, entries) == [sheet_of_subject(one) for one in entries]
    client = as_(Role.UPPER_LEVEL, "U1")
    assert client.get(f"/bang/2021/U1/phieu/?kind={kind}").content.startswith(b"%PDF")
    assert Look.objects.exists() == (kind == "leader")
    assert client.get(f"/bang/2021/U2/phieu/?kind={kind}").status_code == 404


def test_a_large_bundle_comes_as_a_zip_of_cells(
    varied: Campaign, as_: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "AT_ONCE", 20)
    client = as_(Role.UPPER_LEVEL, "U1")
    follow = client.get("/phieu/2021/U1/")
    made = PreparedFile.objects.get()
    assert follow.headers["Location"] == f"/tep-xuat/{made.pk}/"
    work_on(made.pk)
    assert not Look.objects.exists()
    response = as_type("StreamingHttpResponse", client.get(f"/tep-xuat/{made.pk}/tai-ve/"))
    packed = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))  # type: ignore[arg-type]
    assert packed.testzip() is None
    assert sorted(packed.namelist()) == ["G1A.pdf", "G1B.pdf", "G2.pdf"]
    assert all(packed.read(name).startswith(b"%PDF") for name in packed.namelist())


def test_outsiders_get_no_sheet(varied: Campaign, as_: Browser) -> None:
    outside = as_(Role.UPPER_LEVEL, "U2")
    assert outside.get("/xep-loai/2021/member/M-G1A-04/phieu.pdf").status_code == 404
    assert outside.get("/phieu/2021/G1A/").status_code == 404
    assert not Look.objects.exists()


def test_a_place_without_rated_members_says_so(cast: Cast, varied: Campaign, as_: Browser) -> None:
    RosterEntry.objects.filter(organisation=cast["G1B"]).update(rated=False, excluded_by="x")
    response = as_(Role.GRASSROOTS, "G1").get("/phieu/2021/G1B/", follow=True)
    assert "Chưa có đảng viên nào được xếp loại ở đây" in response.content.decode()
