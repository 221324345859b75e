"""The commands `mapping`, `mappings` and `import --mapping`: a table is looked at, its questions
are answered in a file, and it is loaded by that file.
"""

import re
from pathlib import Path

import pytest
from click.testing import Result

from tests.commands import run_command
from tests.exchange.test_asking_flow import ANSWERS, HEAD, PEOPLE, table
from thidua.accounts.actors import Operator
from thidua.cli import exchange, mapping
from thidua.exchange.given import given_by, read_given
from thidua.exchange.mapping_files import read_mapping
from thidua.exchange.memory import shape_of_mapping
from thidua.exchange.shape_errors import TableShapeRefusedError
from thidua.exchange.table_shapes import keep_table_shape
from thidua.matching.mapping import TableMapping
from thidua.matching.written import UnreadableMappingError
from thidua.organisations.models import MembershipSpell

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province", "quick")]
COMMANDS = {**exchange.COMMANDS, **mapping.COMMANDS}


def run(command: str, *arguments: object) -> Result:
    return run_command(COMMANDS[command], [str(argument) for argument in arguments])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return table(tmp_path, PEOPLE)


def completed(text: str) -> str:
    """The written file with each blank answered."""
    for key, value in ANSWERS.items():
        blank = rf'(\n  "value:{key}":\n(?:    #.*\n)*    "[^"]*": )""'
        text, times = re.subn(blank, rf'\1"{value}"', text)
        assert times == 1, (key, text)
    return text.replace('"xong hết": ""', '"xong hết": "exempt"')


def test_import_lists_what_is_asked_and_names_the_way_to_answer(file: Path) -> None:
    result = run("import", file)

    assert result.exit_code == 1
    assert "1. Cả bảng thuộc chi bộ nào?" in result.stdout
    assert "- column:sinh hoat tai: Theo cột “Sinh hoạt tại” (ví dụ X01-1)" in result.stdout
    assert "“Xong hết”, 1 dòng" in result.stdout
    assert "Còn câu phải trả lời, chưa kiểm tra và chưa nạp gì." in result.stdout
    assert f'thidua mapping "{file}" --write cach-doc.yaml' in result.stdout


def test_mapping_shows_columns_rows_left_out_and_the_first_rows(file: Path) -> None:
    result = run("mapping", file)

    assert result.exit_code == 0
    assert "so.xlsx · Sheet → “Sổ danh sách đảng viên”" in result.stdout
    assert "A  Số thẻ → Mã đảng viên" in result.stdout
    assert "F  Sinh hoạt tại → để ngoài" in result.stdout
    assert "4\tDV31\tTrần Văn Khởi\t12/03/1968" in result.stdout
    assert "Cần trả lời (3):" in result.stdout


