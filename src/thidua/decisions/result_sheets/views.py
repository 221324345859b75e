"""Result sheets to print: of one subject, of every member of a cell or committee, of everybody on a
board.
"""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.access.models import Dossier
from thidua.access.recording import record_look
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.boards.access import access_from_address
from thidua.boards.reading import entries_on
from thidua.campaigns.frame import campaign_or_404
from thidua.decisions.result_sheets.gathering import (
    in_order,
    members_below,
    sheet_of_subject,
)
from thidua.decisions.result_sheets.printing import as_pdf
from thidua.decisions.result_sheets.taking import sheets_taken
from thidua.frameworks.errors import NotBoundError
from thidua.ratings.queries import line_to
from thidua.ratings.subjects import subject_or_404
from thidua.web.file_names import disposition, file_name


@require_GET
@signed_in
def rating_sheet(request: SignedIn, year: int, subject_type: str, code: str) -> HttpResponse:
    """The sheet of one subject; looking at somebody else's is written down."""
    campaign = campaign_or_404(request, year)
    entry = subject_or_404(request, campaign, subject_type, code)
    if not entry.rated:
        raise Http404
    try:
        made = as_pdf([sheet_of_subject(entry)])
    except NotBoundError as error:
        raise Http404 from error
    record_look(
        request,
        person=entry.person_id,
        path=entry.organisation.path,
        dossier=Dossier.PAPERS,
        year=year,
    )
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = disposition(
        f"{file_name(f'Phiếu kết quả {year}', entry.name)}.pdf", inline=True
    )
    return response


@require_GET
@signed_in
def rating_sheets(request: SignedIn, year: int, code: str) -> HttpResponseBase:
    """The sheets of every rated member under an organisation: one PDF, or a ZIP of several for a
    large one.
    """
    campaign = campaign_or_404(request, year)
    line = line_to(scope=scope_of_request(request), code=code)
    if line is None:
        raise Http404
    own = line.organisation
    entries = list(members_below(campaign, own))
    if not entries:
        messages.error(
            request,
            _("Chưa có đảng viên nào được xếp loại ở đây."),
        )
        return redirect("organisation", code=code)
    return sheets_taken(request, campaign, own, entries)


@require_GET
@signed_in
def board_sheets(request: SignedIn, year: int, code: str) -> HttpResponseBase:
    """The sheets of everybody on a board, whatever kind of subjects it is of."""
    access = access_from_address(request, year=year, code=code)
    entries = list(in_order(entries_on(access.board)))
    if not entries:
        raise Http404
    board = access.board
    return sheets_taken(request, board.campaign, board.committee, entries, kind=board.kind)
