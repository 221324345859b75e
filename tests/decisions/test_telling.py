"""Whoever a decision is about is told at once that it was issued, or opened again."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.builder import OPERATOR, decision, officer
from tests.cast import Cast, entry
from thidua.accounts.models import Role, User
from thidua.campaigns.models import Campaign
from thidua.decisions import telling
from thidua.decisions.actions import issue_decision, reopen_decision
from thidua.decisions.jobs import tell_later
from thidua.decisions.kinds import DECIDED, REOPENED
from thidua.decisions.models import Because, Decision
from thidua.decisions.reopening import reopen_one
from thidua.notices.models import Letter, Mailbox, Notice
from thidua.notices.writing import written


@pytest.fixture
def member(cast: Cast) -> User:
    return officer("member", None, None, who=cast.of_cell("G1A", 5))


@pytest.fixture
def cell(cast: Cast) -> User:
    return officer("cell", Role.CELL, cast["G1A"])


def drafted(year: Campaign, cast: Cast) -> Decision:
    return decision(year, cast["G1"], ["member"])


def notices(user: User) -> list[tuple[str, str]]:
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("kind", "href"))


def test_people_by_their_accounts_and_units_by_their_officers_are_told(
    cast: Cast, year: Campaign, member: User, cell: User
) -> None:
    stranger = officer("stranger", None, None, who=cast.of_cell("G3A", 5))
    issue_decision(decision=drafted(year, cast), actor=OPERATOR)

    assert notices(member) == [(DECIDED.id, "/nam/2021/cua-toi/")]
    assert notices(cell) == [(DECIDED.id, "/bang/2021/G1A/")]
    assert notices(stranger) == []


def test_the_notice_says_neither_level_nor_name(cast: Cast, year: Campaign, member: User) -> None:
    issue_decision(decision=drafted(year, cast), actor=OPERATOR)
    text = Notice.objects.get(user=member).text_vi
    assert text == "Quyết định xếp loại năm 2021 đã ban hành: xem mức và căn cứ"


def test_the_mail_says_only_that_something_is_there(
    cast: Cast, year: Campaign, member: User
) -> None:
    box = Mailbox.objects.create(
        user=member, address="dang.vien@example.org", confirmed_at=timezone.now(), on=True
    )
    issue_decision(decision=drafted(year, cast), actor=OPERATOR)
    letter = written(Letter.objects.get(user=member), box)
    assert letter is not None
    assert "quyết định xếp loại mới ban hành" in letter.body
    assert "tốt" not in letter.body.lower()
    assert str(member.person) not in letter.body.replace(str(member), "")


def test_whoever_issues_is_not_told_of_it(cast: Cast, year: Campaign) -> None:
    secretary = officer("secretary", Role.GRASSROOTS, cast["G1"], who=cast.of_cell("G1A", 2))
    issue_decision(decision=drafted(year, cast), actor=secretary)
    assert notices(secretary) == []


def test_what_is_refused_tells_nobody(cast: Cast, year: Campaign, member: User) -> None:
    entry(year, "M-G1A-06").rating.delete()
    assert issue_decision(decision=drafted(year, cast), actor=OPERATOR).refused
    assert notices(member) == []


def test_a_reopened_decision_is_told_to_the_same_and_the_next_issue_again(
    cast: Cast, year: Campaign, member: User, cell: User
) -> None:
    made = drafted(year, cast)
    issue_decision(decision=made, actor=OPERATOR)
    reopen_decision(decision=made, reason="sai số liệu", actor=OPERATOR)
    issue_decision(decision=made, actor=OPERATOR)
    kinds = [DECIDED.id, REOPENED.id, DECIDED.id]
    assert [kind for kind, _ in notices(member)] == kinds
    assert [kind for kind, _ in notices(cell)] == kinds


def test_one_level_that_is_reopened_is_told_to_that_one_alone(
    cast: Cast, year: Campaign, member: User
) -> None:
    other = officer("other", None, None, who=cast.of_cell("G1A", 6))
    made = drafted(year, cast)
    issue_decision(decision=made, actor=OPERATOR)
    reopen_one(
        roster_entry=entry(year, "M-G1A-05"),
        because=next(iter(Because)),
        why="số liệu sai",
        actor=OPERATOR,
    )
    assert [kind for kind, _ in notices(member)] == [DECIDED.id, REOPENED.id]
    assert [kind for kind, _ in notices(other)] == [DECIDED.id]


def test_a_body_reads_why_it_stands_there(cast: Cast, year: Campaign) -> None:
    below = officer("below", Role.CELL, cast["G1A"])
    made = decision(year, cast["G1"], ["organisation"])
    issue_decision(decision=made, actor=OPERATOR)
    assert notices(below) == [(DECIDED.id, "/xep-loai/2021/organisation/G1A/")]


def test_the_thousands_are_told_by_the_worker(
    cast: Cast, year: Campaign, member: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Issuing leaves one job behind in its own transaction; told twice is told once."""
    monkeypatch.setattr(telling, "AT_ONCE", 3)
    made = drafted(year, cast)
    issue_decision(decision=made, actor=OPERATOR)
    assert notices(member) == []
    (job,) = ProcrastinateJob.objects.filter(task_name=telling.TASK)
    for _ in range(2):
        tell_later(**job.args)
    assert len(notices(member)) == 1


def test_an_act_that_fails_leaves_no_job_behind(
    cast: Cast, year: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "AT_ONCE", 3)
    made = drafted(year, cast)
    with transaction.atomic():
        issue_decision(decision=made, actor=OPERATOR)
        transaction.set_rollback(True)
    assert not ProcrastinateJob.objects.filter(task_name=telling.TASK).exists()


def test_telling_asks_no_more_for_more_people(cast: Cast, year: Campaign) -> None:
    made = drafted(year, cast)
    issue_decision(decision=made, actor=OPERATOR)
    issue = made.issues.get()
    with CaptureQueriesContext(connection) as one:
        telling.tell_issues(DECIDED, [issue.pk], None)
    for number in range(1, 9):
        officer(f"m{number}", None, None, who=cast.of_cell("G1B", number))
    with CaptureQueriesContext(connection) as many:
        telling.tell_issues(DECIDED, [issue.pk], None)
    assert len(many) <= len(one) + 6  # what is written, in one statement a table, and its act
