"""Finding organisations and people by their syllables, the nearest first, inside one's part of the
tree.

The database looks the syllables up in an index (`models.Syllables`) and gives a few of each degree
of nearness; `syllables.rank` puts these in order.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import QuerySet

from thidua.accounts.actors import Actor
from thidua.organisations.models import HasSyllables, Organisation, Person
from thidua.organisations.names import place_name
from thidua.organisations.queries import organisations_visible_to, people_visible_to
from thidua.organisations.syllables import Nearness, Rank, Syllable, rank, syllables
from thidua.vocabulary import Tier
from thidua.workbooks import vietnamese_sort_key

Row = TypeVar("Row", Organisation, Person)

MOST_FOUND = 20
_MORE = 3
"""So many times what is asked for is fetched of each degree, to be put in order."""


@dataclass(frozen=True)
class Found(Generic[Row]):
    """Something found, and how near it is."""

    row: Row
    rank: Rank


def search(actor: Actor, text: str, limit: int = MOST_FOUND) -> list[Found[Organisation]]:
    """Organisations by name, short name, bare place or code, the nearest first; of equally near
    ones higher tiers first, then in Vietnamese order. Blank text finds nothing.
    """
    typed = syllables(text)
    rows = _candidates(organisations_visible_to(actor), typed, _MORE * limit, "sort_key", "code")
    found = _ranked(typed, ((row, (row.short_name, place_name(row), row.code)) for row in rows))
    found.sort(key=lambda one: (one.rank, -Tier(one.row.tier).code, one.row.sort_key))
    return found[:limit]


def search_people(actor: Actor, text: str, limit: int = MOST_FOUND) -> list[Found[Person]]:
    """People by name or code, the nearest first; of equally near ones in Vietnamese order. Blank
    text finds nobody.
    """
    typed = syllables(text)
    rows = _candidates(people_visible_to(actor), typed, _MORE * limit, "sort_key", "code")
    found = _ranked(typed, ((row, (row.code,)) for row in rows))
    found.sort(key=lambda one: (one.rank, one.row.sort_key, one.row.code))
    return found[:limit]


def having_syllables(rows: "QuerySet[Row]", text: str) -> "QuerySet[Row]":
    """Those of them with every typed syllable in name or code, at least as a beginning; blank text
    leaves nobody out.
    """
    typed = syllables(text)
    return rows.filter(HasSyllables(_query(typed, _DEGREES[-1]))) if typed else rows


def namesakes(actor: Actor, full_name: str) -> int:
    """How many people of the actor's part have this very name."""
    exact = _query(syllables(full_name), _EXACT)
    found = people_visible_to(actor).filter(HasSyllables(exact))
    return found.filter(sort_key=vietnamese_sort_key(full_name)).count()


def _candidates(
    visible: "QuerySet[Row]", typed: Sequence[Syllable], most: int, *order: str
) -> list[Row]:
    """At most so many rows of each degree of nearness, each once."""
    if not typed:
        return []
    queries = dict.fromkeys(_query(typed, degree) for degree in _DEGREES)
    parts = [visible.filter(HasSyllables(query)).order_by(*order)[:most] for query in queries]
    rows = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return list({row.pk: row for row in rows}.values())


def _ranked(
    typed: Sequence[Syllable], rows: Iterable[tuple[Row, tuple[str, ...]]]
) -> list[Found[Row]]:
    found = []
    for row, others in rows:
        place = rank(typed, _name(row), *others)
        if place is not None:
            found.append(Found(row, place))
    return found


def _name(row: Organisation | Person) -> str:
    return row.full_name if isinstance(row, Person) else row.name


_EXACT = (Nearness.AS_TYPED, Nearness.AS_TYPED)
_DEGREES = (
    _EXACT,
    (Nearness.WITHOUT_ACCENTS, Nearness.WITHOUT_ACCENTS),
    (Nearness.AS_TYPED, Nearness.BEGINNINGS),
    (Nearness.BEGINNINGS, Nearness.BEGINNINGS),
)
"""How the typed syllables are met, and how the last one, which is still being typed."""


def _query(typed: Sequence[Syllable], degree: tuple[Nearness, Nearness]) -> str:
    """The syllables in PostgreSQL's words, as `HasSyllables` takes them."""
    kinds = [degree[0]] * (len(typed) - 1) + [degree[1]]
    return " & ".join(_term(one, kind) for one, kind in zip(typed, kinds, strict=True))


def _term(one: Syllable, kind: Nearness) -> str:
    if kind == Nearness.AS_TYPED:
        return " & ".join(_quoted(key) for key in one.exact.split())
    return _quoted(one.folded) + (":*" if kind == Nearness.BEGINNINGS else "")


def _quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
