"""CSV: encodings, delimiters, true row numbers, formulas kept as text."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from tests.workbooks.samples import BOOK, HEADER, LEVELS, PEOPLE, raw_of, to_cp1258
from thidua.workbooks import Severity, UnreadableFileError, parse, parse_workbook, read, write_csv
from thidua.workbooks.csv_cells import sniff
from thidua.workbooks.guards import Limits
from thidua.workbooks.raw import RawSheet

TEXT = (
    "Mã;Họ và tên;Ngày sinh;Hoàn thành (%)\n01;Đỗ Thị Hường;03/02/1986;87,5\n\n02;Lê Văn "
    "Ân;1990-12-31;1.234,5\n"
)


def sheet_of(content: bytes, name: str = "dang-vien.csv") -> RawSheet:
    return raw_of(content, name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_encodings_are_read(encoding: str) -> None:
    result = parse(sheet_of(TEXT.encode(encoding)), PEOPLE)
    assert result.frame["full_name"].to_list() == ["Đỗ Thị Hường", "Lê Văn Ân"]
    assert result.frame["born_on"].to_list() == [date(1986, 2, 3), date(1990, 12, 31)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    rows = (
        delimiter.join(["Mã", "Họ và tên", "Ngày sinh"])
        + "\n"
        + delimiter.join(["001", '"A; B, C"', "1/2/2001"])
    )
    result = parse(sheet_of(rows.encode()), PEOPLE)
    assert result.frame.select("code", "full_name", "born_on").row(0) == (
        "001",
        "A; B, C",
        date(2001, 2, 1),
    )


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("Tỷ lệ;Điểm;Số\n80,5;91,2;70,1\n81,5;92,2;71,1\n", ";"),
        (
            "Sổ, năm 2022\n" * 8 + "TT;Họ và tên;Ngày, tháng, năm sinh\n" + "1;A;1/2/60\n" * 6,
            ";",
        ),
        ("Mã,Chức vụ\n1,Bí thư; chủ tịch\n2,Uỷ viên; trưởng ban\n", ","),
        ("Mã\tHọ, tên\n1\tLê, An\n", "\t"),
        ("một cột\nhai\n", ","),
    ],
)
def test_commas_in_numbers_and_names_part_no_columns(text: str, delimiter: str) -> None:
    assert sniff(text) == delimiter


def test_blank_lines_are_skipped_and_row_numbers_stay_true() -> None:
    result = parse(sheet_of(TEXT.encode()), PEOPLE)
    assert result.frame["row"].to_list() == [2, 4]
    [problem] = result.problems
    assert (problem.row, problem.column.vi, problem.value) == (4, "Hoàn thành (%)", "1.234,5")
    assert problem.expected.vi == "số từ 0 đến 100, nhiều nhất 4 chữ số thập phân"


TCVN3 = "M· sè,Hä vµ tªn\n1,NguyÔn V¨n An\n2,TrÇn ThÞ H¹nh\n"
VNI = "Maõ soá,Hoï vaø teân\n1,Nguyeãn Vaên An\n2,Traàn Thò Haïnh\n"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8"])
@pytest.mark.parametrize(("signs", "font"), [(TCVN3, "TCVN3 (ABC)"), (VNI, "VNI")])
def test_text_of_old_fonts_is_converted_and_said_to_be(
    signs: str, font: str, encoding: str
) -> None:
    raw = sheet_of(signs.replace("M· sè", "M·").replace("Maõ soá", "Maõ").encode(encoding))
    assert raw.converted == font
    result = parse(raw, PEOPLE)
    assert result.frame["full_name"].to_list() == ["Nguyễn Văn An", "Trần Thị Hạnh"]
    [note] = result.problems
    assert (note.severity, note.message.vi) == (
        Severity.WARNING,
        f"chữ gõ bằng phông cũ {font}, đã chuyển sang Unicode",
    )


def test_windows_1258_is_read_as_composed_unicode() -> None:
    text = "Mã;Họ và tên\n1;Nguyễn Văn Ân\n2;Trần Thị Hạnh Đào\n3;Lường Thế Vỹ\n"
    raw = sheet_of(to_cp1258(text))
    assert raw.converted == "windows-1258"
    result = parse(raw, PEOPLE)
    assert result.frame["full_name"].to_list() == [
        "Nguyễn Văn Ân",
        "Trần Thị Hạnh Đào",
        "Lường Thế Vỹ",
    ]
    assert not result.problems


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"code,name\n1,\xff\xfa\x80\x81\n", "không rõ"),
        ((TCVN3 + "3,Nguyễn Thị Đào\n").encode(), "TCVN3 (ABC), và không phải mọi chữ"),
        ((TCVN3 + "3,¸nh\n").encode("cp1252"), "chữ nào viết hoa (“ánh”)"),
        ("Mã,Họ và tên\n1,Nguy?n V?n An\n2,Tr?n Th? H?nh\n".encode(), "“Nguy?n”"),
        (b"code,name\n1,Caf\xe9 M\xfcller\n", "không rõ"),
    ],
)
def test_what_cannot_be_told_is_named_with_the_way_out(content: bytes, named: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(content, "cu.csv")
    assert named in str(caught.value)
    assert "CSV UTF-8" in str(caught.value) or "UniKey" in str(caught.value)


def test_text_that_asks_questions_has_lost_nothing() -> None:
    text = "Mã,Họ và tên\n1,Ai? Đâu?\n2,x.vn/a?b=1 a?b=2 c?d=3\n3,Sao?Ai?\n"
    assert sheet_of(text.encode()).converted == ""


@pytest.mark.parametrize("rest", ["", "3,C\n" * 60_000])
def test_a_quote_that_never_ends_names_its_row(rest: str) -> None:
    content = 'Mã,Họ và tên\n1,A\n2,"B\n' + rest
    with pytest.raises(UnreadableFileError, match=r"từ dòng 3 có dấu nháy kép"):
        read(content.encode(), "nhay.csv")


def test_too_many_columns_and_rows() -> None:
    with pytest.raises(UnreadableFileError, match="vượt mức"):
        read(("a," * 300).encode(), "rong.csv")
    with pytest.raises(UnreadableFileError, match="vượt mức"):
        read(b"a,b\n" * 20, "dai.csv", limits=Limits(rows=10))


def test_a_csv_file_is_the_sheet_that_its_headers_name() -> None:
    book = parse_workbook(read("Mã,2019,Năm 2020\nA,Tốt,Kém\n".encode(), "x.csv"), BOOK)
    assert book.frame("levels").to_dicts() == [
        {"row": 2, "code": "A", "2019": "good", "2020": "poor"}
    ]
    assert book["levels"].open_ids == ("2019", "2020")
    assert not book.problems


def test_text_like_a_formula_is_written_safely_and_reads_back(tmp_path: Path) -> None:
    names = ["=1+1", "'=x", "+84", "-", "@a", "'tốt'", 'nói "được", rồi']
    frame = pl.DataFrame({"code": [f"0{n}" for n in range(len(names))], "full_name": names})
    write_csv(PEOPLE, frame, tmp_path / "a.csv")
    text = (tmp_path / "a.csv").read_bytes().decode("utf-8-sig")
    assert ",'=1+1," in text
    assert text.startswith(",".join(HEADER))
    result = parse(sheet_of((tmp_path / "a.csv").read_bytes()), PEOPLE)
    assert result.frame["full_name"].to_list() == names


def test_three_decimals_do_not_turn_into_thousands(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {"code": ["a", "b"], "full_name": ["A", "B"], "score": [Decimal("1.234"), Decimal(1234)]}
    )
    write_csv(PEOPLE, frame, tmp_path / "a.csv")
    result = parse(sheet_of((tmp_path / "a.csv").read_bytes()), PEOPLE)
    assert result.frame["score"].to_list() == [Decimal("1.234"), Decimal(1234)]


def test_open_columns_are_written(tmp_path: Path) -> None:
    write_csv(
        LEVELS, pl.DataFrame({"code": ["A"], "2019": ["good"]}), tmp_path / "a.csv", language="en"
    )
    assert (tmp_path / "a.csv").read_bytes().decode("utf-8-sig") == "Code,2019\nA,Good\n"
