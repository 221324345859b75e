"""Pages of the import: the list, sending files, one upload from its check to its end, files to
download.
"""

import tempfile
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.accounts.actors import Grant
from thidua.accounts.step_up import StepUp, step_up
from thidua.accounts.viewing import SignedIn, signed_in
from thidua.campaigns.frame import campaign_of, frame_of
from thidua.campaigns.models import Campaign
from thidua.exchange import actions
from thidua.exchange.asking import map_again
from thidua.exchange.books import Book, workbook
from thidua.exchange.detail import page_context
from thidua.exchange.errors import ExchangeError
from thidua.exchange.forms import (
    ConfirmForm,
    FileQuery,
    TemplateQuery,
    UndoForm,
    UploadForm,
)
from thidua.exchange.importer import Importer, importer_of, units_listed
from thidua.exchange.matching_detail import ANSWERING, act_on_matching, matching_context
from thidua.exchange.models import Upload, UploadState
from thidua.exchange.presenters import title_of, what_happens
from thidua.exchange.queries import authorise_acting, uploads_visible_to
from thidua.exchange.taking import attached, unit_taken, upload_taken, workbook_taken
from thidua.exchange.templates import template
from thidua.language import as_sentence
from thidua.organisations.models import Organisation
from thidua.web.forms import first_fault
from thidua.web.paging import page_of
from thidua.web.queries import act_sent

ON_A_PAGE = 20
BINDING = frozenset({"confirm", "undo"})
"""Acts that change what the whole province stands on: its imports ask again who it is."""


@require_GET
@signed_in
def imports_page(request: SignedIn) -> HttpResponse:
    """What was sent so far, and the workbooks to fill in."""
    importer = importer_of(request)
    paged, page = page_of(Paginator(uploads_visible_to(request.user), ON_A_PAGE), request)
    rows = [(upload, title_of(list(upload.files.all())), _came_to(upload)) for upload in paged]
    context: dict[str, Any] = {"rows": rows, "page": page, "importer": importer}
    if importer.whole:
        context["books"] = [(book, workbook(book, given_out=True)) for book in Book]
    elif importer.sendable and not importer.years:
        context["registering"] = importer.sendable[0]
    elif importer.years:
        context["registering"] = next(iter(importer.sendable), None)
        context["year"] = importer.year_open(campaign_of(request))
        open_year = next(
            known for known in frame_of(request).campaigns if known.year == context["year"]
        )
        context["units"] = units_listed(importer, open_year)
    return render(request, "exchange/imports.html", context)


def _came_to(upload: Upload) -> str:
    """What an upload would change or did, in a few words."""
    if not upload.summary:
        return ""
    if errors := upload.summary["errors"]:
        return _("{errors} lỗi").format(errors=errors)
    return what_happens(upload.summary, upload.summary["year"])


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def upload_page(request: SignedIn) -> HttpResponse:
    """Send files of one year."""
    importer = importer_of(request)
    context: dict[str, Any] = {
        "importer": importer,
        "most_files": actions.MOST_FILES,
        "most_bytes": actions.MOST_BYTES,
        "most_megabytes": actions.MOST_BYTES // 1_048_576,
        "year": None if importer.whole else importer.year_open(campaign_of(request)),
    }
    if request.method != "POST":
        return render(request, "exchange/upload.html", context)
    form = UploadForm(request.POST, request.FILES, importer=importer)
    valid, sent = form.is_valid(), form.cleaned_data
    context["year"] = sent.get("year") or context["year"]
    context["unit"] = sent.get("unit")
    if not valid:
        context["error"] = first_fault(form)
        return render(request, "exchange/upload.html", context, status=422)
    try:
        upload = actions.send_files(
            files=sent["files"],
            year=context["year"],
            unit=_organisation(sent["unit"]),
            actor=request.user,
        )
    except ExchangeError as error:
        context["error"] = as_sentence(error)
        return render(request, "exchange/upload.html", context, status=422)
    return redirect("import", pk=upload.pk)


