"""What plain formats show of many numbers at once: digits, a point, texts around them, one percent
sign. It is what `showing` says of each, a column at a time. Runs in the limited process.
"""

import re
from dataclasses import dataclass

import polars as pl

from thidua.workbooks.number_formats import NumberFormat, Piece

_FORM = re.compile(r"t*([#0,?]*0)(?:\.([#0?]*))?[t%]*")
_SIGNS = {"text": "t", "general": "g", "date": "d", "exponent": "e"}
_MOST_UNITS = 10**15
_NOISE = 2e-15  # beyond the 15 digits that spreadsheets keep
_MOST_DECIMALS = 9


@dataclass(frozen=True, slots=True)
class SimpleFormat:
    """How positive numbers are shown: texts before and behind, how many digits at least before the
    comma, how many at least and at most behind it, and whether as a percentage.
    """

    before: str
    after: str
    whole: int
    least: int
    most: int
    percent: bool

    def looks(self, number: pl.Expr) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
        """Of positive numbers: the text shown (null where it is the number alone), the number shown
        (null where it is the same), and whether the numbers are not too large for this.
        """
        scale: int = 10 ** (self.most + 2 * self.percent)
        shifted: pl.Expr = number * scale
        units = (shifted * (1 + _NOISE) + 0.5).floor()
        few = shifted < _MOST_UNITS
        exact = units.cast(pl.Int64, strict=False)
        left = (exact // 10**self.most).cast(pl.String)
        text = pl.concat_str(
            pl.lit(self.before), left.str.zfill(self.whole), self._behind(exact), pl.lit(self.after)
        ).str.strip_chars()
        same = (shifted - units).abs() <= units * _NOISE
        alone = pl.lit(not (self.before + self.after).strip()) & (
            left.str.len_chars() >= self.whole
        )
        return pl.when(~alone).then(text), pl.when(~same).then(units / scale), few

    def _behind(self, units: pl.Expr) -> pl.Expr:
        if not self.most:
            return pl.lit("")
        digits = (units % 10**self.most).cast(pl.String).str.zfill(self.most)
        shown = pl.concat_str(
            digits.str.slice(0, self.least),
            digits.str.slice(self.least).str.strip_chars_end("0"),
        )
        return pl.when(shown == "").then(pl.lit("")).otherwise(pl.concat_str(pl.lit(","), shown))


def simple_format(form: NumberFormat) -> SimpleFormat | None:
    """The format as a simple one, None where it is not."""
    section = form.sections[0]
    if section.condition is not None or form.is_date:
        return None
    pieces = section.pieces
    match = _FORM.fullmatch("".join(_SIGNS.get(piece.kind, piece.sign) for piece in pieces))
    digits = [at for at, piece in enumerate(pieces) if piece.kind == "digit"]
    if match is None or match[1].startswith(",") or pieces.count(Piece("mark", "%")) > 1:
        return None
    before = "".join(piece.sign for piece in pieces[: digits[0]])
    after = "".join(piece.sign for piece in pieces[digits[-1] + 1 :] if piece.sign != ".")
    behind = match[2] or ""
    if re.search(r"\d", before + after) or before.strip()[-1:] in {"-", "−", "("}:
        return None
    if len(behind) > _MOST_DECIMALS:
        return None
    return SimpleFormat(
        before=before,
        after=after,
        whole=_least(match[1].replace(",", "")),
        least=behind.rfind("0") + 1,
        most=len(behind),
        percent=Piece("mark", "%") in pieces,
    )


def _least(places: str) -> int:
    """How many digits are shown at least: from the first nought on."""
    return len(places) - places.index("0")
