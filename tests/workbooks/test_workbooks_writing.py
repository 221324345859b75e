"""What is written reads back as the same frame, by our reader and by others."""

import datetime as dt
import tempfile
import time
from decimal import Decimal
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.trials import trial_size
from tests.workbooks.samples import BOOK, GRADES, LEVELS, PEOPLE, YEAR, raw_of
from thidua.language import Text
from thidua.workbooks import (
    Choice,
    Column,
    Kind,
    Sheet,
    Workbook,
    normalise,
    parse,
    parse_workbook,
    read,
    write_csv,
    write_template,
    write_workbook,
)
from thidua.workbooks.specification import EARLIEST, LATEST

FRAME = pl.DataFrame(
    {
        "code": ["001", "=A1", "_x0041_"],
        "full_name": ["Đỗ Thị <Hường> & 'An' \"Bé\"", "=1+1", "@SUM(A1)"],
        "born_on": [dt.date(1986, 2, 3), None, EARLIEST],
        "grade": ["excellent", "poor", None],
        "official": [True, False, None],
        "done": [Decimal("79.9999"), Decimal(100), None],
        "score": [Decimal("-1.234"), Decimal("123456789.1234"), None],
        "count": [0, 10**14, None],
        "year": [2021, 1930, None],
        "covers": [["A", "B 1"], ["=C"], None],
    },
    schema=dict(list(PEOPLE.schema().items())[1:]),
)
YEAR_FRAME = pl.DataFrame(
    {
        "year": [2021],
        "theme": ["=Kỷ cương"],
        "cut_off": [dt.date(2021, 12, 31)],
        "share": [Decimal("0.2")],
    },
    schema=dict(list(YEAR.schema().items())[1:]),
)
PEOPLE_BOOK = Workbook("people", Text("Đảng viên", "Members"), (PEOPLE,))
LEVELS_FRAME = pl.DataFrame({"code": ["A", "B"], "2019": ["good", None], "2020": [None, "poor"]})

# Words as people write them, with everything that spreadsheets and XML are touchy about.
WORDS = st.text(
    alphabet=st.sampled_from("aăâđêôơưÁẬỹ bcX=+-@'\"&<>;,_x0041_.\\#%|/\u00a0\u0301\U0001f600")
    | st.characters(min_codepoint=0x100, exclude_categories=["Cs"]),
    max_size=15,
)
TEXTS = WORDS.map(normalise).filter(lambda text: bool(text) and not text.startswith("#"))
CODES = TEXTS.filter(lambda text: not set(text) & set(",;"))
ROWS = st.fixed_dictionaries(
    {
        "full_name": TEXTS,
        "born_on": st.none() | st.dates(EARLIEST, LATEST),
        "grade": st.none() | st.sampled_from([choice.word for choice in GRADES]),
        "official": st.none() | st.booleans(),
        "done": st.none() | st.decimals(0, 100, places=4),
        "score": st.none() | st.decimals(-(10**9), 10**9, places=4),
        "count": st.none() | st.integers(0, 10**14),
        "year": st.none() | st.integers(1900, 2200),
        "covers": st.none() | st.lists(CODES, min_size=1, max_size=3, unique=True),
    }
)


def frame_of(rows: dict[str, dict[str, object]]) -> pl.DataFrame:
    schema = dict(list(PEOPLE.schema().items())[1:])
    return pl.DataFrame([{"code": code} | values for code, values in rows.items()], schema=schema)


@pytest.mark.trial
@settings(max_examples=trial_size(400), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(CODES, ROWS, min_size=1, max_size=4))
def test_any_frame_reads_back_the_same_from_xlsx_and_from_csv(
    rows: dict[str, dict[str, object]],
) -> None:
    frame = frame_of(rows)
    with tempfile.TemporaryDirectory() as directory:
        book, csv = Path(directory) / "a.xlsx", Path(directory) / "a.csv"
        write_workbook(PEOPLE_BOOK, {"people": frame}, book)
        write_csv(PEOPLE, frame, csv)
        for raw in (raw_of(book.read_bytes()), raw_of(csv.read_bytes(), "a.csv")):
            result = parse(raw, PEOPLE)
            # Percentages below 1 are read, and doubted.
            assert not result.problems.has_errors, [str(problem) for problem in result.problems]
            assert result.frame.drop("row").to_dicts() == frame.to_dicts()
            assert result.frame["row"].to_list() == list(range(2, frame.height + 2))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_all_sheets_of_a_workbook_read_back_in_either_language(
    tmp_path: Path, language: str
) -> None:
    path = tmp_path / "a.xlsx"
    frames = {"people": FRAME, "levels": LEVELS_FRAME, "year": YEAR_FRAME}
    write_workbook(BOOK, frames, path, language="en" if language == "en" else "vi")
    book = parse_workbook(read(path), BOOK)
    assert not book.problems
    assert {name: sheet.frame.drop("row").to_dicts() for name, sheet in book.sheets.items()} == {
        name: frame.to_dicts() for name, frame in frames.items()
    }


