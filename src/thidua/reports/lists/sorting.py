"""In which order a list of the year stands: by a column's word in the address, "-" before it turns
it round.
"""

from django.db.models import Case, Expression, F, IntegerField, OrderBy, Value, When
from django.db.models.functions import Coalesce, ExtractYear

from thidua.vocabulary import Level, PositionRole, Sector

BY_NAME = "name"

_CLAIMED = Case(
    *(When(proposal__self_claimed=level.value, then=Value(level.code)) for level in Level),
    output_field=IntegerField(),
)
_REACHED = Case(
    When(rating__low=F("rating__high"), then=F("rating__low")), output_field=IntegerField()
)
_SECTOR = Case(
    *(When(sector=sector.value, then=Value(sector.code)) for sector in Sector),
    output_field=IntegerField(),
)
_POST = Case(
    *(When(role=role.value, then=Value(role.code)) for role in PositionRole),
    output_field=IntegerField(),
)

_KEYS: dict[str, tuple[Expression | F, ...]] = {
    "born": (Coalesce(ExtractYear("person__born_on"), F("person__born_year")),),
    "unit": (
        F("upper_level__sort_key"),
        F("grassroots__sort_key"),
        F("organisation__sort_key"),
    ),
    "post": (_POST, F("title")),
    "sector": (_SECTOR,),
    "admitted": (F("person__admitted_on"),),
    "claimed": (_CLAIMED,),
    "reached": (_REACHED,),
    "level": (F("level"),),
}
_BEST_FIRST = frozenset({"claimed", "reached", "level"})
"""The first press of these heads shows the best level on top."""

SORTABLE = (BY_NAME, *_KEYS)
SORTS = ["", *(sign + word for word in SORTABLE for sign in ("", "-"))]
"""Every word of an order; "" is by name."""


def order_of(sort: str) -> list[OrderBy | str]:
    """The order as the database takes it; equal rows in the order of their names, what is not known
    last.
    """
    word, down = sort.removeprefix("-"), sort.startswith("-")
    if word in ("", BY_NAME):
        return ["-sort_key", "-code"] if down else ["sort_key", "code"]
    keys = (OrderBy(key, descending=down, nulls_last=True) for key in _KEYS[word])
    return [*keys, "sort_key", "code"]


def pressed(word: str, sort: str) -> str:
    """The order that a press on this column's head asks for."""
    best_first = word in _BEST_FIRST
    if sort.removeprefix("-") == word or (word == BY_NAME and not sort):
        return word if sort.startswith("-") else f"-{word}"
    return f"-{word}" if best_first else word


def direction(word: str, sort: str) -> str:
    """What `aria-sort` says of a column's head; "" where it says nothing."""
    if (sort.removeprefix("-") or BY_NAME) != word:
        return ""
    return "descending" if sort.startswith("-") else "ascending"
