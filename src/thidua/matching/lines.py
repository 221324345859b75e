"""Single rows of a sheet, looked at one by one: what stands in each cell, and its sort."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from thidua.signs import normalise
from thidua.workbooks.raw import RawSheet

SERIAL = re.compile(r"\(?\d{1,6}[.)/]?")
_NUMBER = re.compile(r"[-+(]?\d[\d.,  ]*%?\)?")
_DAY = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}|\d{1,2}\s*[/-]\s*\d{4}")
_CODE = re.compile(r"(?=\S*\d)[^\W_][\w./-]*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ORDINAL = re.compile(r"\d{1,3}[.)/][^\W\d]")  # "1.Chi": a numeral close to a word, not a code
_KINDS = ("text", "number", "date", "other")


class Sort(StrEnum):
    """What a cell holds, by its looks."""

    BLANK = ""
    WORDS = "words"
    NUMBER = "number"
    YEAR = "year"  # a number that may be a year
    DAY = "day"
    CODE = "code"  # letters and digits without a blank
    OTHER = "other"  # truth values, errors, signs alone


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number, its cells as text ("" where blank) and the sort of each."""

    row: int
    texts: tuple[str, ...]
    sorts: tuple[Sort, ...]

    @property
    def filled(self) -> tuple[int, ...]:
        """The columns in which something stands."""
        return tuple(at for at, text in enumerate(self.texts) if text)

    @property
    def words(self) -> tuple[int, ...]:
        """The columns in which words stand."""
        return tuple(at for at, sort in enumerate(self.sorts) if sort is Sort.WORDS)

    @property
    def first(self) -> str:
        """The first text of the row."""
        return next((text for text in self.texts if text), "")

    def up_to(self, last: int) -> "Line":
        """The line without what stands right of a column, if anything else stands in it."""
        if not any(self.texts[: last + 1]) or not any(self.texts[last + 1 :]):
            return self
        more = len(self.texts) - last - 1
        return Line(
            self.row,
            self.texts[: last + 1] + ("",) * more,
            self.sorts[: last + 1] + (Sort.BLANK,) * more,
        )


def lines_of(raw: RawSheet, frame: pl.DataFrame) -> Iterator[Line]:
    """Some rows of `raw.frame` (a part of it) as lines."""
    columns = [pl.col("row")]
    for at in range(raw.width):
        kinds = [kind for kind in _KINDS if f"{at}.{kind}" in frame.columns]
        which = [pl.when(pl.col(f"{at}.{kind}").is_not_null()).then(pl.lit(kind)) for kind in kinds]
        columns.append(raw.as_text(at).alias(f"t{at}"))
        columns.append((pl.coalesce(which) if which else pl.lit(None)).alias(f"k{at}"))
    for row, *cells in frame.select(columns).iter_rows():
        texts = tuple(normalise(text or "") for text in cells[::2])
        sorts = tuple(
            sort_of(text, kind or "") for text, kind in zip(texts, cells[1::2], strict=True)
        )
        yield Line(row=row, texts=texts, sorts=sorts)


def sort_of(text: str, kind: str) -> Sort:
    """The sort of a cell with that text; `kind` as in a raw sheet."""
    if kind == "date":
        return Sort.DAY
    looks = {
        Sort.BLANK: not text,
        Sort.YEAR: _YEAR.fullmatch(text),
        Sort.DAY: kind != "number" and _DAY.fullmatch(text),
        Sort.NUMBER: kind == "number" or _NUMBER.fullmatch(text),
        Sort.OTHER: kind == "other" or not any(sign.isalpha() for sign in text),
        Sort.CODE: _CODE.fullmatch(text) and not _ORDINAL.match(text),
    }
    return next((sort for sort, fits in looks.items() if fits), Sort.WORDS)