def test_other_programs_read_it_too(tmp_path: Path) -> None:
    write_workbook(BOOK, {"people": FRAME, "year": YEAR_FRAME}, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["Đảng viên", "Các năm trước", "Thông tin năm", "Giải thích"]
    page = book["Đảng viên"]
    rows = list(page.iter_rows(values_only=True))
    assert rows[0][:2] == ("Mã *", "Họ và tên *")
    assert rows[1] == (
        "001",
        "Đỗ Thị <Hường> & 'An' \"Bé\"",
        dt.datetime.fromisoformat("1986-02-03"),
        "Xuất sắc",
        "có",
        79.9999,
        -1.234,
        0,
        2021,
        "A, B 1",
    )
    cell = page["B3"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert page["C2"].number_format == "dd/mm/yyyy"
    assert page.dimensions == "A1:J4"
    assert book["Thông tin năm"]["B2"].data_type == "s"


def test_the_same_data_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_workbook(BOOK, {"people": FRAME}, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "b.xlsx"]


def test_control_signs_are_dropped(tmp_path: Path) -> None:
    frame = pl.DataFrame({"code": ["1"], "full_name": ["A\x00\x08\x1f\ufffeB"]})
    write_workbook(BOOK, {"people": frame}, tmp_path / "a.xlsx")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx")["Đảng viên"]["B2"].value == "AB"


def test_an_unknown_word_is_a_bug_of_the_caller_and_leaves_no_file(tmp_path: Path) -> None:
    # No RefusedError: nobody is told politely that our own frame is wrong.
    with pytest.raises(ValueError, match=r"column grade: not among the choices: .*superb"):
        write_workbook(
            BOOK,
            {"people": pl.DataFrame({"code": ["1"], "grade": ["superb"]})},
            tmp_path / "a.xlsx",
        )
    assert not list(tmp_path.iterdir())


def test_progress_counts_the_rows_of_all_sheets(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    big = pl.DataFrame({"code": [str(number) for number in range(45_000)]})
    frames = {"people": big, "levels": LEVELS_FRAME}
    write_workbook(
        BOOK, frames, tmp_path / "a.xlsx", progress=lambda done, total: seen.append((done, total))
    )
    assert seen == [(20_000, 45_002), (40_000, 45_002), (45_000, 45_002), (45_002, 45_002)]


def test_big_sheets_are_written_read_and_parsed_column_by_column(tmp_path: Path) -> None:
    """30,000 × 13 cells well inside a second or two of processor time each; a loop over cells takes
    ten times that.
    """
    count = 30_000
    frame = pl.concat([FRAME.head(1)] * count).with_columns(
        code=pl.int_range(count).cast(pl.String)
    )
    started = time.process_time()
    write_workbook(BOOK, {"people": frame}, tmp_path / "a.xlsx")
    written = time.process_time()
    raw = raw_of((tmp_path / "a.xlsx").read_bytes())
    extracted = time.process_time()
    result = parse(raw, PEOPLE)
    done = time.process_time()
    assert result.frame.drop("row").equals(frame)
    assert (written - started < 2, extracted - written < 4, done - extracted < 2) == (
        True,
        True,
        True,
    )


def test_a_template_is_read_as_empty_sheets_and_explains_each_column(tmp_path: Path) -> None:
    path = tmp_path / "mau.xlsx"
    write_template(BOOK, path, open_ids={"levels": ["2019", "2020"]})
    book = parse_workbook(read(path), BOOK)
    assert not book.problems
    assert book.frame("people").height == book.frame("levels").height == 0
    assert book["levels"].open_ids == ("2019", "2020")
    file = openpyxl.load_workbook(path)
    rows = [
        row
        for row in file["Giải thích"].iter_rows(min_row=5, values_only=True)
        if row[1] == "Ngày sinh"
    ]
    assert rows == [
        ("Đảng viên", "Ngày sinh", "born_on", "", "theo giấy khai sinh", "ngày dd/mm/yyyy", "", "")
    ]
    page = file["Đảng viên"]
    assert page.freeze_panes == "B2"
    assert page["A1"].fill.bgColor != page["C1"].fill.bgColor or page["A1"].fill != page["C1"].fill
    lists = {
        str(rule.sqref).split(":")[0]: rule.formula1
        for rule in page.data_validations.dataValidation
        if rule.type == "list"
    }
    assert lists == {"D2": '"Xuất sắc,Tốt,Trung bình,Kém"', "E2": '"có,không"'}


def test_long_lists_of_words_stand_on_a_hidden_sheet(tmp_path: Path) -> None:
    words = tuple(Choice(f"w{n}", Text(f"Từ dài, số {n}", f"Long word, {n}")) for n in range(40))
    sheet = Sheet(
        "s",
        Text("S", "S"),
        (
            Column("code", Text("Mã", "Code"), Kind.CODE),
            Column("w", Text("W", "W"), Kind.CHOICE, choices=words),
        ),
    )
    book = Workbook("b", Text("B", "B"), (sheet,))
    write_workbook(book, {"s": pl.DataFrame({"code": ["1"], "w": ["w7"]})}, tmp_path / "a.xlsx")
    file = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert file["Danh mục"].sheet_state == "hidden"
    assert [
        rule.formula1 for rule in file["S"].data_validations.dataValidation if rule.type == "list"
    ] == ["'Danh mục'!$A$1:$A$40"]
    result = parse_workbook(read(tmp_path / "a.xlsx"), book)
    assert not result.problems
    assert result.frame("s")["w"].to_list() == ["w7"]


def test_open_columns_that_the_sheet_does_not_know_are_left_out(tmp_path: Path) -> None:
    write_workbook(BOOK, {"levels": LEVELS_FRAME.with_columns(extra=1)}, tmp_path / "a.xlsx")
    header = next(
        openpyxl.load_workbook(tmp_path / "a.xlsx")[LEVELS.title.vi].iter_rows(values_only=True)
    )
    assert header == ("Mã *", "2019", "2020")
