"""The sheet *Chưa kiểm điểm*: reviews put off are noted by a table, and written out again."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.exchange import cast
from tests.exchange.conftest import Load
from thidua.exchange.books import Book
from thidua.roster.models import PutOff, RosterEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province", "quick")]
Refused = Callable[..., list[str]]

ILL = {"subject_type": "member", "code": "DV03", "reason": "ill", "note": "nằm viện"}


def test_who_is_noted_is_not_rated_until_the_review_is_made_up_for(
    load: Load, tmp_path: Path
) -> None:
    assert load(cast.write(tmp_path, Book.FACTS, {"put_off": [ILL]})).applied
    entry = RosterEntry.objects.get(code="DV03", subject_type="member")
    assert (entry.rated, entry.put_off.reason, entry.put_off.note) == (False, "ill", "nằm viện")
    made_up = ILL | {"reviewed_on": dt.date(2022, 3, 1)}
    assert load(cast.write(tmp_path, Book.FACTS, {"put_off": [made_up]})).applied
    entry.refresh_from_db()
    assert (entry.rated, PutOff.objects.get().reviewed_on) == (True, dt.date(2022, 3, 1))


def test_a_row_says_who_and_why(refused: Refused) -> None:
    nobody = ILL | {"code": "DV99"}
    untold = ILL | {"reason": "other", "note": None}
    before = ILL | {"code": "DV04", "reviewed_on": dt.date(2020, 5, 1)}
    errors = refused(Book.FACTS, put_off=[nobody, untold, before])
    assert len(errors) == 3
    assert "DV99" in errors[0]
    assert "ghi rõ lý do" in errors[1]
    assert "một ngày từ 01/01/2021" in errors[2]
    assert not PutOff.objects.exists()
