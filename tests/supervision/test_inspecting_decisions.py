"""What an inspector reads of a year's decisions: against a ballot, reopened, seals, ballots counted
again. Read only, inside their part, and each look is written down.
"""

import datetime as dt
import io
from collections.abc import Iterator, Mapping
from typing import Any

import openpyxl
import pgtrigger
import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.ballots.house import Cell, trial_purpose
from tests.builder import OPERATOR, officer
from tests.cast import Cast, all_decisions, choose, entry
from tests.pages.query_baseline import MOST
from tests.second_factor import signed_in_now
from thidua.access.models import Look
from thidua.accounts.models import Role
from thidua.ballots import sealed_keys
from thidua.ballots.models import Ballot
from thidua.boards.beside import BESIDE, Beside
from thidua.boards.models import Proposal
from thidua.campaigns.models import Campaign
from thidua.decisions.actions import issue_all, issue_decision
from thidua.decisions.drafting import revise_decision
from thidua.decisions.models import Because, Decision
from thidua.decisions.reopening import reopen_one
from thidua.language import Text
from thidua.meetings.models import Meeting
from thidua.objections.models import Objection
from thidua.roster.identity import SubjectKey
from thidua.seals.models import ChainCheck
from thidua.supervision.deciding import KINDS
from thidua.supervision.watching import Row

PAGE = "/nam/2021/can-xem/quyet-dinh/"
WHO = "M-G1A-05"


@pytest.fixture
def inspector(cast: Cast) -> Client:
    return inspects(cast, "U1")


def inspects(cast: Cast, where: str, role: Role = Role.INSPECTOR) -> Client:
    return signed_in_now(officer(f"{role}-{where}", role, cast[where]))


def rows(client: Client, query: str = "") -> list[Row]:
    found: list[Row] = client.get(f"{PAGE}{query}").context["page"].rows
    return found


def numbers(client: Client) -> dict[str, int]:
    tabs = client.get(PAGE).context["page"].tabs
    return {word: tab.number for word, tab in zip(KINDS, tabs, strict=True)}


# Levels
# --------------------------------------------------------------------------------------------------


@pytest.fixture
def balloted() -> Iterator[None]:
    """A ballot came to “outstanding” for everybody."""

    def source(campaign: Campaign, keys: Mapping[int, SubjectKey]) -> Mapping[int, Beside]:
        return dict.fromkeys(keys, Beside(4, Text("phiếu: 4", "ballot: 4")))

    BESIDE.add(source)
    yield
    BESIDE.remove(source)


@pytest.mark.usefixtures("balloted")
def test_what_a_committee_chose_against_a_ballot_stands_with_both_levels_and_the_reason(
    year: Campaign, inspector: Client
) -> None:
    Proposal.objects.create(roster_entry=entry(year, WHO), ballot_reason="vượt số tối đa của nhóm")
    (row,) = rows(inspector)
    assert [str(level) for level in row.levels] == ["outstanding", "good"]
    assert (row.why, row.what) == ("vượt số tối đa của nhóm", "đã chọn, chưa quyết định")
    assert numbers(inspector)["ballot"] == 1


def test_a_level_other_than_the_one_reached_is_there_with_its_reason(
    year: Campaign, inspector: Client
) -> None:
    choose(entry(year, WHO), "completed", "bị phê bình trong năm")
    (row,) = rows(inspector, "?kind=reached")
    assert (row.name, row.why) == (entry(year, WHO).name, "bị phê bình trong năm")


@pytest.fixture
def issued(cast: Cast, year: Campaign) -> dict[str, Decision]:
    made = all_decisions(year, cast)
    assert not issue_all(campaign=year, actor=OPERATOR).refused
    return made


@pytest.mark.usefixtures("issued")
def test_a_level_decided_again_shows_first_and_second_and_whose_word_it_was(
    cast: Cast, year: Campaign, inspector: Client
) -> None:
    reopened = reopen_one(
        roster_entry=entry(year, WHO),
        because=Because.INSPECTION,
        why="Kiểm tra kết luận sai chỉ tiêu",
        actor=OPERATOR,
        issuer=cast["U1"],
    )
    (row,) = rows(inspector, "?kind=reopened")
    assert len(row.levels) == 1
    assert "chờ quyết định lần hai" in row.what
    assert row.why == "Kiểm tra kết luận sai chỉ tiêu"
    assert reopened.second is not None
    second = revise_decision(
        decision=reopened.second, actor=OPERATOR, number="99-QĐ", signer_post="Bí thư"
    )
    issue_decision(decision=second, actor=OPERATOR)
    (row,) = rows(inspector, "?kind=reopened")
    assert len(row.levels) == 2
    assert "đã quyết định lại" in row.what


def test_the_first_page_of_an_inspector_leads_there(year: Campaign, inspector: Client) -> None:
    Proposal.objects.create(roster_entry=entry(year, WHO), ballot_reason="vượt số tối đa của nhóm")
    page = inspector.get("/nam/2021/").content.decode() + inspector.get("/").content.decode()
    assert "Đọc 1 trường hợp xếp khác kết quả phiếu" in page
    assert f"{PAGE}?kind=ballot" in page


