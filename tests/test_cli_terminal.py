"""What commands print: in the terminal's width, or a whole line a row into a file."""

import pytest

from thidua.cli import terminal

NAME = "danh-sach-dang-vien-cac-chi-bo-truc-thuoc-dang-uy-xa-doan-thuong-2021.xlsx · Đảng viên"


@pytest.fixture
def width(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """A terminal of so many columns."""
    columns = int(request.param)
    monkeypatch.setattr(terminal, "terminal_width", lambda: columns)
    return columns


def test_output_that_goes_elsewhere_has_no_width() -> None:
    assert terminal.terminal_width() is None


@pytest.mark.parametrize("width", [60, 80, 200], indirect=True)
def test_a_table_folds_what_is_too_wide(width: int, capsys: pytest.CaptureFixture[str]) -> None:
    terminal.print_table(["Trang", "mới"], [[NAME, "91.400"]])
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= width
    assert "".join(NAME.split()) in "".join("".join(lines).replace("91.400", "").split())
    assert "91.400" in "".join(lines)


def test_a_table_goes_on_whole_and_with_tabs(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.print_table(["Trang", "mới"], [[NAME, "91.400"], ["b", "–"]], title="Hai tệp")
    assert capsys.readouterr().out == f"Hai tệp\nTrang\tmới\n{NAME}\t91.400\nb\t–\n"


@pytest.mark.parametrize("width", [80], indirect=True)
def test_a_long_list_is_counted_on_a_terminal(
    width: int, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.print_list(["a", "b", "c"], most=2, noun="dòng")
    assert capsys.readouterr().out == "  a\n  b\n  … và 1 dòng khác\n"
    assert width == 80


def test_a_long_list_goes_on_whole(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.print_list(["a", "b", "c"], most=2, noun="dòng")
    assert capsys.readouterr().out == "  a\n  b\n  c\n"
