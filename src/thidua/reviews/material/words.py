"""How facts are said. A list speaks to its reader; what goes into a review is Vietnamese, whoever
types, for a review is a Vietnamese paper.
"""

import datetime as dt
from collections.abc import Callable

from thidua.language import Text, speaking


def both(say: Callable[[], str]) -> Text:
    """What is said, in both languages."""
    return Text(in_vietnamese(say), _in_english(say))


def in_vietnamese(say: Callable[[], str]) -> str:
    with speaking("vi"):
        return say()


def _in_english(say: Callable[[], str]) -> str:
    with speaking("en"):
        return say()


def day_words(on: dt.date) -> str:
    """31/8/2022."""
    return f"{on.day}/{on.month}/{on.year}"


def joined(*parts: str) -> str:
    """What is said of one fact in a line, without what has nothing to say."""
    return " · ".join(part for part in parts if part)
