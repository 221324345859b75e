"""Parameters in words: what a value is called, and what a local layer may put in its place."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from thidua.language import Text
from thidua.rulebook.conditions import Param
from thidua.rulebook.conditions.base import joined
from thidua.rulebook.parameters import Parameter
from thidua.rulebook.values import number_text
from thidua.vocabulary import Word

Names = Mapping[str, Text]
"""Words that a rule text may hold and that only the house above can name: kinds of organisation, by
their word.
"""

CHOICES: dict[str, Text] = {
    "rated": Text("số được xếp loại", "all who are rated"),
    "good_or_better": Text(
        "số hoàn thành tốt trở lên (gồm cả xuất sắc)",
        "those at good or better (the outstanding included)",
    ),
    "good": Text(
        "số hoàn thành tốt (không gồm xuất sắc)", "those at good (the outstanding left out)"
    ),
    "down": Text("làm tròn xuống", "rounded down"),
    "half_up": Text("làm tròn từ 0,5", "rounded half up"),
    "up": Text("làm tròn lên", "rounded up"),
}
"""The words that parameters of type `choice` offer."""

POOL_KEYS: dict[str, Text] = {
    "grassroots": Text("từng tổ chức cơ sở đảng", "each grassroots organisation"),
    "upper_level": Text("từng đảng bộ cấp trên trực tiếp cơ sở", "each upper-level organisation"),
    "parent": Text("từng cấp uỷ cấp trên trực tiếp", "each committee directly above"),
    "organisation": Text("từng tổ chức", "each organisation"),
    "tier": Text("từng cấp", "each tier"),
    "body": Text("từng hình thức tổ chức cơ sở", "each body of grassroots organisation"),
    "sector": Text("từng loại hình", "each kind"),
    "role": Text("từng loại chức danh", "each kind of post"),
}
"""What the columns that make a pool mean."""

OPEN = Text("Trung ương để ngỏ", "left open by the central text")
_NONE = Text("không có", "none")
_COMMA = Text(", ", ", ")


def value_text(parameter: Parameter, value: Any, names: Names | None = None) -> Text:
    """A parameter's value as people say it: “80%”, “làm tròn lên”, “từng loại hình”."""
    if value is None:
        return OPEN
    if isinstance(value, Param):
        return Text("như tham số “{name}”", "as the parameter “{name}”").format(name=value.param)
    return typed_value_text(parameter.type, value, names)


def typed_value_text(kind: str, value: Any, names: Names | None = None) -> Text:
    """A value of a kind of parameter (`percent`, `choice`, `keys`, …) in words."""
    return _TEXT_OF[kind](value, names or {})


def _number(unit: str) -> Callable[[Any, Names], Text]:
    return lambda value, names: number_text(Decimal(value), unit)


def _word(value: Word, names: Names) -> Text:
    return value.title


def _choice(value: str, names: Names) -> Text:
    return CHOICES.get(value) or names.get(value) or Text(value, value)


def _keys(value: tuple[str, ...], names: Names) -> Text:
    return joined([POOL_KEYS[key] for key in value], _COMMA)


def _groups(value: tuple[tuple[str, ...], ...], names: Names) -> Text:
    together = [
        joined([names.get(word, Text(word, word)) for word in group], Text(" + ", " + "))
        for group in value
    ]
    return joined(together, Text("; ", "; ")) if together else _NONE


_TEXT_OF: dict[str, Callable[[Any, Names], Text]] = {
    "percent": _number("%"),
    "number": _number(""),
    "grade": _word,
    "level": _word,
    "choice": _choice,
    "keys": _keys,
    "groups": _groups,
}


def allowed_text(parameter: Parameter, names: Names | None = None) -> Text:
    """What a local layer may set: “chỉ được chặt hơn: từ 80% trở lên”, “tự đặt”, “không được
    thay”.
    """
    if not parameter.settled:
        return _FREE
    return _TIGHTER[parameter.stricter].format(value=value_text(parameter, parameter.value, names))


_FREE = Text("địa phương tự đặt, có trích dẫn", "set locally, with a citation")
_TIGHTER = {
    "higher": Text("chỉ được chặt hơn: từ {value} trở lên", "tighter only: {value} or more"),
    "lower": Text("chỉ được chặt hơn: nhiều nhất {value}", "tighter only: {value} or less"),
    "none": Text(
        "Trung ương đã quy định, không được thay", "settled by the central text, not to be replaced"
    ),
}
