"""Taking an import back: the database is what it was before, or the import stays and says why."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from pghistory.models import Context

from tests.exchange import cast
from tests.exchange.wizard.conftest import content
from thidua.accounts.actors import Operator
from thidua.accounts.models import User
from thidua.boards.models import Proposal
from thidua.campaigns.models import Campaign
from thidua.decisions.models import Decision
from thidua.exchange import actions
from thidua.exchange.books import Book
from thidua.exchange.errors import UndoRefusedError
from thidua.exchange.importing import import_files
from thidua.exchange.models import Upload
from thidua.facts.models import FactSheet
from thidua.organisations.models import MembershipSpell, Organisation, Person, Position
from thidua.ratings.actions import classify
from thidua.roster.models import RosterEntry

Act = Callable[..., Upload]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]
DAY = dt.date(2021, 6, 1)


def moved_tree() -> cast.Rows:
    """X01 moves under HU02 in June, CQ01 gets another name, X03 is founded."""
    rows = cast.organisations()
    by_code = {row["code"]: row for row in rows}
    by_code["CQ01"]["name"] = "Chi bộ Trường Trần Phú (mới)"
    moved = by_code["X01"] | {"parent": "HU02", "from": DAY}
    by_code["X01"]["to"] = dt.date(2021, 5, 31)
    founded = by_code["X02"] | {"code": "X03", "name": "Đảng bộ phường Bến Tắm", "from": DAY}
    return [*rows, moved, founded]


def changed_people() -> dict[str, cast.Rows]:
    """DV03 is suspended now, DV05's two spells become one, DV11 is new; DV02 is head no longer."""
    rows = [row for row in cast.members() if not (row["code"] == "DV05" and row["to"] is None)]
    for row in rows:
        if row["code"] == "DV03":
            row["status"] = "suspended"
        if row["code"] == "DV05":
            row["to"] = None
    new = rows[0] | {"code": "DV11", "full_name": "Trịnh Thị Mai"}
    posts = cast.positions()
    posts[2] |= {"organisation": "X01-2", "title": "Bí thư chi bộ"}
    return {"members": [*rows, new], "positions": posts}


def other_facts() -> dict[str, cast.Rows]:
    sheets = cast.facts()
    sheets["member_facts"][0]["duties"] = "excellent"
    sheets["member_facts"][1]["duties"] = None
    sheets["indicators"] = [sheets["indicators"][1] | {"result": "1.5"}]
    sheets["limits"] = [{"text": "Một hạn chế khác"}, *sheets["limits"]]
    return sheets


def other_decisions() -> dict[str, cast.Rows]:
    sheets = cast.decisions()
    sheets["proposals"][2]["proposed"] = "outstanding"
    sheets["decisions"][0]["signer_post"] = "Phó Bí thư"
    sheets["earlier_levels"][0]["2020"] = None
    sheets["awards"].append(sheets["awards"][1] | {"code": "DV04"})
    return sheets


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    """All four workbooks, each with rows that come, change and go."""
    return [
        cast.write(tmp_path, Book.ORGANISATIONS, {"organisations": moved_tree()}),
        cast.write(tmp_path, Book.MEMBERS, changed_people()),
        cast.write(tmp_path, Book.FACTS, other_facts()),
        cast.write(tmp_path, Book.DECISIONS, other_decisions()),
    ]


def test_after_undoing_every_table_is_what_it_was(
    send: Act, load: Act, undo: Act, paths: list[Path]
) -> None:
    before = content()
    upload = load(send(*paths))
    assert upload.state == "applied"
    touched = {name for name, found in content().items() if found != before[name]}
    assert {
        "organisations_organisation",
        "organisations_placement",
        "organisations_person",
        "organisations_membershipspell",
        "organisations_position",
        "facts_factsheet",
        "boards_proposal",
        "decisions_decision",
        "ratings_earlierlevel",
        "awards_award",
        "campaigns_indicator",
        "campaigns_limit",
    } <= touched
    assert Organisation.objects.get(code="X01-1").path.startswith(
        Organisation.objects.get(code="HU02").path
    )

    upload = undo(upload)

    assert (upload.state, upload.undo_reason) == ("undone", "Nạp nhầm tệp")
    assert content() == before


def test_the_same_files_load_again_after_undoing(
    send: Act, load: Act, undo: Act, paths: list[Path]
) -> None:
    first = load(send(*paths))
    loaded = {
        table: found for table, found in content().items() if not table.startswith("campaigns_")
    }
    undo(first)
    second = load(send(*paths))
    assert second.state == "applied"
    assert second.summary["new"] == first.summary["new"]
    assert loaded.keys() <= content().keys()


def test_the_first_load_of_a_year_goes_with_its_roster(
    send: Act, load: Act, undo: Act, tmp_path: Path
) -> None:
    before = content()
    sheets = {
        "year": [
            cast.year()[0]
            | {
                "year": 2022,
                "review_date": dt.date(2022, 12, 15),
                "cut_off_date": dt.date(2022, 11, 30),
                "launch_date": None,
                "deadline_review": dt.date(2022, 12, 10),
            }
        ],
        "member_facts": cast.member_facts(),
    }
    upload = load(send(cast.write(tmp_path, Book.FACTS, sheets)))
    year = Campaign.objects.get(year=2022)
    assert RosterEntry.objects.filter(campaign=year).exists()
    assert upload.summary["frozen"]["rated"] > 0
    classify(campaign=year, actor=Operator())

    assert undo(upload).state == "undone"
    assert content() == before


