"""Which known code somebody meant."""

import polars as pl
import pytest

from thidua.loading.nearest import nearest_codes

KNOWN = pl.Series("code", ["HU01", "HU02", "X01", "X01-1", "DV000123", "Đ-KCQ"])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("HU1", "HU01"),
        ("hu-02", "HU02"),
        ("HU012", "HU01"),
        ("X 01-1", "X01-1"),
        ("DV000132", "DV000123"),
        ("D KCQ", "Đ-KCQ"),
        ("ZZ99", None),
        ("DV999999", None),
    ],
)
def test_one_slip_away(written: str, meant: str | None) -> None:
    assert nearest_codes([written], KNOWN).get(written) == meant


def test_nothing_known_nothing_near() -> None:
    assert nearest_codes(["X"], pl.Series("code", [], dtype=pl.String)) == {}
    assert nearest_codes([], KNOWN) == {}
