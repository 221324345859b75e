"""What is said of text that was typed with the fonts of before Unicode."""

import polars as pl

from thidua.language import Text
from thidua.workbooks.encodings import old_font_of
from thidua.workbooks.headers import Headers
from thidua.workbooks.old_fonts import OLD_FONTS
from thidua.workbooks.problems import Problems, Severity
from thidua.workbooks.raw import RawSheet

_SAMPLE = 300


def check_fonts(data: pl.DataFrame, headers: Headers, problems: Problems) -> None:
    """Old Vietnamese fonts survive in .xlsx cells too: the text would be stored as gibberish."""
    for name in headers.columns:
        if f"{name}.text" not in data.columns:
            continue
        sample = "\n".join(data[f"{name}.text"].drop_nulls().head(_SAMPLE))
        font = old_font_of(sample)
        if font:
            problems.add_sheet(
                Text(
                    f"chữ gõ bằng phông cũ {font}, lẫn với chữ Unicode",
                    f"text typed with old {font} fonts beside Unicode text",
                ),
                column=name,
                value=sample.partition("\n")[0],
                expected=Text(
                    "cả trang cùng một loại chữ: chuyển cột này sang Unicode (công cụ chuyển mã "
                    "của UniKey, Ctrl+Shift+F6)",
                    "one kind of text on the whole sheet: convert this column to Unicode (UniKey's "
                    "converter, Ctrl+Shift+F6)",
                ),
            )


def note_conversion(raw: RawSheet, problems: Problems) -> None:
    """Text of an old font was read as its letters look; case may need an eye."""
    if raw.converted in OLD_FONTS:
        problems.add_sheet(
            Text(
                f"chữ gõ bằng phông cũ {raw.converted}, đã chuyển sang Unicode",
                f"text typed with old {raw.converted} fonts, converted to Unicode",
            ),
            expected=Text(
                "xem lại họ tên, nhất là chữ hoa", "an eye on names, on their capitals above all"
            ),
            severity=Severity.WARNING,
        )
