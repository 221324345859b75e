"""Words and shapes that several answers share: levels, texts in both languages, pages of a list.

The name of a shape, and of each of its fields, stands in the published description: it stays.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Any, Generic, Self, TypeVar

from django.http import HttpRequest
from pydantic import BaseModel, ConfigDict, Field

from thidua.language import Text
from thidua.vocabulary import Held, Label, Level
from thidua.web.queries import with_query

Item = TypeVar("Item")
MOST_AT_ONCE = 500
"""The longest page of any list."""
FARTHEST = 10_000_000
LONGEST_CODE = 40


class Shape(BaseModel):
    """What goes out."""

    model_config = ConfigDict(frozen=True)


class Input(BaseModel):
    """What comes in; whatever else is sent with it is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def described(vi: str, en: str, **rules: Any) -> Any:
    """What a field or a parameter means, in both languages: English where tools look, Vietnamese
    beside it.
    """
    # Both stand among the extras: of a part of the address only those reach the description.
    meaning: dict[str, Any] = {"description": en, "x-vi": vi}
    return Field(description=en, json_schema_extra=meaning, **rules)


NO_NUL = r"^[^\x00]*$"
Year = Annotated[int, described("năm được xếp loại", "the year that is rated", ge=1, le=9999)]
Code = Annotated[
    str,
    described(
        "mã tổ chức",
        "an organisation's code",
        min_length=1,
        max_length=LONGEST_CODE,
        pattern=NO_NUL,
    ),
]


class Both(Shape):
    """A text in both languages."""

    vi: str
    en: str

    @classmethod
    def of(cls, text: Text) -> Self:
        return cls(vi=text.vi, en=text.en)


Exact = Annotated[str, Field(pattern=r"^-?[0-9]+(\.[0-9]+)?$")]
"""A number with all its digits, as text: no reader rounds it."""


def exact(number: Decimal) -> str:
    """96.5000 as "96.5"."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def level(code: int | None) -> Level | None:
    """A level by its number 1 to 4; None: nothing said, or nobody can tell."""
    return Level.from_code(code) if code else None


class YearLevel(Shape):
    """The level of one earlier year, or of 2017 and before its label, which is no level; null: none
    known.
    """

    year: int
    level: Level | None
    label: Label | None = None

    @classmethod
    def of(cls, year: int, held: Held | None) -> Self:
        if isinstance(held, Label):
            return cls(year=year, level=None, label=held)
        return cls(year=year, level=held)


class Paging(Input):
    """Which part of a list is asked for."""

    limit: Annotated[int, described("nhiều nhất bao nhiêu dòng", "how many at most")] = Field(
        100, ge=1, le=MOST_AT_ONCE
    )
    offset: Annotated[
        int, described("bỏ qua bao nhiêu dòng đầu", "how many to leave out before")
    ] = Field(0, ge=0, le=FARTHEST)


class Paged(Shape, Generic[Item]):
    """One page of a list: `count` is how many there are in all, `next` the address of the page that
    follows.
    """

    items: list[Item]
    count: int
    limit: int
    offset: int
    next: str | None

    @classmethod
    def of(cls, items: Iterable[Item], *, count: int, paging: Paging, request: HttpRequest) -> Self:
        after = paging.offset + paging.limit
        following = f"{request.path}{with_query(request, offset=after)}" if after < count else None
        return cls(
            items=list(items),
            count=count,
            limit=paging.limit,
            offset=paging.offset,
            next=following,
        )


def part_of(items: Any, paging: Paging) -> Any:
    """The requested part of a list or of a question to the database."""
    return items[paging.offset : paging.offset + paging.limit]
