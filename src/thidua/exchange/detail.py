"""The page of one upload: which of its sheets is looked at, and what of it."""

from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.accounts.viewing import SignedIn
from thidua.exchange.errors import UndoRefusedError
from thidua.exchange.forms import PreviewQuery
from thidua.exchange.matching_detail import matching_context
from thidua.exchange.models import PreviewSheet, Upload, UploadState
from thidua.exchange.presenters import (
    Fault,
    change_of,
    fault_of,
    going,
    grid_of,
    others_of,
    read_as,
    rows_with,
    size_of,
    steps_of,
    title_of,
    what_happens,
)
from thidua.exchange.queries import against_undoing, may_act_on
from thidua.language import Text, as_sentence
from thidua.web.components import Crumb
from thidua.web.paging import page_of

ROWS_ON_A_PAGE = 25
CHANGES_ON_A_PAGE = 50
MOST_TO_READ = 100
"""So many of the warnings that must be read stand beside the tick; the others at their sheets."""

_HEAVY = ("columns", "rows", "others", "changes")


def page_context(request: SignedIn, upload: Upload) -> dict[str, Any]:
    """Everything that the page of an upload shows in the state it is in."""
    files = list(upload.files.all())
    title = title_of(files)
    context: dict[str, Any] = {
        "upload": upload,
        "title": title,
        "crumbs": [Crumb(_("Nạp dữ liệu"), reverse("imports")), Crumb(title)],
        "files": [(file, size_of(file.size)) for file in files],
        "steps": steps_of(upload),
        "summary": upload.summary,
        "may_act": may_act_on(request.user, upload),
        "has_marked": any(getattr(file, "has_marked", False) for file in files),
    }
    if upload.under_way:
        return {**context, "going": going(upload, upload.progress)}
    if upload.state == UploadState.ASKING:
        return context | matching_context(request, upload)
    if upload.summary:
        context["happens"] = what_happens(upload.summary, upload.summary["year"])
        context["notes"] = [str(Text(*note)) for note in upload.summary["notes"]]
        context["to_read"] = _to_read(upload) if upload.must_read else []
        context["whole"] = [fault_of(stored) for stored in upload.summary["whole"]]
        context["read_as"] = [read_as(stored) for stored in upload.summary.get("readings", ())]
    if upload.state == UploadState.APPLIED:
        context["against_undoing"] = _against_undoing(upload)
    if upload.state != UploadState.DISCARDED:
        context |= _sheets(request, upload)
    return context


def _to_read(upload: Upload) -> list[tuple[str, Fault]]:
    """The warnings that must be read, each with its file and sheet; the first of very many."""
    found: list[tuple[str, Fault]] = []
    sheets = upload.sheets.filter(warnings__gt=0)
    for sheet in sheets.only("file", "title_vi", "title_en", "rows", "others"):
        stored = [*sheet.others, *(fault for row in sheet.rows for fault in row["faults"])]
        place = f"{sheet.file} · {sheet.title}"
        found += [(place, fault_of(one)) for one in stored if one.get("must_read")]
    return found[:MOST_TO_READ]


def _against_undoing(upload: Upload) -> str:
    try:
        against_undoing(upload)
    except UndoRefusedError as error:
        return as_sentence(error)
    return ""


def _sheets(request: SignedIn, upload: Upload) -> dict[str, Any]:
    """The sheets that say something, with their counts, and the one that is looked at."""
    sheets = [sheet for sheet in upload.sheets.defer(*_HEAVY) if sheet.has_content]
    if not sheets:
        return {}
    position = PreviewQuery.read(request.GET)["sheet"]
    chosen = next((sheet for sheet in sheets if sheet.position == position), None)
    if chosen is None:
        chosen = max(sheets, key=_urgency)
    chosen.refresh_from_db(fields=_HEAVY)
    return {"sheets": sheets, "sheet": chosen, **_part(request, chosen)}


def _urgency(sheet: PreviewSheet) -> tuple[bool, bool, bool, int]:
    """Errors first, then changes, then warnings; among equals the first in the files."""
    return (sheet.errors > 0, sheet.writes > 0, sheet.warnings > 0, -sheet.position)


def _part(request: SignedIn, sheet: PreviewSheet) -> dict[str, Any]:
    """Errors, warnings or changes of a sheet: what was asked for, or the first of these that there
    is.
    """
    parts = [
        (name, label, number)
        for name, label, number in (
            ("errors", _("Lỗi"), sheet.errors),
            ("warnings", _("Cảnh báo"), sheet.warnings),
            ("changes", pgettext("several", "Thay đổi"), sheet.writes),
        )
        if number
    ]
    wanted = PreviewQuery.read(request.GET)["part"]
    part = next((name for name, *_ in parts if name == wanted), parts[0][0] if parts else "")
    context: dict[str, Any] = {"parts": parts, "part": part}
    if part == "changes":
        paged, page = page_of(Paginator(sheet.changes, CHANGES_ON_A_PAGE), request)
        return {**context, "changes": [change_of(change) for change in paged], "page": page}
    errors = part == "errors"
    paged, page = page_of(Paginator(rows_with(sheet, errors=errors), ROWS_ON_A_PAGE), request)
    return {
        **context,
        "others": others_of(sheet, errors=errors),
        "grid": grid_of(sheet, paged.object_list),
        "page": page,
    }
