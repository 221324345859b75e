"""The wall as a page: what stands where, who may move whom, with and without a script."""

from dataclasses import replace
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document

from tests.boards.conftest import BEST, UNTOLD
from tests.builder import decision, officer
from tests.cast import Cast
from tests.committee_meetings.conftest import NAMES, Session
from tests.html import attribute, elements
from thidua.access.models import Look
from thidua.accounts.models import Role, User
from thidua.boards.drawing import Setting
from thidua.boards.filters import Filters
from thidua.boards.page import board_table
from thidua.campaigns.models import Campaign
from thidua.committee_meetings.models import CommitteeMeeting
from thidua.committee_meetings.moving import undo
from thidua.committee_meetings.opening import end_meeting
from thidua.committee_meetings.wall import SHOWN, wall_of
from thidua.decisions.actions import issue_decision
from thidua.vocabulary import SubjectType

ADDRESS = "/nam/2021/hop-cap-uy/G1/?kind=member"
CHANGES = "/nam/2021/hop-cap-uy/G1/moi/?kind=member"
JSON = {"Accept": "application/json"}
GOOD = "M-G1A-07"
FIRST = BEST[0]


def signed(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def client(session: Session) -> Client:
    return signed(session.actor)


def sent(session: Session, code: str, to: int, **changes: object) -> dict[str, object]:
    """A move as its form sends it."""
    row = session.board.row(code)
    usual: dict[str, object] = {
        "act": "move",
        "kind": "member",
        "mark": f"{row.entry}.{row.version}",
        "level": to,
        "proposer": session.attendant(),
        "votes": 5,
        "reason": "phiếu chi bộ 12/12",
    }
    return usual | changes


def names_with_controls(client: Client) -> set[str]:
    page = client.get(ADDRESS).content.decode()
    links = [one for one in elements(page, "a") if attribute(one, "data-level")]
    return {attribute(one, "data-entry") or "" for one in links}


def test_the_wall_has_bins_the_most_as_a_line_and_who_is_not_chosen(
    client: Client, session: Session
) -> None:
    session.move(FIRST)
    page = client.get(ADDRESS).content.decode()

    assert "có mặt" in page
    assert "5/6" in page
    assert "Số tối đa 4: còn được chọn 3" in page
    assert "Đạt tiêu chuẩn xuất sắc, chưa được chọn <b>5</b>" in page
    assert "phiếu chi bộ 12/12" in page
    assert f"đ/c {NAMES[0]} đề xuất; biểu quyết 5/5" in page


def test_without_a_script_a_name_leads_to_its_form_and_back(
    client: Client, session: Session
) -> None:
    entry = session.board.row(GOOD).entry
    form = client.get(f"{ADDRESS}&ask={entry}&level=2").content.decode()
    assert 'value="2"' in form
    assert "Lưu lần chuyển" in form

    answer = client.post(ADDRESS, sent(session, GOOD, 2))

    assert answer.status_code == 302
    assert answer["Location"].endswith(f"#n{entry}")
    assert session.stands(GOOD) == 2


def test_what_was_typed_stays_where_it_was_refused(client: Client, session: Session) -> None:
    answer = client.post(ADDRESS, sent(session, GOOD, 2, votes=9, reason="họp vắng nhiều"))
    page = answer.content.decode()

    assert answer.status_code == 409
    assert "chỉ có 5 người có mặt" in page
    assert "họp vắng nhiều" in page
    assert session.log() == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"votes": ""}, "ghi số phiếu"),
        ({"votes": "-1"}, "Số phiếu"),
        ({"level": "9"}, "tải lại trang"),
        ({"mark": "x"}, "tải lại trang"),
        ({"reason": ""}, "ghi lý do"),
        ({"reason": "a" * 2_001}, "2.000"),
        ({"proposer": "999999"}, "người đề xuất"),
    ],
)
def test_what_cannot_be_read_changes_nothing(
    client: Client, session: Session, changes: dict[str, str], said: str
) -> None:
    answer = client.post(ADDRESS, sent(session, GOOD, 2, **changes), headers=JSON)
    assert answer.status_code == 409
    assert said in answer.json()["refused"]
    assert session.log() == []


def test_with_a_script_the_parts_come_back(client: Client, session: Session) -> None:
    answer = client.post(ADDRESS, sent(session, FIRST, 4), headers=JSON).json()
    assert "đã lưu" in answer["said"]
    assert "còn được chọn 3" in answer["wall"]
    assert answer["v"]


def test_the_other_screen_follows(client: Client, session: Session) -> None:
    seen = client.get(ADDRESS).context["page"].seen
    assert client.get(f"{CHANGES}&v={seen}").status_code == 204
    session.move(FIRST)
    news = client.get(f"{CHANGES}&v={seen}").json()
    assert "còn được chọn 3" in news["wall"]
    assert client.get(f"{CHANGES}&v={news['v']}").status_code == 204
    session.board.choose(BEST[1])  # on the board, by nobody of the meeting
    assert client.get(f"{CHANGES}&v={news['v']}").status_code == 200
    end_meeting(meeting=session.meeting, actor=session.actor)
    assert client.get(f"{CHANGES}&v={news['v']}").json() == {"leave": ADDRESS}


def test_a_full_pool_says_whom_to_exchange(client: Client, session: Session) -> None:
    for code in BEST[:4]:
        session.move(code)
    row = session.board.row(BEST[4])
    answer = client.post(ADDRESS, sent(session, BEST[4], 4), headers=JSON)
    assert answer.status_code == 409
    form = answer.json()["ask"]
    assert "Đổi cho" in form
    assert all(session.board.row(code).name in form for code in BEST[:4])

    given = session.board.row(FIRST)
    mark = f"{given.entry}.{given.version}"
    assert client.post(ADDRESS, sent(session, BEST[4], 4, instead=mark)).status_code == 302
    assert (session.stands(FIRST), session.stands(row.code)) == (3, 4)


