"""First and second decision stay beside each other, each with its seal: on the page of the
objection and of the subject, in the own file; figures say as of which they count.
"""

import json
from collections.abc import Callable

import pytest
from django.test import Client

from tests.builder import OPERATOR
from tests.commands import run_command
from tests.objections.conftest import WHO
from tests.second_factor import signed_in_now
from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.cli.reports import figures
from thidua.decisions.actions import issue_decision, reopen_decision
from thidua.decisions.drafting import revise_decision
from thidua.decisions.models import Because, Decision
from thidua.decisions.reopening import reopen_one
from thidua.decisions.sealed_contents import seal_of
from thidua.objections.answering import answer
from thidua.objections.comparing import pair_of
from thidua.objections.models import Objection
from thidua.own_file.gathering import own_file
from thidua.own_file.schema import OwnFile
from thidua.ratings.actions import classify
from thidua.reports.apart import counted_apart
from thidua.reports.report.findings import gather
from thidua.roster.models import RosterEntry

Who = Callable[[str], User]


def second_of(objection: Objection) -> Decision:
    assert objection.reopened is not None
    assert objection.reopened.second is not None
    return objection.reopened.second


@pytest.fixture
def upheld(verified: Objection, who: Who) -> Objection:
    return answer(objection=verified, upheld=True, reasons="Có căn cứ", actor=who("superior"))


@pytest.fixture
def again(upheld: Objection, year: Campaign, who: Who) -> Objection:
    """The second decision is issued."""
    second = revise_decision(
        decision=second_of(upheld), actor=who("superior"), number="12-QĐ/TU", signer_post="Bí thư"
    )
    classify(campaign=year, actor=OPERATOR)
    assert issue_decision(decision=second, actor=who("superior")).issued
    return Objection.objects.get(pk=upheld.pk)


def browser(user: User) -> Client:
    client = Client()
    signed_in_now(user, client=client)
    return client


def file_of(user: User, year: Campaign) -> OwnFile:
    assert user.person is not None
    return own_file(user, year, user.person)


def test_each_decision_of_the_pair_carries_its_own_seal(again: Objection) -> None:
    pair = pair_of(again)
    assert again.decision is not None
    first, second = seal_of(again.decision), seal_of(second_of(again))
    assert pair is not None
    assert first is not None
    assert second is not None
    assert (pair.first_seal, pair.second_seal) == (first.link, second.link)
    assert first.link != second.link
    assert pair.answer_seal is not None
    assert pair.answer_seal.kind == "objection"


def test_the_first_seal_stays_when_its_decision_is_issued_anew(
    again: Objection, who: Who, year: Campaign
) -> None:
    """The level stood in the first issue: what is sealed of that decision later is not about it."""
    before = pair_of(again)
    assert before is not None
    assert again.decision is not None
    reopen_decision(decision=again.decision, reason="Sót người", actor=OPERATOR)
    renewed = Decision.objects.get(pk=again.decision.pk)
    assert issue_decision(decision=renewed, actor=OPERATOR).issued
    after = pair_of(Objection.objects.get(pk=again.pk))
    assert after is not None
    assert after.first_seal == before.first_seal


def test_a_third_decision_changes_nothing_in_the_pair_of_the_first(
    again: Objection, subject: RosterEntry
) -> None:
    reopen_one(
        roster_entry=RosterEntry.objects.get(pk=subject.pk),
        because=Because.SUPERIOR,
        why="Phát hiện sau",
        actor=OPERATOR,
    )
    pair = pair_of(Objection.objects.get(pk=again.pk))
    assert pair is not None
    assert pair.second is not None
    assert pair.second.value == "good"


def test_the_page_shows_both_decisions_and_what_counts(again: Objection, who: Who) -> None:
    """Once the second is issued nothing speaks of it as of something to come."""
    words = browser(who("superior")).get(f"/nam/2021/khieu-nai/{again.pk}/").content.decode()
    day = second_of(again).decided_on
    assert f"{day:%d/%m/%Y}" in words
    for said in ("12-QĐ/TU", "Số liệu tính theo mức lần 2", "xem lại ngày", "Chấp nhận khiếu nại"):
        assert said in words
    for gone in ("chỉ có khi", "chưa quyết định", "Soạn quyết định lần 2"):
        assert gone not in words


def test_until_then_whoever_answered_is_led_to_the_draft(upheld: Objection, who: Who) -> None:
    at = f"/nam/2021/khieu-nai/{upheld.pk}/"
    words = browser(who("superior")).get(at).content.decode()
    for said in ("chỉ có khi", "chưa quyết định", "Soạn quyết định lần 2"):
        assert said in words
    assert "Soạn quyết định lần 2" not in browser(who("objector")).get(at).content.decode()


