"""The board, a remedy's page, naming a limit, what is mine: requests to queries and actions."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.access.exporting import Leaving, hand_out, some_of
from thidua.access.models import Dossier, Exported
from thidua.access.recording import record_look
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.numbers import format_number
from thidua.registrations.finding import candidates
from thidua.registrations.forms import FindQuery
from thidua.remedies.acting import ACTS
from thidua.remedies.board_page import BoardPage
from thidua.remedies.closing import note_read
from thidua.remedies.downloads import board_sheet
from thidua.remedies.limits_page import LimitsPage
from thidua.remedies.mine_page import MinePage
from thidua.remedies.raising_page import RaisingPage
from thidua.remedies.remedy_page import RemedyPage
from thidua.remedies.writing_page import write
from thidua.web.forms import first_fault
from thidua.web.queries import act_sent
from thidua.web.sheets import as_xlsx


@require_GET
@signed_in
def board_page(request: SignedIn, year: int) -> HttpResponseBase:
    """What was named and what flowed over, of the reader's part; as a workbook too."""
    page = BoardPage(request, year)
    if page.query["format"] == "xlsx":
        return _workbook(request, page)
    page.note_looks()
    return render(request, "remedies/board.html", {"page": page})


def _workbook(request: SignedIn, page: BoardPage) -> HttpResponseBase:
    rows = list(page.rows_wanted())
    people = tuple({one.person_id for one in rows if one.person_id is not None})
    paths = (page.unit.path,) if page.unit else scope_of_request(request).paths
    leaving = Leaving(
        Exported.FIGURES,
        "xlsx",
        paths,
        len(people),
        year=page.year,
        narrowed=_("việc khắc phục"),
        listed=some_of(people),
        paper=True,
    )
    return hand_out(request, leaving, lambda: as_xlsx(board_sheet(page, rows)))


@require_GET
@signed_in
def mine_page(request: SignedIn, year: int) -> HttpResponse:
    """A person's own, of every year."""
    return render(request, "remedies/mine.html", {"page": MinePage(request, year)})


@require_GET
@signed_in
def remedy_page(request: SignedIn, year: int, pk: int) -> HttpResponse:
    """One remedy. A look at somebody else's is written down; who verifies has read its steps."""
    page = RemedyPage(request, year, pk)
    _look(request, page)
    note_read(page.remedy, request.user)
    return render(request, "remedies/remedy.html", {"page": page})


@require_POST
@signed_in
def act_page(request: SignedIn, year: int, pk: int) -> HttpResponse:
    """One act about a remedy, and back to it; what was refused stays with its words."""
    page = RemedyPage(request, year, pk)
    act = ACTS.get(act_sent(request))
    if act is None:
        raise Http404
    act.authorise(request.user, page.remedy)
    form = act.form(request.POST, request.FILES)
    page.error = as_sentence(first_fault(form))
    if form.is_valid():
        try:
            act.perform(page.remedy, form, request.user)
        except RefusedError as refused:
            page.error = as_sentence(refused)
        else:
            messages.success(request, str(act.said))
            return redirect(page.address)
    setattr(page, act.place, form)
    return render(request, "remedies/remedy.html", {"page": page}, status=HTTPStatus.CONFLICT)


@require_http_methods(["GET", "POST"])
@signed_in
def write_page(request: SignedIn, year: int, pk: int) -> HttpResponse:
    """The limit, its cause and the five parts, for who writes them."""
    page = RemedyPage(request, year, pk)
    if not page.changes:
        raise Http404
    if request.method == "GET":
        _look(request, page)
        return render(request, "remedies/write.html", {"page": page})
    act = act_sent(request)
    if write(page, request.POST, act, request.user):
        if act == "done":
            messages.success(request, _("Đã lưu."))
            return redirect(page.address)
        return redirect(page.writing)
    status = HTTPStatus.CONFLICT if page.error else HTTPStatus.OK
    return render(request, "remedies/write.html", {"page": page}, status=status)


@require_GET
@signed_in
def find_page(request: SignedIn, year: int, pk: int) -> HttpResponse:
    """People and organisations of the part by name, to be chosen."""
    page = RemedyPage(request, year, pk)
    if not page.changes:
        raise Http404
    query = FindQuery.read(request.GET)
    alone = query["cho"] == "answers"
    found = candidates(page.organisation, query["q"], people_only=alone)
    context = {"found": found, "act": "answer" if alone else "add", "typed": query["q"]}
    return render(request, "registrations/found.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def raise_page(request: SignedIn, year: int, code: str) -> HttpResponse:
    """A limit of a unit, of somebody in it, or one's own, becomes an item."""
    page = RaisingPage(request, year, code)
    if request.method == "POST":
        if page.form.is_valid():
            try:
                remedy = page.send()
            except RefusedError as refused:
                page.error = as_sentence(refused)
            else:
                messages.success(request, _("Đã nêu hạn chế; viết tiếp cho đủ năm rõ."))
                return redirect("remedy_write", year=year, pk=remedy.pk)
        else:
            page.error = as_sentence(first_fault(page.form))
    status = HTTPStatus.CONFLICT if page.error else HTTPStatus.OK
    return render(request, "remedies/raise.html", {"page": page}, status=status)


@require_http_methods(["GET", "POST"])
@signed_in
def limits_page(request: SignedIn, year: int) -> HttpResponse:
    """The limits that the conference named, given out to units in one act."""
    page = LimitsPage(request, year)
    error = ""
    if request.method == "POST":
        if page.form.is_valid():
            number = format_number(page.send())
            messages.success(request, _("Đã giao {number} việc khắc phục.").format(number=number))
            return redirect("remedies_limits", year=year)
        error = as_sentence(first_fault(page.form))
    status = HTTPStatus.CONFLICT if error else HTTPStatus.OK
    context = {"page": page, "error": error}
    return render(request, "remedies/limits.html", context, status=status)


def _look(request: SignedIn, page: RemedyPage) -> None:
    record_look(
        request,
        person=page.remedy.person_id,
        path=page.organisation.path,
        dossier=Dossier.PAPERS,
        year=page.campaign.year,
    )
