"""The state board, the list under a cell, reminding, a delay: requests to queries and actions."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Step
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.notices.forms import next_page
from thidua.notices.queries import REMINDING
from thidua.notices.words import done_words
from thidua.organisations.models import Organisation
from thidua.state_board.actions import UnitStep, grant_excuse, take_back_excuse
from thidua.state_board.board_page import board_context, list_context
from thidua.state_board.counting import Board, board_of
from thidua.state_board.days import day_of_the_tree
from thidua.state_board.downloads import board_taken
from thidua.state_board.forms import BoardQuery, ExcuseForm, RemindForm
from thidua.state_board.listing import may_excuse
from thidua.state_board.models import Excuse
from thidua.state_board.presenters import board_address, units_address
from thidua.state_board.reminders import (
    newest_reminders,
    nobody_words,
    remind_late,
    to_remind,
    within_marked,
)
from thidua.state_board.steps import STEPS
from thidua.state_board.units import part_of
from thidua.web.queries import act_sent


@require_GET
@signed_in
def board_page(request: SignedIn, year: int, code: str = "") -> HttpResponseBase:
    """The board of the reader's own body, or of one in their part of the tree."""
    board = _board(request, year, code)
    query = BoardQuery.read(request.GET)
    if query["format"]:
        return board_taken(request, board)
    return render(request, "state_board/board.html", board_context(request, board, query))


@require_GET
@signed_in
def units_page(request: SignedIn, year: int, code: str, step: str) -> HttpResponse:
    """The units under a cell: as a part of the board for htmx, or as a page of its own."""
    chosen = _step(step)
    board = _board(request, year, code, only=[chosen])
    if not board.read.of(chosen).shown:
        raise Http404
    query = BoardQuery.read(request.GET)
    template = "state_board/units_part.html" if request.htmx else "state_board/units.html"
    return render(request, template, list_context(request, board, chosen, query))


@require_POST
@signed_in
def remind_view(request: SignedIn, year: int, code: str) -> HttpResponse:
    """Remind everybody late on this board, or those marked of them, and back to where it stood."""
    board = _board(request, year, code)
    back = next_page(request, board_address(board.campaign, board.place))
    scope = scope_of_request(request)
    reminders = newest_reminders(board.campaign, board.place)
    form = RemindForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Không đọc được nơi cần nhắc, chưa nhắc nơi nào: tải lại trang."))
        return redirect(back)
    if not any(grant.role in REMINDING for grant in scope.grants):
        raise PermissionDenied
    wanted = form.cleaned_data
    late = [one for one in board.late if not wanted["step"] or one.step == STEPS[wanted["step"]]]
    if wanted["which"] == "marked":
        codes = set(wanted["unit"])
        marked = [unit for unit in board.units if unit.code in codes]
        late = [one for one in late if within_marked(one.unit, marked)]
        if not marked:
            messages.error(request, _("Hãy đánh dấu ít nhất một đơn vị để nhắc."))
            return redirect(back)
    waiting = to_remind(scope, late, reminders)
    if not waiting.now:
        messages.warning(request, nobody_words(waiting))
        return redirect(back)
    try:
        came = remind_late(campaign=board.campaign, late=waiting.now, actor=request.user)
    except RefusedError as refused:
        messages.error(request, as_sentence(refused))
    else:
        messages.success(request, done_words(came))
    return redirect(back)


@require_http_methods(["GET", "POST"])
@signed_in
def excuse_page(request: SignedIn, year: int, code: str, step: str) -> HttpResponse:
    """A delay for one unit in one step: granted, or taken back."""
    chosen = _step(step)
    board = _board(request, year, code, only=[chosen])
    judged = board.read.of(chosen).judged.get(board.place.pk)
    if judged is None or not may_excuse(scope_of_request(request), board.place):
        raise Http404
    excuse = board.read.excuses.get((chosen, board.place.pk))
    form = ExcuseForm(request.POST if request.method == "POST" else None)
    error, back = "", units_address(board.campaign, board.place, chosen)
    if request.method == "POST":
        taking_back = act_sent(request) == "take_back"
        if taking_back or form.is_valid():
            try:
                _change(request, board, chosen, None if taking_back else form, excuse)
            except RefusedError as refused:
                error = as_sentence(refused)
            else:
                return redirect(
                    next_page(request, units_address(board.campaign, board.place, chosen))
                )
    context = {
        "board": board,
        "unit": board.place,
        "step": chosen,
        "judged": judged,
        "excuse": excuse,
        "form": form,
        "error": error,
        "back": back,
    }
    wrong = bool(error or (request.method == "POST" and form.errors))
    return render(request, "state_board/excuse.html", context, status=400 if wrong else 200)


def _change(
    request: SignedIn, board: Board, step: Step, form: ExcuseForm | None, excuse: Excuse | None
) -> None:
    """Grant what the form says, or take the present delay back. Raises RefusedError."""
    unit = Organisation.objects.get(pk=board.place.pk)
    if form is None:
        if excuse is not None:
            take_back_excuse(excuse=excuse, actor=request.user)
            messages.success(request, _("Đã thu hồi: hạn của đơn vị là hạn chung."))
        return
    made = grant_excuse(
        at=UnitStep(board.campaign, step, unit),
        until=form.cleaned_data["until"],
        reason=form.cleaned_data["reason"],
        actor=request.user,
    )
    messages.success(
        request,
        _("Đã cho {unit} lùi hạn đến hết ngày {day}.").format(
            unit=board.place.name, day=f"{made.until:%d/%m/%Y}"
        ),
    )


def _board(request: SignedIn, year: int, code: str, *, only: Sequence[Step] | None = None) -> Board:
    """The board of a body in the reader's part of the tree, or `only` some steps of it. Raises
    Http404 outside.
    """
    campaign = campaign_or_404(request, year)
    part = part_of(scope_of_request(request), day_of_the_tree(campaign), code)
    if part is None:
        raise Http404
    return board_of(campaign, part, only=only)


def _step(slug: str) -> Step:
    """The step of an address. Raises Http404 for a word that is none."""
    if slug not in STEPS:
        raise Http404
    return STEPS[slug]
