"""An objection in the town of the pages: of DV0003 against her decided level, verified by Gia Lộc,
whose cell was asked about one fact.
"""

import datetime as dt

from tests.web.town import ISSUED, Town
from thidua.accounts.models import User
from thidua.objections.models import Line, Objection, Question
from thidua.roster.models import RosterEntry

OBJECTION, ASKED = 9831, 9841
SENT_ON = dt.date(2021, 12, 27)


def object_to(town: Town) -> None:
    entry = RosterEntry.objects.select_related("decided").get(
        campaign=town.campaign, code="DV0003", subject_type="member"
    )
    objection = Objection.objects.create(
        pk=OBJECTION,
        campaign=town.campaign,
        roster_entry=entry,
        decision_id=ISSUED,
        level=entry.decided.level,
        seen_low=entry.decided.reached_low,
        seen_high=entry.decided.reached_high,
        conditions=[],
        facts=[{"fact": "year_tasks", "seen": "good", "wanted": "excellent"}],
        why="Năm buổi vắng có ba buổi nằm viện",
        asked_by=User.objects.get(username="colleague"),
        asked_by_name="Đảng viên",
        told_on=dt.date(2021, 12, 18),
        sent_on=SENT_ON,
        due_on=dt.date(2022, 1, 16),
        receiver=town["GL"],
        state="verifying",
    )
    for kind, text in (("sent", ""), ("received", ""), ("note", "Đã xem sổ điểm danh")):
        Line.objects.create(
            objection=objection, kind=kind, text=text, on=SENT_ON, by_name="Cán bộ huyện"
        )
    Question.objects.create(
        pk=ASKED,
        objection=objection,
        unit=town["GL01A"],
        text="Sổ điểm danh ghi mấy buổi vắng?",
        facts=["year_tasks"],
        asked_on=SENT_ON,
        asked_by_name="Cán bộ huyện",
    )
