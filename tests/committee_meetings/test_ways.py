"""The board of what a committee decides leads to its meeting."""

from collections.abc import Callable

from django.test import Client

from tests.boards.conftest import Table
from thidua.accounts.models import User
from thidua.boards.ways import ways_from


def test_a_deciding_board_leads_to_the_wall(table: Callable[..., Table], secretary: User) -> None:
    client = Client()
    client.force_login(secretary)
    page = client.get("/bang/2021/G1/?kind=member").content.decode()
    assert "/nam/2021/hop-cap-uy/G1/?kind=member" in page
    assert client.get("/nam/2021/hop-cap-uy/G1/?kind=member").status_code == 200
    assert ways_from(table("G1A").place) == []
