"""Which known code somebody meant: the ones that differ by one letter, or by case, accents, blanks
and signs only.
"""

from collections.abc import Sequence

import polars as pl

from thidua.workbooks import fold_expr

_LONGEST = 40


def nearest_codes(unknown: Sequence[str], known: pl.Series) -> dict[str, str]:
    """For each unknown code a known one that is a single slip away (a letter wrong, missing, added
    or swapped).

    Two codes are a slip apart when taking away at most one letter of each can make them equal.
    """
    if not unknown or known.is_empty():
        return {}
    wanted = _reduced(pl.Series("unknown", unknown, dtype=pl.String))
    # Codes of a quite different length cannot fit; leaving them out keeps this quick for a hundred
    # thousand members.
    lengths = {len(code) for code in unknown}
    candidates = known.unique().alias("known")
    fitting = candidates.str.len_chars().is_between(max(min(lengths) - 4, 0), max(lengths) + 4)
    pairs = wanted.join(_reduced(candidates.filter(fitting)), on="reduced", suffix="_known")
    # The same but for signs and case comes first, then codes of the same length.
    closest = pairs.with_columns(
        differs=pl.col("plain") != pl.col("plain_known"),
        apart=(_length("plain") - _length("plain_known")).abs(),
    ).sort("unknown", "differs", "apart", "known")
    return dict(
        closest.group_by("unknown", maintain_order=True)
        .first()
        .select("unknown", "known")
        .iter_rows()
    )


def _length(column: str) -> pl.Expr:
    return pl.col(column).str.len_chars().cast(pl.Int32)


def _reduced(codes: pl.Series) -> pl.DataFrame:
    """Each code with all its forms of one letter less, and whole; folded, letters and digits
    only.
    """
    name = codes.name
    plain = codes.to_frame().with_columns(
        plain=fold_expr(pl.col(name)).str.replace_all(r"[^a-z0-9]", "")
    )
    longest = min(_LONGEST, int(plain["plain"].str.len_chars().max() or 0))  # type: ignore[arg-type]
    forms = [plain.select(name, "plain", reduced="plain")]
    for at in range(longest):
        without = pl.col("plain").str.slice(0, at) + pl.col("plain").str.slice(at + 1)
        forms.append(
            plain.filter(pl.col("plain").str.len_chars() > at).select(
                name, "plain", reduced=without
            )
        )
    return pl.concat(forms).unique()
