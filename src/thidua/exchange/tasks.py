"""Where the import shows outside its own pages: the rail, and the first page of whoever sent
files.
"""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.viewing import SignedIn
from thidua.campaigns.models import Campaign
from thidua.campaigns.tasks import Task
from thidua.exchange.models import WAITS_FOR_SOMEBODY, Upload, UploadState
from thidua.exchange.presenters import title_of, what_happens
from thidua.exchange.queries import uploads_visible_to


def uploads_that_wait(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """What the reader sent and has not finished: a preview to confirm, faults to correct."""
    waiting = uploads_visible_to(request.user).filter(
        uploaded_by=request.user, state__in=WAITS_FOR_SOMEBODY
    )
    yield from (
        _work(upload)
        for upload in waiting
        if upload.state != UploadState.READY or upload.brings_something
    )


def _work(upload: Upload) -> Task:
    name = title_of(list(upload.files.all()))
    href = reverse("import", kwargs={"pk": upload.pk})
    if upload.state == UploadState.ASKING:
        return Task(
            title=_("Đối chiếu {name}").format(name=name),
            detail=_("có chỗ phần mềm không tự quyết; chưa có gì được nạp"),
            href=href,
            button=_("Trả lời câu hỏi"),
        )
    if upload.state == UploadState.READY:
        return Task(
            title=_("Xác nhận nạp {name}").format(name=name),
            detail=what_happens(upload.summary, upload.summary["year"]),
            href=href,
            button=_("Xem trước"),
        )
    if upload.state == UploadState.FAULTY:
        errors = upload.summary["errors"]
        return Task(
            title=_("Sửa {errors} lỗi trong {name}").format(errors=errors, name=name),
            detail=_("chưa có gì được nạp"),
            href=href,
            button=_("Xem lỗi"),
        )
    return Task(
        title=_("Chưa kiểm tra được {name}").format(name=name),
        detail=str(upload.note_text or ""),
        href=href,
        button=_("Xem vì sao"),
    )
