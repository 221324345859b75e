"""The pages of points in the hands of people: filled, typed, refused in words, taken away."""

import io
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.conf import LazySettings
from django.test import Client
from docx import Document
from openpyxl import load_workbook

from tests.pages.conftest import BLOC, SCORED
from tests.pages.test_exports import body_of
from tests.points.conftest import AFTER, Who, accepted
from tests.web.town import Town
from thidua.attachments.models import Attachment, StoredFile
from thidua.awards.models import Award
from thidua.blocs.models import Criterion
from thidua.points.models import Score, ScoreSheet
from thidua.progress.models import OF_NOTE, Note

As = Callable[[str], Client]
ALL = f"/nam/2021/khoi-thi-dua/{SCORED}/diem/"
HEADS, DEPUTYS = f"{ALL}GL01A/", f"{ALL}GL01B/"
CHECK, SETTLE = f"{DEPUTYS}kiem-tra/", f"{DEPUTYS}chot/"


@pytest.fixture
def keys(town: Town, settings: LazySettings) -> list[int]:
    """The keys of both criteria: key tasks (60), meetings (40). The head unit did two of three."""
    settings.TODAY = AFTER
    for value in ("10", "10", "9"):
        accepted(town, "GL01A", value)
    found = Criterion.objects.filter(criteria_set=SCORED).order_by("position")
    return list(found.values_list("pk", flat=True))


def typed(
    keys: list[int], *values: str, act: str, reasons: str = "", **more: str
) -> dict[str, str]:
    """A sheet's form as a browser sends it."""
    sent = {"act": act, "revision": "0", "version": "1"} | more
    for key, value in zip(keys, values, strict=True):
        sent |= {f"t{key}-value": value, f"t{key}-reason": reasons}
    return sent


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_the_standing_shows_what_is_counted_and_what_was_sent(as_: As, keys: list[int]) -> None:
    page = text(as_("cell"), ALL)
    assert "đã chốt 0/2 đơn vị" in page
    assert "Chưa gửi" in page
    assert "Đã gửi, chờ chốt" in page
    assert "Thứ hạng có khi mọi đơn vị" in page
    assert "Tự chấm" in page
    assert "chưa xác nhận" in page


def test_ones_own_sheet_is_filled_with_what_is_counted_and_its_working(
    as_: As, keys: list[int]
) -> None:
    page = text(as_("cell"), HEADS)
    assert "2 trong 3 nhiệm vụ × 60 = 40" in page
    assert f'name="t{keys[0]}-value" value="40"' in page
    assert 'value="send"' in page


def test_points_are_typed_with_a_comma_saved_privately_and_sent(as_: As, keys: list[int]) -> None:
    client = as_("cell")
    page = client.post(HEADS, typed(keys, "40", "32,5", act="save"), follow=True)
    assert "khối chưa xem được" in page.content.decode()
    assert Score.objects.get(sheet__unit__code="GL01A", criterion=keys[1]).own == Decimal("32.5")
    assert Score.objects.get(sheet__unit__code="GL01A", criterion=keys[0]).own is None
    for name in ("cell_outside", "province"):
        assert "32,5" not in text(as_(name), ALL)
        assert "32,5" not in text(as_(name), HEADS)
    sent = client.post(HEADS, typed(keys, "40", "32.5", act="send", revision="1"), follow=True)
    assert "Đã gửi phiếu chấm điểm" in sent.content.decode()
    for name in ("cell_outside", "province"):
        assert "32,5" in text(as_(name), ALL)
    assert "Kiểm tra chéo 1 phiếu" not in text(as_("cell"), "/?year=2021")
    assert "Chốt 1 phiếu" in text(as_("cell_outside"), "/?year=2021")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("40,5", "cao hơn điểm tối đa 40"),
        ("nhiều", "hãy ghi một số từ 0 trở lên"),
        ("-1", "hãy ghi một số từ 0 trở lên"),
        ("1e9", "số lớn quá"),
        ("NaN", "hãy ghi một số từ 0 trở lên"),
        ("0,001", "nhiều nhất hai chữ số"),
    ],
)
def test_what_is_no_such_number_is_told_at_its_field_and_nothing_is_lost(
    as_: As, keys: list[int], value: str, words: str
) -> None:
    response = as_("cell").post(
        HEADS, typed(keys, "39", value, act="save", reasons="giữ nguyên lời này")
    )
    page = response.content.decode()
    assert response.status_code == 400
    assert words in page
    assert "giữ nguyên lời này" in page
    assert f'value="{value}"' in page
    assert not ScoreSheet.objects.filter(unit__code="GL01A").exists()


