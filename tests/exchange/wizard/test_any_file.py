"""Whatever is sent, it is answered by a page that says what to do: never by a fault of ours."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange import cast
from tests.trials import trial_size
from thidua.accounts.models import User
from thidua.exchange import working
from thidua.exchange.books import Book
from thidua.exchange.models import Upload

pytestmark = pytest.mark.django_db
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.datetimes(),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=400),
    st.sampled_from(
        ["=1+1", "#N/A", "31/02/2021", "x" * 5_000, "Đảng bộ", "TCVN3: §¶ng bé", "-1", "1e309"]
    ),
)


@pytest.fixture
def through_the_page(client: Client, officer: User) -> Callable[[str, bytes], str]:
    """Send a file through the form, let the worker check it, and open its page. Returns the
    page.
    """

    def run(name: str, body: bytes) -> str:
        response = client.post("/nap-du-lieu/tai-len/", {"files": SimpleUploadedFile(name, body)})
        if response.status_code == 422:
            return str(response.content.decode())
        upload = Upload.objects.latest("pk")
        working.check(upload_id=upload.pk, actor=officer)
        upload.refresh_from_db()
        assert upload.state in {"asking", "faulty", "ready"}
        for part in ("", "?part=warnings", "?part=changes"):
            page = client.get(f"/nap-du-lieu/{upload.pk}/{part}")
            assert page.status_code == 200
        if upload.files.get().marked:
            openpyxl.load_workbook(
                io.BytesIO(client.get(f"/nap-du-lieu/{upload.pk}/tep/0/?marked=1").content)
            )
        return str(client.get(f"/nap-du-lieu/{upload.pk}/").content.decode())

    return run


def bomb() -> bytes:
    """A small zip that unpacks to a gigabyte."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 100_000_000)
    return file.getvalue()


def another_template() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Họ tên", "Hệ số lương"])
    book.active.append(["Nguyễn Văn A", 2.34])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("rong.csv", b"", "tệp rỗng"),
        ("rong.xlsx", b"", "tệp rỗng"),
        ("mat-khau.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        ("cu.xlsx", OLE + "Workbook".encode("utf-16-le"), "Lưu như"),
        ("anh.xlsx", b"\x89PNG\r\n\x1a\n", "không phải tệp .xlsx hoặc .csv"),
        ("hong.xlsx", b"PK\x03\x04 cut off", "bị hỏng"),
        ("bom.xlsx", bomb(), "nén bất thường"),
        ("luong.xlsx", another_template(), "không đúng mẫu"),
        (
            "tcvn3.csv",
            "M· sè,Hä vµ tªn\n1,NguyÔn V¨n An\n2,TrÇn ThÞ H¹nh\n3,¸nh\n".encode("cp1252"),
            "UniKey",
        ),
    ],
)
def test_a_bad_file_is_answered_with_what_to_do(
    name: str, body: bytes, said: str, through_the_page: Callable[[str, bytes], str]
) -> None:
    page = through_the_page(name, body)
    assert said.lower() in page.lower()
    assert name in page


@pytest.fixture
def good(tmp_path: Path) -> bytes:
    return cast.write(
        tmp_path, Book.MEMBERS, {"members": cast.members(), "positions": cast.positions()}
    ).read_bytes()


@pytest.mark.trial
@pytest.mark.usefixtures("quick")
@settings(max_examples=trial_size(200), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cells=st.lists(st.tuples(st.integers(1, 14), st.integers(1, 12), ODD), min_size=1, max_size=12)
)
def test_odd_cells_are_told_or_taken(
    cells: list[tuple[int, int, object]], good: bytes, through_the_page: Callable[[str, bytes], str]
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(good))
    page = book.worksheets[0]
    for row, column, value in cells:
        try:
            page.cell(row, column).value = value
        except (ValueError, TypeError):  # openpyxl itself refuses to write it
            continue
    file = io.BytesIO()
    book.save(file)
    through_the_page("la.xlsx", file.getvalue())


@pytest.mark.trial
@settings(max_examples=trial_size(80), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    places=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=20),
    cut=st.floats(0.1, 1),
)
def test_broken_bytes_are_told(
    places: list[tuple[float, int]],
    cut: float,
    good: bytes,
    through_the_page: Callable[[str, bytes], str],
) -> None:
    body = bytearray(good[: max(1, int(len(good) * cut))])
    for place, value in places:
        body[int(place * (len(body) - 1))] = value
    through_the_page("hong.xlsx", bytes(body))


@pytest.mark.trial
@pytest.mark.usefixtures("quick")
@settings(max_examples=trial_size(200), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.one_of(st.binary(min_size=1, max_size=400), st.text(max_size=400).map(str.encode)))
def test_any_csv_is_told_or_taken(
    body: bytes, through_the_page: Callable[[str, bytes], str]
) -> None:
    through_the_page("x.csv", body)
