"""Loading corrected files: what is in a file is replaced by it, what is not stays; every change is
recorded.
"""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pghistory.models import Context, Events

from tests.exchange import cast
from tests.exchange.conftest import Load
from thidua.accounts.actors import Operator
from thidua.campaigns.models import Campaign, Indicator, Limit
from thidua.exchange.books import Book
from thidua.exchange.importing import import_files
from thidua.organisations.models import (
    MembershipSpell,
    Organisation,
    Person,
    Placement,
    Position,
    Succession,
)
from thidua.roster.models import RosterEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province", "quick")]

DAY = dt.date(2022, 1, 1)
EVE = dt.date(2021, 12, 31)
Give = Callable[..., Path]


@pytest.fixture
def give(tmp_path: Path) -> Give:
    """Write one workbook."""

    def write(book: Book, **sheets: cast.Rows) -> Path:
        return cast.write(tmp_path, book, sheets)

    return write


def history_of(person: Person) -> Any:
    """The recorded changes of one person."""
    return Events.objects.filter(pgh_obj_model="organisations.Person", pgh_obj_id=str(person.pk))


def row_of(rows: cast.Rows, code: str) -> dict[str, object]:
    return next(row for row in rows if row["code"] == code)


def test_a_move_and_a_new_name_are_shown_and_written(load: Load, give: Give) -> None:
    old = row_of(cast.organisations(), "X02") | {"name": "Đảng bộ phường Sao Đỏ mới", "to": EVE}
    result = load(
        give(
            Book.ORGANISATIONS,
            organisations=[old, old | {"parent": "HU01", "from": DAY, "to": None}],
        )
    )

    assert result.applied
    sheet = result.sheets[0]
    assert (sheet.new, sheet.changed, sheet.unchanged, sheet.removed) == (1, 1, 0, 0)
    assert {(str(c.column), c.before, c.after) for c in sheet.changes if c.kind == "changed"} == {
        ("Tên tổ chức", "Đảng bộ phường Sao Đỏ", "Đảng bộ phường Sao Đỏ mới"),
        ("Đến ngày", "", "31/12/2021"),
    }
    moved = Organisation.objects.get(code="X02")
    assert moved.path.startswith(Organisation.objects.get(code="HU01").path)
    assert "sao do moi" in moved.search_key
    below = Organisation.objects.get(code="X02-1")
    assert below.path == f"{moved.path}{below.pk}/"


def test_a_placement_that_the_file_no_longer_has_goes(load: Load, give: Give) -> None:
    old = row_of(cast.organisations(), "X02-1")
    later = old | {"parent": "X01", "from": DAY}
    load(give(Book.ORGANISATIONS, organisations=[old | {"to": EVE}, later]))

    result = load(give(Book.ORGANISATIONS, organisations=[old]))

    assert (result.sheets[0].changed, result.sheets[0].removed) == (1, 1)
    assert list(
        Placement.objects.filter(organisation__code="X02-1").values_list("ends_on", flat=True)
    ) == [None]
    assert Placement.objects.count() == 9


def test_people_who_are_not_in_the_file_stay_untouched(load: Load, give: Give) -> None:
    before = set(
        MembershipSpell.objects.exclude(person__code="DV01").values_list(
            "pk", "starts_on", "ends_on"
        )
    )
    rows = [row_of(cast.members(), "DV01") | {"to": EVE}]
    rows += [rows[0] | {"cell": "X01-2", "from": DAY, "to": None}]

    result = load(give(Book.MEMBERS, members=rows))

    assert (result.sheets[0].new, result.sheets[0].changed) == (1, 1)
    assert (
        set(
            MembershipSpell.objects.exclude(person__code="DV01").values_list(
                "pk", "starts_on", "ends_on"
            )
        )
        == before
    )
    assert Position.objects.count() == 6


def test_members_move_together_with_the_merging_of_their_cells(load: Load, give: Give) -> None:
    """X01-2 merges into X01-1: told in two workbooks that only together are right."""
    cell = row_of(cast.organisations(), "X01-2") | {"to": EVE}
    spells = [row for row in cast.members() if row["code"] in {"DV04", "DV05"}]
    stays = [row | ({"to": EVE} if row["to"] is None else {}) for row in spells]
    goes = [row | {"cell": "X01-1", "from": DAY} for row in spells if row["to"] is None]
    merge = [{"predecessor": "X01-2", "successor": "X01-1", "date": DAY, "kind": "merge"}]
    tree = give(Book.ORGANISATIONS, organisations=[cell], successions=merge)

    alone = load(tree)
    together = load(give(Book.MEMBERS, members=[*stays, *goes]), tree)

    assert not alone.ok
    assert together.applied, [str(problem) for problem in together.problems]
    assert Succession.objects.get().kind == "merge"
    assert any("đã chốt từ trước" in str(note) for note in together.notes)