def test_sending_without_a_reason_keeps_what_was_typed(as_: As, keys: list[int]) -> None:
    client = as_("cell")
    response = client.post(HEADS, typed(keys, "50", "30", act="send"))
    page = response.content.decode()
    assert response.status_code == 400
    assert "Tiêu chí 1: điểm khác máy đếm" in page
    assert 'name="revision" value="1"' in page
    assert ScoreSheet.objects.get(unit__code="GL01A").status == "draft"
    again = typed(keys, "50", "30", act="send", reasons="thêm vụ đông", revision="1")
    assert client.post(HEADS, again).status_code == 302


def test_two_tabs_do_not_overwrite_each_other(as_: As, keys: list[int]) -> None:
    client = as_("cell")
    client.post(HEADS, typed(keys, "40", "30", act="save"))
    response = client.post(HEADS, typed(keys, "40", "10", act="save"))
    assert response.status_code == 400
    assert "Người khác vừa sửa" in response.content.decode()
    assert Score.objects.get(sheet__unit__code="GL01A", criterion=keys[1]).own == 30


def test_the_head_checks_nothing_away_and_settles_with_a_reason(as_: As, keys: list[int]) -> None:
    head = as_("cell")
    refused = head.post(SETTLE, typed(keys, "30", "25", act="settle"))
    assert refused.status_code == 400
    assert "hãy ghi lý do" in refused.content.decode()
    assert 'value="25"' in refused.content.decode()
    checked = head.post(CHECK, typed(keys, "30", "28", act="check", reasons="thiếu biên bản"))
    assert checked.status_code == 302
    assert "đề nghị 28" in text(as_("cell_outside"), DEPUTYS)
    done = typed(keys, "30", "28", act="settle", reasons="theo kiểm tra chéo")
    page = head.post(SETTLE, done, follow=True).content.decode()
    assert "Đã chốt điểm" in page
    assert "<strong>58</strong>" in page
    twice = head.post(SETTLE, done)
    assert twice.status_code == 400
    assert "không có gì chờ" in twice.content.decode()
    assert "hạng" not in text(head, DEPUTYS)  # not everybody is settled
    opened = head.post(DEPUTYS, {"act": "reopen", "why": "tính nhầm"})
    assert opened.status_code == 302
    assert "tính nhầm" in text(as_("cell_outside"), DEPUTYS)


def test_a_sheet_is_not_returned_without_saying_why(as_: As, keys: list[int]) -> None:
    response = as_("cell").post(SETTLE, {"act": "return", "version": "1", "why": ""})
    assert response.status_code == 400
    assert "hãy nêu lý do" in response.content.decode()


def test_the_blocs_page_leads_to_its_points_for_whoever_reads_them(
    as_: As, keys: list[int]
) -> None:
    bloc = f"/nam/2021/khoi-thi-dua/{SCORED}/"
    assert ALL in text(as_("cell"), bloc)
    for name in ("upper_level", "grassroots", "inspector"):
        page = as_(name).get(bloc)
        assert page.status_code == 200
        assert ALL not in page.content.decode()
        assert as_(name).get(ALL).status_code == 404


