"""From written facts to the codes of frames: whole columns at once, or one subject's mapping."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from thidua.language import Text
from thidua.rulebook import frames
from thidua.rulebook.conditions.children import COUNTED_LEVELS, possible, sure, total
from thidua.rulebook.conditions.terms import unknown
from thidua.rulebook.errors import FactError
from thidua.rulebook.facts import FactSpec
from thidua.rulebook.framework import Framework
from thidua.rulebook.values import SCALE, Row
from thidua.vocabulary import Level

_NUMBER = pl.Decimal(30, 4)


def encode(framework: Framework, frame: pl.DataFrame) -> pl.DataFrame:
    """Turn the fact columns of a frame of stored words (`excellent`, `true`, `87.5`; text or typed)
    into codes.

    Columns that are no facts of the framework are kept as they are. Raises FactError for the first
    value in a column that is not a stored word of its fact; what people write goes through
    `FactSpec.parse` first."""
    specs = {name: spec for name, spec in framework.fields.items() if name in frame.columns}
    coded = frame.with_columns(_coded(pl.col(name), spec) for name, spec in specs.items())
    for name, spec in specs.items():
        lost = frame[name].is_not_null() & coded[name].is_null()
        if lost.any():
            raise FactError(name, frame[name].filter(lost)[0], spec.expected, spec.title)
    return coded


def _coded(column: pl.Expr, spec: FactSpec) -> pl.Expr:
    if spec.type == "bool":
        words: dict[str, Any] = {"true": True, "false": False}
        return column.cast(pl.String).replace_strict(words, default=None, return_dtype=pl.Boolean)
    if spec.vocabulary:
        codes = {word: code for word, (code, _) in spec.vocabulary.items()}
        return column.cast(pl.String).replace_strict(codes, default=None, return_dtype=pl.Int8)
    number = column.cast(pl.String).cast(_NUMBER, strict=False)
    inside = pl.lit(value=True)
    if spec.min is not None:
        inside = inside & (number >= spec.min)
    if spec.max is not None:
        inside = inside & (number <= spec.max)
    whole = number if spec.type == "count" else number * SCALE
    return pl.when(inside).then(whole.cast(pl.Int64, strict=False))


def decode(framework: Framework, frame: pl.DataFrame) -> pl.DataFrame:
    """The reverse of `encode`: codes back to stored words (text; Booleans and counts stay
    typed).
    """
    specs = {name: spec for name, spec in framework.fields.items() if name in frame.columns}
    return frame.with_columns(_written(pl.col(name), spec) for name, spec in specs.items())


def _written(column: pl.Expr, spec: FactSpec) -> pl.Expr:
    if spec.vocabulary:
        return column.replace_strict(
            {code: word for word, (code, _) in spec.vocabulary.items()}, return_dtype=pl.String
        )
    if spec.type in {"percent", "number"}:
        text = (column.cast(_NUMBER) / SCALE).cast(_NUMBER).cast(pl.String)
        return text.str.strip_chars_end("0").str.strip_chars_end(".")
    return column


def encode_subject(framework: Framework, facts: Mapping[str, object]) -> Row:
    """One subject's facts, however written, as the codes of every column that rating may read (None
    = unknown).

    Besides the framework's own ids: `members`, `subordinates` as `{outstanding: 2, good: 5, …,
    unknown: 1}`, and `cap.unit`, `cap.collective` as a level. Raises FactError for an unknown id or
    a value nobody can read."""
    specs = framework.terms.every_field()
    row: Row = dict.fromkeys(specs)
    for name, raw in _spread(framework, facts).items():
        if name not in specs:
            text = unknown(name, specs, Text("thông tin", "fact"))
            raise FactError(name, raw, text)
        row[name] = None if raw is None else specs[name].encode(specs[name].parse(raw))
    return row


def subject_frame(framework: Framework, row: Row) -> pl.DataFrame:
    """One subject's codes, as `encode_subject` gives them, as a frame for the engine."""
    return frames.single_row_frame(framework.terms.every_field(), row)


def _spread(framework: Framework, facts: Mapping[str, object]) -> dict[str, object]:
    """The short ways of writing children and caps, as the columns they stand for."""
    spread: dict[str, object] = {}
    for name, raw in facts.items():
        if name in {"members", "subordinates"} and isinstance(raw, Mapping):
            spread |= _children(name, raw)
        elif name.startswith("cap.") and f"{name}.low" in framework.counted:
            spread |= {f"{name}.low": raw, f"{name}.high": raw}
        else:
            spread[name] = raw
    return spread


def _children(children: str, levels: Mapping[str, Any]) -> dict[str, object]:
    """`{good: 5, unknown: 1}` as totals and counts at or above each level; an unknown child may
    hold any level.
    """
    known = {**{level.value: 0 for level in Level}, "unknown": 0, **levels}
    if strange := set(known) - {"unknown", *Level}:
        raise FactError(
            children, ", ".join(sorted(strange)), Text(*[", ".join([*Level, "unknown"])] * 2)
        )
    spread: dict[str, object] = {total(children): sum(known.values())}
    for code in COUNTED_LEVELS:
        at_least = sum(
            count
            for word, count in known.items()
            if word != "unknown" and Level.from_word(word).code >= code
        )
        spread |= {
            sure(children, code): at_least,
            possible(children, code): at_least + known["unknown"],
        }
    return spread
