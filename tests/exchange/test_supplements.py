"""The column *Bổ sung cho quyết định số*: a decision names the first one that it supplements."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.exchange import cast
from tests.exchange.conftest import Load
from thidua.decisions.models import Decision
from thidua.exchange.books import Book

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province", "quick")]
Refused = Callable[..., list[str]]


def supplement(**said: Any) -> dict[str, Any]:
    known = {
        "number": "31-QĐ/HU",
        "date": dt.date(2022, 3, 10),
        "issuer": "HU01",
        "signer_post": "Bí thư",
        "covers": ["member"],
        "supplements": "12-QĐ/HU",
    }
    return known | said


def test_a_supplement_leads_to_its_first_decision(load: Load, tmp_path: Path) -> None:
    first = Decision.objects.get(number="12-QĐ/HU")
    assert load(cast.write(tmp_path, Book.DECISIONS, {"decisions": [supplement()]})).applied
    assert Decision.objects.get(number="31-QĐ/HU").supplements == first
    again = load(cast.write(tmp_path, Book.DECISIONS, {"decisions": [supplement()]}))
    assert sum(sheet.new + sheet.changed for sheet in again.sheets) == 0


@pytest.mark.parametrize(
    "said",
    [
        {"supplements": "99-QĐ/HU"},
        {"supplements": "125-QĐ/TU"},
        {"supplements": "31-QĐ/HU"},
        {"date": dt.date(2021, 12, 27)},
    ],
    ids=["nothing", "of another committee", "itself", "before its first"],
)
def test_what_is_no_supplement_is_refused(refused: Refused, said: dict[str, Any]) -> None:
    errors = refused(Book.DECISIONS, decisions=[supplement(**said)])
    assert "cùng cấp uỷ, ký cùng ngày hoặc trước đó" in " ".join(errors)
