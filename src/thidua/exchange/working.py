"""The worker's part: check an upload, load it, take it back. Each is one transaction that ends in
the new state.

A worker killed on the way leaves the upload in the state it began in, and nothing of its work; done
again, a step that is behind the upload already does nothing."""

import tempfile
from contextlib import suppress
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.campaigns.models import Campaign
from thidua.exchange.books import Book
from thidua.exchange.errors import ExchangeError
from thidua.exchange.files import Recognised
from thidua.exchange.importing import import_files, only_load
from thidua.exchange.keeping import keep_readings, remember_readings, said_of
from thidua.exchange.models import PreviewSheet, Upload, UploadState
from thidua.exchange.permissions import authorise_import
from thidua.exchange.preview import sheets_of, summary_of
from thidua.exchange.progress import reporting
from thidua.exchange.queries import against_undoing, authorise_acting
from thidua.exchange.results import ImportResult, Progress, Step
from thidua.exchange.understood import HowToRead, how_to_read
from thidua.exchange.undoing import take_back
from thidua.history.tracking import recording
from thidua.language import Text, speaking
from thidua.workbooks import Severity, mark_errors

CHANGED_SINCE = Text(
    "Dữ liệu đã thay đổi từ lúc xem trước nên chưa nạp gì. Dưới đây là kết quả kiểm tra mới: "
    "xem lại rồi xác nhận.",
    "The data have changed since the preview, so nothing was loaded. Below is the new check: "
    "look again, then confirm.",
)


def check(*, upload_id: int, actor: Actor, ask_all: bool = False) -> None:
    """Work out what the upload would change and everything that is wrong in it; keep that as its
    preview. `ask_all`: ask also what is understood without asking.
    """
    with reporting(upload_id) as report, transaction.atomic():
        upload = _held(upload_id, UploadState.CHECKING)
        if upload is None:
            return
        with speaking(upload.spoken):
            how = how_to_read(upload.unit, said=said_of(upload), ask_all=ask_all)
            result = _import(upload, actor, report, how)
            _keep_what_it_shows(upload, result, actor, note=None)


def apply(*, upload_id: int, actor: Actor) -> None:
    """Load the upload if that does exactly what its preview shows; else keep a new preview that
    says so.
    """
    with reporting(upload_id) as report, transaction.atomic():
        upload = _held(upload_id, UploadState.APPLYING)
        if upload is None:
            return
        with speaking(upload.spoken):
            how = how_to_read(upload.unit, said=said_of(upload, all_of_it=True))
            result = _import(upload, actor, report, how, agreed=upload.outcome)
            if not result.applied:
                _keep_what_it_shows(upload, result, actor, note=CHANGED_SINCE)
                return
        authority = authorise_import(actor, upload.unit)
        with recording(act="exchange.apply", actor=authority, upload=upload.pk):
            upload.state, upload.act, upload.applied_at = (
                UploadState.APPLIED,
                result.act,
                timezone.now(),
            )
            upload.summary = summary_of(result)
            upload.save(update_fields=["state", "act", "applied_at", "summary"])
            upload.readings.all().delete()


def undo(*, upload_id: int, actor: Actor) -> None:
    """Take an import back; when that cannot be, the upload stays loaded and says why."""
    with reporting(upload_id) as report, transaction.atomic():
        upload = _held(upload_id, UploadState.UNDOING)
        if upload is None:
            return
        authority = authorise_acting(actor, upload)
        only_load()
        report(Step(Text("Đối chiếu với lịch sử", "Reading the history"), done=0, total=2))
        try:
            with transaction.atomic():
                # Whoever issues decisions holds the year: none is issued between the look and the
                # end of this.
                list(Campaign.objects.select_for_update().values_list("pk", flat=True))
                against_undoing(upload)
                with recording(
                    act="exchange.undo",
                    actor=authority,
                    upload=upload.pk,
                    reason=upload.undo_reason,
                ):
                    take_back(upload.act, naming_files=upload.unit is None)
        except ExchangeError as error:
            _settle(upload, UploadState.APPLIED, actor, note=error.text.as_sentence())
            return
        upload.undone_at = timezone.now()
        _settle(upload, UploadState.UNDONE, actor, note=None)


