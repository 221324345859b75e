"""The story of a subject's year: each thing on its day, by a post and its unit, never by a name."""

import datetime as dt

import pytest

from tests.builder import OPERATOR, decision, officer
from tests.cast import Cast, campaign, choose, entry, everybody_good, propose, write_facts
from thidua.accounts.models import Role
from thidua.awards.models import Award, AwardStatus
from thidua.campaigns.models import Campaign
from thidua.decisions.actions import issue_decision
from thidua.facts.actions import correct_fact
from thidua.frameworks.binding import bound_frameworks
from thidua.history.tracking import recording
from thidua.notices.models import Reminder
from thidua.ratings.actions import classify
from thidua.ratings.subjects import entry_by_code
from thidua.subjects.events import timeline
from thidua.subjects.timeline import events_of
from thidua.vocabulary import SubjectType
from thidua.web.clock import now, today
from thidua.web.components import Event

WHO = "M-G1A-04"


@pytest.fixture
def year(cast: Cast) -> Campaign:
    made = campaign()
    everybody_good(made, outstanding=[WHO])
    return made


def story(year: Campaign) -> list[Event]:
    found = entry_by_code(campaign=year, code=WHO, actor=OPERATOR)
    return events_of(found, bound_frameworks(year)[SubjectType.MEMBER], timeline(found))


def test_every_act_of_an_officer_has_its_day_and_post(cast: Cast, year: Campaign) -> None:
    secretary = officer("bi.thu", Role.CELL, cast["G1A"])
    propose(entry(year, WHO), self_claimed="outstanding", proposed="outstanding", actor=secretary)
    correct_fact(roster_entry=entry(year, WHO), fact="duties", value="good", actor=secretary)
    day = f"{today():%d/%m/%Y}"
    events = story(year)
    told = [(event.when, event.title) for event in events]
    assert sorted(told[:-1]) == sorted(
        [
            (day, f"Nhập {len(_known(year))} thông tin"),
            (day, "Tự nhận Hoàn thành xuất sắc nhiệm vụ"),
            (day, "Chi bộ đề nghị Hoàn thành xuất sắc nhiệm vụ"),
            (day, "Sửa “Thực hiện chức trách, quyền hạn”"),
        ]
    )
    assert told[-1] == ("", "Chưa có quyết định")
    proposed = next(event for event in events if "đề nghị" in event.title)
    assert "Bí thư chi bộ, Tổ chức G1A" in proposed.detail
    assert "bi.thu" not in proposed.detail


def _known(year: Campaign) -> list[str]:
    sheet = entry(year, WHO).fact_sheet.facts
    return [name for name in bound_frameworks(year)[SubjectType.MEMBER].fields if name in sheet]


def test_a_reminder_a_decision_and_an_award_stand_on_their_days(cast: Cast, year: Campaign) -> None:
    choose(entry(year, WHO))
    classify(campaign=year, actor=OPERATOR)
    reminder = Reminder.objects.create(
        campaign=year,
        unit=cast["G1A"],
        about="facts",
        number=1,
        from_unit=cast["G1"],
        asked_by=officer("xa", Role.GRASSROOTS, cast["G1"]),
        asked_at=now(),
    )
    reminder.seen_at = reminder.asked_at
    reminder.save()
    one = decision(year, cast["G1"], ["member"])
    issue_decision(decision=one, actor=OPERATOR)
    Award.objects.create(
        campaign=year,
        form="praise",
        subject_type="member",
        person=cast.of_cell("G1A", 4),
        authority=cast["G1"],
        number="5-QĐ/ĐU",
        decided_on=dt.date(2022, 2, 3),
        status=AwardStatus.GIVEN,
    )
    told = {event.title: event for event in story(year)}
    reminded = told["Tổ chức G1 nhắc Tổ chức G1A bổ sung thông tin"]
    assert reminded.when == f"{reminder.asked_at:%d/%m/%Y}"
    assert told["Tổ chức G1A đã xem lời nhắc"].when == reminded.when
    decided = told["Tổ chức G1 quyết định Hoàn thành xuất sắc nhiệm vụ"]
    assert decided.when == f"{one.decided_on:%d/%m/%Y}"
    assert told["Khen thưởng: Biểu dương"].when == "03/02/2022"
    assert "Chưa có quyết định" not in told


def test_what_was_loaded_says_so_and_comes_before_the_decision(cast: Cast, year: Campaign) -> None:
    with recording(act="import", actor="operator"):
        write_facts(entry(year, WHO), "outstanding", duties="good")
    classify(campaign=year, actor=OPERATOR)
    issue_decision(decision=decision(year, cast["G1"], ["member"]), actor=OPERATOR)
    events = story(year)
    loaded = next(event for event in events if event.when == "theo tệp")
    assert loaded.detail.endswith(f"nạp ngày {today():%d/%m/%Y}")
    assert events.index(loaded) < next(
        number for number, event in enumerate(events) if "quyết định" in event.title
    )
