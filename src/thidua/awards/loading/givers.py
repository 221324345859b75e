"""Who gives an award, as people write it: an authority of the State, or a Party organisation by its
code or by its name. What is neither is no giver.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from thidua.awards.sheets import STATE
from thidua.language import Text
from thidua.loading.checking import Checking
from thidua.organisations.loading.organisations import ORGANISATION
from thidua.organisations.names import names_of
from thidua.vocabulary import StateAuthority, Tier
from thidua.workbooks import vietnamese_order_key

_MANY = Text("nhiều tổ chức mang tên này: {codes}", "several organisations have this name: {codes}")
_A_CODE = Text("mã của một trong các tổ chức ấy", "the code of one of them")
_NOBODY = Text(
    "không phải cơ quan có thẩm quyền khen, cũng không phải mã hay tên của tổ chức đảng nào",
    "no authority of the State, and no code or name of a Party organisation",
)
_EXPECTED = Text(
    "mã hoặc tên của tổ chức đảng đã có, hoặc một trong: {state}",
    "the code or name of a known Party organisation, or one of: {state}",
).format(state=STATE)


@dataclass(frozen=True)
class _Named:
    """What a written giver may mean: an authority of the State, or the codes of organisations."""

    state: str = ""
    codes: tuple[str, ...] = ()


def with_givers(check: Checking, rows: pl.DataFrame, organisations: pl.DataFrame) -> pl.DataFrame:
    """The rows with `authority` as it is stored: the code of an organisation, or the word of an
    authority of the State. What is not understood is reported by its cell.

    `organisations`: code, name, short_name, tier of every organisation."""
    written = check.frame["authority"].drop_nulls().unique(maintain_order=True).to_list()
    meant = _meanings(written, organisations)
    known = {text: one.state or one.codes[0] for text, one in meant.items() if _is_one(one)}
    _report_many(check, meant)
    strange = check.frame.filter(~pl.col("authority").is_in([*meant]))
    codes = organisations["code"]
    unknown = check.known_nowhere("authority", codes, kind=ORGANISATION, rows=strange)
    check.unknown(unknown, "authority", codes, message=_NOBODY, expected=_EXPECTED)
    return rows.with_columns(
        pl.col("authority").replace_strict(known, default=None, return_dtype=pl.String)
    )


def _is_one(named: _Named) -> bool:
    return bool(named.state) or len(named.codes) == 1


def _report_many(check: Checking, meant: dict[str, _Named]) -> None:
    for text, one in meant.items():
        if not _is_one(one):
            check.fail(
                check.frame.filter(pl.col("authority") == text),
                column="authority",
                message=_MANY.format(codes=", ".join(one.codes[:5])),
                expected=_A_CODE,
            )


def _meanings(written: Iterable[str], organisations: pl.DataFrame) -> dict[str, _Named]:
    """What each written giver means; what means nothing is left out. A code stands before a
    name.
    """
    codes = set(organisations["code"])
    by_name: dict[str, dict[str, None]] = {}
    for code, name, short, tier in organisations.select(
        "code", "name", "short_name", "tier"
    ).iter_rows():
        for form in names_of(name, short or "", province=tier == Tier.PROVINCE):
            by_name.setdefault(vietnamese_order_key(form), {})[code] = None
    state = {
        vietnamese_order_key(form): word.value
        for word in StateAuthority
        for form in (word.value, *word.title, *word.spellings)
    }
    found = {}
    for text in written:
        key = vietnamese_order_key(text)
        if text in codes:
            found[text] = _Named(codes=(text,))
        elif key in state:
            found[text] = _Named(state=state[key])
        elif key in by_name:
            found[text] = _Named(codes=tuple(by_name[key]))
    return found
