"""A wrong fact: who may say so, who has to answer, and what an answer changes."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from tests.web.town import Town
from thidua.accounts.actors import scope_of
from thidua.accounts.models import Role, User
from thidua.campaigns.working_days import add_working_days
from thidua.decisions.models import Decision, DecisionItem
from thidua.disputes.actions import correct, keep, report_fact
from thidua.disputes.errors import DisputeError
from thidua.disputes.models import FactReport, Status
from thidua.disputes.queries import may_answer, to_answer
from thidua.facts.actions import correct_fact
from thidua.facts.errors import FactCorrectionError
from thidua.facts.models import FactSheet
from thidua.ratings.models import Classification, RunState
from thidua.ratings.staleness import is_fresh, seen_now
from thidua.roster.models import RosterEntry
from thidua.rulebook.errors import FactError

Who = Callable[[str], User]
ASK = "/du-kien-sai/moi/2021/member/DV0003/"


@pytest.fixture
def report(entry: RosterEntry, who: Who) -> FactReport:
    return report_fact(
        roster_entry=entry,
        fact="year_tasks",
        wanted="excellent",
        why="Có giấy khen của huyện",
        actor=who("member"),
    )


def facts_of(entry: RosterEntry) -> dict[str, object]:
    return dict(FactSheet.objects.get(pk=entry.pk).facts)


def test_a_members_report_goes_to_the_cell_for_five_working_days(
    report: FactReport, entry: RosterEntry
) -> None:
    assert report.unit.code == "GL01A"
    assert (report.seen, report.wanted) == (facts_of(entry)["year_tasks"], "excellent")
    assert report.due_on == add_working_days(report.asked_on, 5)
    assert report.status == Status.OPEN


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (dt.date(2022, 12, 12), dt.date(2022, 12, 19)),
        (dt.date(2022, 12, 16), dt.date(2022, 12, 23)),
        (dt.date(2022, 12, 17), dt.date(2022, 12, 23)),
    ],
)
def test_weekends_are_no_working_days(db: None, day: dt.date, due: dt.date) -> None:
    assert add_working_days(day, 5) == due


def test_what_the_cells_own_officer_asks_is_answered_above(entry: RosterEntry, who: Who) -> None:
    asked = report_fact(
        roster_entry=entry, fact="duties", wanted="good", why="Nhập nhầm", actor=who("cell")
    )
    assert asked.unit.code == "GL01"


def test_an_organisation_is_answered_by_the_committee_above(town: Town, who: Who) -> None:
    body = RosterEntry.objects.get(campaign=town.campaign, subject_type="organisation", code="GL01")
    asked = report_fact(
        roster_entry=body, fact="programme", wanted="good", why="Đủ", actor=who("grassroots")
    )
    assert asked.unit.code == "GL"
    assert asked.seen == ""


@pytest.mark.parametrize(
    "name", ["cell_outside", "grassroots", "province", "inspector", "auditor", "member_outside"]
)
def test_nobody_else_speaks_for_a_member(entry: RosterEntry, who: Who, name: str) -> None:
    with pytest.raises(PermissionDenied):
        report_fact(
            roster_entry=entry, fact="year_tasks", wanted="excellent", why="…", actor=who(name)
        )
    assert not FactReport.objects.exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"fact": "civil_servant"}, "chọn một thông tin"),
        ({"fact": "none"}, "chọn một thông tin"),
        ({"wanted": "good"}, "trùng"),
        ({"why": "  "}, "vì sao"),
    ],
    ids=["of the roster", "no fact", "the same value", "no reason"],
)
def test_a_report_is_refused_with_its_reason(
    entry: RosterEntry, who: Who, change: dict[str, str], said: str
) -> None:
    asked = {"fact": "year_tasks", "wanted": "excellent", "why": "Đủ căn cứ", **change}
    with pytest.raises(DisputeError, match=said):
        report_fact(roster_entry=entry, actor=who("member"), **asked)


def test_a_value_the_fact_cannot_have_is_refused(entry: RosterEntry, who: Who) -> None:
    with pytest.raises(FactError):
        report_fact(
            roster_entry=entry, fact="targets_done", wanted="nhiều", why="Đủ", actor=who("member")
        )


def test_one_open_report_a_fact(report: FactReport, entry: RosterEntry, who: Who) -> None:
    with pytest.raises(DisputeError, match="chờ trả lời"):
        report_fact(
            roster_entry=entry, fact="year_tasks", wanted="poor", why="Khác", actor=who("cell")
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        FactReport.objects.create(
            **{
                name: getattr(report, name)
                for name in (
                    "roster_entry",
                    "fact",
                    "wanted",
                    "why",
                    "unit",
                    "asked_by",
                    "asked_on",
                    "due_on",
                )
            }
        )


def test_what_is_decided_is_not_reported_but_appealed(entry: RosterEntry, who: Who) -> None:
    decision = Decision.objects.get(number="214-QĐ/ĐU")
    DecisionItem.objects.create(
        decision=decision, roster_entry=entry, level="good", reached_low=3, reached_high=3
    )
    entry.refresh_from_db()
    with pytest.raises(DisputeError, match="214-QĐ/ĐU"):
        report_fact(
            roster_entry=entry, fact="year_tasks", wanted="excellent", why="…", actor=who("member")
        )


def test_correcting_changes_the_fact_with_history_and_makes_the_classification_stale(
    report: FactReport, entry: RosterEntry, town: Town, who: Who
) -> None:
    Classification.objects.create(
        campaign=town.campaign,
        state=RunState.DONE,
        seen=seen_now(town.campaign),
        finished_at="2021-12-20T00:00Z",
    )
    assert is_fresh(town.campaign)
    before = facts_of(entry)
    answered = correct(report=report, value="excellent", answer="Đã đối chiếu", actor=who("cell"))
    assert (answered.status, answered.answered_by) == (Status.CORRECTED, who("cell"))
    assert facts_of(entry) == before | {"year_tasks": "excellent"}
    assert not is_fresh(town.campaign)
    event = (
        apps.get_model("facts", "FactSheetEvent")
        .objects.filter(roster_entry_id=entry.pk)
        .latest("pgh_id")
    )
    assert event.pgh_context.metadata["act"] == "facts.correct"
    assert event.pgh_context.metadata["part_of"] == "disputes.correct"


def test_keeping_says_why_and_changes_no_fact(
    report: FactReport, entry: RosterEntry, who: Who
) -> None:
    before = facts_of(entry)
    with pytest.raises(DisputeError, match="vì sao"):
        keep(report=report, answer=" ", actor=who("cell"))
    assert (
        keep(report=report, answer="Giấy khen của năm trước", actor=who("cell")).status
        == Status.KEPT
    )
    assert facts_of(entry) == before


def test_a_second_answer_changes_nothing(report: FactReport, entry: RosterEntry, who: Who) -> None:
    keep(report=report, answer="Giữ", actor=who("cell"))
    with pytest.raises(DisputeError, match="đã được trả lời"):
        correct(report=report, value="poor", answer="Sửa", actor=who("grassroots"))
    assert facts_of(entry)["year_tasks"] != "poor"


@pytest.mark.parametrize(
    "name", ["member", "cell_outside", "grassroots_outside", "inspector", "auditor"]
)
def test_only_who_acts_for_the_unit_or_above_answers(
    report: FactReport, who: Who, name: str
) -> None:
    with pytest.raises(PermissionDenied):
        keep(report=report, answer="Giữ", actor=who(name))


def test_nobody_answers_their_own_question(entry: RosterEntry, town: Town) -> None:
    both = town.officer("both", Role.GRASSROOTS, "GL01", person="DV0003")
    asked = report_fact(roster_entry=entry, fact="duties", wanted="good", why="Sai", actor=both)
    with pytest.raises(DisputeError, match="tự trả lời"):
        keep(report=asked, answer="Giữ", actor=both)


def test_a_correction_waits_for_reopening_once_the_level_is_decided(
    report: FactReport, entry: RosterEntry, who: Who
) -> None:
    decision = Decision.objects.get(number="214-QĐ/ĐU")
    DecisionItem.objects.create(
        decision=decision, roster_entry=entry, level="good", reached_low=3, reached_high=3
    )
    with pytest.raises(FactCorrectionError, match="214"):
        correct(report=report, value="excellent", answer="Sửa", actor=who("cell"))
    report.refresh_from_db()
    assert report.is_open, "nothing half-done"


def test_from_asking_to_the_answer_on_the_pages(
    entry: RosterEntry, as_: Callable[[str], Client]
) -> None:
    member, cell = as_("member"), as_("cell")
    assert ASK in member.get("/xep-loai/2021/member/DV0003/").content.decode()
    assert "Chỉ tiêu, nhiệm vụ năm" in member.get(ASK).content.decode()
    sent = member.post(
        ASK, {"fact": "year_tasks", "wanted": "average", "why": "Ghi nhầm dòng"}, follow=True
    )
    page = sent.redirect_chain[-1][0]
    assert "Chi bộ thôn Thung Độc" in sent.content.decode()
    assert page in cell.get("/").content.decode(), "work for the cell"
    assert page in member.get("/").content.decode(), "the asker follows it on the first page"
    assert as_("cell_outside").get(page).status_code == 404
    assert 'name="act"' not in as_("auditor").get(page).content.decode(), "reads, does not answer"
    cell.post(page, {"act": "correct", "value": "average", "answer": "Đúng là ghi nhầm"})
    assert facts_of(entry)["year_tasks"] == "average"
    assert "Đúng là ghi nhầm" in member.get("/xep-loai/2021/member/DV0003/").content.decode()
    assert "Đúng là ghi nhầm" in member.get("/").content.decode()


def test_an_overdue_report_waits_for_those_above_too(
    report: FactReport, as_: Callable[[str], Client]
) -> None:
    address = f"/du-kien-sai/{report.pk}/"
    assert address not in as_("grassroots").get("/").content.decode()
    FactReport.objects.update(due_on=dt.date(2020, 1, 1))
    assert address in as_("grassroots").get("/").content.decode()
    assert address not in as_("grassroots_outside").get("/").content.decode()


def test_a_mistake_in_the_form_keeps_what_was_typed(
    entry: RosterEntry, as_: Callable[[str], Client]
) -> None:
    answer = as_("member").post(
        ASK, {"fact": "targets_done", "wanted": "1000", "why": "Cộng lại cả năm"}
    )
    assert answer.status_code == 400
    assert "Cộng lại cả năm" in answer.content.decode()
    assert not FactReport.objects.exists()


def test_who_asked_reads_it_only_while_they_may_see_whom_it_is_about(
    entry: RosterEntry, who: Who, as_: Callable[[str], Client]
) -> None:
    asked = report_fact(
        roster_entry=entry, fact="duties", wanted="good", why="Nhập nhầm", actor=who("cell")
    )
    address, title = f"/du-kien-sai/{asked.pk}/", "Nhập nhầm"
    assert as_("cell").get(address).status_code == 200
    who("cell").grants.all().delete()
    assert as_("cell").get(address).status_code == 404
    assert title not in as_("cell").get("/").content.decode()


def test_nobody_answers_a_report_about_themselves_or_corrects_their_own_facts(
    report: FactReport, entry: RosterEntry, who: Who
) -> None:
    User.objects.filter(person=entry.person).update(person=None)
    secretary = who("cell")
    secretary.person = entry.person
    secretary.save()
    before = facts_of(entry)
    with pytest.raises(DisputeError, match="chính đồng chí"):
        keep(report=report, answer="đúng rồi", actor=secretary)
    with pytest.raises(DisputeError, match="chính đồng chí"):
        correct(report=report, value="excellent", answer="nhầm", actor=secretary)
    with pytest.raises(FactCorrectionError, match="chính đồng chí"):
        correct_fact(roster_entry=entry, fact="year_tasks", value="excellent", actor=secretary)
    assert facts_of(entry) == before
    scope = scope_of(secretary)
    assert list(to_answer(scope=scope, campaign=entry.campaign)) == []
    assert not may_answer(secretary, report)
    assert may_answer(who("grassroots"), report)