def test_the_history_keeps_both_acts(send: Act, load: Act, undo: Act, tmp_path: Path) -> None:
    path = cast.write(tmp_path, Book.MEMBERS, {"members": changed_people()["members"]})
    upload = undo(load(send(path)))
    events = Person.pgh_event_model.objects  # type: ignore[attr-defined]
    labels = [event.pgh_label for event in events.filter(code="DV11").order_by("pgh_id")]
    assert labels == ["insert", "delete"]
    said = Context.objects.filter(metadata__act="exchange.undo").get().metadata
    assert (said["reason"], said["upload"], said["actor"]) == (
        "Nạp nhầm tệp",
        str(upload.pk),
        "Lê Thị An",
    )


def test_it_asks_for_a_reason(send: Act, load: Act, undo: Act, tmp_path: Path) -> None:
    upload = load(
        send(cast.write(tmp_path, Book.MEMBERS, {"members": changed_people()["members"]}))
    )
    with pytest.raises(UndoRefusedError, match="lý do"):
        undo(upload, reason="  ")
    assert Upload.objects.get(pk=upload.pk).state == "applied"


def test_a_decision_issued_since_stands_against_it(
    send: Act, load: Act, officer: User, tmp_path: Path
) -> None:
    upload = load(send(cast.write(tmp_path, Book.FACTS, other_facts())))
    Decision.objects.filter(number="12-QĐ/HU").update(status="issued", issued_at=timezone.now())
    with pytest.raises(UndoRefusedError, match="12-QĐ/HU"):
        actions.request_undo(upload=upload, reason="nhầm", actor=officer)


def test_a_decision_of_another_year_does_not(
    send: Act, load: Act, undo: Act, tmp_path: Path
) -> None:
    upload = load(send(cast.write(tmp_path, Book.FACTS, other_facts())))
    earlier = Campaign.objects.create(year=2019, review_date=DAY, cut_off_date=DAY)
    Decision.objects.filter(number="12-QĐ/HU").update(
        status="issued", issued_at=timezone.now(), campaign=earlier
    )
    assert undo(upload).state == "undone"


def test_a_row_that_somebody_changed_since_is_named_and_nothing_is_taken_back(
    send: Act, load: Act, undo: Act, tmp_path: Path
) -> None:
    upload = load(send(cast.write(tmp_path, Book.FACTS, other_facts())))
    sheet = FactSheet.objects.get(roster_entry__code="DV01", roster_entry__subject_type="member")
    sheet.facts["duties"] = "poor"
    sheet.save()
    loaded = content()
    upload = undo(upload)
    assert upload.state == "applied"
    assert "phiếu thông tin" in upload.note["vi"]
    assert content() == loaded


def test_a_row_changed_and_changed_back_does_no_harm(
    send: Act, load: Act, undo: Act, tmp_path: Path
) -> None:
    path = cast.write(tmp_path, Book.FACTS, other_facts())
    first = load(send(path))
    other = other_facts()
    other["member_facts"][0]["duties"] = "good"
    second = load(send(cast.write(tmp_path, Book.FACTS, other, name="sau.xlsx")))
    assert "sau.xlsx" in undo(first).note["vi"]
    assert undo(second).state == "undone"
    assert undo(Upload.objects.get(pk=first.pk)).state == "undone"


def test_what_came_to_stand_on_a_new_row_is_named(
    send: Act, load: Act, undo: Act, tmp_path: Path
) -> None:
    upload = load(
        send(cast.write(tmp_path, Book.MEMBERS, {"members": changed_people()["members"]}))
    )
    Position.objects.create(
        person=Person.objects.get(code="DV11"),
        organisation=Organisation.objects.get(code="X01"),
        role="deputy",
        starts_on=DAY,
    )
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    upload = undo(upload)
    assert upload.state == "applied"
    assert "chức vụ" in upload.note["vi"]
    assert Person.objects.filter(code="DV11").exists()


def test_undoing_twice_changes_nothing(
    send: Act, load: Act, undo: Act, officer: User, tmp_path: Path
) -> None:
    from thidua.exchange import working  # noqa: PLC0415

    upload = undo(
        load(send(cast.write(tmp_path, Book.MEMBERS, {"members": changed_people()["members"]})))
    )
    after = content()
    working.undo(upload_id=upload.pk, actor=officer)
    assert content() == after
    assert MembershipSpell.objects.filter(person__code="DV05").count() == 2


def test_an_import_at_the_command_line_is_not_an_upload(tmp_path: Path, province: Path) -> None:
    import_files(
        [cast.write(tmp_path, Book.MEMBERS, {"members": changed_people()["members"]})],
        actor=Operator(),
    )
    assert not Upload.objects.exists()
    assert Proposal.objects.exists()
