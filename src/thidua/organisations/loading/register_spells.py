"""Stored spells and posts as the rows that a register is weighed against, and back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from thidua.loading.writing import compare_sets, write_sets
from thidua.organisations.loading import stored
from thidua.organisations.loading.members import SPELLS
from thidua.organisations.loading.positions import POSITIONS
from thidua.organisations.loading.register_posts import Post
from thidua.organisations.loading.register_rows import Spell

_SPELL = {
    "starts_on": pl.Date,
    "ends_on": pl.Date,
    "organisation_id": pl.Int64,
    "status": pl.String,
    "host_id": pl.Int64,
    "civil_servant": pl.Boolean,
    "end_reason": pl.String,
}
_POST = {
    "organisation_id": pl.Int64,
    "starts_on": pl.Date,
    "ends_on": pl.Date,
    "role": pl.String,
    "title": pl.String,
    "suspended": pl.Boolean,
    "main": pl.Boolean,
}


class Lives:
    """The stored spells and posts of some people: those chosen, and all who stand in these cells.

    `spells`, `posts`: by person, in order of time."""

    def __init__(self, people: Iterable[int], cells: Iterable[int]) -> None:
        self._spells, self._posts = stored.spells(), stored.positions()
        ids, here = list(people), list(cells)
        involved = pl.col("person_id").is_in(ids) | pl.col("organisation_id").is_in(here)
        members = self._spells.filter(involved)["person_id"].unique()
        heads = self._posts.filter(involved)["person_id"].unique()
        self.spells: dict[int, list[Spell]] = defaultdict(list)
        for person, *cells_of in (
            self._spells.filter(pl.col("person_id").is_in(members.implode()))
            .select("person_id", *_SPELL)
            .iter_rows()
        ):
            self.spells[person].append(Spell(*cells_of))
        self.posts: dict[int, list[Post]] = defaultdict(list)
        for person, *cells_of in (
            self._posts.filter(pl.col("person_id").is_in(heads.implode()))
            .select("person_id", *_POST)
            .iter_rows()
        ):
            self.posts[person].append(Post(*cells_of))

    def write(
        self, spells: Mapping[int, Sequence[Spell]], posts: Mapping[int, Sequence[Post]]
    ) -> str:
        """Write the whole sets of these people. Returns a fingerprint of what is written."""
        new_spells = _frame(spells, _SPELL).with_row_index("row")
        diff = compare_sets(SPELLS, stored=self._spells, incoming=new_spells)
        write_sets(SPELLS, diff, stored=self._spells)
        new_posts = _frame(posts, _POST).with_row_index("row")
        held = compare_sets(POSITIONS, stored=self._posts, incoming=new_posts)
        write_sets(POSITIONS, held, stored=self._posts)
        return diff.digest(deletes=True) + held.digest(deletes=True)


def _frame(
    owned: Mapping[int, Sequence[Spell]] | Mapping[int, Sequence[Post]],
    schema: Mapping[str, type[pl.DataType]],
) -> pl.DataFrame:
    rows = [
        (person, *(getattr(one, name) for name in schema))
        for person, several in owned.items()
        for one in several
    ]
    return pl.DataFrame(rows, schema={"person_id": pl.Int64, **schema}, orient="row")
