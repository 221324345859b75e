"""The pages of the import: who gets them, what they say in each state, how often they ask the
database.
"""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.exchange import cast
from tests.second_factor import give_second_factor, signed_in_now
from thidua.accounts.models import Role, RoleGrant, User
from thidua.exchange.books import Book, workbook
from thidua.exchange.models import Upload
from thidua.organisations.models import Organisation
from thidua.workbooks import parse_workbook, read

Act = Callable[..., Upload]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]
MOST, OF_ALL_ROOMS = 12, 34
"""How often a page asks the database; the first page asks every room, and counts anew here."""


def members(tmp_path: Path, **more: str) -> Path:
    rows = [cast.members()[0] | {"code": "DV11", "full_name": "Trịnh Thị Mai"} | more]
    return cast.write(tmp_path, Book.MEMBERS, {"members": rows})


def text(client: Client, address: str) -> str:
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    assert response.status_code == 200, address
    assert len(asked) <= (OF_ALL_ROOMS if address == "/" else MOST), (address, len(asked))
    return response.content.decode()


def test_every_state_is_a_page_with_the_next_step(
    send: Act, load: Act, undo: Act, client: Client, tmp_path: Path
) -> None:
    upload = send(members(tmp_path))
    address = f"/nap-du-lieu/{upload.pk}/"
    assert "Nạp 1 dòng mới" in text(client, address)
    client.get("/")  # what is read once a process (framework texts) is not the page's
    assert "Xác nhận nạp" in text(client, "/")
    client.post(address, {"act": "again"})
    page = text(client, address)
    assert "Đang chờ đến lượt" in page
    assert 'hx-trigger="every 2s"' in page
    assert 'http-equiv="refresh"' in page
    Upload.objects.filter(pk=upload.pk).update(state="ready")
    load(upload)
    assert "Nạp nhầm? Hoàn tác lần nạp này" in text(client, address)
    undo(upload)
    page = text(client, address)
    assert "dữ liệu trở lại như trước" in page
    assert "Nạp nhầm tệp" in page
    assert "Xác nhận nạp" not in text(client, "/")
    assert "Đã hoàn tác" in text(client, "/nap-du-lieu/")


def test_a_page_that_watches_gets_its_part_alone(send: Act, client: Client, tmp_path: Path) -> None:
    upload = send(members(tmp_path))
    page = client.get(f"/nap-du-lieu/{upload.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in page
    assert 'id="stage"' in page
    assert "hx-get" not in page


def test_acts_go_through_the_form_and_refusals_are_said(
    send: Act, client: Client, tmp_path: Path
) -> None:
    upload = send(members(tmp_path))
    address = f"/nap-du-lieu/{upload.pk}/"
    client.post(address, {"act": "confirm", "outcome": "other"})
    assert "Bản xem trước đã đổi" in text(client, address)
    client.post(address, {"act": "undo", "reason": "x"})
    assert "trạng thái khác" in text(client, address)
    client.post(address, {"act": "?"})
    assert "Chưa nhận được lựa chọn" in text(client, address)
    client.post(address, {"act": "confirm", "outcome": upload.outcome})
    assert Upload.objects.get(pk=upload.pk).state == "applying"


@pytest.mark.parametrize(
    ("role", "code"),
    [(Role.CELL, "X01-1"), (Role.PROVINCE, "HU01"), (Role.AUDITOR, "T"), (Role.INSPECTOR, "T")],
)
def test_nobody_else_finds_an_upload(role: Role, code: str, send: Act, tmp_path: Path) -> None:
    upload = send(members(tmp_path))
    other = User.objects.create_user("khac")
    RoleGrant.objects.create(
        user=other,
        role=role,
        organisation=Organisation.objects.get(code=code),
        starts_on=dt.date(2020, 1, 1),
    )
    give_second_factor(other)
    client = Client()
    client.force_login(other)
    for address in ("", f"{upload.pk}/", f"{upload.pk}/tep/0/", "tai-len/", "mau/members/"):
        assert client.get(f"/nap-du-lieu/{address}").status_code == 404
    assert client.post(f"/nap-du-lieu/{upload.pk}/", {"act": "discard"}).status_code == 404
    assert 'href="/nap-du-lieu/' not in client.get("/").content.decode()
    assert Upload.objects.get(pk=upload.pk).state == "ready"


def test_an_old_sign_in_confirms_and_undoes_nothing_of_the_province(
    officer: User, send: Act, load: Act, tmp_path: Path
) -> None:
    client, upload = signed_in_now(officer, minutes_ago=16), send(members(tmp_path))
    address = f"/nap-du-lieu/{upload.pk}/"
    late = client.post(address, {"act": "confirm", "outcome": upload.outcome})
    assert late.status_code == 422
    assert "Xác nhận lại người làm" in late.content.decode()
    assert Upload.objects.get(pk=upload.pk).state == "ready"
    load(upload)
    late = client.post(address, {"act": "undo", "reason": "nhầm tệp"})
    assert 'value="nhầm tệp"' in late.content.decode()
    assert Upload.objects.get(pk=upload.pk).state == "applied"


def test_an_import_speaks_english_too(send: Act, client: Client, tmp_path: Path) -> None:
    upload = send(members(tmp_path, cell="X01-9"))
    client.cookies["django_language"] = "en"
    page = text(client, f"/nap-du-lieu/{upload.pk}/")
    assert "1 fault, nothing was written" in page
    assert "no organisation has this code" in page
    assert " style=" not in page


def test_a_file_comes_back_as_it_was_sent(send: Act, client: Client, tmp_path: Path) -> None:
    path = members(tmp_path)
    upload = send(path)
    assert client.get(f"/nap-du-lieu/{upload.pk}/tep/0/").content == path.read_bytes()
    assert client.get(f"/nap-du-lieu/{upload.pk}/tep/0/?marked=1").status_code == 404
    assert client.get(f"/nap-du-lieu/{upload.pk}/tep/7/").status_code == 404


@pytest.mark.parametrize("kind", list(Book))
def test_a_filled_template_sent_back_changes_nothing(
    kind: Book, send: Act, client: Client, tmp_path: Path
) -> None:
    path = tmp_path / "co-san.xlsx"
    path.write_bytes(client.get(f"/nap-du-lieu/mau/{kind}/?filled=1").content)
    upload = send(path)
    assert (upload.state, upload.summary["new"], upload.summary["changed"]) == ("ready", 0, 0)
    assert "không có gì mới" in text(client, f"/nap-du-lieu/{upload.pk}/")
    empty = tmp_path / "trong.xlsx"
    empty.write_bytes(client.get(f"/nap-du-lieu/mau/{kind}/").content)
    assert all(
        sheet.frame.is_empty()
        for sheet in parse_workbook(read(empty), workbook(kind)).sheets.values()
        if not sheet.spec.vertical
    )