def test_a_bloc_without_signed_criteria_says_what_it_waits_for(as_: As) -> None:
    page = text(as_("grassroots"), f"/nam/2021/khoi-thi-dua/{BLOC}/diem/")
    assert "Chưa có tiêu chí đã ký" in page
    sheet = f"/nam/2021/khoi-thi-dua/{BLOC}/diem/GL01/"
    assert "ký giao ước trước" in text(as_("grassroots"), sheet)
    assert as_("grassroots").post(sheet, {"act": "save"}).status_code == 400


# Files
# --------------------------------------------------------------------------------------------------


def settle_both(as_: As, keys: list[int]) -> None:
    as_("cell").post(HEADS, typed(keys, "40", "30", act="send"))
    as_("cell_outside").post(f"{HEADS}chot/", typed(keys, "40", "30", act="settle"))
    as_("cell").post(SETTLE, typed(keys, "30", "30", act="settle"))


def test_the_standing_leaves_as_a_workbook_and_a_paper(as_: As, keys: list[int]) -> None:
    settle_both(as_, keys)
    client = as_("province")
    book = load_workbook(io.BytesIO(body_of(client.get(f"{ALL}?format=xlsx"))))
    head, *rows = next(iter(book.worksheets)).iter_rows(values_only=True)
    places = {row[1]: (row[0], row[head.index("Tổng điểm chốt")]) for row in rows}
    assert places == {"GL01A": (1, 70), "GL01B": (2, 60)}
    paper = Document(io.BytesIO(client.get(f"{ALL}?format=docx").content))
    words = "\n".join(
        [one.text for one in paper.paragraphs]
        + [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    )
    for part in (
        "BẢNG ĐIỂM THI ĐUA",
        "Chi bộ thôn Trạm Bóng",
        "chưa xác nhận",
        "ĐƠN VỊ TRƯỞNG CỤM",
    ):
        assert part in words
    assert "dự thảo" not in words
    assert client.get(f"{ALL}?format=pdf").content.startswith(b"%PDF")
    assert as_("upper_level").get(f"{ALL}?format=xlsx").status_code == 404


def test_an_award_says_where_its_unit_stands_and_by_what(
    as_: As, keys: list[int], town: Town
) -> None:
    award = Award.objects.filter(subject_type="organisation").first()
    assert award is not None
    Award.objects.filter(pk=award.pk).update(organisation=town["GL01A"], person=None)
    address = f"/nam/2021/khen-thuong/{award.pk}/"
    before = text(as_("province"), address)
    assert "Thi đua trong khối" not in before
    settle_both(as_, keys)
    page = text(as_("province"), address)
    assert "hạng 1/2 Cụm chi bộ, 70 điểm" in " ".join(page.split())
    assert ALL in page
    assert "không phải điều kiện khen thưởng" in page
    assert "hạng 1/2" in text(as_("province"), "/nam/2021/khen-thuong/")
    assert ALL not in text(as_("upper_level"), address)  # the fact, and no door that is shut


def test_a_file_is_shown_to_the_bloc_only_once_its_unit_chose_and_sent_it(
    as_: As, keys: list[int], who: Who
) -> None:
    note = Note.objects.filter(task__registration__organisation__code="GL01A").first()
    assert note is not None
    content = StoredFile.objects.create(sha256="a" * 64, size=3, media_type="application/pdf")
    file = Attachment.objects.create(
        kind=OF_NOTE, owner_id=note.pk, file=content, name="bien-ban.pdf", sent_by_name="Cán bộ"
    )
    other = as_("cell_outside")
    assert "bien-ban.pdf" in text(as_("cell"), HEADS)
    sent = typed(keys, "40", "30", act="save") | {f"t{keys[1]}-files": str(file.pk)}
    as_("cell").post(HEADS, sent)
    assert "bien-ban.pdf" not in text(other, HEADS)
    assert other.get(f"/tep/{file.pk}/").status_code == 404
    as_("cell").post(HEADS, sent | {"act": "send", "revision": "1"})
    assert "bien-ban.pdf" in text(other, HEADS)
    foreign = typed(keys, "40", "30", act="save") | {f"t{keys[1]}-files": "999999"}
    assert as_("cell").post(HEADS, foreign).status_code == 400
