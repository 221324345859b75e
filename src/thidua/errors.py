"""What every refusal has in common: a sentence in both languages."""

from collections.abc import Sequence
from typing import ClassVar

from thidua.language import Text
from thidua.numbers import in_both

NAMED = 20
"""At most so many codes stand in one message; the rest is counted."""


class RefusedError(Exception):
    """What cannot be done, and why: the base of every error that people are meant to read.

    `text` says what is wrong, where, and what would be right. Who catches it nowhere else still
    answers plainly: the command line in `cli.Commands`, pages in `web.middleware`, the API in
    `api.problems`. `status`: of HTTP, with which a page answers.
    """

    status: ClassVar[int] = 409

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text)

    def __str__(self) -> str:
        return str(self.text)


def listed(codes: Sequence[str]) -> Text:
    """The first codes of a list, and how many more there are."""
    more = len(codes) - NAMED
    shown = ", ".join(codes[:NAMED])
    return (
        Text(shown, shown)
        if more <= 0
        else Text("{shown} {rest}", "{shown} {rest}").format(shown=shown, rest=and_more(more, "mã"))
    )


def and_more(more: int, noun: str) -> Text:
    """“và 3 đối tượng khác”, “and 3 more”: how many a list leaves out. `noun`: in Vietnamese."""
    number = in_both(more)
    return Text(f"và {number.vi} {noun} khác", f"and {number.en} more")
