"""Search keys and sort keys: by what people look for organisations and people, and in which order
they are shown.
"""

import polars as pl

from thidua.workbooks import (
    fold,
    fold_expr,
    vietnamese_order_key,
    vietnamese_sort_key,
    vietnamese_sort_keys,
)

_LONGEST_SEARCH = 400
_LONGEST_PERSON_SEARCH = 200
_LONGEST_SORT = 400


def organisation_search_key(*, name: str, short_name: str, code: str) -> str:
    """What `search` looks through: name, short name and code without diacritics."""
    return fold(f"{name} {short_name} {code}")[:_LONGEST_SEARCH]


def organisation_sort_key(name: str) -> str:
    """Vietnamese order of names."""
    return vietnamese_order_key(name)[:_LONGEST_SORT]


def person_search_key(*, full_name: str, code: str) -> str:
    """What `search` looks through: name and code without diacritics."""
    return fold(f"{full_name} {code}")[:_LONGEST_PERSON_SEARCH]


def person_sort_key(full_name: str) -> str:
    """Vietnamese order of people: given name first."""
    return vietnamese_sort_key(full_name)[:_LONGEST_SORT]


def organisation_keys(frame: pl.DataFrame) -> pl.DataFrame:
    """Add `search_key` and `sort_key` to rows with name, short_name and code."""
    words = fold_expr(pl.concat_str("name", "short_name", "code", separator=" "))
    order = [organisation_sort_key(name) for name in frame["name"]]
    return frame.with_columns(
        search_key=words.str.slice(0, _LONGEST_SEARCH),
        sort_key=pl.Series("sort_key", order, dtype=pl.String),
    )


def person_keys(frame: pl.DataFrame) -> pl.DataFrame:
    """Add `search_key` and `sort_key` to rows with full_name and code."""
    words = fold_expr(pl.concat_str("full_name", "code", separator=" "))
    return frame.with_columns(
        search_key=words.str.slice(0, _LONGEST_PERSON_SEARCH),
        sort_key=vietnamese_sort_keys(frame["full_name"]).str.slice(0, _LONGEST_SORT),
    )