def test_a_new_member_is_in_the_history_under_the_import(give: Give) -> None:
    path = give(Book.MEMBERS, members=[row_of(cast.members(), "DV01") | {"code": "DV99"}])

    import_files([path], actor=Operator("Vụ trưởng"))

    person = Person.objects.get(code="DV99")
    (event,) = history_of(person)
    context = Context.objects.get(pk=event.pgh_context_id)
    assert (event.pgh_label, context.metadata["act"], context.metadata["actor"]) == (
        "insert",
        "import",
        "Vụ trưởng",
    )
    assert context.metadata["files"] == path.name


def test_a_changed_row_is_in_the_history_once(load: Load, give: Give) -> None:
    person = Person.objects.get(code="DV01")
    before = history_of(person).filter(pgh_label="insert").count()

    load(
        give(
            Book.MEMBERS,
            members=[row_of(cast.members(), "DV01") | {"full_name": "Đỗ Thị Ánh Nguyệt"}],
        )
    )

    labels = history_of(person).values_list("pgh_label", flat=True)
    assert sorted(labels) == ["insert"] * before + ["update"]
    person.refresh_from_db()
    assert (person.full_name, person.search_key) == ("Đỗ Thị Ánh Nguyệt", "do thi anh nguyet dv01")
    assert person.sort_key.startswith("nguye~t/")


def test_a_dry_run_tells_everything_and_keeps_nothing(load: Load, give: Give) -> None:
    contexts = Context.objects.count()
    path = give(Book.MEMBERS, members=[row_of(cast.members(), "DV01") | {"code": "DV98"}])

    tried = load(path, dry_run=True)

    assert (tried.ok, tried.applied, tried.sheets[0].new) == (True, False, 1)
    assert not Person.objects.filter(code="DV98").exists()
    assert Context.objects.count() == contexts
    assert load(path).sheets[0].new == 1


def test_the_lists_of_the_year_are_replaced(load: Load, give: Give) -> None:
    limits = [
        {"text": "Chuyển đổi số chậm"},
        {"text": "Giải ngân chậm"},
        {"text": "Cải cách hành chính chưa đều"},
    ]
    indicators = [cast.facts()["indicators"][1] | {"result": "1.5"}]

    result = load(give(Book.FACTS, limits=limits, indicators=indicators))

    assert result.applied
    assert list(Limit.objects.values_list("position", "text")) == [
        (n, row["text"]) for n, row in enumerate(limits, 1)
    ]
    assert [(one.code, one.position, str(one.result)) for one in Indicator.objects.all()] == [
        ("poverty", 1, "1.5000")
    ]


def test_changing_the_year_is_shown(load: Load, give: Give) -> None:
    result = load(
        give(Book.FACTS, year=[cast.year()[0] | {"spirit": "Kỷ cương", "deadline_review": None}])
    )

    (sheet,) = [sheet for sheet in result.sheets if sheet.writes]
    assert {(str(c.column), c.before, c.after) for c in sheet.changes} == {
        ("Tinh thần của năm", "", "Kỷ cương"),
        ("Hạn kiểm điểm", "10/12/2021", ""),
    }
    assert Campaign.objects.get().deadlines.count() == 0


def test_another_cut_off_date_gives_another_roster(load: Load, give: Give) -> None:
    frozen = Campaign.objects.get().roster_frozen_at
    newcomer = row_of(cast.members(), "DV01") | {"code": "DV97", "from": dt.date(2021, 12, 1)}
    year = cast.year()[0] | {"cut_off_date": dt.date(2021, 12, 1)}

    result = load(give(Book.FACTS, year=[year]), give(Book.MEMBERS, members=[newcomer]))

    assert result.applied, [str(problem) for problem in result.problems]
    assert Campaign.objects.get().roster_frozen_at != frozen
    assert RosterEntry.objects.filter(code="DV97", rated=True).exists()
