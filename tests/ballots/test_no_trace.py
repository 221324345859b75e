"""Nothing that is kept or answered tells what anybody chose: two voters who choose otherwise leave
the same behind, but for who they are.
"""

import logging
import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.ballots.house import MORE_THAN_HALF, Cell, Opened
from tests.ballots.stored import everything_stored
from tests.second_factor import signed_in_now
from thidua.accounts.sessions import BEGUN, NOTED
from thidua.ballots.links import address_of
from thidua.ballots.models import Turnout
from thidua.ballots.rule import Kind, Rule

FORM = "application/x-www-form-urlencoded"
CHOSEN = "zebra"
RULE = Rule.model_validate(
    MORE_THAN_HALF.as_json() | {"kind": Kind.SCALE, "options": {"high": 3, CHOSEN: 2, "low": 1}}
)
As = Callable[[int], Client]


@pytest.fixture
def as_(cell: Cell) -> As:
    return lambda number: signed_in_now(cell.user(number))


@pytest.fixture
def opened(cell: Cell, monkeypatch: pytest.MonkeyPatch) -> Opened:
    monkeypatch.setattr("thidua.ballots.preparing._refuse_rule", lambda purpose, rule: None)
    return cell.opened(rule=RULE)


def send(client: Client, opened: Opened, marks: str) -> Any:
    address = f"{address_of(opened.ballot)}phieu/"
    return client.post(address, marks, content_type=FORM)


def test_after_a_vote_nothing_stored_names_what_was_chosen(
    opened: Opened, as_: As, caplog: pytest.LogCaptureFixture
) -> None:
    voter = as_(4)
    voter.get(f"{address_of(opened.ballot)}phieu/")
    before = everything_stored()
    assert CHOSEN in before  # the rule names it: the search would find it
    with caplog.at_level(logging.DEBUG):
        answer = send(voter, opened, "c1=2&c2=2")
        voter.get(answer.headers["Location"])
    after = everything_stored()
    assert after != before
    assert after.count(CHOSEN) == before.count(CHOSEN)
    for sent in ("c1=2", "c2=2", '"c1"', "'c1'"):
        assert after.count(sent) == before.count(sent)
        assert sent not in caplog.text
    assert CHOSEN not in caplog.text
    kept = str(dict(voter.session))  # encoded in its table
    assert not [word for word in ("c1=", "'c1'", CHOSEN) if word in kept]


def test_what_is_new_after_a_vote_is_a_mark_an_envelope_and_a_session_in_use(
    opened: Opened, as_: As
) -> None:
    """A table that begins to hold something of a vote fails here."""
    voter = as_(4)
    voter.get(f"{address_of(opened.ballot)}phieu/")
    before = set(everything_stored().splitlines())
    send(voter, opened, "c1=2&c2=2")
    new = {line.partition(":")[0] for line in set(everything_stored().splitlines()) - before}
    assert new <= {"ballots_turnout", "ballots_urn", "django_session", "usersessions_usersession"}
    assert {"ballots_turnout", "ballots_urn"} <= new


def test_two_voters_who_choose_otherwise_get_the_same_answers(opened: Opened, as_: As) -> None:
    told = []
    for number, marks in ((4, "c1=1&c2=1"), (5, "c1=3&c2=0")):
        client = as_(number)
        answer = send(client, opened, marks)
        assert answer.content == b""
        assert set(answer.cookies) <= {"sessionid", "csrftoken"}
        receipt = client.get(answer.headers["Location"])
        told.append((answer.headers["Location"], _but_for_who(receipt.content.decode())))
    assert told[0] == told[1]


def _but_for_who(page: str) -> str:
    """What stands in the middle of a page, without the receipt's own signs and the form's token."""
    middle = re.findall(r"<main.*?</main>", page, re.DOTALL)[0]
    return re.sub(r'[0-9A-Z]{4}-[0-9A-Z]{4}|csrfmiddlewaretoken" value="\w+"', "", middle)


def test_a_vote_sent_just_as_the_session_ends_is_kept_in_no_session(
    opened: Opened, as_: As
) -> None:
    voter = as_(4)
    session, long_ago = voter.session, int(time.time()) - 90 * 86_400
    session[NOTED] = session[BEGUN] = long_ago
    session.save()
    before = everything_stored()
    answer = send(voter, opened, "c1=2&c2=2")
    assert answer.headers["Location"].startswith("/tai-khoan/login/")
    assert "unsent" not in voter.session
    assert everything_stored().count('"c1"') == before.count('"c1"')


