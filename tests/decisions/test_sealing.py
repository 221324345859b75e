"""What is issued is sealed: the first issue stays for ever, and whatever is changed behind it is
told.
"""

import json
import os
import signal
import subprocess
import sys

import pytest
from django.db import DatabaseError, connection, transaction

from tests.builder import OPERATOR, decision
from tests.cast import Cast, all_decisions, entry, good_year, write_facts
from tests.seals.test_verifying import behind_the_databases_back
from thidua.campaigns.models import Campaign
from thidua.db.frames import execute
from thidua.decisions.actions import issue_all, issue_decision, reopen_decision
from thidua.decisions.models import Because, Decision, DecisionItem
from thidua.decisions.reopening import reopen_one
from thidua.decisions.sealed_models import IssuedDecision, SealedLevel
from thidua.decisions.sealing import erase
from thidua.language import Text
from thidua.ratings.actions import classify
from thidua.roster.models import RosterEntry
from thidua.seals.models import Link
from thidua.seals.verifying import verify


@pytest.fixture
def members(cast: Cast, year: Campaign) -> Decision:
    """The members of G1 decided."""
    one = decision(year, cast["G1"], ["member"])
    assert issue_decision(decision=one, actor=OPERATOR).issued
    one.refresh_from_db()
    return one


def sealed(code: str, issue: int = 1) -> SealedLevel:
    found = SealedLevel.objects.filter(
        issue__issue=issue, subject_type__in=["member", "organisation"]
    )
    return next(level for level in found if level.said["subject"]["code"] == code)


def test_everybody_decided_is_sealed_once_with_all_that_counted(cast: Cast, year: Campaign) -> None:
    all_decisions(year, cast)
    assert not issue_all(campaign=year, actor=OPERATOR).refused
    assert SealedLevel.objects.count() == RosterEntry.objects.filter(rated=True).count()
    assert Link.objects.filter(kind="decision").count() == Decision.objects.count()
    said = sealed("M-G1A-05").said
    assert said["subject"] == {
        "type": "member",
        "code": "M-G1A-05",
        "name": cast.of_cell("G1A", 5).full_name,
        "organisation": "G1A",
        "organisation_name": cast["G1A"].name,
    }
    assert (said["level"], said["reached"], said["reason"]) == ("good", [3, 3], "")
    assert said["facts"]["sheet"]["discipline"] == "none"
    assert said["facts"]["roster"]["membership_status"] == "official"
    found = verify()
    assert found.told == []
    assert found.whole


def test_counts_say_which_decisions_they_rest_on(cast: Cast, year: Campaign) -> None:
    all_decisions(year, cast)
    issue_all(campaign=year, actor=OPERATOR)
    cell = sealed("G1A").said
    (members,) = cell["rests_on"]
    assert (members["what"], members["of"]) == ("members", 12)
    assert members["decision"]["by"] == cast["G1"].name
    assert IssuedDecision.objects.filter(decision=members["decision"]["key"].split(".")[0])
    assert cell["facts"]["tree"]["members.total"] == 12
    assert cell["facts"]["tree"]["members.sure_ge_3"] == 12
    parts = {part["what"]: part["of"] for part in sealed("G1").said["rests_on"]}
    assert parts == {"subordinates": 2}


def test_who_was_not_decided_then_is_counted_and_said(cast: Cast, year: Campaign) -> None:
    issue_decision(decision=decision(year, cast["G1"], ["organisation"]), actor=OPERATOR)
    (members,) = sealed("G1A").said["rests_on"]
    assert members == {"what": "members", "of": 12, "decision": None}


def test_a_second_issue_stands_beside_the_first(
    cast: Cast, year: Campaign, members: Decision
) -> None:
    reopen_decision(decision=members, reason="Sửa dữ kiện", actor=OPERATOR)
    write_facts(entry(year, "M-G1A-05"), "completed")
    classify(campaign=year, actor=OPERATOR)
    assert verify().told == []
    members.refresh_from_db()
    assert issue_decision(decision=members, actor=OPERATOR).issued
    assert [issue.issue for issue in members.issues.all()] == [1, 2]
    assert [sealed("M-G1A-05", issue).level for issue in (1, 2)] == ["good", "completed"]
    assert verify().told == []


@pytest.mark.parametrize("model", [IssuedDecision, SealedLevel])
@pytest.mark.parametrize("do", ["UPDATE {table} SET salt = ''", "DELETE FROM {table}"])
def test_nobody_changes_what_was_issued(
    members: Decision, model: type[IssuedDecision] | type[SealedLevel], do: str
) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        execute(do.format(table=model._meta.db_table))


def test_whose_level_was_changed_is_named(members: Decision) -> None:
    behind_the_databases_back(
        "UPDATE decisions_sealedlevel SET content = replace(content, '\"good\"', '\"completed\"') "
        "WHERE content ~ 'M-G1A-05'"
    )
    broken = verify().broken
    assert broken is not None
    assert (broken.kind, broken.key) == ("decision", f"{members.pk}.1")
    assert "mức của M-G1A-05 đã bị sửa sau khi niêm phong" in broken.text.vi


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM decisions_sealedlevel WHERE id = {pk}",
        "UPDATE decisions_sealedlevel SET salt = '\\x00' WHERE id = {pk}",
        "UPDATE decisions_issueddecision SET bases = 'Căn cứ khác'",
        "UPDATE decisions_issueddecision SET content = replace(content, '2021', '2020')",
        "UPDATE decisions_issueddecision SET salt = '\\x00'",
    ],
)
def test_every_part_of_a_decision_is_sealed(members: Decision, statement: str) -> None:
    behind_the_databases_back(statement.format(pk=sealed("M-G1A-05").pk))
    broken = verify().broken
    assert broken is not None
    assert (broken.position, broken.kind) == (1, "decision")


