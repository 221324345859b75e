"""Values that a regulation settles, or leaves to those below: what may be set, and in which
direction.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Literal, Self

from pydantic import (
    Field,
    ValidationError,
    ValidationInfo,
    field_serializer,
    field_validator,
    model_validator,
)

from thidua.language import Text
from thidua.rulebook.conditions import Param
from thidua.rulebook.errors import ValueRefusedError
from thidua.rulebook.rules import Cite
from thidua.rulebook.values import Identifier, Sentence, Strict, Title, exact, plain_number
from thidua.vocabulary import Grade, Level, Word

POOL_KEYS = (
    "grassroots",
    "upper_level",
    "parent",
    "organisation",
    "tier",
    "body",
    "sector",
    "role",
)
"""The columns by which a quota may group its subjects."""


class Parameter(Strict):
    """One value: set by the text itself (`value`), or left open (`open: true`).

    `stricter` says which way a confirmed value may still be moved by a layer below: a `higher`
    value is stricter, a `lower` one is, or `none` is (then it stands). Open and unconfirmed values
    are free."""

    id: str = Field(default="", exclude=True)
    type: Literal["percent", "number", "grade", "level", "choice", "keys", "groups"]
    title: Title
    choices: tuple[Identifier, ...] | None = None
    value: Any = None
    open: bool = False
    stricter: Literal["higher", "lower", "none"] = "none"
    confirmed: bool
    cite: Cite
    reason: Sentence | None = None
    note: Title | None = None

    @field_serializer("value")
    def _write(self, value: Any) -> Any:
        return plain_number(value) if isinstance(value, Decimal) else value

    @field_validator("value", mode="before")
    @classmethod
    def _typed(cls, raw: Any, info: ValidationInfo) -> Any:
        """Bring the value into the parameter's type; a wrong type is that field's own fault."""
        return (
            raw
            if raw is None or "type" not in info.data
            else _value(info.data["type"], raw, info.data.get("choices"))
        )

    @model_validator(mode="after")
    def _set_or_open(self) -> Self:
        if self.open == (self.value is not None):
            raise ValueRefusedError(
                Text(
                    "cần đúng một trong: value, open: true",
                    "needs exactly one of: value, open: true",
                )
            )
        if (self.type == "choice") != (self.choices is not None):
            raise ValueRefusedError(
                Text(
                    "choices cần có khi và chỉ khi type là choice",
                    "choices belongs to type choice, and only there",
                )
            )
        return self

    @property
    def settled(self) -> bool:
        """Whether the central text itself says it: such a value may be tightened and never
        loosened.
        """
        return self.confirmed and not self.open

    def read(self, raw: object) -> Any:
        """Another value for the same parameter, in its type. Raises ValueRefusedError."""
        return _value(self.type, raw, self.choices)

    def loosened_by(self, value: Any) -> bool:
        """Whether another value would be less strict than this settled one."""
        if not self.settled or value == self.value:
            return False
        old, new = (v.code if isinstance(v, Word) else v for v in (self.value, value))
        if self.stricter == "none" or isinstance(old, Param) or isinstance(new, Param):
            return True
        return bool(new < old if self.stricter == "higher" else new > old)


def named(raw: Any) -> Any:
    """Tell each entry of a mapping its own key, so that it can name itself in messages."""
    if not isinstance(raw, dict):
        return raw
    return {
        key: {**entry, "id": str(key)} if isinstance(entry, dict) else entry
        for key, entry in raw.items()
    }


def _keys(raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, list | tuple) or not raw or not set(raw) <= set(POOL_KEYS):
        keys = ", ".join(POOL_KEYS)
        raise ValueRefusedError(
            Text(f"cần một danh sách gồm: {keys}", f"expected a list of: {keys}")
        )
    return tuple(raw)


def _groups(raw: Any) -> tuple[tuple[str, ...], ...]:
    if not isinstance(raw, list | tuple) or not all(
        isinstance(group, list | tuple) for group in raw
    ):
        raise ValueRefusedError(
            Text(
                "cần danh sách các nhóm: [[city, town]]",
                "expected a list of groups: [[city, town]]",
            )
        )
    return tuple(tuple(str(word) for word in group) for group in raw)


def _percent(raw: Any) -> Decimal:
    share = exact(raw)
    if not 0 <= share <= 100:
        raise ValueRefusedError(
            Text(f"{raw}: cần một tỷ lệ từ 0 đến 100", f"{raw}: needs a share from 0 to 100")
        )
    return share


_READERS: dict[str, Callable[[Any], Any]] = {
    "percent": _percent,
    "number": exact,
    "grade": Grade.from_word,
    "level": Level.from_word,
    "choice": str,
    "keys": _keys,
    "groups": _groups,
}


def _value(kind: str, raw: Any, choices: Any) -> Any:
    if isinstance(raw, Param):
        return raw
    if isinstance(raw, dict):
        return _alias(raw)
    if kind == "choice" and raw not in (choices or ()):
        words = ", ".join(choices or ())
        raise ValueRefusedError(
            Text(
                "“{raw}” không hợp; cần một trong: {words}",
                "“{raw}” does not fit; expected one of: {words}",
            ).format(raw=raw, words=words)
        )
    return _READERS[kind](raw)


def _alias(raw: dict[str, Any]) -> Param:
    try:
        return Param.model_validate(raw)
    except ValidationError:
        message = Text("cần một giá trị hoặc {{param: tên}}", "expected a value or {{param: name}}")
        raise ValueRefusedError(message.format()) from None
