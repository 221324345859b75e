"""Where the import shows outside its own pages: the rail, and the first page of whoever sent
files.
"""

from collections.abc import Iterator

from django.urls import reverse

from thidua.accounts.viewing import SignedIn
from thidua.campaigns.models import Campaign
from thidua.campaigns.tasks import Task
from thidua.exchange.models import WAITS_FOR_SOMEBODY, Upload, UploadState
from thidua.exchange.presenters import title_of, what_happens
from thidua.exchange.queries import uploads_visible_to
from thidua.language import say


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
    if upload.state == UploadState.READY:
        return Task(
            title=say(f"Xác nhận nạp {name}", f"Confirm loading {name}"),
            detail=what_happens(upload.summary, upload.summary["year"]),
            href=href,
            button=say("Xem trước", "Preview"),
        )
    if upload.state == UploadState.FAULTY:
        errors = upload.summary["errors"]
        return Task(
            title=say(f"Sửa {errors} lỗi trong {name}", f"Correct {errors} faults in {name}"),
            detail=say("chưa có gì được nạp", "nothing was loaded"),
            href=href,
            button=say("Xem lỗi", "See them"),
        )
    return Task(
        title=say(f"Chưa kiểm tra được {name}", f"{name} could not be checked"),
        detail=str(upload.told or ""),
        href=href,
        button=say("Mở", "Open"),
    )
