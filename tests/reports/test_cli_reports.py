"""The commands `figures` and `report`."""

import json
from pathlib import Path

import pytest
from click.testing import Result

from tests.commands import run_command
from tests.reports.year import SmallYear
from thidua.cli.reports import COMMANDS
from thidua.reports.figures import figures

pytestmark = pytest.mark.usefixtures("year")


def run(*arguments: str) -> Result:
    return run_command(COMMANDS[arguments[0]], list(arguments[1:]))


def test_json_holds_the_figures_with_plain_numbers(year: SmallYear) -> None:
    printed = json.loads(run("figures", "2021", "--json").stdout)
    assert printed["indicators"]["grdp_growth_percent"] == 8.6
    assert printed["members"] == figures(campaign=year.campaign).as_tables()["members"]


def test_for_people_numbers_are_written_their_way_and_a_year_stays_a_year() -> None:
    lines = [line.split() for line in run("figures", "2021").stdout.splitlines()]
    assert ["review_year", "2021"] in lines
    assert ["grdp_growth_percent", "8,6"] in lines


def test_a_list_shows_the_subjects_behind_a_figure() -> None:
    shown = run(
        "figures", "2021", "--list", "grassroots_organisations.completed"
    ).stdout.splitlines()
    assert [line.split("\t")[:4] for line in shown] == [
        ["G4", "Đảng bộ xã Gia Tân (Gia Lộc)", "Đảng bộ huyện Gia Lộc", "completed"]
    ]
    rows = run(
        "figures", "2021", "--list", "grassroots_organisations.completed", "--json"
    ).stdout.splitlines()
    assert [json.loads(row)["code"] for row in rows] == ["G4"]


def test_an_unknown_figure_names_the_known_ones() -> None:
    result = run("figures", "2021", "--list", "nothing")
    assert result.exit_code == 1
    assert "members.outstanding" in result.output


def test_an_unknown_year_names_the_known_ones() -> None:
    for command in ("figures", "report"):
        result = run(command, "1999", *(["--pdf", "x.pdf"] if command == "report" else []))
        assert result.exit_code == 1
        assert "2021" in result.output


def test_the_report_is_written_where_it_was_asked_for(tmp_path: Path) -> None:
    word, pdf = tmp_path / "bao-cao.docx", tmp_path / "bao-cao.pdf"
    result = run("report", "2021", "--docx", str(word), "--pdf", str(pdf))
    assert result.exit_code == 0, result.output
    assert word.read_bytes().startswith(b"PK")
    assert pdf.read_bytes().startswith(b"%PDF")


def test_a_report_without_a_file_is_refused() -> None:
    assert run("report", "2021").exit_code == 2


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    result = run("report", "2021", "--pdf", str(tmp_path / "nowhere" / "r.pdf"))
    assert result.exit_code == 1
    assert "nowhere" in result.output
