"""Health papers: verifiers by name alone, each opening told, erased by rule; the seal says so."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from tests.attachments.browsing import get
from tests.attachments.samples import picture
from tests.attachments.samples import sent as sent_file
from tests.objections.conftest import TOLD
from tests.second_factor import signed_in_now
from thidua.access.models import Look
from thidua.accounts.models import User
from thidua.attachments.models import Attachment, StoredFile
from thidua.notices.models import Notice
from thidua.objections.actions import object_to_level
from thidua.objections.answering import answer
from thidua.objections.erasing import erase_due
from thidua.objections.models import HEALTH, Line, Objection, SealedPart
from thidua.objections.verifying import assign, note
from thidua.roster.models import RosterEntry
from thidua.seals.verifying import verify

Who = Callable[[str], User]
On = Callable[[dt.date], None]


@pytest.fixture
def answered(subject: RosterEntry, who: Who, on: On) -> Objection:
    """Kept on 02/01/2022, with one paper about health."""
    on(TOLD + dt.timedelta(days=13))
    sent = object_to_level(
        roster_entry=subject,
        conditions=[],
        facts={"year_tasks": "excellent"},
        why="Tôi nằm viện",
        actor=who("objector"),
        health=[sent_file("giay.jpg", picture())],
    )
    assign(objection=sent, users=[who("colleague").pk], actor=who("superior"))
    note(objection=sent, text="Đã xem", actor=who("colleague"))
    return answer(objection=sent, upheld=False, reasons="Đủ căn cứ", actor=who("superior"))


def opened(who: User) -> int:
    """What the address of the paper answers to somebody, read to its end."""
    client: Client = signed_in_now(who)
    return get(client, Attachment.objects.get(kind=HEALTH)).status


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("objector", 200),
        ("colleague", 200),
        ("superior", 404),
        ("decider", 404),
        ("cell", 404),
        ("province", 404),
    ],
)
def test_only_the_objector_and_who_verifies_by_name_open_them(
    answered: Objection, who: Who, word: str, status: int
) -> None:
    assert answered.pk
    assert opened(who(word)) == status


def test_each_opening_is_a_look_a_line_and_a_word_to_the_objector(
    answered: Objection, who: Who
) -> None:
    opened(who("colleague"))
    assert Look.objects.filter(reader=who("colleague"), dossier="papers").exists()
    assert Line.objects.filter(objection=answered, kind="opened").count() == 1
    told = Notice.objects.get(kind="objections.opened")
    assert told.user == who("objector")
    opened(who("objector"))
    assert Line.objects.filter(objection=answered, kind="opened").count() == 1


def test_they_go_after_the_last_instance_and_the_seal_names_the_rule(
    answered: Objection, on: On
) -> None:
    assert answered.answered_on is not None
    last = answered.answered_on + dt.timedelta(days=30 + 90)  # the second instance was possible
    on(last)
    assert erase_due() == 0
    on(last + dt.timedelta(days=1))
    assert erase_due() == 1
    assert Attachment.objects.get(kind=HEALTH).file is None
    assert not StoredFile.objects.exists()
    part = SealedPart.objects.get(kind="objection_health")
    assert (bytes(part.content), bytes(part.salt)) == (b"", b"")
    found = verify()
    assert (found.broken, found.changed) == (None, ())
    assert [(one.kind, one.erased.rule.en[:13]) for one in found.gone] == [
        ("objection_health", "health papers")
    ]
    assert erase_due() == 0
