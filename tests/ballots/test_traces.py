"""What the database keeps of a vote: no time, no sequence, no mark of the history, no order."""

import json
import re
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection

from tests import cast as the_cast
from tests.ballots.house import Cell
from thidua.ballots import sealed_keys
from thidua.ballots.models import Ballot, Turnout, UrnEnvelope, Vote
from thidua.history.tracking import untracked_models

SILENT = (
    "ballots_keyholder",
    "ballots_keybox",
    "ballots_turnout",
    "ballots_urn",
    "ballots_vote",
    "ballots_receipt",
)
ABOUT_VOTES = ("ballots_urn", "ballots_vote", "ballots_receipt")
SAVEPOINT = re.compile(r'"s\d+_x\d+"')
REFUSING = {"votes_stay", "votes_come_by_counting", "receipts_stay"}


def asked(query: str, *values: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def noting(forms: list[tuple[str, int]], whole: list[str] | None = None) -> Any:
    """Write down each statement: its words and how many values it has; `whole`: the values too."""

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        forms.append((SAVEPOINT.sub("", sql), len(rest[0] or ())))
        if whole is not None:
            whole.append(f"{sql} {rest[0]}")
        return execute(sql, *rest)

    return note


@pytest.mark.django_db
@pytest.mark.parametrize("table", SILENT)
def test_a_silent_table_has_no_time_no_sequence_and_no_trigger_but_one_that_refuses(
    table: str,
) -> None:
    columns = asked(
        "SELECT column_name, data_type, coalesce(column_default, '') || is_identity "
        "FROM information_schema.columns WHERE table_name = %s",
        table,
    )
    assert columns
    for name, kind, default in columns:
        assert not any(word in str(kind) for word in ("time", "date")), name
        assert default == "NO", name
    triggers = asked(
        "SELECT tgname, prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
        "WHERE tgrelid = %s::regclass AND NOT tgisinternal",
        table,
    )
    for name, source in triggers:
        assert any(str(name).startswith(f"pgtrigger_{one}") for one in REFUSING), name
        assert "INSERT INTO" not in str(source)
    assert not asked("SELECT 1 FROM pg_depend d JOIN pg_class c ON c.oid = d.objid AND "
                     "c.relkind = 'S' WHERE d.refobjid = %s::regclass", table)  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("table", ABOUT_VOTES)
def test_no_person_and_no_voter_stands_beside_a_vote(table: str) -> None:
    columns = {str(name) for (name,) in asked(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s", table
    )}  # fmt: skip
    assert not [name for name in columns if "person" in name or "voter" in name or "by" in name]
    leads_to = {str(name) for (name,) in asked(
        "SELECT confrelid::regclass::text FROM pg_constraint WHERE conrelid = %s::regclass "
        "AND contype = 'f'", table
    )}  # fmt: skip
    assert leads_to <= {"ballots_ballot"}


def test_the_tables_of_votes_are_untracked() -> None:
    silent = {model._meta.db_table for model in untracked_models()}
    assert set(SILENT) <= silent


@pytest.fixture
def counted(transactional_db: None) -> Ballot:
    """Twelve have voted, in the order of their numbers; committed."""
    opened = Cell(the_cast.build(), the_cast.campaign()).opened(candidates=3)
    for number in range(1, 13):
        opened.vote(number, "high" if number % 2 else "low", "middle", "blank")
    return opened.sealed()


def test_all_votes_of_a_count_are_of_one_transaction_in_the_order_of_their_names(
    counted: Ballot,
) -> None:
    assert len(asked("SELECT DISTINCT xmin::text FROM ballots_vote")) == 1
    assert len(asked("SELECT DISTINCT xmin::text FROM ballots_receipt")) == 1
    heap = asked("SELECT candidate, slip FROM ballots_vote ORDER BY ctid")
    keys = asked("SELECT candidate, slip FROM ballots_vote ORDER BY candidate, slip")
    assert heap == keys
    codes = asked("SELECT code FROM ballots_receipt ORDER BY ctid")
    assert codes == sorted(codes)
    marks = {str(one) for (one,) in asked("SELECT DISTINCT xmin::text FROM ballots_turnout")}
    votes = {str(one) for (one,) in asked("SELECT DISTINCT xmin::text FROM ballots_vote")}
    assert not marks & votes


def test_names_of_slips_are_as_random_as_they_can_be(counted: Ballot) -> None:
    names = [bytes(one) for one in Vote.objects.values_list("slip", flat=True)]
    assert {len(one) for one in names} == {8}
    assert len(set(names)) == len(names) == 36


def test_history_and_queue_and_sessions_and_cache_know_no_choice(counted: Ballot) -> None:
    """Whatever table has text: nowhere a choice of somebody, but as counts of the whole."""
    tables = [str(name) for (name,) in asked(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' "
        "AND table_type = 'BASE TABLE'"
    )]  # fmt: skip
    known = {"ballots_vote", "ballots_ballot", "ballots_ballotevent"}
    for table in set(tables) - known:
        rows = asked(f'SELECT t::text FROM "{table}" t')  # noqa: S608
        assert not [row for (row,) in rows if "middle" in str(row) and "blank" in str(row)], table
    acts = asked("SELECT metadata->>'act' FROM pghistory_context WHERE metadata->>'act' LIKE %s",
                 "ballots.%%")  # fmt: skip
    assert {str(act) for (act,) in acts} == {
        *("ballots.prepare", "ballots.freeze", "ballots.open", "ballots.close", "ballots.count")
    }


def test_closing_codes_are_nowhere(transactional_db: None) -> None:
    """Neither as they were shown nor as they are read: no table holds one, nor what was typed."""
    opened = Cell(the_cast.build(), the_cast.campaign()).opened()
    opened.vote(4, "high", "low")
    opened.sealed()
    shown = list(opened.codes.values())
    codes = [*shown, *(sealed_keys.read_code(code) for code in shown)]
    tables = [str(name) for (name,) in asked(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' "
        "AND table_type = 'BASE TABLE'"
    )]  # fmt: skip
    for table in tables:
        rows = [str(row) for (row,) in asked(f'SELECT t::text FROM "{table}" t')]  # noqa: S608
        assert not [row for row in rows if any(code in row for code in codes)], table


def test_once_it_is_sealed_the_files_of_the_urn_are_empty(counted: Ballot) -> None:
    """Deleted rows are overwritten at once, not some day."""
    for table in ("ballots_urn", "ballots_keybox", "ballots_keyholder"):
        assert asked("SELECT pg_relation_size(%s::regclass)", table) == [(0,)], table


def test_envelopes_of_a_ballot_have_one_length_whatever_they_say(
    transactional_db: None,
) -> None:
    cell = Cell(the_cast.build(), the_cast.campaign())
    opened = cell.opened(candidates=22)
    for number, mark in enumerate(("high", "low", "blank", "middle"), start=1):
        opened.vote(number, *[mark] * 22)
    assert {len(bytes(one.envelope)) for one in UrnEnvelope.objects.all()} == {87}


def test_twins_leave_the_same_traces(transactional_db: None) -> None:
    """Two ballots in which two voters' choices are swapped: what is stored has the same form, and
    what the server writes for each act is the same, statement by statement.
    """
    cell = Cell(the_cast.build(), the_cast.campaign())
    told = []
    for number in range(1, 13):
        cell.user(number)
    for ref, swapped in (("one", False), ("other", True)):
        opened = cell.opened(ref=ref)
        log: list[tuple[str, int]] = []
        with connection.execute_wrapper(noting(log)):
            for number in range(1, 9):
                first = (number == 2) if swapped else (number == 1)
                receipt = opened.vote(number, "high" if first else "low", "middle")
                log.append(("answer", len(receipt)))
            opened.sealed()
        told.append((log, json.dumps(opened.ballot.result, sort_keys=True)))
    (one, result), (other, same_result) = told
    assert [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]] == []
    assert result == same_result
    assert Turnout.objects.count() == 16


def test_no_statement_has_a_person_and_a_readable_vote_in_one(transactional_db: None) -> None:
    """After an error the server's log holds the values of a statement."""
    cell = Cell(the_cast.build(), the_cast.campaign())
    opened = cell.opened()
    seen: list[str] = []
    with connection.execute_wrapper(noting([], seen)):
        for number in range(1, 7):
            opened.vote(number, "high", "middle")
        opened.sealed()
    readable = [one for one in seen if "middle" in one]
    assert readable, "the count itself writes choices"
    for one in readable:
        assert "ballots_turnout" not in one
        assert "ballots_voter" not in one
    for first, second in pairwise(seen):  # nor two that follow each other while somebody votes
        assert not ("ballots_turnout" in first and "middle" in second)
