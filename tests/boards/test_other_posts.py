"""What another place proposes for a leader of several posts: told to who decides, chosen once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.builder import OPERATOR, post
from tests.cast import Cast, campaign, everybody_good
from tests.exchange import cast as workbooks
from tests.exchange.conftest import read_here
from thidua.accounts.models import Role
from thidua.boards.models import Proposal
from thidua.campaigns.models import Campaign
from thidua.exchange import files
from thidua.exchange.books import Book
from thidua.exchange.exporting import export_all
from thidua.exchange.importing import import_files
from thidua.exchange.results import ImportResult
from thidua.ratings.actions import classify

Load = Callable[..., ImportResult]
PAGE = "/xep-loai/2021/leader/M-G1A-02/"


@pytest.fixture
def rated(cast: Cast) -> Campaign:
    """The year rated; M-G1A-02 heads G1 and is a deputy in U1 above it."""
    post(cast.of_cell("G1A", 2), cast["U1"], "deputy", "Phó Bí thư Thành uỷ")
    year = campaign()
    everybody_good(year)
    classify(campaign=year, actor=OPERATOR)
    return year


@pytest.fixture
def load(rated: Campaign, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    monkeypatch.setattr(files, "read", read_here)

    def run(book: Book, **sheets: list[dict[str, Any]]) -> ImportResult:
        return import_files(
            [workbooks.write(tmp_path, book, sheets)], year=rated.year, actor=OPERATOR
        )

    return run


def of(where: str, **levels: str) -> dict[str, Any]:
    """A row of the sheet *Đề nghị* about the leader."""
    known = {"subject_type": "leader", "code": "M-G1A-02", "organisation": where}
    return known | levels


def test_what_another_place_proposes_stands_on_the_page_of_the_rating(
    load: Load, cast: Cast, client: Client, tmp_path: Path
) -> None:
    assert load(
        Book.DECISIONS,
        proposals=[of("U1", proposed="good"), of("G1", proposed="completed")],
    ).applied

    client.force_login(cast.officer("huyen", Role.UPPER_LEVEL, "U1"))
    told = client.get(PAGE).content.decode()
    assert "Giữ nhiều chức vụ, xếp loại một lần" in told
    assert "Bí thư, Tổ chức G1" in told
    assert "đề nghị Hoàn thành" in told
    elsewhere = client.get(f"{PAGE}?organisation=G1").content.decode()
    assert "Không thuộc diện xếp loại năm này" in elsewhere
    assert "Phó Bí thư Thành uỷ, Đảng bộ thành phố Chí Linh" in elsewhere
    assert "xếp loại ở chức vụ này" in elsewhere

    export_all(tmp_path / "out", actor=OPERATOR, kinds=[Book.DECISIONS], year=2021)
    again = import_files([tmp_path / "out" / Book.DECISIONS.file_name], year=2021, actor=OPERATOR)
    assert again.changes_nothing
    assert sum(sheet.unchanged for sheet in again.sheets if sheet.sheet.en == "Proposals") == 2


def test_the_level_is_chosen_at_the_main_post_alone(load: Load) -> None:
    result = load(
        Book.DECISIONS, proposals=[of("G1", chosen="outstanding"), of("U1", proposed="good")]
    )

    assert [str(problem) for problem in result.problems] == [
        "4-quyet-dinh.xlsx, trang tính “Đề nghị”, dòng 2, cột “Cấp uỷ chọn”: “Hoàn thành xuất "
        "sắc nhiệm "
        "vụ” Đảng viên M-G1A-02 được xếp loại theo chức vụ chính ở nơi khác. Cần: để trống; mức "
        "nơi này đề nghị ghi ở cột “Đề nghị”."
    ]
    assert not Proposal.objects.exists()


def test_facts_stand_in_the_row_of_the_main_post(load: Load) -> None:
    result = load(
        Book.FACTS,
        leader_facts=[{"member": "M-G1A-02", "organisation": "G1", "own_duties": "good"}],
    )

    assert [str(problem.expected) for problem in result.problems] == [
        "thông tin ở dòng của chức vụ chính, mã tổ chức U1"
    ]
    assert "xếp loại một lần, theo chức vụ chính" in str(next(iter(result.problems)))
