"""What every error of this house has in common: a sentence in both languages."""

from collections.abc import Sequence

from thidua.language import Text

NAMED = 20
"""At most so many codes stand in one message; the rest is counted."""


def listed(codes: Sequence[str]) -> Text:
    """The first codes of a list, and how many more there are."""
    more = len(codes) - NAMED
    shown = ", ".join(codes[:NAMED])
    return (
        Text(shown, shown)
        if more <= 0
        else Text(f"{shown} và {more} mã khác", f"{shown} and {more} more")
    )
