"""Reading columns of words: choices and yes/no. Each different cell is looked up once, by spelling,
then by fold.
"""

from difflib import get_close_matches

import polars as pl

from thidua.language import Text
from thidua.workbooks.headers import header_key, listing
from thidua.workbooks.specification import Choice, Column, Kind

YES = Choice("yes", Text("có", "yes"), ("x", "y", "true", "1", "đúng", "✓", "✔"))
NO = Choice("no", Text("không", "no"), ("n", "false", "0", "sai", "-"))
_ALIKE = 0.5


def choices_of(column: Column) -> tuple[Choice, ...]:
    """The words that may stand in a column of kind choice or yes/no; none for other kinds."""
    return (YES, NO) if column.kind is Kind.YES_NO else column.choices


class Words:
    """What may be written in a column, and which stored word it means."""

    def __init__(self, column: Column) -> None:
        self.choices = choices_of(column)
        self._exact: dict[str, str] = {}
        self._folded: dict[str, str | None] = {}
        for choice in self.choices:
            for written in (choice.word, choice.title.vi, choice.title.en, *choice.aliases):
                self._exact.setdefault(written.lower(), choice.word)
                key = header_key(written)
                # Two words alike but for their accents can be told apart only when written in full.
                known = self._folded.setdefault(key, choice.word)
                if known != choice.word:
                    self._folded[key] = None

    def word(self, written: str) -> str | None:
        """The stored word for a cell's (normalised) text, or None."""
        found = self._exact.get(written.lower())
        key = header_key(written)
        return found or (self._folded.get(key) if key else None)

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

    `texts`: normalised text of the cells. The second result has `cell_text`, `nearest_vi`,
    `nearest_en`."""
    words = Words(column)
    written = texts.drop_nulls().unique()
    meant = [words.word(text) for text in written]
    values = texts.replace_strict(
        written, pl.Series(meant, dtype=pl.String), default=None, return_dtype=pl.String
    )
    unknown = [text for text, word in zip(written, meant, strict=True) if word is None]
    hints = [words.nearest(text) for text in unknown[:1_000]]
    nearest = pl.DataFrame(
        {
            "cell_text": unknown[:1_000],
            "nearest_vi": [hint.vi for hint in hints],
            "nearest_en": [hint.en for hint in hints],
        },
        schema={"cell_text": pl.String, "nearest_vi": pl.String, "nearest_en": pl.String},
    )
    if column.kind is Kind.YES_NO:
        values = (values == "yes").alias(values.name)
        values = values.fill_null(value=False) if column.blank_is_no else values
    return values, nearest
