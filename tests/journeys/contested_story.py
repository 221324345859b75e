"""The province and the people of the journey of a contested level: a ward of two cells of seven,
in one of which a fact of a member is recorded wrongly.
"""

import datetime as dt
from dataclasses import dataclass

import pytest
from django.conf import LazySettings
from django.db import connection

from tests.builder import OPERATOR, Province, open_year, post
from tests.cast import entry, everybody_good, write_facts
from thidua.accounts.models import Role, User
from thidua.ballots.models import Ballot
from thidua.campaigns.models import Campaign
from thidua.meetings.holding import call_roll, open_sitting, rest_is_there
from thidua.meetings.models import Meeting
from thidua.meetings.planning import Plan, plan_meeting
from thidua.organisations.models import Person
from thidua.ratings.actions import classify
from thidua.roster.models import RosterEntry

TREE = """
P province: Đảng bộ tỉnh
  U1 upper_level city: Đảng bộ thành phố
    G1 grassroots committee ward: Đảng bộ phường
      G1A cell: Chi bộ khu dân cư 1
      G1B cell: Chi bộ khu dân cư 2
"""
A_CELL = 7
LEADERS = (("G1", "head"), ("G1", "deputy"), ("U1", "head"), ("U1", "deputy"))
MET, SAT, OBJECTED, ANSWERED = (
    dt.date(2021, 12, 16),
    dt.date(2021, 12, 20),
    dt.date(2022, 1, 4),
    dt.date(2022, 1, 12),
)
SLOW = 60_000
CHAIR, SECRETARY, MEMBER, MOVED = (f"M-G1A-{number:02}" for number in (1, 2, 4, 5))
"""Who chairs the cell, keeps its minutes, objects; whom the committee moves against the ballot."""
FACT, RECORDED, RIGHT = "year_tasks", "good", "excellent"
FIRST, SECOND = "31-QĐ/ĐU", "12-QĐ/TU"
AGAINST = "Để chậm việc được giao, đã nhắc hai lần"
WHY = "Năm buổi vắng có ba buổi tôi nằm viện"
SEEN = "Đã xem sổ điểm danh và giấy ra viện"
ANSWER = "Ba buổi vắng có giấy ra viện: việc trong năm hoàn thành xuất sắc."
AGAIN = "Thông tin đã sửa sau khi xác minh khiếu nại"


@dataclass
class Story:
    """The year, who is in it, and the clock."""

    year: Campaign
    province: Province
    meeting: Meeting
    settings: LazySettings

    @property
    def ballot(self) -> Ballot:
        return Ballot.objects.get()

    @property
    def ballot_page(self) -> str:
        return f"/nam/2021/bo-phieu/{self.ballot.pk}/"

    def person(self, code: str) -> Person:
        return self.province.people[code]

    def entry(self, code: str = MEMBER) -> RosterEntry:
        return entry(self.year, code)

    def account(self, code: str) -> User:
        """That of a member who votes behind the journey."""
        return self.province.officer(code.lower(), None, "", person=code)


@pytest.fixture
def story(transactional_db: None, settings: LazySettings) -> Story:
    """The cell sits, its roll called; every fact of the year is known, one of them is wrong."""
    settings.TODAY = MET
    with connection.cursor() as cursor:  # no flush of the test database does it
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")
    province = _people()
    year = open_year({"local_layer": "hai_duong_2021"})
    everybody_good(year)
    write_facts(entry(year, MEMBER), "outstanding", **{FACT: RECORDED})
    classify(campaign=year, actor=OPERATOR)
    _accounts(province)
    return Story(year, province, _meeting(province, year), settings)


def _people() -> Province:
    province = Province(TREE)
    for cell in ("G1A", "G1B"):
        for number in range(1, A_CELL + 1):
            province.member(f"M-{cell}-{number:02}", cell, f"Đảng viên {cell[-1]}{number}")
        post(province.people[f"M-{cell}-01"], province[cell])
    for number, (code, role) in enumerate(LEADERS, start=2):
        post(province.people[f"M-G1B-{number:02}"], province[code], role)
    return province


def _accounts(province: Province) -> None:
    for name, role, code, person in (
        ("chutri", Role.CELL, "G1A", CHAIR),
        ("thuky", None, "", SECRETARY),
        ("dangvien", None, "", MEMBER),
        ("xa", Role.GRASSROOTS, "G1", ""),
        ("huyen", Role.UPPER_LEVEL, "U1", ""),
        ("xacminh", Role.UPPER_LEVEL, "U1", ""),
        ("kiemtra", Role.INSPECTOR, "P", ""),
    ):
        province.officer(name, role, code, person=person)


def _meeting(province: Province, year: Campaign) -> Meeting:
    plan = Plan(
        held_on=MET,
        draft_sent_on=dt.date(2021, 12, 6),
        chair=province.people[CHAIR],
        secretary=province.people[SECRETARY],
    )
    meeting = plan_meeting(campaign=year, organisation=province["G1A"], plan=plan, actor=OPERATOR)
    open_sitting(meeting=meeting, actor=OPERATOR)
    rest_is_there(meeting=meeting, actor=OPERATOR)
    call_roll(meeting=meeting, actor=OPERATOR)
    return Meeting.objects.get(pk=meeting.pk)
