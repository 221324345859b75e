"""Confirming: what the preview showed is loaded, once, or the preview is shown anew."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.exchange import cast
from tests.exchange.wizard.conftest import content
from thidua.accounts.models import RoleGrant, User
from thidua.exchange import actions, jobs, working
from thidua.exchange.books import Book
from thidua.exchange.errors import LoadingAlreadyError, UploadRefusedError
from thidua.exchange.models import Upload
from thidua.organisations.models import Person

Act = Callable[..., Upload]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]


def changed(tmp_path: Path, **more: str) -> Path:
    rows = cast.members()
    rows[0] |= {"full_name": "Đỗ Thị Ánh Tuyết"} | more
    return cast.write(
        tmp_path,
        Book.MEMBERS,
        {"members": [*rows, rows[1] | {"code": "DV11", "full_name": "Trịnh Thị Mai"}]},
    )


def test_what_was_shown_is_loaded_and_known_to_be(send: Act, load: Act, tmp_path: Path) -> None:
    upload = load(send(changed(tmp_path)))
    assert (upload.state, upload.applied_by) == ("applied", "Lê Thị An")
    assert upload.act
    assert Person.objects.get(code="DV01").full_name == "Đỗ Thị Ánh Tuyết"
    assert Person.objects.filter(code="DV11").exists()
    assert set(ProcrastinateJob.objects.values_list("task_name", flat=True)) == {
        "exchange.check",
        "exchange.apply",
    }


def test_a_job_taken_up_again_after_it_was_done_changes_nothing(
    send: Act, load: Act, officer: User, tmp_path: Path
) -> None:
    upload = load(send(changed(tmp_path)))
    Person.objects.filter(code="DV01").update(full_name="Sửa sau")
    after = content()
    working.apply(upload_id=upload.pk, actor=officer)
    working.check(upload_id=upload.pk, actor=officer)
    assert content() == after
    assert Upload.objects.get(pk=upload.pk).act == upload.act


def test_it_is_confirmed_once(send: Act, officer: User, tmp_path: Path) -> None:
    upload = send(changed(tmp_path))
    actions.confirm(upload=upload, outcome=upload.outcome, actor=officer)
    with pytest.raises(UploadRefusedError, match="đã sang trạng thái khác"):
        actions.confirm(upload=upload, outcome=upload.outcome, actor=officer)
    assert ProcrastinateJob.objects.filter(task_name="exchange.apply").count() == 1


def test_warnings_that_must_be_read_are_read_before_anything_is_loaded(
    send: Act, client: Client, tmp_path: Path
) -> None:
    twice = cast.members()[0] | {"code": "DV11"}
    upload = send(cast.write(tmp_path, Book.MEMBERS, {"members": [twice]}))
    address = f"/nap-du-lieu/{upload.pk}/"
    page = client.get(address).content.decode()
    assert (upload.state, upload.must_read) == ("ready", 1)
    assert "trùng tên, ngày sinh với Đỗ Thị Ánh (DV01)" in page
    assert "Đã đọc 1 cảnh báo" in page

    agreed = {"act": "confirm", "outcome": upload.outcome}
    for read in ({}, {"warnings_read": "2"}):
        refused = client.post(address, agreed | read, follow=True).content.decode()
        assert "hãy đọc 1 cảnh báo phải đọc" in refused.lower()
        assert Upload.objects.get(pk=upload.pk).state == "ready"
    client.post(address, agreed | {"warnings_read": "1"})

    assert Upload.objects.get(pk=upload.pk).state == "applying"


def test_a_preview_without_such_warnings_asks_for_no_tick(
    send: Act, client: Client, tmp_path: Path
) -> None:
    upload = send(changed(tmp_path))
    assert "warnings_read" not in client.get(f"/nap-du-lieu/{upload.pk}/").content.decode()


def test_a_page_with_an_older_preview_confirms_nothing(
    send: Act, officer: User, tmp_path: Path
) -> None:
    upload = send(changed(tmp_path))
    with pytest.raises(UploadRefusedError, match="bản xem trước đã đổi"):
        actions.confirm(upload=upload, outcome="0" * 64, actor=officer)


def test_data_changed_since_in_a_way_that_matters_bring_a_new_preview(
    send: Act, load: Act, client: Client, tmp_path: Path
) -> None:
    upload = send(changed(tmp_path))
    Person.objects.filter(code="DV01").update(full_name="Đỗ Thị Ánh Nguyệt")
    before = content()
    later = load(upload)
    assert later.state == "ready"
    assert "Dữ liệu đã thay đổi từ lúc xem trước" in later.note["vi"]
    assert later.outcome != upload.outcome
    assert content() == before
    page = client.get(f"/nap-du-lieu/{upload.pk}/").content.decode()
    assert "Đỗ Thị Ánh Nguyệt" in page
    assert load(later).state == "applied"


def test_the_same_counts_with_other_rows_are_another_outcome(
    send: Act, load: Act, tmp_path: Path
) -> None:
    upload = send(changed(tmp_path))
    Person.objects.filter(code="DV01").update(full_name="Đỗ Thị Ánh Tuyết")
    Person.objects.filter(code="DV02").update(full_name="Nguyễn Văn B")
    later = load(upload)
    assert (later.state, later.summary["changed"]) == ("ready", upload.summary["changed"])


def test_data_changed_since_elsewhere_do_not_matter(send: Act, load: Act, tmp_path: Path) -> None:
    upload = send(
        cast.write(
            tmp_path,
            Book.MEMBERS,
            {"members": [cast.members()[0] | {"code": "DV11", "full_name": "Trịnh Thị Mai"}]},
        )
    )
    Person.objects.filter(code="DV07").update(full_name="Bùi Thu Hằng")
    assert load(upload).state == "applied"


def test_a_file_that_changes_nothing_cannot_be_confirmed(
    send: Act, officer: User, tmp_path: Path
) -> None:
    upload = send(cast.write(tmp_path, Book.MEMBERS, {"members": cast.members()}))
    assert upload.state == "ready"
    with pytest.raises(UploadRefusedError, match="không có gì để nạp"):
        actions.confirm(upload=upload, outcome=upload.outcome, actor=officer)


def test_who_may_no_longer_load_is_stopped_by_the_worker_too(
    send: Act, officer: User, tmp_path: Path
) -> None:
    upload = send(changed(tmp_path))
    actions.confirm(upload=upload, outcome=upload.outcome, actor=officer)
    RoleGrant.objects.filter(user=officer).delete()
    with pytest.raises(PermissionDenied):
        jobs.apply(upload_id=upload.pk, user_id=officer.pk)
    upload.refresh_from_db()
    assert upload.state == "ready"
    assert upload.note["vi"]
    assert not Person.objects.filter(code="DV11").exists()


def test_another_load_under_way_only_delays_it(
    send: Act, officer: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = send(changed(tmp_path))
    actions.confirm(upload=upload, outcome=upload.outcome, actor=officer)

    def busy(*_: object, **__: object) -> None:
        raise LoadingAlreadyError.elsewhere()

    with monkeypatch.context() as patched:
        patched.setattr(working, "import_files", busy)
        with pytest.raises(LoadingAlreadyError):
            jobs.apply(upload_id=upload.pk, user_id=officer.pk)
    assert Upload.objects.get(pk=upload.pk).state == "applying"
    jobs.apply(upload_id=upload.pk, user_id=officer.pk)
    assert Upload.objects.get(pk=upload.pk).state == "applied"


def test_an_unforeseen_fault_leaves_everything_as_it_was_and_says_so(
    send: Act, officer: User, client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = send(changed(tmp_path))
    actions.check_again(upload=upload, actor=officer)

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(working, "sheets_of", broken)
    with pytest.raises(ZeroDivisionError):
        jobs.check(upload_id=upload.pk, user_id=officer.pk)
    page = client.get(f"/nap-du-lieu/{upload.pk}/").content.decode()
    assert "Chưa kiểm tra được" in page
    assert "Kiểm tra lại" in page


def test_a_panic_of_a_library_ends_the_job_and_not_the_worker(
    send: Act, officer: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = send(changed(tmp_path))
    actions.check_again(upload=upload, actor=officer)

    def panic(*_: object, **__: object) -> None:
        raise type("PanicException", (BaseException,), {})("out of range")

    monkeypatch.setattr(working, "sheets_of", panic)
    with pytest.raises(RuntimeError, match="out of range"):
        jobs.check(upload_id=upload.pk, user_id=officer.pk)
    assert Upload.objects.get(pk=upload.pk).state == "failed"
