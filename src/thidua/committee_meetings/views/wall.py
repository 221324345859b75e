"""The wall of a committee's meeting, for two screens at once."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.committee_meetings.acts import ACTS, called_by, open_by
from thidua.committee_meetings.asking import Ask, ask_for
from thidua.committee_meetings.finding import Place, place_or_404
from thidua.committee_meetings.forms import AskQuery, MoveForm, OpenForm, SeenQuery
from thidua.committee_meetings.held import Held
from thidua.committee_meetings.page import WallPage
from thidua.committee_meetings.reading import Noted
from thidua.committee_meetings.scan_acts import SCAN_ACTS
from thidua.committee_meetings.subjects import kinds_waiting
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.web.clock import now
from thidua.web.queries import act_sent

UNCHANGED = HTTPStatus.NO_CONTENT


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def committee_meeting_page(request: SignedIn, year: int, code: str) -> HttpResponseBase:
    """The open meeting's wall; where there is none, the form that opens one and the earlier
    meetings.
    """
    place = place_or_404(request, year, code, request.POST)
    meetings = place.meetings()
    noted = next((one for one in meetings if one.sits), None)
    if request.method == "POST":
        return _posted(request, place, meetings, noted)
    if noted is None:
        return _closed(request, place, meetings)
    return _wall(request, WallPage(request, place, noted))


def _wall(
    request: SignedIn, page: WallPage, *, ask: Ask | None = None, status: int = 200
) -> HttpResponse:
    query = AskQuery.read(request.GET)
    row = page.row(query["ask"])
    if ask is None and row is not None:
        ask = _ask(page, query)
    context = {"page": page, "place": page.place, "campaign": page.meeting.campaign, "ask": ask}
    return render(request, "committee_meetings/wall.html", context, status=status)


def _ask(page: WallPage, query: dict[str, Any]) -> Ask | None:
    row = page.row(query["ask"])
    level = int(query["level"]) if query["level"] else None
    return (
        None if row is None else ask_for(page.table, row, level=level, attendants=page.attendants)
    )


def _closed(
    request: SignedIn,
    place: Place,
    meetings: list[Noted],
    *,
    form: OpenForm | None = None,
    error: str = "",
) -> HttpResponse:
    campaign, committee = place.board.campaign, place.board.committee
    waits = place.may and bool(kinds_waiting(place.boards))
    called = called_by(place) if waits else []
    context = {
        "campaign": campaign,
        "place": place,
        "committee": committee,
        "meetings": [Held(one) for one in meetings],
        "form": (form or OpenForm(initial=_first(called))) if waits else None,
        "called": called,
        "ticked": form.cleaned_data.get("present", ())
        if form
        else [one.person.pk for one in called],
        "error": error,
    }
    status = HTTPStatus.CONFLICT if error else HTTPStatus.OK
    return render(request, "committee_meetings/closed.html", context, status=status)


def _first(called: list[Any]) -> dict[str, str]:
    return {"chair": called[0].person.full_name} if called else {}


def _posted(
    request: SignedIn,
    place: Place,
    meetings: list[Noted],
    noted: Noted | None,
) -> HttpResponseBase:
    """One act, and back to the wall; with a script the parts that changed."""
    name = act_sent(request)
    if not place.may:
        raise PermissionDenied
    if name == "open":
        return _opened(request, place, meetings)
    if name not in {*ACTS, *SCAN_ACTS}:
        raise Http404
    if name in SCAN_ACTS:
        SCAN_ACTS[name](request, [one.meeting for one in meetings])
    elif noted is None:
        messages.error(request, _("Cuộc họp đã kết thúc."))
    if name in SCAN_ACTS or noted is None:
        return redirect(place.address())
    try:
        entry = ACTS[name](request, place, noted.meeting)
    except RefusedError as error:
        return _refused(request, WallPage(request, place, noted), error)
    if _wants_json(request):
        fresh = next((one for one in place.meetings() if one.sits), None)
        if fresh is None or name == "adopt":
            return JsonResponse({"leave": place.address()})
        saved = _("đã lưu {time}").format(time=f"{now():%H:%M}")
        news = WallPage(request, place, fresh).news()
        return JsonResponse(news | {"said": saved})
    return redirect(place.address() + (f"#n{entry}" if entry else ""))


def _opened(request: SignedIn, place: Place, meetings: list[Noted]) -> HttpResponseBase:
    try:
        open_by(request, place)
    except RefusedError as error:
        form = OpenForm(request.POST)
        form.is_valid()
        return _closed(request, place, meetings, form=form, error=as_sentence(error))
    return redirect(place.address())


def _refused(request: SignedIn, page: WallPage, error: RefusedError) -> HttpResponseBase:
    """Why nothing was saved, at the form that was sent, with all that was typed."""
    place, said = page.place, as_sentence(error)
    form = MoveForm(request.POST)
    form.is_valid()
    mark = form.cleaned_data.get("mark")
    row = page.row(mark[0]) if mark else None
    ask = None
    if row is not None:
        level = form.cleaned_data.get("level")
        ask = ask_for(
            page.table,
            row,
            level=int(level) if level else None,
            attendants=page.attendants,
            sent=request.POST,
            error=said,
        )
    if _wants_json(request):
        answer = page.news() | {"refused": said}
        if ask is not None:
            answer["ask"] = page.part("ask", ask=ask, place=place)
        return JsonResponse(answer, status=HTTPStatus.CONFLICT)
    if ask is None:
        messages.error(request, said)
        return redirect(place.address())
    return _wall(request, page, ask=ask, status=HTTPStatus.CONFLICT)


def _wants_json(request: SignedIn) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


@require_GET
@signed_in
def committee_meeting_changes(request: SignedIn, year: int, code: str) -> HttpResponseBase:
    """What another screen did since `v`: nothing (204), or the parts of the page anew; with `ask`
    the form that moves somebody.
    """
    place = place_or_404(request, year, code)
    noted = next((one for one in place.meetings() if one.sits), None)
    if noted is None:
        return JsonResponse({"leave": place.address()})
    page = WallPage(request, place, noted)
    query = AskQuery.read(request.GET)
    if query["ask"]:
        ask = _ask(page, query)
        if ask is None:
            raise Http404
        return JsonResponse({"ask": page.part("ask", ask=ask, place=place)})
    if SeenQuery.read(request.GET)["v"] == page.seen:
        return HttpResponse(status=UNCHANGED)
    return JsonResponse(page.news())
