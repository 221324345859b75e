"""A unit's register knows the people and the cells of the unit's own part, and nobody else."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.exchange.cast import frame_of
from tests.exchange.conftest import read_here
from tests.exchange.test_register import AS_OF, line, somebody, spells
from thidua.accounts.actors import Operator
from thidua.exchange.books import Book, workbook
from thidua.history.tracking import recording
from thidua.loading.outcomes import Loading, Outcome
from thidua.organisations.loading.register import load_register
from thidua.organisations.models import MembershipSpell, Organisation, Person
from thidua.organisations.register_sheet import REGISTER
from thidua.workbooks import Problems, Workbook, parse, write_workbook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]

Bring = Callable[..., tuple[Outcome, Problems]]
# Everybody and everything outside of X01.
OUTSIDE = (
    *("HU02", "X02", "CQ01", "DV06", "DV07", "DV08", "DV09", "DV10"),
    *("Sao Đỏ", "khu dân cư", "Trần Phú", "Hoàng Yến", "Đặng Xuân Ý", "Ngô Thế Vinh"),
)


@pytest.fixture
def bring(tmp_path: Path) -> Bring:
    """Load rows as the register of a unit."""

    def run(unit: str, *rows: dict[str, Any]) -> tuple[Outcome, Problems]:
        path = tmp_path / "so.xlsx"
        book = Workbook("one", workbook(Book.MEMBERS).title, (REGISTER,))
        write_workbook(book, {"register": frame_of(REGISTER, list(rows))}, path)
        parsed = parse(read_here(path).sheets[str(REGISTER.title)], REGISTER)
        part = Organisation.objects.get(code=unit).path
        with recording(act="import", actor=Operator()):
            outcome = load_register(parsed, Loading(actor=Operator(), part=part))
        return outcome, parsed.problems

    return run


def everything_outside() -> list[Any]:
    path = Organisation.objects.get(code="X01").path
    outside = MembershipSpell.objects.exclude(organisation__path__startswith=path)
    return list(outside.order_by("pk").values())


def says_nothing_of_others(outcome: Outcome, problems: Problems, *written: str) -> None:
    """Beside what the unit wrote itself no word of the answer lies outside of its part."""
    texts = [
        *(f"{p.message.vi} {p.expected.vi} {p.message.en} {p.expected.en}" for p in problems),
        *(f"{change.subject} {change.before} {change.after}" for change in outcome.changes),
    ]
    found = [word for word in OUTSIDE for text in texts if word in text and word not in written]
    assert found == []


@pytest.mark.parametrize("unit", ["X01", "X01-1"])
def test_a_cell_outside_is_one_that_nobody_has(bring: Bring, unit: str) -> None:
    outcome, problems = bring(unit, somebody(cell="X02-1"), somebody("Cao Hai", cell="X02-9"))

    assert outcome.in_error == 2
    messages = {problem.message for problem in problems}
    assert [message.vi for message in messages] == ["không có tổ chức nào mang mã này"]
    assert {problem.expected.vi for problem in problems if "X02" in problem.expected.vi} == set()
    says_nothing_of_others(outcome, problems)


def test_a_code_held_outside_is_refused_and_names_nobody(bring: Bring) -> None:
    before = everything_outside()

    outcome, problems = bring(
        "X01", line("DV08", code="DV08", cell="X01-1"), somebody("Cao Hai", code="DV09")
    )

    assert outcome.in_error == 2
    assert {problem.message.vi for problem in problems if problem.severity == "error"} == {
        "mã này không dùng được cho người trong phần của đơn vị"
    }
    says_nothing_of_others(outcome, problems)
    assert everything_outside() == before


def test_a_person_outside_does_not_exist_for_the_unit(bring: Bring) -> None:
    before = everything_outside()

    outcome, problems = bring("X01", line("DV08", cell="X01-1"))

    assert (outcome.new, outcome.in_error) == (1, 0)
    assert Person.objects.filter(full_name="Hoàng Yến").count() == 2
    assert [change.subject for change in outcome.changes] == ["Hoàng Yến (X01-DV0001)"]
    says_nothing_of_others(outcome, problems, "Hoàng Yến")
    assert everything_outside() == before


def test_who_has_gone_on_elsewhere_is_theirs_and_where_is_not_said(bring: Bring) -> None:
    last = dt.date(2022, 3, 31)
    old = MembershipSpell.objects.get(person__code="DV05", ends_on=None)
    old.ends_on = last
    old.save()
    MembershipSpell.objects.create(
        person=old.person,
        organisation=Organisation.objects.get(code="X02-1"),
        status="official",
        starts_on=last + dt.timedelta(days=1),
    )
    before = everything_outside()

    outcome, problems = bring("X01", line("DV05"), line("DV04"))
    by_code, more = bring("X01", line("DV05", code="DV05"), line("DV04"))

    for came, found in ((outcome, problems), (by_code, more)):
        assert came.in_error == 1
        [told] = [problem.message.vi for problem in found if problem.severity == "error"]
        assert told.endswith("đã chuyển khỏi đây từ sau ngày 31/03/2022")
        says_nothing_of_others(came, found)
    assert everything_outside() == before


def test_a_transfer_within_the_part_and_a_new_member_are_the_units_own(bring: Bring) -> None:
    before = everything_outside()

    outcome, problems = bring(
        "X01", *(line(code) for code in ("DV01", "DV02", "DV03")), line("DV05", cell="X01-1")
    )

    assert (outcome.new, outcome.changed, outcome.unchanged) == (0, 1, 3)
    assert not list(problems)
    assert spells("DV05")[-1] == (AS_OF, None, "X01-1", "official")
    says_nothing_of_others(outcome, problems)
    assert everything_outside() == before


def test_only_those_missing_from_the_units_own_cells_are_named(bring: Bring) -> None:
    outcome, problems = bring("HU01", line("DV01"), line("DV04"))

    [warning] = problems
    assert warning.message.vi.startswith("3 người đang có trong phần mềm không có trong sổ")
    assert pl.Series(outcome.rows["unchanged"]).to_list() == [2, 3]
    says_nothing_of_others(outcome, problems)