def _organisation(grant: Grant | None) -> Organisation | None:
    return Organisation.objects.get(pk=grant.organisation_id) if grant else None


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def import_page(request: SignedIn, pk: int) -> HttpResponse:
    """One upload: look at it (a page that watches asks for its part alone), or act on it."""
    upload = _upload(request, pk)
    again = step_up(request) if upload.unit_id is None else StepUp()
    if request.method == "POST":
        authorise_acting(request.user, upload)
        if upload.state == UploadState.ASKING and act_sent(request) in ANSWERING:
            return _answer(request, upload)
        if not again.due or act_sent(request) not in BINDING:
            _act(request, upload)
            return redirect("import", pk=pk)
    context = page_context(request, upload) | {"again": again, "sent": request.POST}
    return render(
        request,
        "exchange/stage.html" if request.htmx else "exchange/import.html",
        context,
        status=422 if request.method == "POST" else 200,
    )


def _answer(request: SignedIn, upload: Upload) -> HttpResponse:
    """Answers to what is asked of a sheet: a draft that is saved on the way, or sent."""
    act = act_sent(request)
    form, faults = act_on_matching(request, upload, act)
    if act == "save" and request.htmx:
        saved = {"saved_at": form.reading.saved_at, "faults": faults}
        return render(request, "exchange/matching_saved.html", saved)
    if not faults:
        return redirect("import", pk=upload.pk)
    context = page_context(request, upload)
    context |= matching_context(request, upload, form, faults)
    return render(request, "exchange/import.html", context, status=422)


def _upload(request: SignedIn, pk: int) -> Upload:
    upload = uploads_visible_to(request.user).filter(pk=pk).first()
    if upload is None:
        raise Http404
    return upload


def _act(request: SignedIn, upload: Upload) -> None:
    """`act`: confirm, match, again, discard or undo."""
    actor = request.user
    try:
        match act_sent(request):
            case "confirm":
                sent = ConfirmForm.read(request.POST)
                actions.confirm(
                    upload=upload,
                    outcome=sent["outcome"],
                    warnings_read=sent["warnings_read"] or 0,
                    actor=actor,
                )
            case "match":
                map_again(upload=upload, actor=actor)
            case "again":
                actions.check_again(upload=upload, actor=actor)
            case "discard":
                actions.discard(upload=upload, actor=actor)
            case "undo":
                form = UndoForm(request.POST)
                if not form.is_valid():
                    messages.error(request, first_fault(form))
                    return
                reason = form.cleaned_data["reason"]
                actions.request_undo(upload=upload, reason=reason, actor=actor)
            case _:
                messages.error(request, _("Chưa nhận được lựa chọn: tải lại trang rồi bấm lại."))
    except ExchangeError as error:
        messages.error(request, as_sentence(error))


@require_GET
@signed_in
def file_page(request: SignedIn, pk: int, position: int) -> HttpResponseBase:
    """A file as it came, or with `?marked=1` with its faulty cells marked."""
    upload = _upload(request, pk)
    marked = bool(FileQuery.read(request.GET)["marked"])
    file = upload.files.defer("body" if marked else "marked").filter(position=position).first()
    body = (file.marked if marked else file.body) if file else None
    if file is None or not body:
        raise Http404
    name = f"{Path(file.name).stem}{_('-loi')}.xlsx" if marked else file.name
    return upload_taken(request, upload, attached(bytes(body), name), name=name)


@require_GET
@signed_in
def template_page(request: SignedIn, kind: str) -> HttpResponseBase:
    """One of the six workbooks, empty, or with `?filled=1` with what is stored now.

    For a unit (`?unit=CODE`; an only one goes without saying): the facts workbook with its own
    subjects and facts."""
    importer = importer_of(request)
    if kind not in set(Book):
        raise Http404
    book, campaign = Book(kind), campaign_of(request)
    query = TemplateQuery.read(request.GET)
    if not importer.whole:
        unit = importer.unit(query["unit"])
        return _unit_template(request, importer, book, campaign, unit)
    if query["filled"] and (campaign or book in (Book.ORGANISATIONS, Book.MEMBERS)):
        return workbook_taken(request, book, campaign)
    with tempfile.TemporaryDirectory(prefix="thidua-") as folder:
        path = Path(folder) / book.file_name
        template(book, path, year=campaign.year if campaign else None)
        return attached(path.read_bytes(), book.file_name)


def _unit_template(
    request: SignedIn,
    importer: Importer,
    book: Book,
    campaign: Campaign | None,
    unit: Grant | None,
) -> HttpResponseBase:
    sent = importer.sendable
    years = {Book.FACTS: importer.years, Book.REGISTRATIONS: sent, Book.PROGRESS: sent}
    if unit is None or campaign is None or campaign.year not in years.get(book, ()):
        raise Http404
    return unit_taken(request, campaign, unit, book)
