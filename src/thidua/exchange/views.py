"""Pages of the import: the list, sending files, one upload from its check to its end, files to download."""

import tempfile
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.campaigns.frame import campaign_asked, frame_of
from thidua.exchange import actions
from thidua.exchange.books import Book, workbook
from thidua.exchange.detail import page_context
from thidua.exchange.errors import ExchangeError
from thidua.exchange.exporting import export_all
from thidua.exchange.forms import sent_files, year_asked
from thidua.exchange.models import Upload
from thidua.exchange.pages import title_of, what_happens
from thidua.exchange.queries import may_load, uploads_visible_to
from thidua.exchange.templates import template
from thidua.language import say
from thidua.web.paging import page_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ON_A_PAGE = 20


def _allowed(request: SignedIn) -> None:
    """For everybody else there is no such page."""
    if not may_load(request.user):
        raise Http404


@require_GET
@signed_in
def imports_page(request: SignedIn) -> HttpResponse:
    """What was sent so far, and the workbooks to fill in."""
    _allowed(request)
    paged = Paginator(uploads_visible_to(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [(upload, title_of(list(upload.files.all())), _came_to(upload)) for upload in paged]
    books = [(book, workbook(book)) for book in Book]
    return render(request, "exchange/imports.html", {"rows": rows, "page": page_of(paged, request), "books": books})


def _came_to(upload: Upload) -> str:
    """What an upload would change or did, in a few words."""
    if not upload.summary:
        return ""
    if errors := upload.summary["errors"]:
        return say(f"{errors} lỗi", f"{errors} errors")
    return what_happens(upload.summary, upload.summary["year"])


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def upload_page(request: SignedIn) -> HttpResponse:
    """Send files of one year."""
    _allowed(request)
    years = [campaign.year for campaign in frame_of(request).campaigns]
    context: dict[str, Any] = {"years": years, "most_files": actions.MOST_FILES, "most_bytes": actions.MOST_BYTES}
    context["most_megabytes"] = actions.MOST_BYTES // 1_048_576
    if request.method == "POST":
        context["year"] = year_asked(request, years)
        try:
            upload = actions.send_files(files=sent_files(request), year=context["year"], actor=request.user)
        except ExchangeError as error:
            context["error"] = _sentence(error)
            return render(request, "exchange/upload.html", context, status=422)
        return redirect("import", pk=upload.pk)
    return render(request, "exchange/upload.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def import_page(request: SignedIn, pk: int) -> HttpResponse:
    """One upload: look at it (a page that watches asks for its part alone), or act on it."""
    upload = _upload(request, pk)
    if request.method == "POST":
        _act(request, upload)
        return redirect("import", pk=pk)
    context = page_context(request, upload)
    return render(request, "exchange/stage.html" if request.htmx else "exchange/import.html", context)


def _upload(request: SignedIn, pk: int) -> Upload:
    upload = uploads_visible_to(request.user).filter(pk=pk).first()
    if upload is None:
        raise Http404
    return upload


def _act(request: SignedIn, upload: Upload) -> None:
    """`act`: confirm, again, discard or undo."""
    actor, sent = request.user, request.POST
    try:
        match sent.get("act"):
            case "confirm":
                actions.confirm(upload=upload, outcome=sent.get("outcome", ""), actor=actor)
            case "again":
                actions.check_again(upload=upload, actor=actor)
            case "discard":
                actions.discard(upload=upload, actor=actor)
            case "undo":
                actions.request_undo(upload=upload, reason=sent.get("reason", ""), actor=actor)
            case _:
                messages.error(request, say("Chưa rõ phải làm gì.", "It is not clear what to do."))
    except (ExchangeError, PermissionDenied) as error:
        messages.error(request, _sentence(error))


def _sentence(error: Exception) -> str:
    text = str(error)
    return text[:1].upper() + text[1:].removesuffix(".") + "."


@require_GET
@signed_in
def file_page(request: SignedIn, pk: int, position: int) -> HttpResponse:
    """A file as it came, or with `?marked=1` with its faulty cells marked."""
    upload = _upload(request, pk)
    marked = request.GET.get("marked") == "1"
    file = upload.files.defer("body" if marked else "marked").filter(position=position).first()
    body = (file.marked if marked else file.body) if file else None
    if file is None or not body:
        raise Http404
    name = f"{Path(file.name).stem}{say('-loi', '-faults')}.xlsx" if marked else file.name
    response = HttpResponse(bytes(body), content_type=XLSX if name.endswith(".xlsx") else "text/csv")
    response.headers["Content-Disposition"] = _attachment(name)
    return response


@require_GET
@signed_in
def template_page(request: SignedIn, kind: str) -> HttpResponse:
    """One of the four workbooks, empty, or with `?filled=1` with what is stored now."""
    _allowed(request)
    if kind not in set(Book):
        raise Http404
    book, campaign = Book(kind), campaign_asked(request)
    year = campaign.year if campaign else None
    with tempfile.TemporaryDirectory(prefix="thidua-") as folder:
        path = Path(folder) / book.file_name
        if request.GET.get("filled") == "1" and (campaign or book in (Book.ORGANISATIONS, Book.MEMBERS)):
            path = export_all(folder, year=year, actor=request.user, kinds=[book])[0]
        else:
            template(book, path, year=year)
        response = HttpResponse(path.read_bytes(), content_type=XLSX)
    response.headers["Content-Disposition"] = _attachment(book.file_name)
    return response


def _attachment(name: str) -> str:
    return content_disposition_header(as_attachment=True, filename=name) or "attachment"
