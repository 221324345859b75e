"""A deciding committee sends proposals back with a reason; the level below answers by proposing
again.
"""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from tests.builder import OPERATOR, decision
from tests.cast import Cast, choose, entry
from thidua.accounts.models import Role, User
from thidua.boards.actions import answer_return, return_proposals
from thidua.boards.errors import ProposalError
from thidua.boards.models import Proposal
from thidua.campaigns.models import Campaign
from thidua.decisions.actions import issue_decision
from thidua.decisions.refusals import Why
from thidua.ratings.staleness import is_fresh
from thidua.roster.models import RosterEntry

Browser = Callable[[Role, str], Client]
Officer = Callable[[Role, str], User]
WHY = "Chưa có biên bản họp chi bộ"


def send_back(
    year: Campaign, *codes: str, reason: str = WHY, actor: object = OPERATOR
) -> list[RosterEntry]:
    entries = [entry(year, code) for code in codes]
    return_proposals(campaign=year, entries=entries, reason=reason, actor=actor)  # type: ignore[arg-type]
    return entries


def test_the_deciding_committee_sends_back_with_its_reason(
    cast: Cast, year: Campaign, user: Officer
) -> None:
    officer = user(Role.GRASSROOTS, "G1")
    send_back(year, "M-G1A-04", "M-G1A-05", actor=officer)
    kept = list(Proposal.objects.exclude(returned=""))
    assert {(one.returned, one.returned_by) for one in kept} == {(WHY, cast["G1"])}
    assert len(kept) == 2


def test_sending_back_again_changes_nothing(cast: Cast, year: Campaign) -> None:
    (one,) = send_back(year, "M-G1A-04")
    first = Proposal.objects.get(pk=one.pk).returned_at
    send_back(year, "M-G1A-04")
    assert Proposal.objects.get(pk=one.pk).returned_at == first


def test_nothing_is_issued_about_them_until_they_answered(cast: Cast, year: Campaign) -> None:
    made = decision(year, cast["G1"], ["member"])
    (one,) = send_back(year, "M-G1A-04")
    refused = issue_decision(decision=made, actor=OPERATOR).refusals[made.pk]
    assert [refusal.why for refusal in refused] == [Why.RETURNED]
    assert refused[0].subjects == ("M-G1A-04",)
    answer_return(roster_entry=one, proposed="good", reason="Đã bổ sung biên bản", actor=OPERATOR)
    kept = Proposal.objects.get(pk=one.pk)
    assert (kept.returned, kept.returned_by, kept.returned_at, kept.proposed) == (
        "",
        None,
        None,
        "good",
    )
    assert issue_decision(decision=made, actor=OPERATOR).issued


def test_sending_back_makes_no_rating_stale(cast: Cast, year: Campaign) -> None:
    send_back(year, "M-G1A-04")
    assert is_fresh(year)
    choose(entry(year, "M-G1A-06"))
    assert not is_fresh(year)


def test_a_choice_alone_is_no_answer(cast: Cast, year: Campaign) -> None:
    (one,) = send_back(year, "M-G1A-04")
    choose(one)
    assert Proposal.objects.get(pk=one.pk).returned == WHY


@pytest.mark.parametrize(
    ("codes", "reason", "says"),
    [((), WHY, "hãy chọn ít nhất một trường hợp"), (("M-G1A-04",), "  ", "trả lại phải nêu lý do")],
)
def test_without_subjects_or_reason_nothing_is_sent_back(
    cast: Cast, year: Campaign, codes: tuple[str, ...], reason: str, says: str
) -> None:
    with pytest.raises(ProposalError, match=says):
        send_back(year, *codes, reason=reason)
    assert not Proposal.objects.exists()


def test_what_is_decided_is_not_sent_back(cast: Cast, year: Campaign) -> None:
    issue_decision(decision=decision(year, cast["G1"], ["member"]), actor=OPERATOR)
    with pytest.raises(ProposalError, match="đã được xếp loại tại quyết định số G1-QĐ"):
        send_back(year, "M-G1A-04")
    with pytest.raises(ProposalError, match="không cần xem xét lại"):
        answer_return(
            roster_entry=entry(year, "M-G1A-04"), proposed="good", reason="", actor=OPERATOR
        )


