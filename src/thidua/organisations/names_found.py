"""Which organisation a table means by a name or a code, in a part of the tree on a day."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

import polars as pl

from thidua.db.frames import read_frame
from thidua.loading.nearest import nearest_codes
from thidua.matching.names import NameFound, Near
from thidua.organisations.name_keys import (
    CELL,
    COMMITTEE,
    NameKey,
    and_above,
    in_brackets,
    name_key,
    without_brackets,
)

MOST_NEAR = 5
_COMPARED = 40
"""At most so many organisations that share words with a name are compared letter by letter."""
_ALIKE = 0.5
_ORGANISATION = "organisation"

# Organisations that stand in the tree on the day, each with the members it has directly then.
_QUESTION = """
    WITH asked AS (SELECT %s::date AS day), counted AS (
        SELECT s.organisation_id, count(*) AS members
        FROM organisations_membershipspell s, asked
        WHERE s.starts_on <= day AND (s.ends_on IS NULL OR s.ends_on >= day)
          AND s.status <> 'transferred'
        GROUP BY s.organisation_id
    )
    SELECT o.code, o.name, o.short_name, o.path, o.tier = 'cell' OR o.body = 'cell',
           coalesce(c.members, 0)
    FROM organisations_organisation o LEFT JOIN counted c ON c.organisation_id = o.id, asked
    WHERE o.path LIKE ANY(%s::text[]) AND EXISTS (
        SELECT 1 FROM organisations_placement p
        WHERE p.organisation_id = o.id
          AND p.starts_on <= day AND (p.ends_on IS NULL OR p.ends_on >= day))
    ORDER BY o.code
