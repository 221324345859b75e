"""What a sheet would change: new, changed, unchanged and missing rows against what is stored."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True, slots=True)
class Diff:
    """The outcome of `compare`.

    `new`, `unchanged`: rows of the incoming frame; `changed`: rows of the incoming frame, and for
    every compared column `{column}__before`, and `changes` (List(String): the ids of the columns
    that differ); `missing`: rows of the existing frame that did not come."""

    new: pl.DataFrame
    changed: pl.DataFrame
    unchanged: pl.DataFrame
    missing: pl.DataFrame

    @property
    def is_empty(self) -> bool:
        """Nothing would be written (rows that did not come are left alone)."""
        return not self.new.height and not self.changed.height

    def digest(self, *, deletes: bool = False) -> str:
        """A fingerprint of what would be written: the same for the same file against the same
        stored rows.

        Rows that came stand for themselves by their number in the file (`row`, and `year` where one
        row is several); what is stored stands there whole. `deletes`: the rows that did not come
        go, and so belong to it."""
        named = [name for name in ("row", "year") if name in self.new.columns]
        before = [name for name in self.changed.columns if name.endswith("__before")]
        gone = self.missing if deletes else self.missing.clear()
        parts = (self.new.select(named), self.changed.select(*named, "changes", *before), gone)
        digest = hashlib.sha256()
        for part in parts:
            flat = part.with_columns(pl.col(pl.List(pl.String)).list.join(","))
            digest.update(flat.sort(flat.columns).write_csv().encode())
        return digest.hexdigest()


def compare(
    *, existing: pl.DataFrame, incoming: pl.DataFrame, key: Sequence[str], columns: Sequence[str]
) -> Diff:
    """Compare two frames by key. Keys must be unique in each; nulls are equal to nulls, in keys
    too.

    `columns`: what to compare, present in both with the same types (a column of only nulls may have
    any)."""
    key, columns = list(key), [name for name in columns if name not in key]
    existing = existing.cast({name: incoming.schema[name] for name in [*key, *columns]})
    before = existing.select(
        *key, pl.col(columns).name.suffix("__before"), pl.lit(value=True).alias("__known")
    )
    both = incoming.join(
        before, on=key, how="left", nulls_equal=True, maintain_order="left", validate="1:1"
    )
    differs = [pl.col(name).ne_missing(pl.col(f"{name}__before")) for name in columns]
    differs = [test.fill_null(value=False) for test in differs]
    known = pl.col("__known").fill_null(value=False)
    any_differs = pl.any_horizontal(differs) if differs else pl.lit(value=False)
    changed = both.filter(known & any_differs)
    changes = (
        pl.concat_list(
            [pl.when(test).then(pl.lit(name)) for name, test in zip(columns, differs, strict=True)]
        ).list.drop_nulls()
        if columns
        else pl.lit([], dtype=pl.List(pl.String))
    )
    return Diff(
        new=both.filter(~known).select(incoming.columns),
        changed=changed.with_columns(changes.alias("changes")).drop("__known"),
        unchanged=both.filter(known & ~any_differs).select(incoming.columns),
        missing=existing.join(
            incoming.select(key), on=key, how="anti", nulls_equal=True, maintain_order="left"
        ),
    )
