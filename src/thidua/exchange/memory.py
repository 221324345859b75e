"""What is known of shapes of tables before a file of one is opened: what somebody remembered, what
is shipped with the software, which words a unit uses."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files

from django.db.models import Q

from thidua.exchange.models import TableShape
from thidua.exchange.queries import ids_on
from thidua.language import Text
from thidua.matching.layout import Heading, Layout
from thidua.matching.mapping import LONGEST, TableMapping, Take
from thidua.matching.shapes import shape_of
from thidua.matching.written import from_yaml
from thidua.organisations.models import Organisation

SHIPPED = Text("có sẵn", "shipped")


@dataclass(frozen=True, slots=True)
class Remembered:
    """A way of reading that nobody has to be asked about. `version` 0: shipped with the software,
    or given with the command; `pk`: its row, None where there is none.
    """

    mapping: TableMapping
    name: str
    version: int = 0
    pk: int | None = None


@dataclass(frozen=True)
class Memory:
    """What is remembered for a unit: by itself, by the units above it, the nearest first, by the
    province (`unit` None), and what is shipped."""

    unit: Organisation | None = None
    found: dict[str, Remembered | None] = field(default_factory=dict)

    def of_shape(self, shape: str) -> Remembered | None:
        """How tables of this shape are read, or None."""
        if shape not in self.found:
            self.found[shape] = self._stored(shape) or shipped().get(shape)
        return self.found[shape]

    @cached_property
    def _nearest_first(self) -> Sequence[int | None]:
        return [*reversed(ids_on(self.unit.path) if self.unit else []), None]

    def _rows(self) -> "Iterable[TableShape]":
        """The newest version of each shape that a unit here remembers, the nearest unit's first."""
        mine = Q(unit=None) | Q(unit__in=[pk for pk in self._nearest_first if pk is not None])
        newest: dict[tuple[int | None, str], TableShape] = {}
        for row in TableShape.objects.filter(mine).order_by("version"):
            newest[row.unit_id, row.shape] = row
        used = [row for row in newest.values() if row.retired_at is None]
        return sorted(used, key=lambda row: self._nearest_first.index(row.unit_id))

    @cached_property
    def _by_shape(self) -> Mapping[str, TableShape]:
        by_shape: dict[str, TableShape] = {}
        for row in self._rows():
            by_shape.setdefault(row.shape, row)
        return by_shape

    def _stored(self, shape: str) -> Remembered | None:
        row = self._by_shape.get(shape)
        if row is None:
            return None
        mapping = TableMapping.model_validate(row.mapping)
        return Remembered(mapping, row.name, row.version, row.pk)

    @cached_property
    def words(self) -> Mapping[str, Mapping[str, str]]:
        """By column, what words and names mean that were answered in any table, as the nearest unit
        says.
        """
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for row in self._by_shape.values():
            for column, words in (*_said(row.mapping, "words"), *_said(row.mapping, "names")):
                for word, stored in words.items():
                    found[column].setdefault(word, stored)
        return dict(found)


def _said(
    mapping: dict[str, dict[str, dict[str, str]]], key: str
) -> Iterable[tuple[str, dict[str, str]]]:
    return mapping.get(key, {}).items()


def shape_of_mapping(mapping: TableMapping) -> str:
    """The shape of the tables that a mapping is for: it lists their headings, in order."""
    headings = (
        Heading(at, tuple(take.heading.split(" / "))) for at, take in enumerate(mapping.takes)
    )
    return shape_of(Layout(headings=tuple(headings)))


def in_order_of(layout: Layout, mapping: TableMapping) -> TableMapping:
    """The mapping with its columns as the table has them, each heading there as it is written: what
    is left out is said to be.
    """
    given = {take.heading: take for take in mapping.takes}
    headings = {
        heading.key: heading.written[:LONGEST] for heading in layout.headings if heading.words
    }
    takes = [
        given.pop(key, Take(heading=key)).model_copy(update={"written": written})
        for key, written in headings.items()
    ]
    return mapping.model_copy(update={"takes": (*takes, *given.values())})


def shipped() -> Mapping[str, Remembered]:
    """The ways of reading that come with the software, by shape."""
    folder = files("thidua.exchange") / "shipped"
    if not folder.is_dir():
        return {}
    texts = {
        file.name: file.read_text("utf-8")
        for file in folder.iterdir()
        if file.name.endswith(".yaml")
    }
    mappings = [from_yaml(text, name) for name, text in sorted(texts.items())]
    return {shape_of_mapping(mapping): Remembered(mapping, mapping.name) for mapping in mappings}
