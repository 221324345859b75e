"""What a locality sets in a procedure: open values alone, each by its own document."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from thidua.language import Text
from thidua.rulebook.conditions.terms import unknown
from thidua.rulebook.errors import ValueRefusedError
from thidua.rulebook.procedure import Procedure, counting_faults
from thidua.rulebook.procedure_values import (
    Choice,
    Counts,
    LocalWord,
    Number,
    OpinionAsked,
    Share,
    Value,
)
from thidua.rulebook.texts import first_sentence
from thidua.vocabulary import OpinionKind

GROUPS = ("periods", "orders", "shares", "ballots", "voting", "rounds", "opinions", "counts")


@dataclass(frozen=True)
class LocalValue:
    """A value of a locality. `value` as it is stored: a number of days, a share, a word, `yes` or
    `no`, kinds of opinions with commas between them.
    """

    key: str
    value: str
    citation: str
    reason: str = ""


def with_local(procedure: Procedure, values: Iterable[LocalValue]) -> Procedure:
    """The procedure with a locality's values on top. Raises ValueRefusedError for a key that does
    not exist or is settled, for a value that cannot be, and where an opinion would count that
    nobody is asked for.
    """
    text: dict[str, Any] = {name: dict(getattr(procedure, name)) for name in GROUPS}
    known = dict(procedure.values())
    for local in values:
        if local.key not in known:
            raise ValueRefusedError(unknown(local.key, known, Text("giá trị", "value")))
        _put(text, local.key, _set(known[local.key], local))
    laid = procedure.model_copy(update=text)
    for _key, fault in counting_faults(laid):
        raise ValueRefusedError(fault)
    return laid


def stored(value: Value) -> str:
    """A value as it is stored and typed."""
    if isinstance(value, OpinionAsked):
        return "yes" if value.asked else "no"
    if isinstance(value, Counts):
        return ",".join(kind.value for kind in value.kinds)
    return str(value.value)


def _set(value: Value, local: LocalValue) -> Value:
    if not value.settable:
        raise ValueRefusedError(
            Text(
                "“{title}” do văn bản cấp trên quy định: địa phương không đặt khác được",
                "“{title}” is settled by the document above: a locality cannot set it",
            ).format(title=value.title)
        )
    if not local.citation.strip():
        raise ValueRefusedError(
            Text("cần nêu văn bản của địa phương", "name the locality's document")
        )
    change = {
        **_read(value, local.value.strip()),
        "local": LocalWord(citation=local.citation, reason=local.reason),
    }
    try:
        return type(value).model_validate({**_as_it_is(value), **change})
    except ValidationError as error:
        raise ValueRefusedError(first_sentence(type(value), error)) from None


def _as_it_is(value: Value) -> dict[str, Any]:
    return {name: getattr(value, name) for name in type(value).model_fields}


def _read(value: Value, typed: str) -> dict[str, Any]:
    match value:
        case Number():
            if not typed.isascii() or not typed.isdigit() or len(typed) > 3:
                raise ValueRefusedError(
                    Text("cần một số ngày, viết bằng chữ số", "needs a number of days, in digits")
                )
            return {"value": int(typed)}
        case Share() | Choice():
            return {"value": typed}
        case OpinionAsked():
            if typed not in {"yes", "no"}:
                raise ValueRefusedError(Text("cần có hoặc không", "needs yes or no"))
            return {"asked": typed == "yes"}
        case Counts():
            return {"kinds": _kinds(typed)}


def _kinds(typed: str) -> Sequence[OpinionKind]:
    names = [name.strip() for name in typed.split(",") if name.strip()]
    if len(set(names)) != len(names):
        raise ValueRefusedError(Text("một ý kiến nêu hai lần", "an opinion is named twice"))
    return tuple(OpinionKind.from_word(name) for name in names)


def _put(text: dict[str, Any], key: str, value: Value) -> None:
    group, name, *kind = key.split(".")
    if kind:
        text[group][name] = tuple(
            value if one.kind == kind[0] else one for one in text[group][name]
        )
    else:
        text[group][name] = value
