"""Numbers as a Vietnamese reader writes them (13.886; 91,8%), or an English one (13,886; 91.8%)."""

from decimal import ROUND_HALF_UP, Decimal

from thidua.language import Text, current_language

Number = int | Decimal


_VIETNAMESE = str.maketrans(",.", ".,")


def in_both(number: Number, *, places: int | None = None) -> Text:
    """Grouped by thousands; `places` decimals rounded half up, or as many as the number carries,
    none trailing.
    """
    exact = Decimal(number)
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    plain = f"{exact:,f}"
    if places is None and "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    if plain.startswith("-"):
        plain = "−" + plain[1:]
    return Text(plain.translate(_VIETNAMESE), plain)


def format_number(number: Number, *, places: int | None = None) -> str:
    """The number as the reader writes it."""
    return str(in_both(number, places=places))


def with_decimal_mark(written: str) -> str:
    """A plain number (12.5) with the reader's decimal mark, for a field to be typed in."""
    return written if current_language() == "en" else written.replace(".", ",")


def percent_in_both(part: Number, whole: Number, *, places: int = 1) -> Text:
    """The share as a percentage, rounded half up from the exact fraction; "–" when there is no
    whole.
    """
    if not whole:
        return Text("–", "–")
    found = in_both(exact_percent(part, whole, places=places), places=places)
    return Text(f"{found.vi}%", f"{found.en}%")


def percent(part: Number, whole: Number, *, places: int = 1) -> str:
    """The percentage as the reader writes it."""
    return str(percent_in_both(part, whole, places=places))


def exact_percent(part: Number, whole: Number, *, places: int = 1) -> Decimal:
    """100 × part ÷ whole, rounded half up once, from the exact integers."""
    unit = 10**places
    numerator, denominator = Decimal(part) * 100 * unit, Decimal(whole)
    rounded: Decimal = ((2 * numerator + denominator) // (2 * denominator)).to_integral_value()
    return rounded.scaleb(-places)
