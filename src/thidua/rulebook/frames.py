"""One subject as a frame: what lets the explanation run the engine's own expressions."""

from collections.abc import Mapping

import polars as pl

from thidua.rulebook.facts import FactSpec
from thidua.rulebook.values import Row

_TYPES = {"Int8": pl.Int8(), "Int64": pl.Int64(), "Boolean": pl.Boolean()}


def schema(specs: Mapping[str, FactSpec]) -> dict[str, pl.DataType]:
    """The Polars types of fact columns."""
    return {name: _TYPES[spec.dtype.__name__] for name, spec in specs.items()}


def single_row_frame(specs: Mapping[str, FactSpec], row: Row) -> pl.DataFrame:
    """One subject's codes as a frame of one row."""
    return pl.DataFrame({name: [row[name]] for name in specs}, schema=schema(specs))
