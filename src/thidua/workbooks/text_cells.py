"""Cells of texts, codes and dates."""

import polars as pl

from thidua.language import Text
from thidua.workbooks.cells import (
    DATE,
    NUMBER,
    OTHER,
    TEXT,
    Fault,
    Reading,
    number_as_text,
    whole_as_text,
)
from thidua.workbooks.specification import Column


def read_text(column: Column) -> Reading:
    """Any cell as text; dates as dd/mm/yyyy."""
    other = pl.when(~OTHER.str.starts_with("#")).then(OTHER)
    return Reading(
        pl.coalesce(TEXT, number_as_text(NUMBER), DATE.dt.strftime("%d/%m/%Y"), other), ()
    )


def read_code(column: Column) -> Reading:
    """Text, or the digits of a whole number."""
    expected = Text("mã dạng chữ", "a code as text")
    return Reading(
        pl.coalesce(TEXT, whole_as_text(NUMBER)),
        (
            Fault(
                DATE.is_not_null(),
                Text("Excel đã đổi mã thành ngày", "Excel has turned the code into a date"),
                Text(
                    "đổi định dạng ô sang Văn bản (Text) rồi nhập lại mã",
                    "format the cell as Text and type the code again",
                ),
            ),
            Fault(
                NUMBER.is_not_null() | OTHER.is_not_null(),
                Text("không phải mã", "not a code"),
                expected,
            ),
        ),
    )


def read_codes(column: Column) -> Reading:
    """Codes with commas or semicolons between them; each kept once."""
    code = read_code(column)
    parts = (
        code.value.str.replace_all(";", ",", literal=True)
        .str.split(",")
        .list.eval(
            pl.element()
            .str.strip_chars(" ")
            .filter(pl.element().str.strip_chars(" ") != "")
            .unique(maintain_order=True)
        )
    )
    value = pl.when(parts.list.len() > 0).then(parts)
    return Reading(value, code.faults)
