"""What a spreadsheet shows of a cell under its number format: the text, and the number that a
person reads there. Runs in the limited process.

Numbers are shown the Vietnamese way, with a decimal comma; points between thousands are left out,
for they change no number."""

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NamedTuple

from thidua.workbooks.number_formats import NumberFormat, Piece, Section

_MOST_PLACES = 30
_GROUPS = {".", ",", " ", "\u00a0", "'", "’"}
_PLAIN = re.compile(r"-?(?:0|[1-9]\d*)?(?:,\d+)?")
_DASHES = {"-", "–", "—"}
_INFINITE = Decimal(10) ** 30


class Look(NamedTuple):
    """`text`: what is shown; None when it is the number and no more. `number`: what a person reads
    there as a number, a percentage as the share that it is; None when it is no number. `percent`:
    the sign of a percentage stands there because the number is one.
    """

    text: str | None
    number: Decimal | None
    percent: bool = False


def exactly(value: float) -> Decimal:
    """A stored number with the 15 digits that spreadsheets keep."""
    return Decimal(f"{value:.15g}")


def look_of_number(value: float, form: NumberFormat) -> Look:
    """What is shown of a number. Dates are none of these: `look_of_day`."""
    number = exactly(value)
    section, signed = form.section_of(number)
    if form.is_date or section.has("date") or abs(number) > _INFINITE:
        return Look(None, number)
    if not section.pieces:
        return Look("", None)
    shown: Decimal | None
    if section.has("general") or section.has("mark", "@"):
        shown, digits = number, _general(abs(number))
    elif section.has("exponent"):
        return _scientific(number, section)
    elif section.has("mark", "/"):
        shown, digits = _fraction(number, section)
    else:
        shown, digits = _digits(number, section)
    return _look(number, section, shown=shown, digits=digits, signed=signed)


def look_of_text(text: str, section: Section) -> str:
    """What is shown of a text under the section for texts."""
    parts = (text if piece == Piece("mark", "@") else piece.sign for piece in section.pieces)
    return "".join(parts).strip()


def look_of_day(day: dt.datetime, form: NumberFormat) -> str | None:
    """What is shown of a day when not all of it is; None when day, month and year are."""
    letters = [piece.sign[0] for piece in form.sections[0].pieces if piece.kind == "date"]
    seen = {letter for at, letter in enumerate(letters) if not _is_minute(letters, at)}
    parts = [
        f"{day:{code}}"
        for letter, code in (("d", "%d"), ("m", "%m"), ("y", "%Y"))
        if letter in seen
    ]
    if len(parts) == 3 or not letters:
        return None
    return "/".join(parts) or f"{day:%H:%M}"


def _is_minute(letters: list[str], at: int) -> bool:
    """An m behind hours or before seconds counts minutes."""
    return letters[at] == "m" and (
        "h" in letters[max(at - 1, 0) : at] or "s" in letters[at + 1 : at + 2]
    )


def _look(
    number: Decimal, section: Section, *, shown: Decimal | None, digits: str, signed: bool
) -> Look:
    """The text with its sign, and whether it reads as the number."""
    before, after = _around(section)
    text = f"{before}{digits}{after}".strip()
    minus = signed and number < 0
    brackets = before.strip().endswith("(") and after.strip().startswith(")")
    negative = minus or brackets or before.strip().endswith(("-", "−"))
    if shown is not None:
        shown = shown.copy_abs().copy_negate() if negative else shown.copy_abs()
        if any(sign.isdigit() for sign in before + after) or (
            section.coloured and number < 0 and not negative
        ):
            shown = None
    text = f"-{text}" if minus and text else text
    if not any(sign.isdigit() for sign in digits):
        dash = number == 0 and bool(_DASHES & {text[:1], text[-1:]})  # how accounts write nought
        return Look(None, number) if dash else Look(text, None)
    percent = shown is not None and section.has("mark", "%")
    return Look(None if _is_only(text, shown) else text, shown, percent)


def _is_only(text: str, shown: Decimal | None) -> bool:
    """Whether a text is the number alone, however many noughts stand behind its comma."""
    return (
        shown is not None
        and _PLAIN.fullmatch(text) is not None
        and Decimal(text.replace(",", ".")) == shown
    )


def _around(section: Section) -> tuple[str, str]:
    """What stands before the digits and behind them."""
    places = [at for at, piece in enumerate(section.pieces) if _is_digits(piece)]
    if not places:
        return section.texts, ""
    before, after = section.pieces[: places[0]], section.pieces[places[-1] + 1 :]
    return _texts(before), _texts(after)


def _texts(pieces: tuple[Piece, ...]) -> str:
    return "".join(
        piece.sign for piece in pieces if piece.kind == "text" or piece == Piece("mark", "%")
    )


def _is_digits(piece: Piece) -> bool:
    return piece.kind in {"digit", "general"} or piece == Piece("mark", "@")


def _general(number: Decimal) -> str:
    return f"{number:f}".replace(".", ",")


