"""Reading columns of words: choices and yes/no. Each different cell is looked up once, by spelling
(`vocabulary.spellings`).
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches

import polars as pl

from thidua.language import Text
from thidua.vocabulary import Spellings, YesNo
from thidua.workbooks.headers import header_key, listing
from thidua.workbooks.specification import Choice, Column, Kind, Misplaced, word_choices

YES, NO = word_choices((YesNo.YES, YesNo.NO))
_ALIKE = 0.5
_NOTHING = "nothing"
_MOST_UNKNOWN = 1_000
_DAY = r"(?:,?\s*(?:ngày\s*)?\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}|,?\s*năm\s*\d{4})?"
_NUMBER = rf"(?:số:?\s*)?\d+(?:\s*-\s*QĐ/[A-ZĐ]+)?{_DAY}"
_DECISION = rf"(?:theo\s+)?(?:QĐ|Quyết\s+định)\s*{_NUMBER}"
_CITED = re.compile(
    rf"(?P<word>.+?)\s*(?:\(\s*(?:{_DECISION}|{_NUMBER})\s*\)|[,;]\s*{_DECISION}|\s{_DECISION})",
    re.IGNORECASE,
)
"""A word and the Party decision behind it. Words of anybody else's decision are not the Party's:
`Cảnh cáo (chính quyền)`, `Khiển trách (12/QĐ-UBND)`.
"""


def choices_of(column: Column) -> tuple[Choice, ...]:
    """The words that may stand in a column of kind choice or yes/no; none for other kinds."""
    return (YES, NO) if column.kind is Kind.YES_NO else column.choices


class Words:
    """What may be written in a column, and which stored word it means."""

    def __init__(self, column: Column) -> None:
        self.choices = choices_of(column)
        self.misplaced = column.misplaced
        self._known = Spellings({choice.word: choice.forms for choice in self.choices})
        self._nothing = Spellings({_NOTHING: column.nothing})
        self._elsewhere = Spellings(
            {str(at): words.forms for at, words in enumerate(column.misplaced)}
        )
        self._cited = {choice.word for choice in self.choices if choice.cited}

    def word(self, written: str) -> str | None:
        """The stored word for a cell's (normalised) text, or None. A decision's number may stand
        behind a word that cites one; any other text behind a word makes it unknown.
        """
        found = self._known.word(written)
        if found is not None or not self._cited:
            return found
        cited = _CITED.fullmatch(written)
        found = self._known.word(cited["word"]) if cited else None
        return found if found in self._cited else None

    def leaves_blank(self, written: str) -> bool:
        """Whether the text says that no word of the column is meant."""
        return self._nothing.word(written) is not None

    def belonging_elsewhere(self, written: str) -> Misplaced | None:
        """What to say of a word that is known and belongs into another column."""
        found = self._elsewhere.word(written)
        return None if found is None else self.misplaced[int(found)]

    def objection(self, written: str) -> tuple[Text, Text]:
        """What is wrong with a text that is no word of the column, and what would be right."""
        elsewhere = self.belonging_elsewhere(written)
        if elsewhere is not None:
            return elsewhere.message, elsewhere.expected
        message = Text("không có trong danh mục{nearest}", "not among the allowed words{nearest}")
        return message.format(nearest=self.nearest(written)), self.expected()

    def nearest(self, written: str) -> Text:
        """ " (gần nhất: “Tốt”)" for a word that is not known, or nothing."""
        keys = {header_key(choice.title.vi): choice.title for choice in self.choices}
        keys |= {header_key(choice.title.en): choice.title for choice in self.choices}
        close = get_close_matches(header_key(written), keys, n=1, cutoff=_ALIKE)
        if not close:
            return Text("", "")
        title = keys[close[0]]
        return Text(f" (gần nhất: “{title.vi}”)", f" (nearest: “{title.en}”)")

    def expected(self) -> Text:
        """The list of allowed words."""
        return Text(
            vi="một trong: " + listing((choice.title.vi for choice in self.choices), 20),
            en="one of: " + listing((choice.title.en for choice in self.choices), 20),
        )


def read_words(texts: pl.Series, column: Column) -> tuple[pl.Series, pl.DataFrame]:
    """The values of a column's cells, and for each unknown word what to say of it.

    `texts`: normalised text of the cells. The second result has `cell_text`, `said_vi`, `said_en`,
    `wanted_vi`, `wanted_en`."""
    words = Words(column)
    written = texts.drop_nulls().unique()
    meant = [words.word(text) for text in written]
    values = texts.replace_strict(
        written, pl.Series(meant, dtype=pl.String), default=None, return_dtype=pl.String
    )
    unknown = [
        text
        for text, word in zip(written, meant, strict=True)
        if word is None and not words.leaves_blank(text)
    ]
    if column.kind is Kind.YES_NO:
        values = (values == "yes").alias(values.name)
        values = values.fill_null(value=False) if column.blank_is_no else values
    return values, _objections(words, unknown)


def _objections(words: Words, unknown: list[str]) -> pl.DataFrame:
    columns = ("cell_text", "said_vi", "said_en", "wanted_vi", "wanted_en")

    def rows() -> Iterator[tuple[str, ...]]:
        for text in unknown[:_MOST_UNKNOWN]:
            message, expected = words.objection(text)
            yield text, *message, *expected

    return pl.DataFrame(list(rows()), schema=dict.fromkeys(columns, pl.String), orient="row")
