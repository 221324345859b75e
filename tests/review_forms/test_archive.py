"""A whole organisation's forms by the worker: progress, stopping, and a worker that dies."""

import io
import zipfile
from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import Cast
from thidua.access import bundles, preparing
from thidua.access.models import PreparedFile, PreparedPart, Preparing
from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.review_forms.archive import FORMS

Signed = Callable[[str], Client]
UNIT = "/nam/2021/mau-kiem-diem/G1/"


class KilledError(BaseException):
    """The worker is gone: nothing of it runs on."""


def asked(client: Client, kind: str = "docx") -> PreparedFile:
    answer = client.post(UNIT, {"format": kind})
    assert answer.status_code == 302
    return PreparedFile.objects.get()


def names_in(client: Client, file: PreparedFile) -> list[str]:
    answer = client.get(f"/tep-xuat/{file.pk}/tai-ve/")
    body = b"".join(answer)
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert archive.testzip() is None
        return archive.namelist()


def dying_after(made: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The worker dies before it has made one paper more; what it made, by key."""
    keys: list[str] = []

    def make(actor: User, order: bundles.Asked, key: str) -> bytes:
        if len(keys) == made:
            raise KilledError
        keys.append(key)
        return FORMS.make(actor, order, key)

    dying = bundles.Bundler(FORMS.name, FORMS.title, FORMS.plan, make)
    monkeypatch.setattr(bundles, "BUNDLERS", [dying])
    return keys


def test_a_worker_that_dies_loses_nothing_and_the_next_goes_on(
    written: Campaign, signed: Signed, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed("grassroots")
    file = asked(client)
    first = dying_after(2, monkeypatch)
    with pytest.raises(KilledError):
        preparing.work_on(file.pk)
    file.refresh_from_db()
    assert (file.state, file.done, file.total) == ("making", 2, 8)
    assert "Xong 2 trong 8 giấy tờ." in " ".join(
        client.get(f"/tep-xuat/{file.pk}/").content.decode().split()
    )

    second = dying_after(99, monkeypatch)
    preparing.work_on(file.pk)
    file.refresh_from_db()
    assert (file.state, file.done) == ("ready", 8)
    assert not set(first) & set(second)
    names = names_in(client, file)
    assert len(names) == len(set(names)) == 8
    assert any(name.startswith("Mẫu 02 G1A") for name in names)
    assert any(name.startswith("Mẫu 05 G1B") for name in names)


def test_what_changes_meanwhile_does_not_shift_what_is_made(
    written: Campaign, signed: Signed, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = asked(signed("grassroots"))
    dying_after(1, monkeypatch)
    with pytest.raises(KilledError):
        preparing.work_on(file.pk)
    file.refresh_from_db()
    planned = list(file.plan)
    dying_after(99, monkeypatch)
    preparing.work_on(file.pk)

    file.refresh_from_db()
    assert file.plan == planned
    parts = file.parts.order_by("number").values_list("name", flat=True)
    assert list(parts) == [name for name, _key in planned]


def test_who_asked_stops_it(written: Campaign, signed: Signed) -> None:
    client = signed("grassroots")
    file = asked(client)

    client.post(f"/tep-xuat/{file.pk}/dung/")
    preparing.work_on(file.pk)

    file.refresh_from_db()
    assert file.state == Preparing.STOPPED
    assert not PreparedPart.objects.exists()
    assert "Đã dừng theo yêu cầu" in client.get(f"/tep-xuat/{file.pk}/").content.decode()
    assert client.get(f"/tep-xuat/{file.pk}/tai-ve/").status_code == 404


def test_it_is_stopped_in_the_middle(
    written: Campaign, signed: Signed, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = asked(signed("grassroots"))

    def make(actor: User, order: bundles.Asked, key: str) -> bytes:
        preparing.stop(PreparedFile.objects.get(pk=file.pk))
        return b"x"

    stopping = bundles.Bundler(FORMS.name, FORMS.title, FORMS.plan, make)
    monkeypatch.setattr(bundles, "BUNDLERS", [stopping])
    preparing.work_on(file.pk)

    file.refresh_from_db()
    assert file.state == Preparing.STOPPED
    assert not PreparedPart.objects.exists()


def test_nobody_else_stops_or_takes_it(written: Campaign, signed: Signed) -> None:
    file = asked(signed("grassroots"))
    other = signed("secretary")

    assert other.post(f"/tep-xuat/{file.pk}/dung/").status_code == 404
    assert other.get(f"/tep-xuat/{file.pk}/").status_code == 404
    file.refresh_from_db()
    assert file.under_way


def test_a_unit_with_nothing_to_print_says_so(year: Campaign, signed: Signed) -> None:
    year.roster.all().delete()
    answer = signed("grassroots").post(UNIT, {"format": "pdf"})

    assert answer.status_code == 409
    assert "Chưa có bản nào theo mẫu này để in" in answer.content.decode()
    assert not PreparedFile.objects.exists()


def test_those_who_only_look_ask_for_no_archive(written: Campaign, signed: Signed) -> None:
    assert signed("auditor").post(UNIT, {"format": "pdf"}).status_code == 403
    assert not PreparedFile.objects.exists()