def give_up(*, upload_id: int, actor: Actor, error: Exception) -> None:
    """A step failed in a way that nobody foresaw: the upload goes back to where somebody can act,
    and says so.
    """
    back = {
        UploadState.CHECKING: UploadState.FAILED,
        UploadState.APPLYING: UploadState.READY,
        UploadState.UNDOING: UploadState.APPLIED,
    }
    with transaction.atomic():
        upload = Upload.objects.select_for_update(no_key=True).get(pk=upload_id)
        if upload.state in back:
            _settle(
                upload, back[UploadState(upload.state)], actor, note=_reason(error).as_sentence()
            )


def _reason(error: Exception) -> Text:
    if isinstance(error, ExchangeError):
        return error.text
    if isinstance(error, PermissionDenied):
        return Text(
            "lúc ghi, tài khoản đã không còn quyền nạp cho đơn vị này nên không có gì được ghi",
            "by the time of writing the account could no longer load for this unit, so nothing "
            "was written",
        )
    name = type(error).__name__
    return Text(
        f"phần mềm gặp lỗi ngoài dự kiến ({name}), không có gì được ghi. Hãy thử lại; nếu vẫn "
        f"vậy, báo người quản trị",
        f"the software met an unforeseen fault ({name}), nothing was written. Try again; if it "
        f"stays, tell the "
        "administrator",
    )


def _held(upload_id: int, state: UploadState) -> Upload | None:
    """The upload, locked, if it still waits for this step."""
    upload = Upload.objects.select_for_update(no_key=True).get(pk=upload_id)
    return upload if upload.state == state else None


def _settle(upload: Upload, state: UploadState, actor: Actor, *, note: Text | None) -> None:
    upload.state, upload.note = state, {"vi": note.vi, "en": note.en} if note else {}
    with recording(act=f"exchange.{state}", actor=actor, upload=upload.pk):
        upload.save()


def _import(
    upload: Upload,
    actor: Actor,
    report: Progress,
    how: HowToRead,
    *,
    agreed: str | None = None,
) -> ImportResult:
    """Load the upload if that comes to what was agreed; without, only look."""
    with tempfile.TemporaryDirectory(prefix="thidua-") as folder:
        paths = []
        for file in upload.files.defer("marked"):
            path = Path(folder) / file.name
            path.write_bytes(file.body)
            paths.append(path)
        return import_files(
            paths,
            year=upload.year,
            unit=upload.unit,
            actor=actor,
            dry_run=agreed is None,
            agreed=agreed,
            progress=report,
            how=how,
        )


def _keep_what_it_shows(
    upload: Upload, result: ImportResult, actor: Actor, *, note: Text | None
) -> None:
    """The questions where there are any, else the preview."""
    readings = keep_readings(upload, result)
    if result.asking and not result.problems.has_errors:
        upload.outcome, upload.summary = "", {}
        upload.sheets.all().delete()
        _settle(upload, UploadState.ASKING, actor, note=note)
        return
    result, refused = remember_readings(upload, result, readings, actor)
    _keep_preview(upload, result, actor, note=note or next(iter(refused), None))


def _keep_preview(upload: Upload, result: ImportResult, actor: Actor, *, note: Text | None) -> None:
    upload.outcome, upload.summary = result.fingerprint, summary_of(result)
    upload.sheets.all().delete()
    sheets = sheets_of(result)
    for sheet in sheets:
        sheet.upload = upload
    PreviewSheet.objects.bulk_create(sheets)
    _keep_marked(upload, result)
    _settle(upload, UploadState.READY if result.ok else UploadState.FAULTY, actor, note=note)


def _keep_marked(upload: Upload, result: ImportResult) -> None:
    """For each file with faults, the same workbook with them marked."""
    by_name = {file.raw.file: file for file in result.files}
    for stored in upload.files.defer("body", "marked"):
        file = by_name.get(stored.name)
        faulty = any(
            p.file == stored.name and p.sheet and p.severity is Severity.ERROR
            for p in result.problems
        )
        marked = _marked(file, result) if file and faulty else None
        upload.files.filter(pk=stored.pk).update(book=_book_of(file) if file else "", marked=marked)


def _book_of(file: Recognised) -> str:
    """The workbook that a file is, or that its first table belongs to."""
    return next((book.value for book in Book if book is file.book or book in file.books), "")


def _marked(file: Recognised, result: ImportResult) -> bytes | None:
    """The marked copy, or nothing: a file too odd to be copied is checked all the same."""
    with tempfile.TemporaryDirectory(prefix="thidua-") as folder, suppress(Exception):
        path = Path(folder) / "marked.xlsx"
        mark_errors(file.raw, result.problems, path)
        return path.read_bytes()
    return None
