"""The pages of a ballot, walked as people walk them: keys, opening, voting, closing, the result."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from tests.ballots.house import MORE_THAN_HALF, Cell, Opened
from tests.ballots.stored import everything_stored
from tests.html import tight
from tests.second_factor import signed_in_now
from thidua.ballots.links import address_of
from thidua.ballots.models import Ballot, State, Turnout
from thidua.notices.models import Notice

CODE = re.compile(r'class="bl-code"[^>]*>\s*([0-9A-Z-]+)\s*<')
As = Callable[[int], Client]


@pytest.fixture
def as_(cell: Cell) -> As:
    """The browser of a member of the cell, by their number."""
    return lambda number: signed_in_now(cell.user(number))


@pytest.fixture
def opened(cell: Cell) -> Opened:
    return cell.opened()


def send(client: Client, ballot: Ballot, marks: str = "c1=1&c2=2") -> "tuple[int, str, str]":
    """A slip as a browser sends it: status, where it leads, and the page that follows."""
    address = f"{address_of(ballot)}phieu/"
    kind = "application/x-www-form-urlencoded"
    answer = client.post(address, marks, content_type=kind)
    onward = answer.headers.get("Location", "")
    page = client.get(onward) if onward else answer
    return answer.status_code, onward, tight(page.content.decode())


def see(client: Client, ballot: Ballot, part: str = "") -> str:
    return tight(client.get(f"{address_of(ballot)}{part}").content.decode())


def codes_of(opened: Opened, first: int = 1, second: int = 2) -> dict[str, str]:
    return {"code_1": opened.codes[first], "code_2": opened.codes[second]}


# From the list to the result
# --------------------------------------------------------------------------------------------------


def test_a_ballot_is_walked_from_the_list_to_the_result(cell: Cell, as_: As) -> None:
    ballot = cell.drafted()
    page = address_of(ballot)
    chair, secretary = as_(1), as_(2)
    assert chair.post(f"{page}chot/").headers["Location"] == page
    codes = []
    for holder in (chair, secretary):
        answer = holder.post(f"{page}ma-khoa/", {"held": ""})
        codes.append(CODE.findall(answer.content.decode())[0])
        assert "no-store" in answer.headers["Cache-Control"]
    assert chair.post(f"{page}mo/").headers["Location"] == page
    for number in range(1, 13):
        assert send(as_(number), ballot)[:2] == (302, f"{page}bien-nhan/")
    answer = secretary.post(f"{page}dong/", {"code_1": codes[0], "code_2": codes[1]})
    assert answer.headers["Location"] == page
    ballot.refresh_from_db()
    assert ballot.state == State.SEALED
    assert "mọi phiếu giống nhau" in see(as_(5), ballot)
    assert secretary.get(f"{page}bien-ban.docx").status_code == 200


def test_a_slip_is_one_form_with_blank_marked_and_nothing_to_keep(opened: Opened, as_: As) -> None:
    answer = as_(4).get(f"{address_of(opened.ballot)}phieu/")
    page = tight(answer.content.decode())
    assert "no-store" in answer.headers["Cache-Control"]
    assert page.count("<form") == page.count('hx-history="false"') + page.count("<form") - 1
    for name in ("c1", "c2"):
        marked = re.findall(rf'<input type="radio" name="{name}" value="(\d)"[^>]* checked', page)
        assert marked == ["0"]
    assert not re.findall(r'<input type="radio"(?![^>]*autocomplete="off")', page)
    assert "enctype" not in page  # urlencoded: every slip is equally long


def test_while_it_is_open_only_whoever_keeps_it_learns_who_has_not_voted(
    cell: Cell, opened: Opened, as_: As
) -> None:
    opened.vote(4, "high", "low")
    chair, voter = see(as_(1), opened.ballot), see(as_(5), opened.ballot)
    assert "Đã bỏ 1, còn 11" in chair
    assert "Đã bỏ 1, còn 11" in voter
    assert f"Còn: {cell.person(1).full_name}" in chair
    assert cell.person(6).full_name not in voter
    for word in ("high", "low"):
        assert f"{word}: " not in chair


def test_whoever_keeps_it_reminds_those_who_have_not_voted_once_an_hour(
    cell: Cell, opened: Opened, as_: As
) -> None:
    for number in (4, 5):
        cell.user(number)
    opened.vote(4, "high", "low")
    for _ in range(2):
        as_(1).post(address_of(opened.ballot), {"act": "remind"})
    told = Notice.objects.filter(kind="ballots.opened", key__contains=f"{opened.ballot.pk}:")
    assert set(told.values_list("user__username", flat=True)) >= {"m5"}
    assert not told.filter(user__username="m4").exists()
    assert told.filter(user__username="m5").count() == 1
    assert as_(5).post(address_of(opened.ballot), {"act": "remind"}).status_code == 403


def test_a_voter_finds_the_ballot_among_what_waits_for_them(opened: Opened, as_: As) -> None:
    voter = as_(4)
    assert "Bỏ phiếu: Bỏ phiếu ở chi bộ" in tight(voter.get("/?year=2021").content.decode())
    send(voter, opened.ballot)
    assert "Bỏ phiếu: Bỏ phiếu ở chi bộ" not in tight(voter.get("/?year=2021").content.decode())


# Sent twice, late, oddly
# --------------------------------------------------------------------------------------------------


def test_a_second_tab_is_told_that_its_choices_were_not_used(opened: Opened, as_: As) -> None:
    voter = as_(4)
    first = CODE.findall(send(voter, opened.ballot, "c1=1&c2=1")[2])
    _, onward, page = send(voter, opened.ballot, "c1=3&c2=3")
    assert onward.endswith("bien-nhan/")
    assert "những gì vừa gửi không được dùng" in page
    assert CODE.findall(page) == first
    assert voter.get(f"{address_of(opened.ballot)}phieu/").headers["Location"] == onward


def test_what_comes_after_closing_is_not_in_the_urn_and_says_so(opened: Opened, as_: As) -> None:
    voter = as_(4)
    voter.get(f"{address_of(opened.ballot)}phieu/")
    opened.closed()
    status, onward, page = send(voter, opened.ballot)
    assert (status, onward) == (302, address_of(opened.ballot))
    assert "phiếu chưa vào hòm" in page
    assert voter.get(f"{address_of(opened.ballot)}bien-nhan/").status_code == 404


def test_after_the_hour_nothing_gets_in_and_the_holders_count(cell: Cell, as_: As) -> None:
    opened = cell.opened(closes_at=timezone.now() + dt.timedelta(hours=1))
    opened.vote(5, "high", "low")
    past = timezone.now() - dt.timedelta(seconds=1)
    Ballot.objects.filter(pk=opened.ballot.pk).update(closes_at=past)
    assert "chưa vào hòm" in send(as_(4), opened.ballot)[2]
    as_(1).post(f"{address_of(opened.ballot)}kiem-phieu/", codes_of(opened))
    opened.ballot.refresh_from_db()
    assert opened.ballot.state == State.SEALED


@pytest.mark.parametrize(
    "marks",
    [
        *("x=1", "c1=1", "c1=9&c2=1", "c1=&c2=1", "c1=-1&c2=1", "c1=1.0&c2=1", "c1=high&c2=low"),
        *("c1=%D9%A1&c2=1", "c1=%F0%9F%97%B3&c2=1", "c1=1%0A&c2=1", "c1=<script>&c2=1"),
    ],
)
def test_a_slip_that_cannot_be_read_changes_nothing_and_is_not_repeated(
    opened: Opened, as_: As, marks: str
) -> None:
    status, _, page = send(as_(4), opened.ballot, marks)
    assert status == 409
    assert "tải lại trang, đánh dấu lại" in page
    assert "&lt;script" not in page
    assert "<script>" not in page
    assert re.findall(r'name="c1" value="(\d)"[^>]* checked', page) == ["0"]
    assert not Turnout.objects.exists()


def test_a_slip_is_taken_in_no_other_form_than_a_browsers(opened: Opened, as_: As) -> None:
    address = f"{address_of(opened.ballot)}phieu/"
    assert as_(4).post(address, {"c1": "1", "c2": "1"}).status_code == 415
    sent = as_(4).post(address, '{"c1": 1}', content_type="application/json")
    assert sent.status_code == 415
    assert not Turnout.objects.exists()


def test_somebody_who_is_not_called_finds_no_slip_and_no_receipt(cell: Cell, as_: As) -> None:
    opened = cell.opened(voters=range(1, 10))
    stranger = as_(11)
    for part in ("", "phieu/", "bien-nhan/", "dong/", "bien-ban.pdf"):
        assert stranger.get(f"{address_of(opened.ballot)}{part}").status_code == 404
    assert stranger.post(f"{address_of(opened.ballot)}phieu/", {"c1": "1"}).status_code == 404


# Codes
# --------------------------------------------------------------------------------------------------


def test_a_code_is_shown_once_and_loading_the_page_again_takes_no_second_one(
    cell: Cell, as_: As
) -> None:
    ballot = cell.drafted()
    page, chair = address_of(ballot), as_(1)
    chair.post(f"{page}chot/")
    first = CODE.findall(chair.post(f"{page}ma-khoa/", {"held": ""}).content.decode())[0]
    again = chair.post(f"{page}ma-khoa/", {"held": ""})
    assert again.status_code == 409
    assert "không hiện lại được" in again.content.decode()
    assert first not in again.content.decode() + see(chair, ballot)
    held = re.findall(r'name="held" value="(\w+)"', see(chair, ballot))
    second = chair.post(f"{page}ma-khoa/", {"held": held[0]})
    assert CODE.findall(second.content.decode()) != [first]
    assert as_(5).post(f"{page}ma-khoa/", {"held": ""}).status_code == 403


def test_wrong_codes_are_told_without_which_and_never_repeated(opened: Opened, as_: As) -> None:
    page, chair = f"{address_of(opened.ballot)}dong/", as_(1)
    wrong = {"code_1": opened.codes[1], "code_2": "0000-0000-0000"}
    for _ in range(4):
        answer = chair.post(page, wrong)
        assert answer.status_code == 409
        shown = answer.content.decode()
        assert "hai mã không mở được hòm" in shown.lower()
        assert opened.codes[1] not in shown
        assert "0000-0000-0000" not in shown
    chair.post(page, wrong)
    locked = chair.post(page, codes_of(opened)).content.decode()
    assert "chờ 15 phút" in locked
    opened.ballot.refresh_from_db()
    assert opened.ballot.state == State.OPEN


def test_no_code_of_a_holder_is_stored_anywhere(opened: Opened, as_: As) -> None:
    as_(1).post(f"{address_of(opened.ballot)}dong/", codes_of(opened))
    kept = everything_stored().upper()
    for code in opened.codes.values():
        assert code not in kept
        assert code.replace("-", "") not in kept


# What else can happen
# --------------------------------------------------------------------------------------------------


def test_somebody_struck_is_told_why_and_no_more_called(
    cell: Cell, opened: Opened, as_: As
) -> None:
    voter = opened.ballot.voters.get(person=cell.person(4))
    sent = {"voter": str(voter.pk), "reason": "chuyển sinh hoạt 01/12"} | codes_of(opened)
    as_(1).post(f"{address_of(opened.ballot)}dua-ra/", sent)
    assert "chuyển sinh hoạt 01/12" in see(as_(4), opened.ballot)
    assert as_(4).get(f"{address_of(opened.ballot)}phieu/").status_code == 302
    assert "Đã bỏ 0, còn 11" in see(as_(1), opened.ballot)


def test_cancelling_asks_why_and_the_voters_read_it(opened: Opened, as_: As) -> None:
    page = f"{address_of(opened.ballot)}huy/"
    assert as_(1).post(page, {"reason": " "}).status_code == 409
    as_(1).post(page, {"reason": "danh sách thiếu hai đồng chí"})
    shown = see(as_(4), opened.ballot)
    assert "danh sách thiếu hai đồng chí" in shown
    assert "chưa ai đọc" in shown


def test_under_five_slips_only_the_outcome_is_told(cell: Cell, as_: As) -> None:
    opened = cell.opened(voters=range(1, 5))
    opened.vote_all(dict.fromkeys((1, 2, 3), ("high", "low")))
    as_(1).post(f"{address_of(opened.ballot)}dong/", codes_of(opened))
    shown = see(as_(4), opened.ballot)
    assert "Dưới 5 phiếu: chỉ báo kết quả" in shown
    assert "Đếm lại ngay" not in shown
    assert '<td class="number">' not in shown


def test_an_open_ballot_says_so_can_be_changed_and_names_its_voters(cell: Cell, as_: As) -> None:
    opened = cell.opened(secret=False)
    voter = as_(4)
    assert "Phiếu công khai" in see(voter, opened.ballot, "phieu/")
    send(voter, opened.ballot, "c1=1&c2=1")
    page = see(voter, opened.ballot, "phieu/")
    assert re.findall(r'name="c1" value="(\d)"[^>]* checked', page) == ["1"]
    send(voter, opened.ballot, "c1=3&c2=1")
    assert as_(1).post(f"{address_of(opened.ballot)}dong/").status_code == 302
    shown = see(as_(5), opened.ballot)
    assert f"{cell.person(4).full_name}:<strong>low</strong>" in shown


def test_two_people_enter_paper_slips_unseen_and_are_told_which_lines_differ(
    cell: Cell, as_: As
) -> None:
    ballot = cell.opened(electronic=False).ballot
    chair, secretary = as_(1), as_(2)
    chair.post(f"{address_of(ballot)}dong/")
    page = f"{address_of(ballot)}so-phieu-giay/"
    counts = {"sheets": "12", "n1-high": "7", "n1-low": "5", "n2-middle": "12"}
    assert chair.post(page, counts | {"n2-middle": "11"}).status_code == 409
    assert chair.post(page, counts).status_code == 302
    shown = see(secretary, ballot, "so-phieu-giay/")
    assert 'value="7"' not in shown
    differ = secretary.post(page, counts | {"n1-high": "8", "n1-low": "4"})
    shown = tight(differ.content.decode())
    assert "Hai người nhập khác nhau ở: Việc 1" in shown
    assert "Việc 2 hai người" not in shown
    assert chair.post(page, counts).status_code == 302
    assert secretary.post(page, counts).status_code == 302
    chair.post(f"{address_of(ballot)}kiem-phieu/")
    ballot.refresh_from_db()
    assert ballot.state == State.SEALED
    assert '<td class="number">7</td>' in see(as_(5), ballot)


def test_slips_to_be_printed_name_no_voter(cell: Cell, as_: As) -> None:
    ballot = cell.opened(electronic=False).ballot
    paper = as_(1).get(f"{address_of(ballot)}phieu-giay.pdf")
    assert paper.content.startswith(b"%PDF")
    assert as_(5).get(f"{address_of(ballot)}phieu-giay.pdf").status_code == 404


def test_nobody_votes_on_themselves_where_the_rule_says_so(cell: Cell, as_: As) -> None:
    rule = MORE_THAN_HALF.model_copy(update={"self_vote": False})
    opened = cell.opened(rule=rule)
    mine = opened.ballot.voters.get(person=cell.person(4))
    opened.ballot.candidates.filter(no=1).update(own_voter=mine)
    page = see(as_(4), opened.ballot, "phieu/")
    assert "không bỏ phiếu cho chính mình" in page
    assert re.findall(r'<input type="radio" name="c1"', page) == []
    assert send(as_(4), opened.ballot, "c1=0&c2=1")[0] == 302