def test_of_whom_nobody_can_tell_there_is_no_control_but_who_keeps_the_fact(
    client: Client, session: Session
) -> None:
    row = session.board.row(UNTOLD)
    page = client.get(ADDRESS).content.decode()
    assert str(row.entry) not in names_with_controls(client)
    assert "Chưa đủ căn cứ" in page
    assert f"{row.keepers[0]} giữ" in page


def test_of_oneself_there_is_no_control(session: Session, cast: Cast) -> None:
    own = officer("own", Role.GRASSROOTS, cast["G1"], who=cast.people[FIRST])
    assert str(session.board.row(FIRST).entry) not in names_with_controls(signed(own))
    assert str(session.board.row(GOOD).entry) in names_with_controls(signed(own))


def test_who_only_reads_has_no_control_and_moves_nobody(session: Session, cast: Cast) -> None:
    reader = signed(officer("reader", Role.INSPECTOR, cast["U1"]))
    assert names_with_controls(reader) == set()
    assert reader.post(ADDRESS, sent(session, GOOD, 2)).status_code == 403
    assert session.log() == []


def test_a_decided_year_has_no_control(
    client: Client, session: Session, cast: Cast, year: Campaign
) -> None:
    session.board.entry(UNTOLD).delete()
    made = decision(year, cast["G1"], ["member"])
    assert issue_decision(decision=made, actor=session.actor).issued
    assert names_with_controls(client) == set()


def test_two_names_are_compared_and_each_look_is_written_down(
    client: Client, session: Session
) -> None:
    first, second = session.board.row(FIRST), session.board.row(GOOD)
    address = f"/nam/2021/hop-cap-uy/G1/so-sanh/?kind=member&a={first.entry}&b={second.entry}"
    compared = client.get(address).json()["compare"]
    assert first.name in compared
    assert "khác" in compared
    assert Look.objects.filter(person__in=[first.person, second.person]).count() == 2
    assert client.get(f"{address}0").status_code == 404


def test_the_roll_of_two_screens_is_put_together(client: Client, session: Session) -> None:
    """Each screen sends what it changed: who the other one let go stays away."""
    ticked = [session.attendant(name) for name in NAMES]
    form = {"act": "attendance", "chair": NAMES[0], "before": ticked}
    client.post(ADDRESS, form | {"present": ticked[:4]})
    client.post(ADDRESS, form | {"present": [*ticked[:3], ticked[4]]})
    there = session.meeting.attendants.filter(present=True).values_list("name", flat=True)
    assert set(there) == set(NAMES[:3])


def test_a_meeting_is_opened_by_its_form(cast: Cast, year: Campaign, secretary: User) -> None:
    client = signed(secretary)
    page = client.get(ADDRESS).content.decode()
    head = cast.of_cell("G1A", 2)
    assert head.full_name in page
    lines = "Lê Thị Thuý, Uỷ viên\nTrần Văn Bình, vắng\n"
    form = {"act": "open", "present": [head.pk], "others": lines, "chair": head.full_name}
    assert client.post(ADDRESS, form | {"chair": "Ai khác"}).status_code == 409
    assert client.post(ADDRESS, form).status_code == 302

    (meeting,) = CommitteeMeeting.objects.all()
    called = {one.name: one.present for one in meeting.attendants.all()}
    deputy = cast.of_cell("G1A", 3).full_name
    assert called == {
        head.full_name: True,
        deputy: False,
        "Lê Thị Thuý": True,
        "Trần Văn Bình": False,
    }


def test_the_minutes_have_the_whole_log(client: Client, session: Session) -> None:
    (line,) = session.move(GOOD, "completed", reason="họp vắng nhiều")
    undo(meeting=session.meeting, move=line, actor=session.actor)
    address = f"/nam/2021/hop-cap-uy/G1/bien-ban/{session.meeting.pk}/bien-ban.docx"
    document = Document(BytesIO(client.get(address).content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*(one.text for one in document.paragraphs), *cells])

    assert "họp vắng nhiều" in text
    assert "biểu quyết 5/5" in text
    assert "hoàn tác lần chuyển thứ 1" in text
    assert "Triệu tập 6, có mặt 5" in text


def test_a_wall_of_a_thousand_names_shows_a_few_of_each_unit_and_holds_all(
    session: Session,
) -> None:
    table = board_table(session.board.place, Filters())
    good = next(row for row in table.rows if row.code == GOOD)
    many = [
        replace(
            good, entry=number, code=f"M-{number}", name=f"Người {number}", unit=f"C{number % 20}"
        )
        for number in range(1_000)
    ]
    setting = Setting(SubjectType.MEMBER, 2021, may=True)
    wall = wall_of(replace(table, rows=tuple(many)), (), setting, moves_on=True)
    groups = wall.bins[1].groups
    assert len(groups) == 20
    assert {len(group.seen) for group in groups} == {SHOWN}
    entries = [name.row.entry for group in groups for name in (*group.seen, *group.folded)]
    assert sorted(entries) == list(range(1_000))


def test_a_longer_log_asks_no_more(client: Client, session: Session) -> None:
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as before:
        client.get(ADDRESS)
    for code in BEST[:4]:
        session.move(code)
    with CaptureQueriesContext(connection) as after:
        client.get(ADDRESS)
    assert len(after) == len(before)
