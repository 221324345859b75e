"""The pages of blocs in the hands of people: forms, refusals in words, the paper, empty states."""

import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from tests.blocs.conftest import Who
from tests.pages.conftest import BLOC, CRITERIA
from tests.web.town import Town
from thidua.blocs.actions import name_leaders
from thidua.blocs.models import Agreement, Bloc, CriteriaSet, SetState
from thidua.blocs.tasks import blocs_work

As = Callable[[str], Client]
LIST = "/nam/2021/khoi-thi-dua/"
ONE = f"{LIST}{BLOC}/"
SET = f"/nam/2021/tieu-chi-thi-dua/{CRITERIA}/"
LOCAL = "chưa tìm thấy văn bản của Trung ương"


def typed(*rows: dict[str, str], revision: int = 0, **more: str) -> dict[str, str]:
    """The editor's form as a browser sends it."""
    sent = {
        "revision": str(revision),
        "scale": "points",
        "total": "100",
        "c-TOTAL_FORMS": str(len(rows)),
        "c-INITIAL_FORMS": "0",
        "act": "save",
    }
    for at, row in enumerate(rows):
        sent |= {f"c-{at}-{name}": value for name, value in row.items()}
    return sent | more


@pytest.fixture
def draft(town: Town) -> CriteriaSet:
    CriteriaSet.objects.filter(pk=CRITERIA).update(state=SetState.DRAFT)
    return CriteriaSet.objects.get(pk=CRITERIA)


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


# The editor
# --------------------------------------------------------------------------------------------------


def test_rows_are_typed_with_a_comma_saved_and_added_up(as_: As, draft: CriteriaSet) -> None:
    rows = (
        {"content": "Thu ngân sách", "points": "60,5", "link": "indicator:budget"},
        {"content": "Kết nạp đảng viên", "points": "39.5", "weight": "1"},
    )
    page = as_("grassroots").post(SET, typed(*rows), follow=True).content.decode()
    assert "Đã lưu bộ tiêu chí." in page
    assert LOCAL in page
    assert [str(one.points) for one in draft.criteria.all()] == ["60.50", "39.50"]
    assert "<strong data-found>100</strong> / <span data-wanted>100</span>" in page
    assert 'value="60,5"' in page


@pytest.mark.parametrize(
    ("act", "order"),
    [
        ("up-2", ["B", "A", "C"]),
        ("down-2", ["A", "C", "B"]),
        ("remove-2", ["A", "C"]),
        ("add", ["A", "B", "C", ""]),
        ("up-1", ["A", "B", "C"]),
        ("up-99", ["A", "B", "C"]),
        ("remove-ế", ["A", "B", "C"]),
    ],
)
def test_a_button_moves_its_row_and_loses_no_other(
    as_: As, draft: CriteriaSet, act: str, order: list[str]
) -> None:
    rows = ({"content": "A"}, {"content": "B"}, {"content": "C", "points": "7"})
    as_("grassroots").post(SET, typed(*rows, act=act))
    assert [one.content for one in draft.criteria.order_by("position")] == order


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ("nhiều", "hãy ghi một số từ 0 trở lên"),
        ("-1", "hãy ghi một số từ 0 trở lên"),
        ("NaN", "hãy ghi một số từ 0 trở lên"),
        ("1e9", "số lớn quá"),
        ("0,001", "nhiều nhất hai chữ số"),
    ],
)
def test_a_number_that_is_none_is_told_at_its_field_and_nothing_is_lost(
    as_: As, draft: CriteriaSet, points: str, words: str
) -> None:
    row = {"content": "Chưa lưu ở đâu", "points": points}
    response = as_("grassroots").post(SET, typed(row))
    page = response.content.decode()
    assert response.status_code == 400
    assert words in page
    assert "Chưa lưu ở đâu" in page
    assert draft.criteria.get().content == "Nhiệm vụ trọng tâm"


def test_two_tabs_show_what_is_saved_beside_what_was_typed(as_: As, draft: CriteriaSet) -> None:
    as_("upper_level").post(SET, typed({"content": "Của người khác", "points": "1"}))
    response = as_("grassroots").post(SET, typed({"content": "Của tôi", "points": "2"}))
    page = response.content.decode()
    assert response.status_code == 409
    assert page.index("Của người khác") < page.index("Của tôi")
    assert draft.criteria.get().content == "Của người khác"


