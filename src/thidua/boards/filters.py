"""What the board is narrowed and sorted to, as it stands in the address."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.http import QueryDict

from thidua.boards.rows import Row
from thidua.boards.syllables import finder
from thidua.vocabulary import BEST_FIRST, NoLevel, SubjectType, shown_level
from thidua.web.queries import QueryForm, SearchField, WordField

WARNINGS: dict[str, Callable[[Row], bool]] = {
    "missing": lambda row: not row.known or row.missing > 0,
    "claims": lambda row: row.claims_more,
    "deviates": lambda row: row.deviates,
    "unchosen": lambda row: row.unchosen,
    "returned": lambda row: bool(row.returned),
    "any": lambda row: row.warned,
}
REACHED = (*(level.css for level in BEST_FIRST), NoLevel.UNKNOWN.css)
_LOWEST = 9
_LONGEST_CODE = 64
SORTS: dict[str, Callable[[Row], Any]] = {
    "reached": lambda row: -(row.reached or -_LOWEST),
    "choice": lambda row: -(row.stands or -_LOWEST),
    "claimed": lambda row: -(row.claimed or 0),
    "proposed": lambda row: -(row.proposed or 0),
    "discipline": lambda row: row.discipline in {"", "none"},
    "missing": lambda row: -row.missing,
    "targets": lambda row: row.targets_share,
}
"""Orders other than that of names; the worst or most pressing first where that is what one looks
for.
"""


@dataclass(frozen=True)
class Filters:
    """What the rows are narrowed to; "" narrows nothing."""

    pool: str = ""
    reached: str = ""
    warning: str = ""
    unit: str = ""
    text: str = ""
    sort: str = ""
    dense: bool = False

    def narrows(self) -> bool:
        """Whether some rows may be left out."""
        return replace(self, sort="", dense=False) != Filters()

    @property
    def without_words(self) -> "Filters":
        """The same without what changes on the page itself: the words typed, and the unit."""
        return replace(self, unit="", text="")

    def apply(self, rows: Iterable[Row], pools: Mapping[int, tuple[str, ...]]) -> list[Row]:
        """The rows that fit, sorted; `pools` of each entry."""
        finds = self.finder()
        matching = [
            row
            for row in rows
            if (not self.pool or self.pool in pools[row.entry])
            and (not self.reached or shown_level(row.reached).css == self.reached)
            and (not self.warning or WARNINGS[self.warning](row))
            and finds(row)
        ]
        return sorted(matching, key=SORTS[self.sort]) if self.sort else matching

    def finder(self) -> Callable[[Row], bool]:
        """What says of each row whether the words typed and the unit leave it."""
        found = finder(self.text)
        return lambda row: (
            (not self.unit or row.unit == self.unit) and found(f"{row.name} {row.code} {row.place}")
        )


class UnitField(forms.Field):
    """The code of a unit of the board; "" for what can be none."""

    def clean(self, value: str | None) -> str:
        return value if value and len(value) <= _LONGEST_CODE else ""


class PoolField(forms.Field):
    """The short name of a pool; "" for what can be none."""

    def clean(self, value: str | None) -> str:
        return value if value and len(value) <= 8 and value.isalnum() else ""


class BoardQuery(QueryForm):
    """The address of a board: its kind of subjects, and what narrows and sorts its rows."""

    kind = WordField(SubjectType.values())
    pool = PoolField(required=False)
    reached = WordField(REACHED)
    warning = WordField(WARNINGS)
    unit = UnitField(required=False)
    q = SearchField()
    sort = WordField(SORTS)
    dense = WordField({"1"})

    @property
    def filters(self) -> Filters:
        values = self.values
        return Filters(
            pool=values["pool"],
            reached=values["reached"],
            warning=values["warning"],
            unit=values["unit"],
            text=values["q"],
            sort=values["sort"],
            dense=bool(values["dense"]),
        )


def carried(query: QueryDict) -> QueryDict:
    """What of an address makes this view of the board, to be carried on by its links and forms."""
    view = query.copy()
    for name in query:
        if name not in BoardQuery.base_fields:
            del view[name]
    return view
