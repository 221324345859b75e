"""A submission of a room: sent, returned with a reason, sent again, accepted."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.apps import AppConfig, apps
from django.db import connection

from tests.builder import OPERATOR
from tests.toy_room.models import Wish
from thidua.accounts.permissions import Authority
from thidua.submissions.actions import move
from thidua.submissions.errors import SubmissionError

BY = Authority(OPERATOR)


@pytest.fixture
def wish(db: None) -> Iterator[Wish]:
    config = AppConfig.create("tests.toy_room")
    config.apps = apps
    apps.app_configs[config.label] = config
    config.import_models()
    apps.clear_cache()
    with connection.schema_editor() as editor:
        editor.create_model(Wish)
    yield Wish._default_manager.create(title="Điều lệ Đảng")
    del apps.app_configs[config.label]
    apps.clear_cache()


def test_it_goes_there_and_back_and_keeps_count(wish: Wish) -> None:
    sent = move(wish, "send", authority=BY)
    assert (sent.status, sent.version) == ("sent", 1)
    returned = move(sent, "return", authority=BY, reason="chưa rõ ai làm")
    assert (returned.status, returned.reason) == ("returned", "chưa rõ ai làm")
    again = move(returned, "send", authority=BY)
    assert (again.version, again.reason) == (2, "")
    assert move(again, "accept", authority=BY).status == "accepted"


def test_a_return_without_a_reason_changes_nothing(wish: Wish) -> None:
    sent = move(wish, "send", authority=BY)
    with pytest.raises(SubmissionError, match="hãy nêu lý do"):
        move(sent, "return", authority=BY, reason=" ")
    sent.refresh_from_db()
    assert sent.status == "sent"


def test_what_somebody_else_did_meanwhile_counts(wish: Wish) -> None:
    seen = move(wish, "send", authority=BY)
    move(seen, "accept", authority=BY)
    with pytest.raises(SubmissionError, match="đã được nhận"):
        move(seen, "return", authority=BY, reason="muộn rồi")


def test_after_its_deadline_it_is_sent_only_when_somebody_takes_it_late(wish: Wish) -> None:
    wish.due_on = dt.date(2000, 3, 31)
    wish.save()
    with pytest.raises(SubmissionError, match="quá hạn gửi 31/03/2000"):
        move(wish, "send", authority=BY)
    assert move(wish, "send", authority=BY, late=True).status == "sent"
