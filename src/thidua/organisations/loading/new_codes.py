"""Codes for people whom a register brings without one: the code of their grassroots organisation
and a running number (`X01-DV0001`).

A number is given once: those of people since taken back stand in the history. Whoever asks holds
the lock of the load, so the same file gets the same codes until something else is loaded."""

import re
from collections import defaultdict
from collections.abc import Iterable

import polars as pl

from thidua.db.frames import read_frame

_OURS = re.compile(r"^(.+)-DV(\d{4,})$")
_LONGEST_PREFIX = 30
"""A code has at most 40 signs."""


class NewCodes:
    """Gives codes. `organisations`: `code`, `tier`, `path` of those that stand above the cells;
    `also`: codes that come with the file.
    """

    def __init__(self, organisations: pl.DataFrame, *, also: Iterable[str]) -> None:
        self._grassroots = {
            path: code
            for code, tier, path in organisations.select("code", "tier", "path").iter_rows()
            if tier == "grassroots"
        }
        self._given: dict[str, int] = defaultdict(int)
        for code in [*_given_before(), *also]:
            if match := _OURS.match(code):
                prefix = match.group(1)
                self._given[prefix] = max(self._given[prefix], int(match.group(2)))

    def next(self, cell: str, path: str) -> str:
        """A code for somebody in this cell (its code and path)."""
        above = (self._grassroots.get(part) for part in _paths(path))
        prefix = next((code for code in above if code), cell)[:_LONGEST_PREFIX]
        self._given[prefix] += 1
        return f"{prefix}-DV{self._given[prefix]:04d}"


def _paths(path: str) -> list[str]:
    """The path and those above it: "/1/17/203/" gives "/1/", "/1/17/", "/1/17/203/"."""
    parts = path.strip("/").split("/")
    return [f"/{'/'.join(parts[:number])}/" for number in range(1, len(parts) + 1)]


def _given_before() -> list[str]:
    """Codes of this form that anybody has or ever had."""
    codes = read_frame(
        """SELECT code FROM organisations_person WHERE code LIKE '%-DV%'
           UNION SELECT code FROM organisations_personevent WHERE code LIKE '%-DV%'""",
        schema={"code": pl.String},
    )
    return codes["code"].to_list()
