"""Two names of the wall side by side."""

from django.http import Http404, JsonResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.boards.comparing import compared, rows_or_404
from thidua.boards.forms import ComparedQuery
from thidua.committee_meetings.finding import place_or_404


@require_GET
@signed_in
def committee_meeting_compare(request: SignedIn, year: int, code: str) -> HttpResponseBase:
    """What is known of both, and the conditions that came out differently; each look is written
    down. Without two of them there is nothing (404): the board's own page says how to choose.
    """
    place = place_or_404(request, year, code)
    query = ComparedQuery.read(request.GET)
    wanted = [entry for entry in (query["a"], query["b"]) if entry]
    rows = rows_or_404(place.board, wanted)
    if len(rows) != 2:
        raise Http404
    found = compared(request, place.board, place.setting, rows)
    context = {
        "found": found,
        "apart": [pair for step in found.steps for pair in step.pairs if pair.differs],
        "whole": place.address("board_compare", a=rows[0].entry, b=rows[1].entry),
    }
    html = render_to_string("committee_meetings/compare.html", context, request=request)
    return JsonResponse({"compare": html})