def test_a_draft_is_private_to_whoever_writes_it(as_: As, draft: CriteriaSet) -> None:
    assert as_("grassroots").get(SET).status_code == 200
    assert as_("upper_level").get(SET).status_code == 200
    for name in ("grassroots_outside", "cell", "inspector", "auditor"):
        assert as_(name).get(SET).status_code == 404
        assert "Nhiệm vụ trọng tâm" not in text(as_(name), ONE)
        assert as_(name).get(f"{ONE}giao-uoc/?format=pdf").status_code == 404


def test_criteria_for_all_units_are_saved_before_they_are_signed(as_: As) -> None:
    client = as_("upper_level")
    address = client.post(LIST, {"act": "start"}).headers["Location"]
    row = {"content": "Thu ngân sách", "points": "90"}
    refused = client.post(address, typed(row, act="sign"))
    assert refused.status_code == 400
    assert "còn thiếu 10" in refused.content.decode()
    assert CriteriaSet.objects.get(bloc=None).criteria.get().points == 90
    row |= {"points": "100"}
    page = client.post(address, typed(row, revision=1, act="sign"), follow=True)
    assert "không đổi nữa" in page.content.decode()
    assert CriteriaSet.objects.get(bloc=None).state == SetState.SIGNED
    empty = client.post(address, {"act": "new_version", "reason": " "})
    assert empty.status_code == 400
    page = client.post(address, {"act": "new_version", "reason": "dự toán mới"}, follow=True)
    assert "dự toán mới" in page.content.decode()
    assert CriteriaSet.objects.get(bloc=None, version=2).state == SetState.DRAFT


def test_a_total_of_nothing_is_refused_not_taken_for_a_hundred(as_: As, draft: CriteriaSet) -> None:
    response = as_("grassroots").post(SET, typed({"content": "A", "points": "1"}, total="0"))
    assert response.status_code == 400
    assert "lớn hơn 0" in response.content.decode()


# Agreeing and signing
# --------------------------------------------------------------------------------------------------


def test_a_member_answers_on_the_page_and_the_head_unit_reads_it(as_: As, who: Who) -> None:
    words = "Thu ngân sách: đề nghị 50 điểm"
    member = as_("grassroots_outside")
    assert "Đảng bộ xã Gia Tân xác nhận tiêu chí" in text(member, ONE)
    member.post(ONE, {"act": "object", "unit": "GL02", "words": words})
    assert words in text(as_("grassroots"), ONE)
    refused = as_("grassroots").post(ONE, {"act": "sign"})
    assert refused.status_code == 400
    assert "Chưa ký được: Đảng bộ xã Đoàn Thượng, Đảng bộ xã Gia Tân" in refused.content.decode()
    member.post(ONE, {"act": "agree", "unit": "GL02"})
    as_("grassroots").post(ONE, {"act": "agree", "unit": "GL01"})
    page = as_("grassroots").post(ONE, {"act": "sign"}, follow=True).content.decode()
    assert "Đã ghi giao ước đã ký" in page
    assert "2/2 đã đồng ý" in page


def test_an_answer_that_is_refused_keeps_its_words(as_: As) -> None:
    long = "điểm " * 300
    response = as_("grassroots_outside").post(ONE, {"act": "object", "unit": "GL02", "words": long})
    assert response.status_code == 400
    assert long.strip() in response.content.decode()
    assert not Agreement.objects.exists()


def test_the_first_page_asks_units_that_have_not_answered(as_: As) -> None:
    wanted = "Xác nhận tiêu chí, thang điểm của Khối các xã"
    member = as_("grassroots_outside")
    assert wanted in text(member, "/?year=2021")
    assert wanted not in text(as_("upper_level"), "/?year=2021")
    member.post(ONE, {"act": "agree", "unit": "GL02"})
    assert wanted not in text(member, "/?year=2021")
    assert blocs_work.__doc__