# Objections
# --------------------------------------------------------------------------------------------------


def objected(cast: Cast, year: Campaign, code: str, **more: Any) -> Objection:
    """An objection of a member to their decided level, sent on 1 December."""
    item = entry(year, code).decided
    said = {
        "campaign": year,
        "roster_entry": item.roster_entry,
        "decision": item.decision,
        "level": item.level,
        "conditions": [],
        "why": "Ba buổi nằm viện",
        "asked_by": officer(code, None, None),
        "asked_by_name": item.roster_entry.name,
        "told_on": dt.date(2021, 11, 30),
        "sent_on": dt.date(2021, 12, 1),
        "due_on": dt.date(2021, 12, 21),
        "receiver": cast["U1"],
    }
    return Objection.objects.create(**(said | more))


@pytest.mark.usefixtures("issued")
def test_objections_stand_with_their_age_and_who_answers_and_name_nobody(
    cast: Cast, year: Campaign, inspector: Client, settings: LazySettings
) -> None:
    settings.TODAY = dt.date(2021, 12, 24)
    late = objected(cast, year, WHO)
    objected(cast, year, "M-G1A-06", due_on=dt.date(2021, 12, 30))
    answered = {"state": "kept", "answer": "Đủ căn cứ", "answered_on": dt.date(2021, 12, 10)}
    objected(cast, year, "M-G1A-07", **answered)
    objected(cast, year, "M-G1A-08", state="withdrawn")
    objected(cast, year, "M-G3A-05", receiver=cast["U2"])
    found = rows(inspector, "?kind=objections")
    assert [row.after for row in found] == [
        "đã 23 ngày, quá hạn 3 ngày",
        "đã 23 ngày, còn 6 ngày",
        "trả lời sau 9 ngày",
    ]
    page = inspector.get(f"{PAGE}?kind=objections").content.decode()
    for word in (late.asked_by_name, WHO, late.why, "Đủ căn cứ"):
        assert word not in page
    assert "Xem 1 khiếu nại quá hạn trả lời" in inspector.get("/").content.decode()


# Who sees what, and that it is written down
# --------------------------------------------------------------------------------------------------


def test_another_district_is_not_there(cast: Cast, year: Campaign) -> None:
    choose(entry(year, WHO), "completed", "bị phê bình")
    assert rows(inspects(cast, "U2"), "?kind=reached") == []
    assert len(rows(inspects(cast, "P", Role.AUDITOR), "?kind=reached")) == 1


def test_the_page_narrows_to_a_unit(year: Campaign, inspector: Client) -> None:
    choose(entry(year, WHO), "completed", "bị phê bình")
    assert len(rows(inspector, "?kind=reached&don_vi=G1")) == 1
    assert rows(inspector, "?kind=reached&don_vi=G2") == []


@pytest.mark.parametrize("role", [Role.UPPER_LEVEL, Role.GRASSROOTS, Role.CELL])
def test_who_decides_has_no_such_page(cast: Cast, year: Campaign, role: Role) -> None:
    assert inspects(cast, "U1", role).get(PAGE).status_code == 404


@pytest.mark.parametrize("query", ["?kind=reached", "?kind=reached&format=xlsx"])
def test_a_look_is_written_down_for_whom_it_shows(
    year: Campaign, inspector: Client, query: str
) -> None:
    subject = entry(year, WHO)
    choose(subject, "completed", "bị phê bình")
    inspector.get(PAGE)
    assert not Look.objects.exists()
    answer = inspector.get(f"{PAGE}{query}")
    if "xlsx" in query:
        book = openpyxl.load_workbook(io.BytesIO(answer.content))
        assert any(
            subject.name in map(str, line) for line in book.active.iter_rows(values_only=True)
        )
    else:
        look = Look.objects.get()
        assert (look.person_id, look.dossier, look.role) == (
            subject.person_id,
            "rating",
            Role.INSPECTOR,
        )


@pytest.mark.parametrize("kind", KINDS)
def test_every_part_asks_little_however_long_it_is(
    cast: Cast, year: Campaign, inspector: Client, kind: str
) -> None:
    for number in range(4, 10):
        choose(entry(year, f"M-G1A-{number:02}"), "completed", "bị phê bình")
    Proposal.objects.update(ballot_reason="vượt số tối đa")
    inspector.get(f"{PAGE}?kind={kind}")
    with CaptureQueriesContext(connection) as asked:
        assert inspector.get(f"{PAGE}?kind={kind}").status_code == 200
    assert len(asked) <= MOST, [one["sql"][:200] for one in asked]


# Seals
# --------------------------------------------------------------------------------------------------


def walked(*found: dict[str, str], whole: bool) -> None:
    ChainCheck.objects.create(
        checked_at=timezone.now(), by="Người vận hành", links=7, whole=whole, found=list(found)
    )


