"""The small province and its cast; the conference of Gia Lộc, its units and a guest invited."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from tests.attachments.conftest import folder
from tests.disputes.conftest import as_, town, who
from tests.web.town import Town
from thidua.accounts.models import User
from thidua.conferences.actions import ConferenceValues, invite, prepare_conference
from thidua.conferences.models import Conference, Invitation

__all__ = ["as_", "folder", "town", "who"]


def values(**changes: Any) -> ConferenceValues:
    """A conference of March with two lines of agenda and two conclusions."""
    usual: dict[str, Any] = {
        "held_on": dt.date(2021, 3, 5),
        "starts_at": dt.time(8, 0),
        "venue": "Hội trường Huyện uỷ",
        "chair": "Phó Bí thư Thường trực",
        "secretary": "Văn phòng Huyện uỷ",
        "agenda": ("Báo cáo kết quả năm 2020", "Phát động năm 2021"),
        "conclusions": ("Rà soát hộ nghèo từng thôn", "Ban hành kế hoạch trước 15/03"),
    }
    return ConferenceValues(**usual | changes)


@pytest.fixture(autouse=True)
def no_conferences(town: Town) -> None:
    """The town's own is there for pages."""
    Conference.objects.all().delete()


@pytest.fixture
def conference(town: Town, who: Callable[[str], User]) -> Conference:
    officer = who("upper_level")
    made = prepare_conference(
        campaign=town.campaign, organisation=town["GL"], values=values(), actor=officer
    )
    invite(
        conference=made,
        units=[town["GL01"], town["GL02"]],
        guests=[("Ông Bùi Văn Lạc", "Chủ tịch Mặt trận huyện")],
        actor=officer,
    )
    return made


@pytest.fixture
def invited(conference: Conference) -> dict[str, Invitation]:
    """By the unit's code; the guest under "guest"."""
    return {
        one.unit.code if one.unit else "guest": one
        for one in conference.invitations.select_related("unit", "conference")
    }
