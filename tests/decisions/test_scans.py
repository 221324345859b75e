"""The signed paper of a decision, scanned: who adds it, who opens it."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.attachments.conftest import folder
from tests.attachments.samples import picture
from tests.builder import OPERATOR, decision
from tests.cast import Cast
from thidua.access.models import Export
from thidua.accounts.models import Role, User
from thidua.attachments.actions import attach
from thidua.attachments.inspecting import Sent
from thidua.attachments.models import Attachment
from thidua.campaigns.models import Campaign
from thidua.decisions.actions import issue_decision, reopen_decision
from thidua.decisions.models import Decision
from thidua.decisions.scans import SCANS

__all__ = ["folder"]
pytestmark = pytest.mark.usefixtures("folder")
As = Callable[[Role, str], Client]


@pytest.fixture
def issued(cast: Cast, year: Campaign) -> Decision:
    made = decision(year, cast["G1"], ["member"])
    issue_decision(decision=made, actor=OPERATOR)
    return made


def address(one: Decision) -> str:
    return f"/quyet-dinh/2021/{one.pk}/"


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("ban-ky.png", picture("PNG"), content_type="image/png")


def test_whoever_decides_adds_the_signed_paper_and_readers_open_it(
    issued: Decision, as_: As
) -> None:
    client = as_(Role.GRASSROOTS, "G1")
    client.post(address(issued), {"act": "files", "files": [scan()]})
    (kept,) = Attachment.objects.all()
    assert kept.name in client.get(address(issued)).content.decode()

    opened = as_(Role.UPPER_LEVEL, "U1").get(f"/tep/{kept.pk}/")
    assert opened.status_code == 200
    assert opened.getvalue()
    assert Export.objects.filter(what="decision", form="scan").count() == 1
    assert as_(Role.CELL, "G1A").get(f"/tep/{kept.pk}/").status_code == 404


def test_who_only_reads_the_decision_adds_nothing(
    issued: Decision, as_: As, user: Callable[[Role, str], User]
) -> None:
    page = as_(Role.INSPECTOR, "U1").get(address(issued)).content.decode()
    assert "Tải lên" not in page
    with pytest.raises(PermissionDenied):
        attach(kind=SCANS, owner=issued, files=[Sent(scan())], actor=user(Role.INSPECTOR, "U1"))


def test_a_draft_has_no_signed_paper(
    cast: Cast, year: Campaign, user: Callable[[Role, str], User]
) -> None:
    draft = decision(year, cast["G1"], ["member"])
    with pytest.raises(PermissionDenied):
        attach(kind=SCANS, owner=draft, files=[Sent(scan())], actor=user(Role.GRASSROOTS, "G1"))


def test_it_stays_when_the_decision_is_reopened_and_goes_with_its_reason(
    issued: Decision, as_: As
) -> None:
    client = as_(Role.GRASSROOTS, "G1")
    client.post(address(issued), {"act": "files", "files": [scan()]})
    reopen_decision(decision=issued, reason="sai số liệu", actor=OPERATOR)
    kept = Attachment.objects.get()
    assert kept.name in client.get(address(issued)).content.decode()

    client.post(address(issued), {"act": "remove_file", "file": kept.pk})
    kept.refresh_from_db()
    assert kept.removed_at is not None


def test_no_file_and_a_file_that_is_none_are_refused_on_the_page(issued: Decision, as_: As) -> None:
    client = as_(Role.GRASSROOTS, "G1")
    answer = client.post(address(issued), {"act": "files"}, follow=True)
    assert "Chưa chọn tệp nào" in answer.content.decode()
    bad = SimpleUploadedFile("x.exe", b"MZ" + b"0" * 64)
    answer = client.post(address(issued), {"act": "files", "files": [bad]}, follow=True)
    assert answer.status_code == 200
    assert not Attachment.objects.exists()