@pytest.mark.parametrize(
    ("role", "code"), [(Role.CELL, "G1A"), (Role.AUDITOR, "P"), (Role.GRASSROOTS, "G2")]
)
def test_only_whoever_decides_sends_back(
    cast: Cast, year: Campaign, user: Officer, role: Role, code: str
) -> None:
    with pytest.raises(PermissionDenied):
        send_back(year, "M-G1A-04", actor=user(role, code))
    assert not Proposal.objects.exists()


# The pages
# --------------------------------------------------------------------------------------------------


def test_the_level_below_finds_it_as_work_and_answers(
    cast: Cast, year: Campaign, as_: Browser
) -> None:
    (one,) = send_back(year, "M-G1A-04")
    below = as_(Role.CELL, "G1A")
    home = below.get("/").content.decode()
    assert "Đề nghị lại 1 trường hợp" in home
    assert WHY in home
    listed = below.get("/de-nghi/2021/tra-lai/").content.decode()
    assert one.name in listed
    assert "Tổ chức G1" in listed
    below.post("/de-nghi/2021/tra-lai/", {"entry": one.pk, "proposed": "good", "reason": ""})
    assert Proposal.objects.get(pk=one.pk).returned == ""
    assert "Đề nghị lại 1 trường hợp" not in below.get("/").content.decode()
    assert (
        "Chưa có đề nghị nào cần xem xét lại"
        in below.get("/de-nghi/2021/tra-lai/").content.decode()
    )


def test_a_refused_answer_stands_as_it_was_written(
    cast: Cast, year: Campaign, as_: Browser
) -> None:
    (one,) = send_back(year, "M-G1A-04")
    long = "dài " * 501
    answer = {"entry": one.pk, "proposed": "good", "reason": long}
    refused = as_(Role.CELL, "G1A").post("/de-nghi/2021/tra-lai/", answer)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "nhiều nhất 2.000 ký tự" in page
    assert long.strip() in page
    assert '<option value="good" selected' in " ".join(page.split())
    assert Proposal.objects.get(pk=one.pk).returned == WHY


@pytest.mark.parametrize(
    ("role", "code"),
    [
        (Role.CELL, "G1B"),
        (Role.GRASSROOTS, "G1"),
        (Role.PROVINCE, "P"),
        (Role.CELL, "G3A"),
        (Role.AUDITOR, "G1A"),
    ],
)
def test_it_is_nobody_else_s_work(
    cast: Cast, year: Campaign, as_: Browser, role: Role, code: str
) -> None:
    send_back(year, "M-G1A-04")
    assert "Đề nghị lại" not in as_(role, code).get("/").content.decode()


def test_the_form_answers_in_place_or_goes_back_to_its_page(
    cast: Cast, year: Campaign, as_: Browser
) -> None:
    above = as_(Role.UPPER_LEVEL, "U1")
    address, keys = "/quyet-dinh/2021/tra-lai/", [entry(year, code).pk for code in ("G1", "G2")]
    part = above.post(
        address, {"entry": keys, "reason": WHY}, headers={"HX-Request": "true"}
    ).content.decode()
    assert "Đã gửi 2 trường hợp về 2 nơi đề nghị" in part
    assert "<html" not in part
    refused = above.post(
        address, {"entry": keys, "reason": ""}, headers={"HX-Request": "true"}
    ).content.decode()
    assert "Trả lại phải nêu lý do" in refused
    for wanted, goes in (
        ("/to-chuc/U1/", "/to-chuc/U1/"),
        ("https://elsewhere.example/", "/quyet-dinh/2021/"),
    ):
        response = above.post(address, {"entry": keys, "reason": WHY, "next": wanted})
        assert response.headers["Location"] == goes


def test_outsiders_cannot_name_subjects_that_are_not_theirs(
    cast: Cast, year: Campaign, as_: Browser
) -> None:
    key = entry(year, "G1").pk
    outside = as_(Role.UPPER_LEVEL, "U2")
    assert (
        outside.post("/quyet-dinh/2021/tra-lai/", {"entry": key, "reason": WHY}).status_code == 404
    )
    assert (
        outside.post("/de-nghi/2021/tra-lai/", {"entry": key, "proposed": "good"}).status_code
        == 404
    )
    assert not Proposal.objects.exists()