def _scientific(number: Decimal, section: Section) -> Look:
    """A number shortened to its first digits is not taken for another number."""
    places = sum(piece.kind == "digit" for piece in section.pieces[: _exponent_at(section)])
    text = f"{float(number):.{max(places - 1, 0)}E}"
    return Look(None, number) if Decimal(text) == number else Look(text.replace(".", ","), None)


def _exponent_at(section: Section) -> int:
    return next(at for at, piece in enumerate(section.pieces) if piece.kind == "exponent")


def _fraction(number: Decimal, section: Section) -> tuple[Decimal | None, str]:
    """A number as whole and fraction: 2,5 → "2 1/2"."""
    pieces = section.pieces
    bar = pieces.index(Piece("mark", "/"))
    fixed = "".join(piece.sign for piece in pieces[bar + 1 :] if piece.sign.isdigit())
    places = sum(piece.kind == "digit" for piece in pieces[bar + 1 :])
    exact = Fraction(abs(number))
    if fixed.strip("0"):
        value = Fraction(round(exact * int(fixed)), int(fixed))
    else:
        value = exact.limit_denominator(10 ** min(max(places, 1), 7) - 1)
    gaps = [at for at, piece in enumerate(pieces[:bar]) if piece == Piece("text", " ")]
    apart = bool(gaps) and any(piece.kind == "digit" for piece in pieces[: gaps[-1]])
    whole, rest = divmod(value, 1) if apart else (0, value)
    shown = number if value == exact else None
    if apart and not rest:
        return shown, str(whole)
    text = f"{rest.numerator}/{rest.denominator}"
    return shown, f"{whole} {text}" if whole else text


def _digits(number: Decimal, section: Section) -> tuple[Decimal | None, str]:
    """The digits as they stand at their places, texts between them included, and the number that
    they are; None when those texts are no mere points between thousands.
    """
    pieces = section.pieces
    places = [at for at, piece in enumerate(pieces) if piece.kind == "digit"]
    if not places:
        return None, ""
    percents = sum(piece == Piece("mark", "%") for piece in pieces)
    point = next(
        (at for at, piece in enumerate(pieces) if piece == Piece("mark", ".")), len(pieces)
    )
    whole = list(pieces[places[0] : min(point, places[-1] + 1)])
    behind = list(pieces[point + 1 : places[-1] + 1])
    decimals = sum(piece.kind == "digit" for piece in behind)
    thousands = _scaling(pieces, places, point)
    scaled = abs(number).scaleb(2 * percents - 3 * thousands)
    shown = scaled.quantize(Decimal(1).scaleb(-min(decimals, _MOST_PLACES)), ROUND_HALF_UP)
    left, _, right = f"{shown:f}".partition(".")
    text = _whole(left.lstrip("0"), whole)
    if decimals:
        tail = _behind(right, behind)
        text += f",{tail}" if tail else ""
    if not _reads_through(whole) or any(piece.kind == "text" for piece in behind):
        return None, text
    return shown.scaleb(-2 * percents), text


def _scaling(pieces: tuple[Piece, ...], places: list[int], point: int) -> int:
    """How many thousands are left out: commas with no place of a digit between them and the point,
    or behind all digits.
    """
    comma = Piece("mark", ",")
    before = [at for at in places if at < point]
    last_whole = before[-1] if before else -1
    tail = sum(piece == comma for piece in pieces[last_whole + 1 : point])
    behind = pieces[places[-1] + 1 :] if places[-1] > point else ()
    return tail + sum(piece == comma for piece in behind)


def _whole(digits: str, pieces: list[Piece]) -> str:
    """The digits before the comma, put at their places from the right; those left over come
    first.
    """
    rest, out = digits, ""
    left = sum(piece.kind == "digit" for piece in pieces)
    for piece in reversed(pieces):
        if piece.kind == "text":
            out = piece.sign + out
        elif piece.kind == "digit":
            left -= 1
            take = rest if left == 0 else rest[-1:]
            rest = "" if left == 0 else rest[:-1]
            out = (take or ("0" if piece.sign == "0" else "")) + out
    return rest + out


def _behind(digits: str, pieces: list[Piece]) -> str:
    """The digits behind the comma; noughts at their end only where the format wants them."""
    must = max(
        (
            at + 1
            for at, piece in enumerate(p for p in pieces if p.kind == "digit")
            if piece.sign == "0"
        ),
        default=0,
    )
    shown = iter(digits[:must] + digits[must:].rstrip("0"))
    return "".join(
        piece.sign if piece.kind == "text" else next(shown, "")
        for piece in pieces
        if piece.kind in {"text", "digit"}
    )


def _reads_through(pieces: list[Piece]) -> bool:
    """Whether the texts between digits are only signs between thousands."""
    digits = 0
    for piece in reversed(pieces):
        if piece.kind == "digit":
            digits += 1
        elif piece.kind == "text" and (piece.sign not in _GROUPS or digits % 3 or not digits):
            return False
    return True
