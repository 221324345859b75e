"""The small types that rulebook files are made of: exact numbers, titles in two languages, strict
models.
"""

import re
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
)

from thidua.language import Text
from thidua.numbers import in_both
from thidua.rulebook.errors import ValueRefusedError

SCALE = 10_000
"""Numbers inside frames are whole ten-thousandths, so that 79.9999 and 80 stay apart and nothing is
rounded.
"""

_PERCENT = re.compile("(?<=[0-9])[ \u00a0]%")
_DECIMAL = re.compile(r"[+-]?\d+([.,]\d+)?")


class Strict(BaseModel):
    """A model that knows all its keys, and whose values never change once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


def read_decimal(raw: object) -> Decimal:
    """An exact number from an int, a Decimal, or decimal text with point or comma. Raises
    ValueError.
    """
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal | str):
        raise ValueError(raw)  # noqa: TRY004  (one kind of error for every unreadable number)
    if isinstance(raw, str):
        if not _DECIMAL.fullmatch(raw.strip()):
            raise ValueError(raw)
        raw = raw.strip().replace(",", ".")
    try:
        number = Decimal(raw)
    except InvalidOperation as error:
        raise ValueError(raw) from error
    if not number.is_finite():
        raise ValueError(raw)
    return number


def fixed(number: Decimal | int) -> int:
    """The whole ten-thousandths of a number. Raises ValueError when it has more than four
    decimals.
    """
    scaled = Decimal(number) * SCALE
    if scaled != scaled.to_integral_value():
        raise ValueError(number)
    return int(scaled)


def unfixed(number: int) -> Decimal:
    """The number that a frame's whole ten-thousandths stand for, without trailing zeros."""
    return trimmed(Decimal(number) / SCALE)


def trimmed(number: Decimal) -> Decimal:
    """Without trailing zeros and without an exponent: 80, not 80.0000 and not 8E+1."""
    return (
        number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()
    )


def number_text(number: Decimal | int, unit: str = "") -> Text:
    """A number as each language writes it: 1.234,5 and 1,234.5."""
    written = in_both(number)
    return Text(vi=written.vi + unit, en=written.en + unit)


def exact(raw: object) -> Decimal:
    """A number of a rule text; a float is refused, because it is not the number that was
    written.
    """
    try:
        number = read_decimal(raw)
        fixed(number)
    except ValueError:
        raise ValueRefusedError(
            Text(
                vi=f"không nhận {raw!r}: viết số nguyên (80) hoặc số thập phân trong nháy "
                f"('79.5'), tối đa 4 số lẻ",
                en=f"{raw!r} refused: write a whole number (80) or a quoted decimal ('79.5') of "
                f"at most 4 decimals",
            )
        ) from None
    return number


def plain_number(number: Decimal) -> int | str:
    """How an exact number is written in YAML and JSON: 80, or '79.5'. Never a float."""
    number = trimmed(number)
    return int(number) if number == number.to_integral_value() else str(number)


Exact = Annotated[
    Decimal,
    BeforeValidator(exact),
    PlainSerializer(plain_number),
    WithJsonSchema(
        {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": r"^-?\d+([.,]\d{1,4})?$"}]}
    ),
]
"""A number that is never a float: `80` or `'79.5'`."""


class Typeset(Text):
    """A title as it is printed: 80% without a blank, whatever the rule text writes. `written` is
    what it writes, and what is written out again.
    """

    written: Text

    @classmethod
    def of(cls, written: Text) -> Text:
        """The title for readers; the same one where nothing is to be changed."""
        parts = [_PERCENT.sub("%", part) for part in written]
        if parts == [*written]:
            return written
        title = cls(*parts)
        title.written = written
        return title


def as_written(title: Text) -> Text:
    """The title as the rule text writes it."""
    return title.written if isinstance(title, Typeset) else title


def _title(raw: object) -> Text:
    if isinstance(raw, Text):
        return as_written(raw)
    if (
        isinstance(raw, dict)
        and set(raw) == {"vi", "en"}
        and all(isinstance(part, str) and part for part in raw.values())
    ):
        return Text(**raw)
    raise ValueRefusedError(
        Text("cần đúng hai mục vi và en, đều có chữ", "needs exactly vi and en, both with text")
    )


Sentence = Annotated[
    Text,
    BeforeValidator(_title),
    PlainSerializer(lambda text: dict(zip(("vi", "en"), as_written(text), strict=True))),
    WithJsonSchema(
        {
            "type": "object",
            "properties": {"vi": {"type": "string"}, "en": {"type": "string"}},
            "required": ["vi", "en"],
            "additionalProperties": False,
        }
    ),
]
"""A sentence in Vietnamese and English, as somebody wrote it: `{vi: …, en: …}`."""

Title = Annotated[Sentence, AfterValidator(Typeset.of)]
"""A sentence of a rule text, as it is printed."""

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$")]
"""A name in rules: lower case, `_` inside a word, `.` between words."""

Row = dict[str, Any]
"""One subject's facts as a frame carries them: integers and Booleans, None where nothing is known.
"""
