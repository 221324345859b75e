"""The commands `import`, `export`, `template`: what they print and how they end."""

from pathlib import Path

import pytest
from click.testing import Result

from tests.commands import run_command
from tests.exchange import cast
from thidua.cli.exchange import COMMANDS
from thidua.exchange.books import Book
from thidua.organisations.models import Organisation, Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]


def run(command: str, *arguments: object) -> Result:
    return run_command(COMMANDS[command], [str(argument) for argument in arguments])


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    return cast.write_all(tmp_path)


def test_import_counts_each_sheet(files: list[Path]) -> None:
    result = run("import", *files)

    assert result.exit_code == 0
    assert "Đã nạp." in result.stdout
    row = next(
        line for line in result.stdout.splitlines() if "2-dang-vien.xlsx · Đảng viên" in line
    )
    assert row.split()[-5:] == ["11", "–", "–", "–", "–"]
    assert "Mọi thứ trong tệp đã có sẵn" in run("import", *files).stdout


def test_a_dry_run_loads_nothing(files: list[Path]) -> None:
    result = run("import", "--dry-run", *files)

    assert (result.exit_code, "chưa nạp gì" in result.stdout) == (0, True)
    assert Organisation.objects.count() == 0


def test_warnings_that_must_be_read_hold_the_load_until_they_are(
    files: list[Path], tmp_path: Path
) -> None:
    run("import", *files)
    twice = cast.members()[0] | {"code": "DV11"}
    path = cast.write(tmp_path, Book.MEMBERS, {"members": [twice]}, name="hai-ma.xlsx")

    held = run("import", path)
    assert held.exit_code == 1
    assert "trùng tên, ngày sinh với Đỗ Thị Ánh (DV01)" in held.stdout
    assert "Có 1 cảnh báo phải đọc, chưa nạp gì" in held.stdout
    assert not Person.objects.filter(code="DV11").exists()

    assert run("import", "--dry-run", path).exit_code == 0
    assert run("import", "--warnings-read", path).exit_code == 0
    assert Person.objects.filter(code="DV11").exists()


def test_errors_are_listed_and_end_with_one(tmp_path: Path) -> None:
    row = cast.organisations()[0] | {"tier": "cell"}

    result = run("import", cast.write(tmp_path, Book.ORGANISATIONS, {"organisations": [row]}))

    assert result.exit_code == 1
    assert "chỉ đảng bộ tỉnh mới không có cấp trên" in result.stdout
    assert "Có 1 lỗi, không nạp gì." in result.stdout


def test_what_changes_is_shown_before_and_after(files: list[Path], tmp_path: Path) -> None:
    run("import", *files)
    row = cast.organisations()[1] | {"name": "Đảng bộ huyện Nam Sách mới"}

    result = run(
        "import",
        cast.write(tmp_path, Book.ORGANISATIONS, {"organisations": [row]}, name="sua.xlsx"),
    )

    assert "HU01: Tên tổ chức: Đảng bộ huyện Nam Sách → Đảng bộ huyện Nam Sách mới" in result.stdout


def test_it_speaks_english_when_asked(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_LANG", "en")

    result = run("import", *files)

    assert "Loaded." in result.stdout
    assert "2-dang-vien.xlsx · Members" in result.stdout


def test_export_and_template_name_what_they_wrote(files: list[Path], tmp_path: Path) -> None:
    run("import", *files)

    exported = run("export", tmp_path / "out", "--kind", "members")
    written = run("template", "facts", tmp_path / "mau.xlsx")

    assert exported.stdout.split() == [str(tmp_path / "out" / "2-dang-vien.xlsx")]
    assert written.stdout.split() == [str(tmp_path / "mau.xlsx")]
    assert (tmp_path / "mau.xlsx").exists()


def test_a_year_that_is_not_there_is_told_plainly(tmp_path: Path) -> None:
    result = run("export", tmp_path, "--year", "1999")

    assert (result.exit_code, "chưa mở năm thi đua 1999" in result.output) == (1, True)
