"""The board as officers meet it: rows, pools, filters, choosing with and without a script, the
workbook.
"""

import datetime as dt
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from tests.boards.conftest import BEST, UNTOLD, Table
from tests.builder import OPERATOR, decision, officer, organisation
from tests.cast import Cast, entry, propose
from tests.html import tight
from thidua.accounts.models import Role, User
from thidua.boards.actions import return_proposals
from thidua.boards.models import Proposal
from thidua.campaigns.models import Campaign
from thidua.decisions.actions import issue_decision
from thidua.organisations.actions import refresh_paths
from thidua.organisations.models import Succession
from thidua.ratings.models import EarlierLevel
from thidua.vocabulary import SubjectType

At = Callable[..., Table]
BOARD = "/bang/2021/G1/?kind=member"
CHOOSE = "/bang/2021/G1/chon/"


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def at_board(year: Campaign, secretary: User) -> Client:
    return browser(secretary)


def page(client: Client, address: str = BOARD) -> str:
    response = client.get(address)
    assert response.status_code == 200
    text: str = response.content.decode()
    return text


def shown(text: str) -> list[str]:
    """The codes of the rows, in their order."""
    return re.findall(r'<tr id="r\d+".*?/xep-loai/2021/\w+/([^/]+)/', tight(text))


def row_of(text: str, code: str) -> str:
    """The HTML of one row."""
    rows: list[str] = re.findall(r'<tr id="r.*?</tr>', tight(text))
    (found,) = [row for row in rows if f"/{code}/" in row]
    return found


def value(table: Table, code: str, level: int, *, version: int | None = None) -> str:
    row = table.row(code)
    return f"{row.entry}.{row.version if version is None else version}.{level}"


def sent(client: Client, **data: Any) -> Any:
    """As the script sends it: the answer is what is to be put in place."""
    response = client.post(
        CHOOSE, {"kind": "member", **data}, headers={"accept": "application/json"}
    )
    return response.status_code, response.json()


def test_the_strip_of_a_merged_cell_shows_the_levels_of_those_it_came_out_of(
    at_board: Client, cast: Cast, year: Campaign
) -> None:
    """G1B came out of G1A and a cell that is no more: the lower of their levels counts for it."""
    day = dt.date(2020, 1, 1)
    former = organisation("OLD", "cell", parent=cast["G1"], until=day - dt.timedelta(days=1))
    refresh_paths()
    for before, level in ((cast["G1A"], "outstanding"), (former, "completed")):
        Succession.objects.create(
            predecessor=before, successor=cast["G1B"], happened_on=day, kind="merge"
        )
        EarlierLevel.objects.create(
            year=2019, subject_type="organisation", organisation=before, level=level
        )
    assert "2019: Hoàn thành," in row_of(page(at_board, "/bang/2021/G1/?kind=organisation"), "G1B")


def test_a_committee_has_a_tab_for_each_kind_that_it_decides(
    at_board: Client, year: Campaign
) -> None:
    text = page(at_board, "/bang/2021/G1/")
    tabs = re.findall(r'<a href="\?kind=(\w+)"', text)
    assert tabs == ["organisation", "member"]
    assert "2 tổ chức của Tổ chức G1" in text
    assert shown(text) == ["G1A", "G1B"]


def test_the_step_leads_to_ones_own_board(at_board: Client, cast: Cast, year: Campaign) -> None:
    assert shown(page(at_board, "/bang/2021/")) == ["G1A", "G1B"]
    assert 'href="/bang/2021/"' in page(at_board, "/")
    district = page(browser(officer("district", Role.UPPER_LEVEL, cast["U1"])), "/bang/2021/")
    assert shown(district) == ["G1", "G2"]