def test_of_a_kept_level_there_is_no_second_decision(verified: Objection, who: Who) -> None:
    kept = answer(objection=verified, upheld=False, reasons="Đủ căn cứ", actor=who("superior"))
    at = f"/nam/2021/khieu-nai/{kept.pk}/"
    words = browser(who("superior")).get(at).content.decode()
    for said in ("giữ nguyên mức lần 1", "mức lần 1 vẫn được tính"):
        assert said in words
    assert "chưa quyết định" not in words
    listed = browser(who("superior")).get("/nam/2021/khieu-nai/").content.decode()
    assert f"</span> {kept.answered_on:%d/%m/%Y}" in " ".join(listed.split())


def test_pages_show_both_seals(again: Objection, who: Who, year: Campaign) -> None:
    pair = pair_of(again)
    assert pair is not None
    assert pair.first_seal is not None
    assert pair.second_seal is not None
    client = browser(who("objector"))
    for address in (f"/nam/2021/khieu-nai/{again.pk}/", f"/xep-loai/2021/member/{WHO}/"):
        words = client.get(address).content.decode()
        assert pair.first_seal.short in words, address
        assert pair.second_seal.short in words, address


def test_the_own_file_tells_the_receipt_the_answer_and_the_pair(
    again: Objection, who: Who, year: Campaign
) -> None:
    user = who("objector")
    file = file_of(user, year)
    (told,) = file.objections
    assert (told.receipt, told.state, told.answer) == (again.pk, "upheld", "Có căn cứ")
    assert told.seal
    (both,) = file.decided_again
    assert both.second is not None
    assert (both.first.number, both.second.number) == ("G1-QĐ", "12-QĐ/TU")
    assert both.first.seal
    assert both.first.seal != both.second.seal
    client = browser(user)
    words = client.get("/nam/2021/cua-toi/", {"phan": "khieu-nai"}).content.decode()
    for one in ("Có căn cứ", "12-QĐ/TU", both.first.seal, f"/khieu-nai/{again.pk}/bien-nhan.pdf"):
        assert one in words
    assert client.get("/nam/2021/cua-toi/ho-so.pdf").content.startswith(b"%PDF")


def test_the_own_file_tells_nothing_of_an_objection_of_somebody_else(
    again: Objection, who: Who, year: Campaign, cast: object
) -> None:
    other = User.objects.create_user(
        "neighbour", person=RosterEntry.objects.get(campaign=year, code="M-G1A-06").person
    )
    file = file_of(other, year)
    assert (file.objections, file.decided_again) == ((), ())


def test_figures_say_as_of_which_decision_they_count(
    verified: Objection, year: Campaign, who: Who
) -> None:
    def told() -> tuple[int, int]:
        found = counted_apart(campaign=year, actor=OPERATOR)
        return found.reopened, found.decided_again

    assert told() == (0, 0)
    assert gather(campaign=year, actor=OPERATOR).as_of is None
    done = answer(objection=verified, upheld=True, reasons="Có căn cứ", actor=who("superior"))
    assert told() == (1, 0)
    second = revise_decision(
        decision=second_of(done), actor=who("superior"), number="12-QĐ/TU", signer_post="Bí thư"
    )
    classify(campaign=year, actor=OPERATOR)
    assert issue_decision(decision=second, actor=who("superior")).issued
    assert told() == (1, 1)
    said = gather(campaign=year, actor=OPERATOR).as_of
    assert said is not None
    assert "1 mức đã được quyết định lại, 0 mức đang chờ" in said.vi
    client = browser(who("province"))
    assert said.vi in client.get("/nam/2021/").content.decode()
    told_in_api = client.get("/api/v1/years/2021/figures").json()["tables"]["as_of"]
    assert told_in_api == {
        "latest_decision": "12-QĐ/TU",
        "latest_issuer": "U1",
        "latest_decided_on": second.decided_on.isoformat(),
        "reopened": 1,
        "decided_again": 1,
    }
    assert json.loads(run_command(figures, ["2021", "--json"]).output)["as_of"] == told_in_api
    assert "12-QĐ/TU" in run_command(figures, ["2021"]).output


def test_figures_of_a_part_count_as_of_the_decisions_about_that_part(
    again: Objection, year: Campaign, who: Who
) -> None:
    """Elsewhere nothing was decided again, and the latest decision is another one."""
    number = second_of(again).number
    elsewhere = counted_apart(campaign=year, actor=who("elsewhere"))
    assert (elsewhere.reopened, elsewhere.decided_again) == (0, 0)
    assert elsewhere.latest["decision"] not in {None, number}
    cell = counted_apart(campaign=year, actor=who("cell"))  # which issues no decision itself
    assert cell.latest["decision"] == number


def test_figures_of_a_year_without_decisions_say_so(year: Campaign) -> None:
    assert counted_apart(campaign=year, actor=OPERATOR).as_of_numbers() == {
        "latest_decision": None,
        "latest_issuer": None,
        "latest_decided_on": None,
        "reopened": 0,
        "decided_again": 0,
    }