def test_the_last_walk_of_the_chain_is_told(year: Campaign, inspector: Client) -> None:
    assert "Chưa lần nào" in inspector.get(f"{PAGE}?kind=seals").content.decode()
    walked(whole=True)
    assert "cả 7 mắt xích khớp" in inspector.get(f"{PAGE}?kind=seals").content.decode()
    assert numbers(inspector)["seals"] == 0


def test_what_is_broken_is_told_to_the_province_and_elsewhere_that_there_is_something(
    cast: Cast, year: Campaign, inspector: Client
) -> None:
    walked({"vi": "mức của M-G3A-05 đã bị sửa", "en": "changed"}, whole=False)
    (row,) = rows(inspects(cast, "P", Role.AUDITOR), "?kind=seals")
    assert row.after == "mức của M-G3A-05 đã bị sửa"
    (row,) = rows(inspector, "?kind=seals")
    assert "M-G3A-05" not in row.after
    assert numbers(inspector)["seals"] == 1


@pytest.mark.usefixtures("issued")
def test_what_is_broken_in_ones_own_part_is_told_there(
    cast: Cast, year: Campaign, inspector: Client
) -> None:
    pk = Decision.objects.get(issuer=cast["G1"]).pk
    walked({"vi": "quyết định bị sửa", "en": "", "kind": "decision", "key": f"{pk}.1"}, whole=False)
    assert [row.after for row in rows(inspector, "?kind=seals")] == ["quyết định bị sửa"]


def test_minutes_that_do_not_hold_are_told_where_the_meeting_was(
    cast: Cast, year: Campaign, inspector: Client
) -> None:
    made = Meeting.objects.create(
        campaign=year, organisation=cast["G1A"], held_on=dt.date(2021, 12, 7)
    )
    walked({"vi": "biên bản bị sửa", "en": "", "kind": "minutes", "key": str(made.pk)}, whole=False)
    assert [row.after for row in rows(inspector, "?kind=seals")] == ["biên bản bị sửa"]
    (row,) = rows(inspects(cast, "U2"), "?kind=seals")
    assert "ngoài phạm vi phụ trách" in row.after


# Ballots
# --------------------------------------------------------------------------------------------------


@pytest.fixture
def sealed(cast: Cast, year: Campaign, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ballot]:
    monkeypatch.setattr(sealed_keys, "WORK", 2)
    with trial_purpose():
        opened = Cell(cast, year).opened()
        marks = dict.fromkeys(range(1, 12), ("high", "middle"))
        opened.vote_all(marks | {12: ("low", "high")})
        yield opened.sealed()


def test_a_counted_ballot_is_counted_again_by_one_button(
    cast: Cast, sealed: Ballot, inspector: Client
) -> None:
    (row,) = rows(inspector, "?kind=ballots")
    assert (row.what, row.after) == ("12 phiếu trên 12 người có tên", "1 high, 1 middle")
    assert row.act is not None
    before = Ballot.objects.values().get(pk=sealed.pk)
    page = inspector.get(f"{PAGE}{row.act[0]}").context["page"]
    assert page.recounted[1], page.recounted[0]
    assert Ballot.objects.values().get(pk=sealed.pk) == before
    assert "có trong chuỗi" in page.recounted[0]
    assert rows(inspects(cast, "U2"), "?kind=ballots") == []


def test_counting_again_tells_what_does_not_agree(sealed: Ballot, inspector: Client) -> None:
    with pgtrigger.ignore("ballots.Ballot:counted_ballot_stays"):
        Ballot.objects.filter(pk=sealed.pk).update(seal="a" * 64)
    said, agrees = (
        inspector.get(f"{PAGE}?kind=ballots&dem_lai={sealed.pk}").context["page"].recounted
    )
    assert not agrees
    assert "niêm phong không có trong chuỗi" in said


def test_what_has_under_five_slips_is_not_offered_to_be_counted_again(
    cast: Cast, year: Campaign, inspector: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealed_keys, "WORK", 2)
    with trial_purpose():
        opened = Cell(cast, year).opened(voters=range(1, 5))
        opened.vote_all(dict.fromkeys(range(1, 5), ("high", "low")))
        opened.sealed()
        (row,) = rows(inspector, "?kind=ballots")
    assert row.act is None
    assert row.after == "1 high, 1 low"


@pytest.mark.parametrize("key", ["x", "00000000-0000-0000-0000-000000000000", "1" * 90])
def test_no_such_ballot_says_nothing(year: Campaign, inspector: Client, key: str) -> None:
    page = inspector.get(f"{PAGE}?kind=ballots&dem_lai={key}")
    assert page.status_code == 200
    assert page.context["page"].recounted == ("", False)


def test_a_ballot_of_another_district_is_not_counted_for_it(cast: Cast, sealed: Ballot) -> None:
    page = inspects(cast, "U2").get(f"{PAGE}?kind=ballots&dem_lai={sealed.pk}")
    assert page.context["page"].recounted == ("", False)