def test_a_row_says_what_is_claimed_reached_and_missing(at_board: Client, table: At) -> None:
    propose(table().entry("M-G1A-07"), self_claimed="outstanding", proposed="good")
    text = page(at_board)
    row = row_of(text, "M-G1A-07")
    for said in (
        "tự nhận xuất sắc",
        "đề nghị tốt",
        "Tự nhận cao hơn mức đạt tiêu chuẩn",
        "mặc định theo mức đạt tiêu chuẩn, chưa ai chọn",
        "100%",
        'aria-disabled="true"',
    ):
        assert said in row
    row = row_of(text, UNTOLD)
    assert "Đã tự kiểm điểm" in row
    assert "giữ ·" in row
    assert "xem nếu… thì…" in row
    assert 'class="seg"' not in row


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("reached=outstanding", 6),
        ("reached=unknown", 1),
        ("warning=missing", 1),
        ("warning=unchosen", 6),
        ("warning=claims", 0),
        ("q=g1a-1", 3),
        ("q=khong+co", 0),
        ("pool=none", 0),
        ("reached=wrong&warning=wrong", 24),
    ],
)
def test_filters_stand_in_the_address(at_board: Client, asked: str, found: int) -> None:
    text = page(at_board, f"{BOARD}&{asked}")
    assert len(shown(text)) == found
    assert found or "Không có dòng nào khớp" in text


def test_words_that_are_too_long_are_said_to_be_and_stay(at_board: Client) -> None:
    words = "g1a " * 30
    text = page(at_board, f"{BOARD}&q={words}")
    assert "dài 119 ký tự; nhiều nhất 100 ký tự" in text
    assert f'value="{words}"' in text
    assert len(shown(text)) == 24


def test_a_form_leads_back_to_nothing_but_a_view_of_its_board(at_board: Client, table: At) -> None:
    back = {"back": "next=//else.where&q=G1A&ask=1"}
    response = at_board.post(CHOOSE, {"kind": "member", "c": value(table(), BEST[0], 4), **back})
    pk = table().entry(BEST[0]).pk
    assert response["Location"] == f"/bang/2021/G1/?q=G1A&kind=member#r{pk}"


def test_a_pool_narrows_the_table_and_says_how_it_was_counted(at_board: Client, table: At) -> None:
    table().choose(BEST[0])
    text = page(at_board)
    (slug,) = re.findall(r"pool=(\w+)", text)
    assert len(shown(page(at_board, f"{BOARD}&pool={slug}"))) == 24
    panel = page(at_board, f"/bang/2021/G1/nhom/{slug}/?kind=member")
    assert "20% của số hoàn thành tốt (23 từ" in panel
    assert "HD 21-HD/BTCTW, II.B.2, điểm 2.3a" in panel
    assert panel.index("M-G1A-04") < panel.index("chưa chọn") < panel.index("M-G1A-05")


def test_rows_are_sorted_as_asked(at_board: Client) -> None:
    assert shown(page(at_board, f"{BOARD}&sort=reached"))[:6] == sorted(BEST)
    assert shown(page(at_board, f"{BOARD}&sort=missing"))[0] == UNTOLD


def test_choosing_answers_with_the_row_the_gauge_and_what_is_left(
    at_board: Client, table: At
) -> None:
    board = table()
    status, state = sent(at_board, c=value(board, BEST[0], 4))
    assert status == 200
    (row,) = state["rows"].values()
    assert 'aria-pressed="true" class="is-outstanding is-on"' in tight(row)
    (gauge,) = state["gauges"].values()
    assert "<strong>1</strong>/ 4" in tight(gauge)
    assert f'data-pool="{next(iter(state["gauges"]))}"' in page(at_board)


def test_a_refusal_says_why_beside_the_row_as_it_is(at_board: Client, table: At) -> None:
    board = table()
    board.choose(*BEST[:4])
    status, state = sent(at_board, c=value(board, BEST[4], 4))
    (row,), (said,) = state["rows"].values(), state["said"].values()
    assert status == 409
    assert 'aria-pressed="false" class="is-good is-on"' in tight(row)
    assert "Nhóm đã chọn 4/4" in said
    assert "/bang/2021/G1/nhom/" in said
    status, state = sent(at_board, c=value(board, "M-G1A-07", 2))
    assert status == 422
    assert "<textarea" in next(iter(state["said"].values()))
    assert sent(at_board, c=value(board, "M-G1A-07", 2), reason="vi phạm")[0] == 200


def test_a_clash_shows_the_present_state(at_board: Client, table: At) -> None:
    board = table()
    old = value(board, BEST[0], 2)
    board.choose(BEST[0])
    status, state = sent(at_board, c=old, reason="lý do")
    assert status == 409
    assert "secretary đã đổi thành “Xuất sắc”" in next(iter(state["said"].values()))
    (row,) = state["rows"].values()
    assert 'aria-pressed="true" class="is-outstanding is-on"' in tight(row)


