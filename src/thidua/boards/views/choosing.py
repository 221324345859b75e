"""What the board answers while officers work on it: a choice, what others changed, who is in a
pool.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.boards.access import BoardAccess, access_from_address
from thidua.boards.actions import Wish, choose, return_proposals
from thidua.boards.as_reached import wishes_as_reached
from thidua.boards.bar import bar_of
from thidua.boards.changes import row_version, version_of, who_changed
from thidua.boards.choice_errors import ChoiceError
from thidua.boards.drawing import rating_address, row_html
from thidua.boards.errors import ProposalError
from thidua.boards.forms import AT_ONCE, ChangesQuery, MarkedReasonForm, ReasonForm, RowsForm
from thidua.boards.gauges import board_pools, pool_as
from thidua.boards.page import known_rows, left_on, pool_rows, some_rows
from thidua.boards.parts import cards_of, gauges_of, row_message
from thidua.boards.reading import entries_on
from thidua.boards.returned_words import returned_text
from thidua.boards.rows import Row
from thidua.rulebook.standing import OUTSTANDING
from thidua.web.clock import now
from thidua.web.forms import first_fault

STATUS = {"clash": 409, "ceiling": 409, "not_here": 404}


@require_POST
@signed_in
def board_choose(request: SignedIn, year: int, code: str) -> HttpResponseBase:
    """Set the level of one row (`c`) or of all marked (`all`); send these back (`return`); compare
    two (`compare`).
    """
    access = access_from_address(request, year=year, code=code)
    form = RowsForm(request.POST)
    readable, sent = form.is_valid(), form.cleaned_data
    if not readable:
        return _faulty(request, first_fault(form), _back(access, sent["back"], None))
    if sent["act"] == "compare":
        marked = [entry for entry, _version in sent["s"]]
        return HttpResponseRedirect(
            access.address("board_compare", a=_nth(marked, 0), b=_nth(marked, 1))
        )
    if sent["act"] == "return":
        return _send_back(request, access, sent)
    try:
        wishes = wishes_as_reached(access.board, sent["s"]) if form.as_reached else form.wishes
    except ChoiceError as error:
        return _refused(request, access, [], error, sent["back"])
    if not wishes:
        messages.error(request, _("Hãy đánh dấu ít nhất một dòng."))
        return HttpResponseRedirect(_back(access, sent["back"], None))
    return _chosen(request, access, form, wishes)


def _chosen(
    request: SignedIn, access: BoardAccess, sent: RowsForm, wishes: list[Wish]
) -> HttpResponseBase:
    """Save what the form asks, or say why nothing was saved."""
    back = sent.cleaned_data["back"]
    of_all = sent.cleaned_data["act"] == "all"
    form = MarkedReasonForm(request.POST) if of_all else ReasonForm(request.POST)
    if not form.is_valid():
        return _faulty(request, first_fault(form), _back(access, back, wishes[0].entry))
    try:
        chosen = choose(
            board=access.board,
            wishes=wishes,
            actor=request.user,
            reason=form.cleaned_data["reason"],
        )
    except ChoiceError as error:
        return _refused(request, access, wishes, error, back)
    if not _wants_json(request):
        return HttpResponseRedirect(_back(access, back, wishes[0].entry))
    pools = [pool_as(access.board, key, tally) for key, tally in chosen.pools.items()]
    rows = known_rows(access.board, [wish.entry for wish in wishes])
    saved = f"{now():%H:%M}"
    answer = {"rows": _drawn(access, rows), "gauges": gauges_of(pools), "saved": saved}
    return JsonResponse(answer)


def _faulty(request: SignedIn, fault: str, back: str) -> HttpResponseBase:
    """Nothing was saved: say so. With a script what was typed stays where it was typed."""
    if _wants_json(request):
        return JsonResponse({"rows": {}, "said": {}, "refused": fault}, status=422)
    messages.error(request, fault)
    return HttpResponseRedirect(back)


def _send_back(request: SignedIn, access: BoardAccess, sent: Mapping[str, Any]) -> HttpResponseBase:
    """Send the marked rows back to the level below, for the reason given beside the button."""
    marked = [entry for entry, _version in sent["s"]]
    found = entries_on(access.board).filter(pk__in=marked).select_related("organisation")
    form = MarkedReasonForm(request.POST)
    try:
        if not form.is_valid():
            raise ProposalError.unreadable(first_fault(form))
        entries = list(found)
        return_proposals(
            campaign=access.board.campaign,
            entries=entries,
            reason=form.cleaned_data["reason"],
            actor=request.user,
        )
    except ProposalError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, returned_text(entries))
    return HttpResponseRedirect(_back(access, sent["back"], marked[0] if marked else None))


def _nth(marked: list[int], number: int) -> str:
    return str(marked[number]) if number < len(marked) else ""


def _wants_json(request: SignedIn) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _refused(
    request: SignedIn,
    access: BoardAccess,
    wishes: list[Wish],
    error: ChoiceError,
    back: QueryDict,
) -> HttpResponseBase:
    """Say why nothing was saved, beside the rows as they are now."""
    if error.why == "not_here":
        raise Http404
    wish = wishes[0] if len(wishes) == 1 else None
    if _wants_json(request):
        rows = known_rows(access.board, error.entries[:AT_ONCE])
        below = (
            {row.entry: row_message(access, row, error, wish.level, back) for row in rows}
            if wish
            else {}
        )
        pending = wish.level if wish and error.why == "reason" else None
        answer = {"rows": _drawn(access, rows, pending), "said": below, "refused": str(error)}
        return JsonResponse(answer, status=STATUS.get(error.why, 422))
    if wish is not None and error.why == "reason":
        asking = {"ask": str(wish.entry), "level": str(wish.level)}
        return HttpResponseRedirect(_back(access, back, wish.entry, **asking))
    messages.error(request, str(error))
    return HttpResponseRedirect(_back(access, back, error.entries[0] if error.entries else None))


def _back(access: BoardAccess, view: QueryDict, entry: int | None, **more: str) -> str:
    """The view of the board that the form came from, at its row."""
    query = view.copy()
    for name, value in {"kind": access.board.kind.value, **more}.items():
        query[name] = value
    address = access.address("board").partition("?")[0]
    return f"{address}?{query.urlencode()}" + (f"#r{entry}" if entry else "")


def _drawn(access: BoardAccess, rows: Iterable[Row], pending: int | None = None) -> dict[int, str]:
    return {row.entry: row_html(row, access.setting, pending=pending) for row in rows}


@require_GET
@signed_in
def board_changes(request: SignedIn, year: int, code: str) -> HttpResponseBase:
    """What changed since the version `v`: nothing (204), or the name of every row's state; with
    `rows`, those rows.
    """
    access = access_from_address(request, year=year, code=code)
    query = ChangesQuery.read(request.GET)
    if query["rows"]:
        return JsonResponse(_news(access, query["rows"][:AT_ONCE], query["back"]))
    version = version_of(access.board)
    if version == query["v"]:
        return HttpResponse(status=204)
    rows = some_rows(access.board, None)
    return JsonResponse({"v": version, "rows": {row.entry: row_version(row) for row in rows}})


def _news(access: BoardAccess, entries: Iterable[int], back: QueryDict) -> dict[str, Any]:
    """Some rows as they are now, who changed them, all gauges, and what is left."""
    rows = some_rows(access.board, entries)
    pools = board_pools(access.board)
    bar = bar_of(access.board, left_on(access.board), pools, may=access.may)
    return {
        "rows": _drawn(access, rows),
        "who": who_changed([row.entry for row in rows]),
        "pools": render_to_string(
            "boards/board_gauges.html", {"cards": cards_of(access, pools, back)}
        ),
        "bar": render_to_string("boards/board_bar.html", {"bar": bar}),
    }


@require_GET
@signed_in
def board_pool(request: SignedIn, year: int, code: str, slug: str) -> HttpResponse:
    """One pool: its ceiling and how it was counted, who is chosen in it and who else might be."""
    access = access_from_address(request, year=year, code=code)
    pool = next((one for one in board_pools(access.board) if one.slug == slug), None)
    if pool is None:
        raise Http404
    rows = pool_rows(access.board, slug)
    context = {
        "campaign": access.board.campaign,
        "committee": access.board.committee,
        "pool": pool,
        "chosen": [
            (row, rating_address(row, access.setting)) for row in rows if row.stands == OUTSTANDING
        ],
        "candidates": [
            (row, rating_address(row, access.setting))
            for row in rows
            if row.outside and not row.decided
        ],
        "board": access.address("board", pool=slug),
    }
    return render(
        request,
        "boards/board_pool.html" if request.htmx else "boards/board_pool_page.html",
        context,
    )
