"""Where the import shows outside its own pages: the rail, and the first page of whoever sent
files.
"""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.frame import RailItem
from thidua.campaigns.models import Campaign
from thidua.campaigns.work import Work
from thidua.exchange.models import WAITS_FOR_SOMEBODY, Upload, UploadState
from thidua.exchange.parts import may_import
from thidua.exchange.presenters import title_of, what_happens
from thidua.exchange.queries import uploads_visible_to
from thidua.language import say


def imports_in_the_rail(request: HttpRequest) -> RailItem | None:
    if not may_import(scope_of_request(request)):
        return None
    href = reverse("imports")
    here = request.path.startswith(href)
    return RailItem(name=say("Nạp dữ liệu", "Import"), href=href, icon="upload", here=here)


def uploads_that_wait(request: SignedIn, campaign: Campaign) -> Iterator[Work]:
    """What the reader sent and has not finished: a preview to confirm, faults to correct."""
    waiting = uploads_visible_to(request.user).filter(
        uploaded_by=request.user, state__in=WAITS_FOR_SOMEBODY
    )
    yield from (
        _work(upload)
        for upload in waiting
        if upload.state != UploadState.READY or upload.brings_something
    )


def _work(upload: Upload) -> Work:
    name = title_of(list(upload.files.all()))
    href = reverse("import", kwargs={"pk": upload.pk})
    if upload.state == UploadState.READY:
        return Work(
            title=say(f"Xác nhận nạp {name}", f"Confirm loading {name}"),
            detail=what_happens(upload.summary, upload.summary["year"]),
            href=href,
            button=say("Xem trước", "Preview"),
        )
    if upload.state == UploadState.FAULTY:
        errors = upload.summary["errors"]
        return Work(
            title=say(f"Sửa {errors} lỗi trong {name}", f"Correct {errors} faults in {name}"),
            detail=say("chưa có gì được nạp", "nothing was loaded"),
            href=href,
            button=say("Xem lỗi", "See them"),
        )
    return Work(
        title=say(f"Chưa kiểm tra được {name}", f"{name} could not be checked"),
        detail=str(upload.told or ""),
        href=href,
        button=say("Mở", "Open"),
    )