def test_without_a_script_the_form_leads_back_to_its_row(at_board: Client, table: At) -> None:
    board = table()
    pk = board.entry(BEST[0]).pk
    response = at_board.post(
        CHOOSE, {"kind": "member", "c": value(board, BEST[0], 4), "back": "sort=reached&q=G1A"}
    )
    assert response["Location"] == f"/bang/2021/G1/?sort=reached&q=G1A&kind=member#r{pk}"
    assert board.row(BEST[0]).stands == 4
    response = at_board.post(CHOOSE, {"kind": "member", "c": value(board, "M-G1A-07", 2)})
    asking = page(at_board, response["Location"])
    assert f'value="{value(board, "M-G1A-07", 2)}"' in asking[asking.index("board-said") :]
    at_board.post(CHOOSE, {"kind": "member", "c": value(board, "M-G1A-07", 2), "reason": "vi phạm"})
    assert board.row("M-G1A-07").reason == "vi phạm"
    board.choose(*BEST[1:4])
    response = at_board.post(CHOOSE, {"kind": "member", "c": value(board, BEST[4], 4)}, follow=True)
    assert "Nhóm đã chọn 4/4" in response.content.decode()


def test_many_at_once_all_or_none(at_board: Client, table: At) -> None:
    board = table()
    marked = [value(board, code, 4).rpartition(".")[0] for code in BEST]
    status, state = sent(at_board, all="4", s=marked)
    assert (status, "Nhóm đã chọn 0/4; chọn thêm như vậy" in state["refused"]) == (409, True)
    assert not Proposal.objects.filter(chosen="outstanding").exists()
    status, state = sent(at_board, all="4", s=marked[:4])
    assert (status, len(state["rows"])) == (200, 4)
    response = at_board.post(CHOOSE, {"kind": "member", "all": "4"}, follow=True)
    assert "Hãy đánh dấu ít nhất một dòng" in response.content.decode()


def test_several_rows_each_get_their_own_level_or_none_does(at_board: Client, table: At) -> None:
    board = table()
    board.choose(BEST[0], BEST[1])
    back = [value(board, BEST[0], 3), value(board, BEST[2], 4)]
    assert sent(at_board, c=[*back, value(board, "M-G1A-07", 2)])[0] == 422
    assert table().row(BEST[0]).chosen == 4
    assert sent(at_board, c=[*back, *back])[0] == 200
    assert [table().row(code).chosen for code in BEST[:3]] == [None, 4, 4]


def test_marked_rows_are_sent_back_with_a_reason(at_board: Client, table: At, cast: Cast) -> None:
    board = table()
    marked = [value(board, code, 4).rpartition(".")[0] for code in BEST[:2]]
    elsewhere = f"{board.entry('M-G3A-04').pk}.0"
    response = at_board.post(CHOOSE, {"kind": "member", "return": "1", "s": marked}, follow=True)
    assert "lý do" in response.content.decode()
    assert not board.row(BEST[0]).returned
    sending = {
        "kind": "member",
        "return": "1",
        "s": [*marked, elsewhere],
        "reason_all": "thiếu minh chứng",
    }
    assert "Đã gửi 2 trường hợp về" in at_board.post(CHOOSE, sending, follow=True).content.decode()
    assert board.row(BEST[0]).returned == "thiếu minh chứng"
    assert "thiếu minh chứng" in row_of(page(at_board, f"{BOARD}&warning=returned"), BEST[0])
    cell = table("G1A", SubjectType.MEMBER, officer("cell", Role.CELL, cast["G1A"]))
    cell.choose(BEST[0])
    assert (board.row(BEST[0]).returned, board.row(BEST[1]).returned) == ("", "thiếu minh chứng")


@pytest.mark.parametrize("wrong", ["", "x", "1.2", "1.2.9", "1.2.3.4", "99999999999999999999.0.3"])
def test_a_form_that_makes_no_sense_changes_nothing(at_board: Client, wrong: str) -> None:
    status, state = sent(at_board, c=wrong)
    assert (status, "hãy tải lại trang" in state["refused"]) == (422, True)
    assert not Proposal.objects.exists()


