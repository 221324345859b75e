"""Choices in a workbook fill no pool beyond its ceiling: the rule of the board, told at their
cells.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.boards.conftest import BEST, Table
from tests.builder import OPERATOR
from tests.cast import entry, write_facts
from tests.exchange import cast as workbooks
from tests.exchange.conftest import read_here
from thidua.boards.models import Proposal
from thidua.campaigns.models import Campaign
from thidua.exchange import files
from thidua.exchange.books import Book
from thidua.exchange.importing import import_files
from thidua.exchange.results import ImportResult

At = Callable[..., Table]
Load = Callable[..., ImportResult]
pytestmark = pytest.mark.django_db


@pytest.fixture
def load(year: Campaign, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """Import choices of members: code → level, with a reason for all but outstanding."""
    monkeypatch.setattr(files, "read", read_here)

    def run(chosen: dict[str, str]) -> ImportResult:
        rows = [
            {
                "subject_type": "member",
                "code": code,
                "chosen": level,
                "reason": None if level == "outstanding" else "chậm việc",
            }
            for code, level in chosen.items()
        ]
        path = workbooks.write(tmp_path, Book.DECISIONS, {"proposals": rows})
        return import_files([path], year=year.year, actor=OPERATOR)

    return run


def test_choices_up_to_the_ceiling_are_loaded(load: Load) -> None:
    assert load(dict.fromkeys(BEST[:4], "outstanding")).applied
    assert Proposal.objects.filter(chosen="outstanding").count() == 4


def test_choices_over_it_are_told_at_their_cells_and_nothing_is_kept(load: Load) -> None:
    result = load(
        dict.fromkeys([*BEST[:5], "M-G1A-07"], "outstanding")
    )  # the last one did not reach it: takes no place
    assert not result.applied
    assert [(problem.cell, problem.value) for problem in result.problems] == [
        (f"F{row}", "Hoàn thành xuất sắc nhiệm vụ") for row in range(2, 7)
    ]
    told = str(next(iter(result.problems)))
    assert "trang tính “Đề nghị”, dòng 2, cột “Cấp uỷ chọn”" in told
    assert "sẽ có 5 xuất sắc, vượt số tối đa 4 (Tối đa 4: 20% của " in told
    assert "Cần: bớt ít nhất 1 lựa chọn xuất sắc trong nhóm này" in told
    assert "cùng nhóm “Tổ chức G1” vượt số tối đa ở dòng 2" in str(list(result.problems)[-1])
    assert not Proposal.objects.exists()


def test_what_boards_chose_counts_too(load: Load, table: At) -> None:
    table().choose(*BEST[:4])
    result = load({BEST[4]: "outstanding"})
    assert [problem.cell for problem in result.problems] == ["F2"]
    assert load(dict.fromkeys(BEST[:4], "outstanding")).changes_nothing


def test_lowering_somebody_may_not_push_a_full_pool_over_its_ceiling(load: Load, table: At) -> None:
    board = table()
    board.choose(*BEST[:4])
    good = ("M-G1A-07", "M-G1A-08", "M-G1B-07", "M-G1B-08", "M-G1B-09")
    result = load(dict.fromkeys(good, "completed"))
    assert not result.applied
    assert {problem.cell for problem in result.problems} == {f"F{row}" for row in range(2, 7)}


def test_a_pool_over_its_ceiling_may_get_better(load: Load, year: Campaign) -> None:
    Proposal.objects.bulk_create(
        Proposal(roster_entry=entry(year, code), chosen="outstanding") for code in BEST
    )
    assert load({BEST[0]: "good"}).applied


def test_where_levels_are_not_known_as_they_are_now_it_is_said_and_left_to_the_decision(
    load: Load, year: Campaign
) -> None:
    write_facts(
        entry(year, "M-G2-04"), "outstanding"
    )  # a fact of the stage has changed since the classification
    result = load(dict.fromkeys(BEST, "outstanding"))
    assert result.applied
    assert any("chưa đối chiếu được với số tối đa" in note.vi for note in result.notes)


def test_a_year_that_was_never_classified_is_loaded_as_it_comes(load: Load, year: Campaign) -> None:
    year.classifications.all().delete()
    result = load(dict.fromkeys(BEST, "outstanding"))
    assert result.applied
    assert result.notes == ()


def test_a_level_proposed_anew_answers_what_was_sent_back(
    year: Campaign, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "read", read_here)
    for code in BEST[:2]:
        one = Proposal(roster_entry=entry(year, code), proposed="good", returned="xem lại")
        one.save()
    rows = [
        {"subject_type": "member", "code": code, "proposed": level}
        for code, level in ((BEST[0], "outstanding"), (BEST[1], "good"))
    ]
    path = workbooks.write(tmp_path, Book.DECISIONS, {"proposals": rows})
    assert import_files([path], year=year.year, actor=OPERATOR).applied
    found = Proposal.objects.order_by("roster_entry__code").values_list("proposed", "returned")
    assert list(found) == [("outstanding", ""), ("good", "xem lại")]
