"""Minutes are sealed as they were adopted."""

import json

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from tests.meetings.test_ordering import finish
from tests.seals.test_verifying import behind_the_databases_back
from thidua.accounts.models import User
from thidua.db.frames import execute
from thidua.meetings.holding import adopt
from thidua.meetings.models import Meeting, SealedMinutes, State
from thidua.seals.models import Link
from thidua.seals.verifying import verify


@pytest.fixture
def adopted(sitting: Meeting, officer: User) -> Meeting:
    finish(sitting, officer)
    return adopt(meeting=sitting, actor=officer)


def minutes_told() -> list[str]:
    return [text.vi for text in verify().told if "biên bản họp kiểm điểm" in text.vi]


def test_adopted_minutes_are_a_link(adopted: Meeting) -> None:
    link = Link.objects.get(kind="minutes")
    sealed = SealedMinutes.objects.get(meeting=adopted)
    assert (link.key, link.position) == (str(adopted.pk), sealed.position)
    said = json.loads(sealed.content)
    assert said["letterhead"]["title"] == "BIÊN BẢN"
    assert "dự thảo" not in said["letterhead"]["subject"]
    assert minutes_told() == []


def test_minutes_that_were_changed_are_named(adopted: Meeting) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        execute("UPDATE meetings_sealedminutes SET content = '{}'")
    behind_the_databases_back(
        "UPDATE meetings_sealedminutes SET content = replace(content, 'BIÊN BẢN', 'BIÊN')"
    )
    (told,) = minutes_told()
    assert f"(biên bản họp kiểm điểm {adopted.pk}) không khớp" in told


def test_minutes_from_before_there_were_seals_are_said(sitting: Meeting) -> None:
    Meeting.objects.filter(pk=sitting.pk).update(state=State.CLOSED, adopted_at=timezone.now())
    found = verify()
    assert found.whole
    assert "1 biên bản họp kiểm điểm (năm 2021)" in minutes_told()[0]


def test_an_adoption_that_fails_seals_nothing(sitting: Meeting, officer: User) -> None:
    finish(sitting, officer)
    with transaction.atomic():
        adopt(meeting=sitting, actor=officer)
        transaction.set_rollback(True)
    assert not Link.objects.filter(kind="minutes").exists()
