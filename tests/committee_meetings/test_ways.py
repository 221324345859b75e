"""The board of what a committee decides leads to its meeting."""

from collections.abc import Callable

from django.test import Client

from tests.boards.conftest import Table
from tests.committee_meetings.conftest import Session
from tests.second_factor import signed_in_now
from thidua.accounts.models import User
from thidua.boards.ways import ways_from
from thidua.committee_meetings.opening import end_meeting


def test_a_deciding_board_leads_to_the_wall(table: Callable[..., Table], secretary: User) -> None:
    client = Client()
    client.force_login(secretary)
    page = client.get("/bang/2021/G1/?kind=member").content.decode()
    assert "/nam/2021/hop-cap-uy/G1/?kind=member" in page
    assert client.get("/nam/2021/hop-cap-uy/G1/?kind=member").status_code == 200
    assert ways_from(table("G1A").place) == []


def test_the_first_page_says_that_the_meeting_is_open(session: Session) -> None:
    client = signed_in_now(session.actor)
    page = client.get("/").content.decode()
    assert "Vào màn hình họp" in page
    assert "0 lần chuyển mức, chưa kết thúc" in page

    end_meeting(meeting=session.meeting, actor=session.actor)
    assert "Vào màn hình họp" not in client.get("/").content.decode()
