"""Facts on their way into the engine: from the words that are stored to the codes that frames carry, whole columns."""

from collections.abc import Mapping

import polars as pl

from thidua.rulebook.facts import FactSpec
from thidua.rulebook.values import SCALE

_NUMBER = pl.Decimal(30, 4)
_YES_NO = {"true": True, "false": False}


def coded(name: str, spec: FactSpec) -> pl.Expr:
    """A text column of stored values (`excellent`, `true`, `87.5`) as the codes of its fact; null stays unknown.

    Values were checked when they were stored; anything else (an older framework's word, say) counts as unknown.
    """
    text = pl.col(name)
    if spec.vocabulary:
        words = {word: code for word, (code, _) in spec.vocabulary.items()}
        return text.replace_strict(words, default=None, return_dtype=pl.Int8)
    if spec.type == "bool":
        return text.replace_strict(_YES_NO, default=None, return_dtype=pl.Boolean)
    if spec.type == "count":
        return text.cast(pl.Int64, strict=False)
    return (text.cast(_NUMBER, strict=False) * SCALE).cast(pl.Int64)


def with_facts(frame: pl.DataFrame, facts: str, declared: Mapping[str, FactSpec]) -> pl.DataFrame:
    """Add one coded column for each declared fact, taken from the JSON object in the text column `facts`."""
    if not declared:
        return frame
    fields = pl.Struct(dict.fromkeys(declared, pl.String()))
    opened = frame.with_columns(pl.col(facts).str.json_decode(fields)).unnest(facts)
    return opened.with_columns(coded(name, spec) for name, spec in declared.items())