@pytest.mark.parametrize("content", ["'spoilt'", "'[1]'", "''"])
def test_a_content_that_nobody_can_read_any_more_is_named(members: Decision, content: str) -> None:
    behind_the_databases_back("UPDATE decisions_issueddecision SET content = " + content)  # noqa: S608 - our own
    broken = verify().broken
    assert broken is not None
    assert f"(quyết định xếp loại {members.pk}.1) không khớp: nội dung đã bị sửa" in broken.text.vi


def test_a_level_changed_in_the_rows_in_use_is_told(members: Decision) -> None:
    DecisionItem.objects.filter(roster_entry__code="M-G1B-07").update(level="outstanding")
    found = verify()
    assert found.broken is None
    assert not found.whole
    (told,) = found.told
    assert "M-G1B-07" in told.vi
    assert "khác bản đã niêm phong" in told.vi


def test_an_item_put_in_or_taken_out_is_told(cast: Cast, year: Campaign, members: Decision) -> None:
    execute(
        "UPDATE decisions_decisionitem SET roster_entry_id = %s WHERE roster_entry_id = %s",
        [entry(year, "M-G2-01").pk, entry(year, "M-G1B-07").pk],
    )
    (told,) = verify().told
    assert "M-G1B-07, M-G2-01" in told.en


def test_a_level_reopened_by_itself_left_by_right(year: Campaign, members: Decision) -> None:
    reopen_one(
        roster_entry=entry(year, "M-G1B-07"),
        because=Because.SUPERIOR,
        why="Phát hiện sau",
        actor=OPERATOR,
    )
    assert verify().told == []
    assert sealed("M-G1B-07").level == "good"
    DecisionItem.objects.filter(roster_entry__code="M-G1B-08").delete()
    (told,) = verify().told
    assert "M-G1B-08" in told.vi
    assert "M-G1B-07" not in told.vi


def test_a_level_erased_by_a_rule_leaves_everybody_elses_whole(members: Decision) -> None:
    assert erase([sealed("M-G1A-05")], rule=Text("quy định lưu trữ", "the archive's rule")) == 1
    found = verify()
    assert found.broken is None
    assert (found.whole, found.told) == (True, [])
    with pytest.raises(DatabaseError), transaction.atomic():
        execute("UPDATE decisions_sealedlevel SET content = 'x' WHERE erased_on IS NOT NULL")


def test_a_decision_issued_before_there_were_seals_is_said(members: Decision) -> None:
    behind_the_databases_back("DELETE FROM decisions_sealedlevel")
    behind_the_databases_back("DELETE FROM decisions_issueddecision")
    behind_the_databases_back("DELETE FROM seals_link")
    found = verify()
    assert found.whole
    (told,) = found.told
    assert "1 quyết định xếp loại (năm 2021) ban hành trước" in told.vi


def test_the_lines_that_a_decision_rests_on_are_not_in_its_content(
    cast: Cast, year: Campaign
) -> None:
    one = decision(year, cast["G1"], ["member"], bases="Theo đề nghị của ông Trần Văn Tên")
    issue_decision(decision=one, actor=OPERATOR)
    (issue,) = one.issues.all()
    assert "Trần" not in issue.content
    assert len(json.loads(issue.content)["bases"]) == 64


DYING = """
import os, signal, sys
from thidua.config.start import start_django
start_django()
from thidua.accounts.actors import Operator
from thidua.decisions import actions, sealing, writing
from thidua.decisions.models import Decision
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
pk, moment = sys.argv[1:]
{"before the link": lambda: setattr(sealing, "seal_all", die),
 "before the levels": lambda: setattr(sealing, "_write_levels", die),
 "before the commit": lambda: setattr(actions, "write_refusals", die),
 "after it": lambda: None}[moment]()
actions.issue_decision(decision=Decision.objects.get(pk=pk), actor=Operator())
die()
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("moment", "issued"),
    [
        ("before the link", False),
        ("before the levels", False),
        ("before the commit", False),
        ("after it", True),
    ],
)
def test_issuing_killed_is_whole_or_nothing(moment: str, *, issued: bool) -> None:
    from tests.cast import build  # noqa: PLC0415 - the fixture would be rolled back

    cast = build()
    one = decision(good_year(), cast["G1"], ["member"])
    there = connection.settings_dict
    environment = os.environ | {
        "DATABASE_URL": f"postgres://{there['USER']}@/{there['NAME']}?host={there['HOST']}&port={there['PORT']}",
        "THIDUA_SECRET_KEY": "only for tests",
    }
    killed = subprocess.run(  # noqa: S603 - our own python
        [sys.executable, "-c", DYING, str(one.pk), moment],
        env=environment,
        capture_output=True,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    one.refresh_from_db()
    assert (one.status == "issued") is issued
    kept = (Link.objects.count(), IssuedDecision.objects.count(), SealedLevel.objects.count())
    assert kept == ((1, 1, 24) if issued else (0, 0, 0))
    if not issued:
        assert issue_decision(decision=one, actor=OPERATOR).issued
    assert verify().told == []