def test_what_is_asked_is_completed_in_a_file_and_the_table_loaded_by_it(
    file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "cach-doc.yaml"
    assert run("mapping", file, "--write", path).exit_code == 0
    text = path.read_text("utf-8")
    assert "    # exempt: Được miễn công tác và sinh hoạt" in text

    assert run("import", file, "--mapping", path).exit_code == 1
    path.write_text(completed(text), "utf-8")
    assert "Cần trả lời" not in run("mapping", file, "--mapping", path).stdout
    result = run("import", file, "--mapping", path, "--warnings-read")

    assert result.exit_code == 0, result.stdout
    assert MembershipSpell.objects.get(person__code="DV32").status == "exempt"


def test_a_written_file_is_never_overwritten(file: Path, tmp_path: Path) -> None:
    path = tmp_path / "cach-doc.yaml"
    path.write_text("của tôi", "utf-8")
    result = run("mapping", file, "--write", path)

    assert (result.exit_code, path.read_text("utf-8")) == (1, "của tôi")
    assert "chọn tên khác" in result.stderr


def test_a_mapping_of_another_shape_is_refused_with_words(file: Path, tmp_path: Path) -> None:
    path = tmp_path / "cach-doc.yaml"
    path.write_text("sheet: members.members\ntakes:\n- heading: ho ten\n  to: full_name\n", "utf-8")
    result = run("import", file, "--mapping", path)

    assert result.exit_code == 1
    assert "cách đọc này không dành cho bảng nào trong các tệp" in result.stdout
    assert "ho ten" in result.stdout


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are(file: Path) -> None:
    result = run("mapping", file, "--sheet", "Sheet9")

    assert result.exit_code == 1
    assert "không có trang “Sheet9”; có: “Sheet”" in result.stderr


def test_a_template_needs_no_way_of_reading(province: Path, tmp_path: Path) -> None:
    path = province / "2-dang-vien.xlsx"

    assert "đúng mẫu của phần mềm" in run("mapping", path).stdout
    result = run("mapping", path, "--write", tmp_path / "a.yaml")
    assert (result.exit_code, (tmp_path / "a.yaml").exists()) == (1, False)


def test_remembered_ways_are_listed_and_printed_as_they_are_read_back(tmp_path: Path) -> None:
    known = TableMapping.model_validate(
        {
            "sheet": "members.members",
            "takes": [{"heading": "ho ten", "to": "full_name"}, {"heading": "ghi chu"}],
        }
    )
    shape = shape_of_mapping(known)
    kept = keep_table_shape(
        unit=None, shape=shape, name="Sổ của tỉnh", mapping=known, actor=Operator()
    )

    assert f"{kept.pk}\ttỉnh\tSổ của tỉnh\tĐảng viên\tbản 1" in run("mappings").stdout
    assert read_mapping(run("mappings", kept.pk).stdout.encode(), "a.yaml") == known
    assert "không có cách đọc số" in run("mappings", kept.pk + 1).stderr


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"takes: [*x]\n", "dòng 1"),
        (b"a: &a [x]\nb: [*a, *a]\n", "dòng 2"),
        (b"name: A\nname: B\n", "dòng 2"),
        (b"sheet: !!python/object/apply:os.system ['true']\n", "dòng 1"),
        (b"[" * 5_000, "hong.yaml"),
        (b"takes: members\n", "takes"),
        (b"colour: red\n", "colour"),
        (b"format: 2\n", "format"),
        (b"name: " + b"x" * 301 + b"\n", "name"),
        (b"- a\n- b\n", "khoá: giá trị"),
    ],
)
def test_a_hostile_file_is_told_by_its_place_and_runs_nothing(body: bytes, words: str) -> None:
    with pytest.raises(UnreadableMappingError, match=words):
        read_mapping(body, "hong.yaml")


def test_sizes_and_encodings_have_their_words() -> None:
    with pytest.raises(TableShapeRefusedError, match="nhiều nhất 200 kB"):
        read_mapping(b"#" * 200_001, "to.yaml")
    with pytest.raises(TableShapeRefusedError, match="UTF-8"):
        read_mapping(b"name: \xff\xfe", "cu.yaml")
    with pytest.raises(TableShapeRefusedError, match="cần đúng một"):
        read_mapping(b"name: A\n---\nname: B\n", "hai.yaml")
    with pytest.raises(TableShapeRefusedError, match="của riêng một tệp"):
        read_mapping(b"answers: {sheet: {sheet: members.members}}\n", "mot.yaml")


def test_faults_in_a_later_document_are_told_by_their_line() -> None:
    with pytest.raises(UnreadableMappingError, match="dòng 4"):
        read_mapping(b"name: A\n---\nname: B\nname: C\n", "hai.yaml")


def test_two_files_for_one_shape_are_refused(tmp_path: Path) -> None:
    text = "sheet: members.members\ntakes:\n- heading: ho ten\n  to: full_name\n"
    paths = [tmp_path / "a.yaml", tmp_path / "b.yaml"]
    for path in paths:
        path.write_text(text, "utf-8")

    with pytest.raises(TableShapeRefusedError, match="hai cách đọc cho cùng một dạng bảng"):
        given_by(read_given(paths))


def test_the_shape_of_a_mapping_is_that_of_its_tables(file: Path, tmp_path: Path) -> None:
    path = tmp_path / "cach-doc.yaml"
    run("mapping", file, "--write", path)
    (shape,) = given_by(read_given([path]))
    other = table(tmp_path, [PEOPLE[1]], "khac.xlsx", head=HEAD)

    path.write_text(completed(path.read_text("utf-8")), "utf-8")
    assert run("import", "--dry-run", other, "--mapping", path).exit_code == 0
    assert len(shape) == 64