def test_a_row_of_another_board_is_not_found(at_board: Client) -> None:
    assert at_board.post(CHOOSE, {"kind": "member", "c": "0.0.3"}).status_code == 404


def test_whoever_only_reads_has_no_controls(cast: Cast, year: Campaign, table: At) -> None:
    auditor = browser(officer("auditor", Role.AUDITOR, cast["P"]))
    text = page(auditor)
    assert 'class="seg"' not in text
    assert "Chỉ xem" in text
    assert "So sánh hai trường hợp" in text
    assert (
        auditor.post(CHOOSE, {"kind": "member", "c": value(table(), BEST[0], 4)}).status_code == 403
    )


def test_outsiders_find_nothing(cast: Cast, year: Campaign) -> None:
    outsider = browser(officer("outsider", Role.GRASSROOTS, cast["G3"]))
    for address in (BOARD, "/bang/2021/G1/moi/?kind=member", "/bang/2021/G1/so-sanh/?kind=member"):
        assert outsider.get(address).status_code == 404
    assert outsider.post(CHOOSE, {"kind": "member", "c": "1.0.3"}).status_code == 404


def test_the_cell_proposes_and_fills_no_pool(cast: Cast, table: At) -> None:
    cell = browser(officer("cell", Role.CELL, cast["G1A"]))
    text = page(cell, "/bang/2021/")
    assert len(shown(text)) == 12
    assert "Đã đề nghị 0 / 12" in text
    assert "cách tính" not in text
    cell.post("/bang/2021/G1A/chon/", {"kind": "member", "c": value(table(), "M-G1A-07", 3)})
    assert table().row("M-G1A-07").proposed == 3


def test_what_is_decided_is_shown_with_its_number(
    at_board: Client, cast: Cast, year: Campaign
) -> None:
    district = browser(officer("district", Role.UPPER_LEVEL, cast["U1"]))
    issue_decision(decision=decision(year, cast["U1"], ["collective"]), actor=OPERATOR)
    text = page(district, "/bang/2021/U1/?kind=collective")
    assert "đã quyết định U1-QĐ" in text
    assert 'class="seg" role="group" aria-label="Mức của' not in tight(text)
    assert "Đã có quyết định cho tất cả" in text
    assert "quá hạn" not in text
    assert 'type="checkbox"' not in text
    assert 'name="all"' not in text


def test_a_change_is_seen_at_once_however_often_the_page_was_drawn(
    at_board: Client, table: At
) -> None:
    for _ in range(2):
        assert "<strong>0</strong>/ 4" in tight(page(at_board))
    table().choose(BEST[0])
    text = page(at_board)
    assert "<strong>1</strong>/ 4" in tight(text)
    assert "Mức của" in text
    at_board.cookies["django_language"] = "en"
    assert "Mức của" not in page(at_board)


def test_the_workbook_holds_the_rows_shown(at_board: Client, table: At) -> None:
    table().choose(BEST[0])
    response = at_board.get(f"{BOARD}&reached=outstanding&format=xlsx")
    assert 'filename="bang-xep-loai-dang-vien-2021-' in response["Content-Disposition"]
    head, *rows = (
        CalamineWorkbook.from_filelike(io.BytesIO(response.content))
        .get_sheet_by_index(0)
        .to_python()
    )
    assert [row[0] for row in rows] == sorted(BEST)
    first = dict(zip(head, rows[0], strict=True))
    assert first["Cấp uỷ chọn"] == "Hoàn thành xuất sắc nhiệm vụ"


def test_two_are_compared_condition_by_condition(at_board: Client, table: At) -> None:
    best, good = table().entry(BEST[0]).pk, table().entry("M-G1A-07").pk
    response = at_board.post(
        CHOOSE, {"kind": "member", "compare": "1", "s": [f"{best}.0", f"{good}.0"]}
    )
    text = page(at_board, response["Location"])
    assert text.index("M-G1A-04") < text.index("M-G1A-07")
    assert "khác nhau ở" in text
    assert "Lượt xem này được ghi lại" in text
    choosing = page(at_board, f"/bang/2021/G1/so-sanh/?kind=member&a={best}")
    assert f'<option value="{best}" selected' in tight(choosing)
    assert choosing.count("<option") == 48
    elsewhere = entry(table().year, "M-G3A-04").pk
    assert (
        at_board.get(f"/bang/2021/G1/so-sanh/?kind=member&a={best}&b={elsewhere}").status_code
        == 404
    )