def test_the_signed_pact_is_scanned_and_read_by_the_members(as_: As, town: Town) -> None:
    CriteriaSet.objects.filter(pk=CRITERIA).update(state="signed", signed_at="2021-03-01T00:00Z")
    scan = SimpleUploadedFile("giao-uoc.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")
    member = as_("grassroots_outside")
    assert member.post(ONE, {"act": "scan", "scans": scan}).status_code == 403
    scan.seek(0)
    page = as_("grassroots").post(ONE, {"act": "scan", "scans": scan}, follow=True)
    assert "giao-uoc.pdf" in page.content.decode()
    assert "giao-uoc.pdf" in text(member, ONE)


# The paper
# --------------------------------------------------------------------------------------------------


def test_the_pact_as_word_names_members_criteria_and_that_it_is_local(
    as_: As, town: Town, who: Who
) -> None:
    bloc = Bloc.objects.get(pk=BLOC)
    name_leaders(bloc=bloc, head=town["GL01"], deputy=town["GL02"], actor=who("upper_level"))
    response = as_("grassroots_outside").get(f"{ONE}giao-uoc/?format=docx")
    document = Document(io.BytesIO(response.content))
    words = "\n".join(
        [one.text for one in document.paragraphs]
        + [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    )
    for part in (
        "GIAO ƯỚC THI ĐUA",
        "Đảng bộ xã Đoàn Thượng (đơn vị trưởng)",
        "Đảng bộ xã Gia Tân (đơn vị phó)",
        "Nhiệm vụ trọng tâm",
        "dự thảo",
        LOCAL,
    ):
        assert part in words
    assert (
        "Khoi cac xa" in response.headers["Content-Disposition"]
        or "Kh%E1%BB%91i" in (response.headers["Content-Disposition"])
    )


def test_the_pact_as_pdf(as_: As) -> None:
    response = as_("grassroots").get(f"{ONE}giao-uoc/?format=pdf")
    assert response.content.startswith(b"%PDF")
    assert as_("grassroots").get(f"{ONE}giao-uoc/?format=exe").status_code == 404


# Setting up, empty states
# --------------------------------------------------------------------------------------------------


def test_a_bloc_is_set_up_and_filled_with_all_units_of_a_kind(as_: As) -> None:
    client = as_("upper_level")
    page = client.post(LIST, {"act": "add", "kind": "cluster", "name": "Cụm xã"}, follow=True)
    address = page.redirect_chain[-1][0]
    assert "Chưa có thành viên nào" in page.content.decode()
    done = client.post(address, {"act": "add_sector", "sector": "commune"}, follow=True)
    assert "Đã thêm 2 đơn vị" in done.content.decode()
    assert "Đảng bộ xã Gia Tân" in done.content.decode()


def test_a_refusal_names_the_other_bloc_and_keeps_what_was_typed(as_: As) -> None:
    client = as_("upper_level")
    page = client.post(LIST, {"act": "add", "kind": "bloc", "name": "Khối hai"}, follow=True)
    address = page.redirect_chain[-1][0]
    response = client.post(address, {"act": "add", "unit": "GL01"})
    assert response.status_code == 400
    assert "đã ở “Khối các xã”" in response.content.decode()
    assert 'value="GL01"' in response.content.decode()
    again = client.post(LIST, {"act": "add", "kind": "bloc", "name": "Khối các xã"})
    assert again.status_code == 400
    assert "hãy ghi tên khác" in again.content.decode()


def test_lists_without_blocs_say_what_they_wait_for(as_: As) -> None:
    assert "Chưa có khối, cụm nào" in text(as_("upper_level_outside"), LIST)
    assert "Khi cấp trên lập khối" in text(as_("inspector_outside"), LIST)
    assert LOCAL in text(as_("cell"), LIST)
    refused = as_("upper_level_outside").post(LIST, {"act": "copy"})
    assert refused.status_code == 400
    assert "Năm 2020 chưa có khối, cụm" in refused.content.decode()


def test_nothing_that_cannot_be_done_is_offered(as_: As) -> None:
    page = text(as_("cell"), ONE)
    for act in ("add", "leaders", "sign", "take_back", "remove", "agree", "new_version"):
        assert f'value="{act}"' not in page
