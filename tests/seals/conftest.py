"""A kind of sealed things of the tests' own: contents in a dictionary, as a room has them in a
table.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pytest
from django.db import transaction

from thidua.language import Text
from thidua.seals.canonical import canonical
from thidua.seals.chain import seal
from thidua.seals.models import Link
from thidua.seals.salts import new_salt
from thidua.seals.sources import SOURCES, Content, Erased, SealedKind


@dataclass
class Room:
    """What a room would keep of what it sealed."""

    kept: dict[str, Content | Erased] = field(default_factory=dict)
    changed: dict[str, Text] = field(default_factory=dict)
    before: Text | None = None

    def seal(self, key: str, content: object) -> Link:
        written = Content(canonical(content), new_salt())
        self.kept[key] = written
        with transaction.atomic():
            return seal("note", key, *written)

    def read(self, keys: Sequence[str]) -> Mapping[str, Content | Erased]:
        return {key: self.kept[key] for key in keys if key in self.kept}

    def now(self, keys: Sequence[str]) -> Mapping[str, Text]:
        return {key: self.changed[key] for key in keys if key in self.changed}


@pytest.fixture
def room(db: None) -> Iterator[Room]:
    made = Room()
    kind = SealedKind(
        "note", Text("ghi chú", "note"), made.read, changed=made.now, before=lambda: made.before
    )
    SOURCES.add(kind)
    yield made
    SOURCES.remove(kind)
