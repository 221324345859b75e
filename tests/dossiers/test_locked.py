"""What was sent stays as it was sent: on boards, through the API, in workbooks."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from tests.builder import OPERATOR
from tests.cast import Cast
from tests.dossiers.test_sending import cast, cell, propose_all, sent, ward, year
from tests.exchange import cast as workbooks
from tests.exchange.conftest import read_here
from thidua.accounts.models import User
from thidua.accounts.permissions import Authority
from thidua.boards.actions import Wish, answer_return, choose
from thidua.boards.by_ballot import propose_by_ballot
from thidua.boards.choice_errors import ChoiceError
from thidua.boards.definition import Board, board_of
from thidua.boards.models import Proposal
from thidua.boards.page import some_rows
from thidua.campaigns.models import Campaign
from thidua.dossiers.actions import accept, return_, take_back
from thidua.exchange import files
from thidua.exchange.books import Book
from thidua.exchange.importing import import_files
from thidua.exchange.results import ImportResult
from thidua.frameworks.binding import bound_frameworks
from thidua.roster.identity import key_of
from thidua.roster.models import RosterEntry
from thidua.vocabulary import Level, SubjectType

__all__ = ["cast", "cell", "ward", "year"]
WHO, OTHER = "M-G1A-07", "M-G1A-08"
Propose = Callable[..., None]


def entry(year: Campaign, code: str = WHO) -> RosterEntry:
    return RosterEntry.objects.get(campaign=year, code=code, subject_type="member")


def proposed(year: Campaign, code: str = WHO) -> str:
    return Proposal.objects.get(roster_entry=entry(year, code)).proposed


@pytest.fixture
def board(year: Campaign, cast: Cast) -> Board:
    """The cell's, on which it proposes its members' levels."""
    framework = bound_frameworks(year)[SubjectType.MEMBER]
    found = board_of(year, cast["G1A"], SubjectType.MEMBER, framework)
    assert not found.decides
    return found


@pytest.fixture
def propose(board: Board, cell: User, year: Campaign, cast: Cast) -> Propose:
    propose_all(year, cast)

    def run(level: int, code: str = WHO) -> None:
        (row,) = some_rows(board, [entry(year, code).pk])
        choose(board=board, wishes=[Wish(row.entry, level, row.version)], actor=cell)

    return run


def refused(propose: Propose, level: int = 2) -> str:
    with pytest.raises(ChoiceError) as error:
        propose(level)
    assert error.value.why == "sent"
    return error.value.text.vi


def test_what_was_sent_is_not_changed_until_it_is_taken_back(
    year: Campaign, cast: Cast, cell: User, propose: Propose
) -> None:
    propose(2)
    dossier = sent(year, cast, cell)
    said = refused(propose, 3)
    assert said.startswith(entry(year).name)
    assert "lấy lại hồ sơ" in said
    assert proposed(year) == "completed"

    take_back(dossier=dossier, actor=cell)
    propose(3)
    assert proposed(year) == "good"


def test_what_was_accepted_waits_for_its_return(
    year: Campaign, cast: Cast, cell: User, ward: User, propose: Propose
) -> None:
    dossier = accept(dossier=sent(year, cast, cell), actor=ward)
    assert "đề nghị cấp trên trả lại" in refused(propose)

    return_(dossier=dossier, reason="sai một mức", actor=ward)
    propose(2)
    assert proposed(year) == "completed"


def test_the_board_says_it_before_anybody_presses(
    year: Campaign, cast: Cast, cell: User, propose: Propose
) -> None:
    client, address = Client(), "/bang/2021/G1A/?kind=member"
    client.force_login(cell)
    propose(2)
    free = client.get(address).content.decode()
    assert 'name="c"' in free
    assert "lấy lại hồ sơ" not in free

    sent(year, cast, cell)
    page = client.get(address).content.decode()
    assert "Hồ sơ của đơn vị đã gửi lên cấp trên: lấy lại hồ sơ rồi sửa mức đề nghị." in page
    assert 'href="/nam/2021/ho-so/G1A/"' in page
    assert 'name="c"' not in page

    Proposal.objects.filter(roster_entry=entry(year)).update(returned="sai mức")
    page = client.get(address).content.decode()
    assert "lấy lại hồ sơ" in page
    assert 'name="c"' in page


def test_saying_the_same_again_is_no_change(
    year: Campaign, cast: Cast, cell: User, propose: Propose
) -> None:
    sent(year, cast, cell)
    propose(3)


def test_other_units_and_the_committee_that_decides_go_on(
    year: Campaign, cast: Cast, cell: User, propose: Propose
) -> None:
    sent(year, cast, cell)
    framework = bound_frameworks(year)[SubjectType.MEMBER]
    other = board_of(year, cast["G1B"], SubjectType.MEMBER, framework)
    (row,) = some_rows(other, [entry(year, "M-G1B-07").pk])
    choose(board=other, wishes=[Wish(row.entry, 2, row.version)], actor=OPERATOR)
    assert proposed(year, "M-G1B-07") == "completed"

    deciding = board_of(year, cast["G1"], SubjectType.MEMBER, framework)
    (row,) = some_rows(deciding, [entry(year).pk])
    with pytest.raises(ChoiceError) as error:
        choose(board=deciding, wishes=[Wish(row.entry, 2, row.version)], actor=OPERATOR)
    assert error.value.why == "cannot_tell"  # the rules of that board, not the dossier


def test_who_was_sent_back_by_name_is_proposed_again(
    year: Campaign, cast: Cast, cell: User, propose: Propose
) -> None:
    sent(year, cast, cell)
    Proposal.objects.filter(roster_entry=entry(year)).update(
        returned="nêu rõ lý do", returned_by=cast["G1"]
    )
    answer_return(roster_entry=entry(year), proposed="completed", reason="họp lại", actor=cell)
    assert proposed(year) == "completed"


def test_a_count_writes_what_it_came_to(
    year: Campaign, cast: Cast, cell: User, propose: Propose
) -> None:
    """A new ballot that a superior ordered is newer than what was sent."""
    sent(year, cast, cell)
    levels = {key_of(entry(year)): Level.COMPLETED}
    propose_by_ballot(campaign=year, levels=levels, authority=Authority(OPERATOR))
    assert proposed(year) == "completed"


def test_the_api_says_so_too(
    year: Campaign, cast: Cast, cell: User, board: Board, propose: Propose
) -> None:
    sent(year, cast, cell)
    client = Client()
    client.force_login(cell)
    (row,) = some_rows(board, [entry(year).pk])
    body = {"choices": [{"entry": row.entry, "seen": row.version, "level": "completed"}]}
    answer = client.post(
        f"/api/v1/years/{year.year}/boards/member/G1A/choices",
        body,
        content_type="application/json",
    )
    assert answer.status_code == 409
    assert answer.json()["type"].endswith("#sent")
    assert "lấy lại hồ sơ" in answer.json()["detail"]
    assert proposed(year) == "good"


@pytest.fixture
def load(
    year: Campaign, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., ImportResult]:
    """Import proposed levels of members: code → level."""
    monkeypatch.setattr(files, "read", read_here)

    def run(levels: dict[str, str]) -> ImportResult:
        rows = [
            {"subject_type": "member", "code": code, "proposed": level}
            for code, level in levels.items()
        ]
        path = workbooks.write(tmp_path, Book.DECISIONS, {"proposals": rows})
        return import_files([path], year=year.year, actor=OPERATOR)

    return run


def test_a_workbook_is_told_at_its_cells(
    year: Campaign,
    cast: Cast,
    cell: User,
    propose: Propose,
    load: Callable[..., ImportResult],
) -> None:
    dossier = sent(year, cast, cell)
    result = load({WHO: "completed", OTHER: "good"})
    assert not result.applied
    (problem,) = result.problems
    assert "lấy lại hồ sơ" in problem.message.vi
    assert entry(year).name in problem.message.vi
    assert proposed(year) == "good"

    take_back(dossier=dossier, actor=cell)
    assert load({WHO: "completed", OTHER: "good"}).applied
    assert proposed(year) == "completed"
