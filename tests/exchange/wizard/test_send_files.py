"""Sending files: kept byte by byte with a job in the queue, or refused with what would be right."""

import datetime as dt
import hashlib

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from thidua.accounts.models import Role, RoleGrant, User
from thidua.exchange import actions
from thidua.exchange.actions import Sent
from thidua.exchange.errors import NothingToDoError, UploadRefusedError
from thidua.exchange.models import Upload, UploadedFile
from thidua.organisations.models import Organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]
BODY = b"PK not really"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def test_files_are_kept_as_they_came_and_a_check_is_queued(officer: User) -> None:
    upload = actions.send_files(
        files=[Sent("a.xlsx", BODY), Sent("C:\\Users\\an\\A.XLSX", b"2")], year=2021, actor=officer
    )
    assert (upload.state, upload.uploaded_by_name, upload.year) == ("checking", "Lê Thị An", 2021)
    files = list(upload.files.values_list("name", "size", "sha256"))
    assert files == [
        ("a.xlsx", len(BODY), hashlib.sha256(BODY).hexdigest()),
        ("A (2).XLSX", 1, hashlib.sha256(b"2").hexdigest()),
    ]
    assert bytes(upload.files.get(position=0).body) == BODY
    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.args) == (
        "exchange.check",
        {"upload_id": upload.pk, "user_id": officer.pk},
    )


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([Sent("luong.xls", OLE + "Workbook".encode("utf-16-le"))], "Excel Workbook"),
        ([Sent("anh.xlsx", b"\x89PNG\r\n\x1a\n")], "đây là tệp ảnh"),
        ([Sent("a.csv", b"%PDF-1.7")], "đây là tệp PDF"),
        ([Sent("rong.csv", b"")], "tệp rỗng"),
        ([Sent(f"{number}.csv", b"a") for number in range(9)], "tối đa 8 tệp"),
        ([Sent("to.xlsx", bytes(25 * 1_048_576 + 1))], "tối đa 25 MB"),
        ([Sent(f"{number}.csv", b"a" * (21 * 1_048_576)) for number in range(3)], "60 MB"),
    ],
)
def test_what_is_no_workbook_or_too_much_is_refused(
    files: list[Sent], said: str, officer: User
) -> None:
    with pytest.raises(UploadRefusedError, match=said):
        actions.send_files(files=files, year=None, actor=officer)
    assert not UploadedFile.objects.exists()


def test_no_files_are_no_upload(officer: User) -> None:
    with pytest.raises(NothingToDoError):
        actions.send_files(files=[], year=None, actor=officer)


def test_only_the_province_sends(province: object) -> None:
    secretary = User.objects.create_user("binh")
    RoleGrant.objects.create(
        user=secretary,
        role=Role.UPPER_LEVEL,
        organisation=Organisation.objects.get(code="HU01"),
        starts_on=dt.date(2020, 1, 1),
    )
    with pytest.raises(PermissionDenied):
        actions.send_files(files=[Sent("a.xlsx", BODY)], year=None, actor=secretary)


def test_the_form_goes_on_to_the_upload_and_says_what_it_refuses(client: Client) -> None:
    response = client.post(
        "/nap-du-lieu/tai-len/",
        {"files": SimpleUploadedFile("a.csv", b"a,b\n1,2\n"), "year": "2021"},
    )
    upload = Upload.objects.get()
    assert (response.status_code, response.headers["Location"]) == (
        302,
        f"/nap-du-lieu/{upload.pk}/",
    )
    assert upload.year == 2021

    word = SimpleUploadedFile("a.doc", OLE + "WordDocument".encode("utf-16-le"))
    refused = client.post("/nap-du-lieu/tai-len/", {"files": word})
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Tệp “a.doc”: đây là tệp Word cũ (.doc), không phải tệp .xlsx hoặc .csv." in page
    assert client.post("/nap-du-lieu/tai-len/", {}).status_code == 422
    assert Upload.objects.count() == 1


def test_a_year_that_is_not_in_the_list_is_refused_not_replaced(client: Client) -> None:
    file = SimpleUploadedFile("a.csv", b"a,b\n1,2\n")
    refused = client.post("/nap-du-lieu/tai-len/", {"files": file, "year": "1999"})
    assert refused.status_code == 422
    assert "Năm: hãy chọn một năm có trong danh sách" in refused.content.decode()
    assert not Upload.objects.exists()


def test_a_discarded_upload_loses_its_bytes(officer: User, client: Client) -> None:
    upload = actions.send_files(files=[Sent("a.xlsx", BODY)], year=None, actor=officer)
    with pytest.raises(UploadRefusedError, match="đã sang trạng thái khác"):
        actions.discard(upload=upload, actor=officer)
    Upload.objects.filter(pk=upload.pk).update(state="failed")
    actions.discard(upload=upload, actor=officer)
    assert bytes(upload.files.get().body) == b""
    assert client.get(f"/nap-du-lieu/{upload.pk}/tep/0/").status_code == 404
    assert "đã được bỏ" in client.get(f"/nap-du-lieu/{upload.pk}/").content.decode()