def test_a_refused_slip_says_nothing_of_what_was_in_it(opened: Opened, as_: As) -> None:
    voter = as_(4)
    empty = voter.get(f"{address_of(opened.ballot)}phieu/").content.decode()
    refused = [send(voter, opened, marks).content.decode() for marks in ("c1=1&c2=8", "c1=3&c2=8")]
    assert _but_for_who(refused[0]) == _but_for_who(refused[1])
    for name in ("c1", "c2"):
        marked = re.compile(rf'name="{name}"\s+value="(\d)"[^>]*checked')
        assert marked.findall(refused[0]) == marked.findall(empty) == ["0"]


def test_the_ballots_page_is_the_same_however_somebody_voted(
    cell: Cell, opened: Opened, as_: As
) -> None:
    """Of two voters each alone in the urn, who chose otherwise."""
    shown = []
    for number, marks in ((4, "c1=1&c2=1"), (5, "c1=3&c2=3")):
        send(as_(number), opened, marks)
        shown.append(_but_for_who(as_(1).get(address_of(opened.ballot)).content.decode()))
        Turnout.objects.all().delete()
    names = (cell.person(4).full_name, cell.person(5).full_name)
    for name in names:
        shown = [re.sub(f"(, )?{name}", "", page) for page in shown]
    assert shown[0] == shown[1]


# Twins: two ballots alike in all but who of two voters chose which
# --------------------------------------------------------------------------------------------------

SHAPES = (
    (r"\\\\x[0-9a-f]*", lambda found: f"bytes of {len(found[0])}"),
    (r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", lambda found: "uuid"),
    (r"\b[0-9a-f]{16,}\b", lambda found: f"hex of {len(found[0])}"),
    (r'"code":"[0-9A-Z]{8}"', lambda found: "receipt"),
    (r"\d+", lambda found: "#"),
)
SESSIONS = ("django_session", "usersessions_usersession", "cache")
"""Sealed by a key and the time; that no choice is in them is tested above."""


def _shape(row: str) -> str:
    """A row without what is drawn at random, counted up or taken from a clock."""
    for pattern, shaped in SHAPES:
        row = re.sub(pattern, shaped, row)
    return row


def _shapes(dump: str, before: set[str]) -> list[str]:
    new = (row for row in dump.splitlines() if row not in before)
    return sorted(_shape(row) for row in new if row.partition(":")[0] not in SESSIONS)


def test_twins_leave_the_same_dump_and_the_same_log(
    cell: Cell, as_: As, caplog: pytest.LogCaptureFixture
) -> None:
    """All that a dump and a log have of a ballot, while it is open and once it is sealed."""
    clients = {number: as_(number) for number in range(1, 13)}
    marks = ("c1=1&c2=3", "c1=3&c2=1")
    told = []
    for ref, (four, five) in (("twin 1", marks), ("twin 2", marks[::-1])):
        before = set(everything_stored().splitlines())
        caplog.clear()
        with caplog.at_level(logging.DEBUG):
            opened = cell.opened(ref=ref)
            for number, client in clients.items():
                send(client, opened, {4: four, 5: five}.get(number, "c1=2&c2=2"))
            while_open = _shapes(everything_stored(), before)
            opened.sealed()
        log = [_shape(f"log: {line.name} {line.getMessage()}") for line in caplog.records]
        told.append((while_open, _shapes(everything_stored(), before), log))
    assert [row for row in told[0][1] if row.startswith("ballots_vote:")]
    for one, other in zip(*told, strict=True):
        assert one == other


def test_the_twins_test_sees_one_row_that_names_a_choice(cell: Cell, as_: As) -> None:
    """The control: an open ballot keeps who chose what, and its twins differ."""
    told = []
    for ref, marks in (("twin 1", "c1=1&c2=3"), ("twin 2", "c1=3&c2=1")):
        before = set(everything_stored().splitlines())
        opened = cell.opened(ref=ref, secret=False)
        send(as_(4), opened, marks)
        told.append(_shapes(everything_stored(), before))
    assert told[0] != told[1]