@pytest.mark.parametrize(
    "kind", [SubjectType.ORGANISATION, SubjectType.COLLECTIVE, SubjectType.LEADER]
)
def test_every_kind_can_be_looked_at_and_compared(
    cast: Cast, year: Campaign, kind: SubjectType
) -> None:
    province = browser(officer("province", Role.PROVINCE, cast["P"]))
    ids = re.findall(r'<tr id="r(\d+)"', tight(page(province, f"/bang/2021/P/?kind={kind}")))
    assert len(ids) >= 2
    page(province, f"/bang/2021/P/so-sanh/?kind={kind}&a={ids[0]}&b={ids[1]}")


def test_what_others_do_is_told_row_by_row(at_board: Client, cast: Cast, table: At) -> None:
    (version,) = re.findall(r'data-version="(\w+)"', page(at_board))
    changes = "/bang/2021/G1/moi/?kind=member"
    assert at_board.get(f"{changes}&v={version}").status_code == 204
    before = dict(re.findall(r'<tr id="r(\d+)" data-v="(\w+)"', tight(page(at_board))))
    table(actor=officer("colleague", Role.GRASSROOTS, cast["G1"])).choose(BEST[0])
    news = at_board.get(f"{changes}&v={version}").json()
    changed = [pk for pk, name in news["rows"].items() if before[pk] != name]
    assert changed == [str(table().entry(BEST[0]).pk)]
    state = at_board.get(f"{changes}&rows={changed[0]}").json()
    assert state["who"] == {changed[0]: "vừa đổi bởi colleague"}
    assert "<strong>1</strong>/ 4" in tight(state["pools"])
    assert "1 chưa đủ căn cứ" in state["bar"]
    elsewhere = table().entry("M-G3A-04").pk
    assert at_board.get(f"{changes}&rows={elsewhere}").json()["rows"] == {}
    assert news["rows"][changed[0]] in state["rows"][changed[0]]
    assert at_board.get(f"{changes}&v={news['v']}").status_code == 204


def test_the_first_page_asks_for_what_waits_on_ones_own_board(
    at_board: Client, cast: Cast, year: Campaign, table: At
) -> None:
    text = page(at_board, "/")
    assert "Chọn mức cho 1 tổ chức, 23 đảng viên" in text
    assert "Chọn mức cho 24" in text
    assert "2 chờ đủ thông tin" in text
    table().choose(BEST[0])
    assert "Chọn mức cho 1 tổ chức, 22 đảng viên" in page(at_board, "/")
    cell = browser(officer("cell", Role.CELL, cast["G1A"]))
    assert "Đề nghị mức cho 12 đảng viên" in page(cell, "/")
    propose(table().entry("M-G1A-07"), proposed="good")
    assert "Đề nghị mức cho 11 đảng viên" in page(cell, "/")
    assert "đã có 1" in page(cell, "/")
    auditor = browser(officer("auditor", Role.AUDITOR, cast["P"]))
    assert "mức cho" not in page(auditor, "/")


def test_what_was_sent_back_waits_to_be_proposed_on_the_first_page_and_on_the_board(
    cast: Cast, secretary: User, table: At
) -> None:
    cell, board = browser(officer("cell", Role.CELL, cast["G1A"])), "/bang/2021/G1A/?kind=member"
    stays, returned = table().entry("M-G1A-08"), table().entry("M-G1A-07")
    for proposed in (stays, returned):
        propose(proposed, proposed="good")
    return_proposals(
        campaign=table().year, entries=[returned], reason="thiếu minh chứng", actor=secretary
    )
    first = page(cell, "/")
    assert "Đề nghị mức cho 10 đảng viên" in first
    assert "Đề nghị lại 1 trường hợp" in first
    text = page(cell, board)
    assert "Đã đề nghị 1 / 12" in text
    assert "Còn 11 đảng viên chưa đề nghị" in text
    waiting = shown(page(cell, f"{board}&warning=unchosen"))
    assert returned.code in waiting
    assert stays.code not in waiting
    bar = cell.get(f"/bang/2021/G1A/moi/?kind=member&rows={returned.pk}").json()["bar"]
    assert "Đã đề nghị 1 / 12" in bar