"""


@dataclass(frozen=True, slots=True)
class _Known:
    code: str
    name: str
    path: str
    kind: str
    members: int
    keys: tuple[NameKey, ...]

    def is_called(self, key: NameKey, *, accents: bool) -> bool:
        return any(
            own.core == key.core and (not accents or own.accents == key.accents)
            for own in self.keys
        )


class OrganisationNames:
    """The names of organisations under these paths, as they are on a day. No path, no names.

    One question to the database, at the first name."""

    def __init__(self, paths: Iterable[str], *, on: dt.date) -> None:
        self.paths, self.on = tuple(filter(None, paths)), on

    def find(self, refers: str, written: Sequence[str]) -> Mapping[str, NameFound]:
        """What each written name or code means (`matching.names.Names`)."""
        if refers != _ORGANISATION:
            return {name: NameFound("") for name in written}
        return {name: self._find(name) for name in written}

    def _find(self, written: str) -> NameFound:
        if written in self._by_code:
            return NameFound(written)
        certain = self._certain(written)
        if len(certain) == 1:
            return NameFound(certain[0].code)
        return NameFound("", tuple(self._near(written, certain)))

    def _certain(self, written: str) -> list[_Known]:
        """The organisations of exactly this name: with its accents; else without them; else
        without what stands in brackets, or with what is written behind it standing above.
        """
        inside = in_brackets(written)
        for key in dict.fromkeys([name_key(written), name_key(without_brackets(written))]):
            if found := self._called(key):
                under = [known for known in found if self._stands_under(known, inside)]
                return under if inside and under else [*found, *self._others(inside, found)]
        first, above = and_above(written)
        found = self._called(name_key(first)) if above else []
        return [known for known in found if self._stands_under(known, above)]

    def _others(self, inside: Sequence[str], found: Sequence[_Known]) -> list[_Known]:
        """What is named in brackets and is not among those found: as good a name."""
        named = [known for name in inside for known in self._called(name_key(name))]
        return [known for known in named if known not in found]

    def _called(self, key: NameKey) -> list[_Known]:
        alike = self._by_core.get(key.core, []) if key.core else []
        alike = [known for known in alike if key.kind in ("", known.kind)]
        exact = [known for known in alike if known.is_called(key, accents=True)]
        return exact or alike

    def _stands_under(self, known: _Known, places: Sequence[str]) -> bool:
        """Whether all of these places are named above it."""
        parts = known.path.strip("/").split("/")[:-1]
        paths = [f"/{'/'.join(parts[: number + 1])}/" for number in range(len(parts))]
        standing = [self._by_path[path] for path in paths if path in self._by_path]
        above = [key.words for other in standing for key in other.keys]
        return all(any(name_key(place).words <= words for words in above) for place in places)

    def _near(self, written: str, certain: Sequence[_Known]) -> list[Near]:
        key = name_key(written)
        shared: dict[str, int] = defaultdict(int)
        for word in key.words:
            for known in self._by_word.get(word, ()):
                shared[known.code] += 1
        by_overlap = sorted(shared, key=lambda code: (-shared[code], code))[:_COMPARED]
        scored = sorted(
            ((self._alike(key, self._by_code[code]), code) for code in by_overlap),
            key=lambda pair: (-pair[0], pair[1]),
        )
        codes = [known.code for known in certain]
        codes += nearest_codes([written], self._codes).values()
        codes += [code for score, code in scored if score >= _ALIKE]
        return [self._shown(self._by_code[code]) for code in list(dict.fromkeys(codes))[:MOST_NEAR]]

    def _alike(self, key: NameKey, known: _Known) -> float:
        """How alike the names are; one of another kind comes after those of its own."""
        score = max(_alike(key, own) for own in known.keys)
        return score - (0.3 if key.kind not in ("", known.kind) else 0)

    def _shown(self, known: _Known) -> Near:
        """With its members; of several so called, with the one above it too."""
        below = [other.members for other in self._known if other.path.startswith(known.path)]
        above = self._by_path.get(known.path[: known.path.rstrip("/").rindex("/") + 1])
        several = self._twins[known.name] > 1
        name = f"{known.name} ({above.name})" if several and above else known.name
        return Near(known.code, name, sum(below))

    @cached_property
    def _twins(self) -> Counter[str]:
        return Counter(known.name for known in self._known)

    @cached_property
    def _known(self) -> list[_Known]:
        if not self.paths:
            return []
        rows = read_frame(
            _QUESTION,
            [self.on, [f"{path}%" for path in self.paths]],
            schema={
                "code": pl.String,
                "name": pl.String,
                "short_name": pl.String,
                "path": pl.String,
                "has_members": pl.Boolean,
                "members": pl.Int64,
            },
        )
        return [
            _Known(
                code=code,
                name=name,
                path=path,
                kind=CELL if has_members else COMMITTEE,
                members=members,
                keys=tuple(dict.fromkeys(name_key(known) for known in (name, short) if known)),
            )
            for code, name, short, path, has_members, members in rows.iter_rows()
        ]

    @cached_property
    def _by_code(self) -> dict[str, _Known]:
        return {known.code: known for known in self._known}

    @cached_property
    def _by_path(self) -> dict[str, _Known]:
        return {known.path: known for known in self._known}

    @cached_property
    def _codes(self) -> pl.Series:
        return pl.Series("known", list(self._by_code), dtype=pl.String)

    @cached_property
    def _by_core(self) -> dict[str, list[_Known]]:
        found: dict[str, list[_Known]] = defaultdict(list)
        for known in self._known:
            for core in dict.fromkeys(key.core for key in known.keys):
                found[core].append(known)
        return found

    @cached_property
    def _by_word(self) -> dict[str, list[_Known]]:
        found: dict[str, list[_Known]] = defaultdict(list)
        for known in self._known:
            for word in {word for key in known.keys for word in key.words}:
                found[word].append(known)
        return found


def _alike(key: NameKey, own: NameKey) -> float:
    """By letters, by words; a name that has all the words written is near at least."""
    letters = SequenceMatcher(None, key.core, own.core).ratio()
    words = len(key.words & own.words) / len(key.words | own.words)
    return max(letters, words, _ALIKE if key.words <= own.words else 0.0)
