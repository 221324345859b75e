"""Whom a table means by a name, where it has no code: people of a part of the tree.

Somebody is found by name, birth and admission; the cell helps where nothing else is known. What is
known on one side only is nothing against it. Flow: docs/flows/organisations.md, decision 047."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

import polars as pl

from thidua.language import Text
from thidua.organisations.loading import stored
from thidua.workbooks import fold, fold_expr, show


@dataclass(frozen=True, slots=True)
class Who:
    """What a row says of a person; `cell`: the id of an organisation."""

    name: str
    born_on: dt.date | None = None
    born_year: int | None = None
    admitted_on: dt.date | None = None
    cell: int | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody stored. `cells`: where they are or were members; `left_on`: the last day of their
    membership in the part, for whoever has gone on elsewhere.
    """

    pk: int
    code: str
    full_name: str
    born_on: dt.date | None
    born_year: int | None
    sex: str
    admitted_on: dt.date | None
    cells: frozenset[int] = field(default=frozenset())
    left_on: dt.date | None = None

    @property
    def described(self) -> Text:
        """Name and code, and what tells them from others of that name."""
        born = show(self.born_on or self.born_year)
        parts = [Text(self.code, self.code)]
        if born:
            parts.append(Text(f"sinh {born}", f"born {born}"))
        if self.admitted_on:
            day = show(self.admitted_on)
            parts.append(Text(f"vào Đảng {day}", f"admitted {day}"))
        return Text(
            f"{self.full_name} ({', '.join(part.vi for part in parts)})",
            f"{self.full_name} ({', '.join(part.en for part in parts)})",
        )


class Found(StrEnum):
    """How sure it is whom a row means."""

    ONE = "one"
    NOBODY = "nobody"
    SEVERAL = "several"
    ADMITTED_OTHERWISE = "admitted_otherwise"  # the same name and birthday, in another cell


@dataclass(frozen=True, slots=True)
class Match:
    """Whom a row means: the one, or the several that it may be, or those that are nearly it."""

    found: Found
    people: tuple[Known, ...] = ()


class People:
    """The people of a part of the tree ("": the whole), those of the given codes and names only."""

    def __init__(self, part: str, *, codes: Iterable[str], names: Iterable[str]) -> None:
        wanted = pl.Series("key", list({fold(name) for name in names}), dtype=pl.String)
        people = stored.people().with_columns(key=fold_expr(pl.col("full_name")))
        chosen = pl.col("code").is_in(list(set(codes))) | pl.col("key").is_in(wanted.implode())
        self.by_code: dict[str, Known] = {}
        self.by_name: dict[str, list[Known]] = defaultdict(list)
        self.outside: set[str] = set()
        people = people.filter(chosen)
        lives = _lives(people["id"], part)
        for row in people.iter_rows(named=True):
            cells, left_on = lives.get(row["id"], (frozenset(), None))
            if part and not cells:
                self.outside.add(row["code"])
                continue
            known = Known(
                pk=row["id"],
                cells=cells,
                left_on=left_on,
                **{name: row[name] for name in ("code", *stored.PERSON_COLUMNS)},
            )
            self.by_code[known.code] = known
            self.by_name[row["key"]].append(known)

    def find(self, who: Who, *, taken: Collection[int] = ()) -> Match:
        """The person of that name for whom something speaks and against whom nothing does.

        `taken`: people whom other rows name by their code."""
        alike = [known for known in self.by_name.get(fold(who.name), ()) if known.pk not in taken]
        fitting = [known for known in alike if fits(who, known)]
        if len(fitting) > 1:
            fitting = [known for known in fitting if _same_birth(who, known)] or fitting
        if len(fitting) == 1:
            return Match(Found.ONE, (fitting[0],))
        if fitting:
            return Match(Found.SEVERAL, tuple(fitting))
        return _nearly(who, alike)


def _nearly(who: Who, alike: Iterable[Known]) -> Match:
    """Nobody fits. Who has the very birthday and another admission is that person all the same in
    one cell, and a doubt in another.
    """
    same_day = [one for one in alike if who.born_on and one.born_on == who.born_on]
    here = [one for one in same_day if who.cell in one.cells]
    if len(here) == 1:
        return Match(Found.ONE, (here[0],))
    if same_day:
        return Match(Found.ADMITTED_OTHERWISE, tuple(same_day))
    return Match(Found.NOBODY, tuple(one for one in alike if who.cell in one.cells))


def fits(who: Who, known: Known) -> bool:
    """Whether birth and admission say nothing against it, and one of them or the cell for it."""
    birth = _same_birth(who, known)
    admission = None
    if who.admitted_on and known.admitted_on:
        admission = who.admitted_on == known.admitted_on
    if False in (birth, admission):
        return False
    return bool(birth or admission or (who.cell is not None and who.cell in known.cells))


def _same_birth(who: Who, known: Known) -> bool | None:
    """None: one of them does not say."""
    if who.born_on and known.born_on:
        return who.born_on == known.born_on
    ours = who.born_on.year if who.born_on else who.born_year
    theirs = known.born_on.year if known.born_on else known.born_year
    return None if ours is None or theirs is None else ours == theirs


def _lives(people: pl.Series, part: str) -> dict[int, tuple[frozenset[int], dt.date | None]]:
    """By person the cells inside the part, and the last day there of whoever has gone on outside
    of it. People who were never inside are left out.
    """
    spells = stored.spells().filter(pl.col("person_id").is_in(people.implode()))
    paths = stored.organisations().select(organisation_id="id", path="path")
    placed = spells.join(paths, on="organisation_id").with_columns(
        inside=pl.col("path").str.starts_with(part)
    )
    found = (
        placed.sort("starts_on")
        .group_by("person_id")
        .agg(
            cells=pl.col("organisation_id").filter("inside").unique(),
            last_inside=pl.col("inside").last(),
            left_on=pl.col("ends_on").filter("inside").last(),
        )
        .filter(pl.col("cells").list.len() > 0)
    )
    return {
        person: (frozenset(cells), None if last_inside else left_on)
        for person, cells, last_inside, left_on in found.iter_rows()
    }
