"""What the rows of a finished thing say, part by part, as digests that the database makes:
thousands of things are compared with what was sealed of them in one question a part.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import Func, Model, TextField, Value
from django.db.models.functions import Cast

from thidua.language import Text


@dataclass(frozen=True)
class Part:
    """One table of a thing's rows. `name` is sealed and stays for ever, and so do `columns`: what
    nobody changes any more once the thing is finished. `owner`: the way to the thing's key.
    """

    name: str
    title: Text
    model: type[Model]
    owner: str
    columns: tuple[str, ...]


def digests_of(parts: Iterable[Part], keys: Collection[int]) -> dict[int, dict[str, str]]:
    """Of each thing a digest a part; a part without rows is left out."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for part in parts:
        rows = part.model._default_manager.filter(**{f"{part.owner}__in": keys}).order_by()
        for key, digest in rows.values_list(part.owner).annotate(said=_digest(part)):
            found[key][part.name] = digest
    return found


def differing(parts: Iterable[Part], sealed: dict[str, str], now: dict[str, str]) -> list[Text]:
    """The titles of the parts that say something else now."""
    return [part.title for part in parts if sealed.get(part.name) != now.get(part.name)]


def _digest(part: Part) -> Func:
    """SHA-256, hexadecimal, of the rows as one JSON text in the order of their keys."""
    row = Func(*part.columns, function="jsonb_build_array")
    rows = Cast(JSONBAgg(row, order_by="pk"), TextField())
    octets = Func(Func(rows, Value("UTF8"), function="convert_to"), function="sha256")
    return Func(octets, Value("hex"), function="encode", output_field=TextField())
