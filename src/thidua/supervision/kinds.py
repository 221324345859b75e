"""One kind of what an inspector reads, and how many there are of several in one question."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import IntegerField, QuerySet, Subquery
from django.utils.functional import Promise

from thidua.accounts.actors import Scope
from thidua.campaigns.models import Campaign
from thidua.supervision.opinion_rows import Found

if TYPE_CHECKING:
    Counted = int | QuerySet[Any, Any] | tuple[QuerySet[Any, Any], ...]


@dataclass(frozen=True)
class Kind:
    """As `watching.Kind`, of rows with whose file they show. `count`: a number, or the rows to be
    counted together with those of other kinds. `told`: the heading over what is told of each; it
    is before and after where nothing is said.
    """

    title: Promise
    count: "Callable[[Campaign, Scope], Counted]"
    rows: Callable[[Campaign, Scope], list[Found]]
    none: Promise
    told: Promise | str = ""


class _Number(Subquery):
    """How many rows a query has."""

    template = "(SELECT count(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def numbers_of(kinds: Mapping[str, Kind], campaign: Campaign, scope: Scope) -> dict[str, int]:
    """How many there are of each kind, by its word."""
    counted = {word: kind.count(campaign, scope) for word, kind in kinds.items()}
    numbers = {word: one for word, one in counted.items() if isinstance(one, int)}
    parts = {
        f"{word}_{at}": _Number(one.order_by().values("pk"))
        for word, found in counted.items()
        if not isinstance(found, int)
        for at, one in enumerate(found if isinstance(found, tuple) else (found,))
    }
    asked: Mapping[str, Any] = {}
    if parts:
        asked = Campaign.objects.values(**parts).get(pk=campaign.pk)
    for part, number in asked.items():
        word = part.rpartition("_")[0]
        numbers[word] = numbers.get(word, 0) + number
    return {word: numbers.get(word, 0) for word in kinds}
