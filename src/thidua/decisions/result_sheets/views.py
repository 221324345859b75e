"""Result sheets to print: of one subject, of every member of a cell or committee, of everybody on a
board.
"""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, cast

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.access.models import Dossier
from thidua.access.recording import record_look, record_looks
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.boards.access import access_from_address
from thidua.boards.rows import entries_on
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Campaign
from thidua.decisions.result_sheets.gathering import (
    in_order,
    members_below,
    parts_of,
    sheet_of_subject,
    sheets_of,
)
from thidua.decisions.result_sheets.printing import as_pdf
from thidua.frameworks.errors import NotBoundError
from thidua.organisations.models import Organisation
from thidua.ratings.queries import line_to
from thidua.ratings.subjects import subject_or_404
from thidua.roster.models import RosterEntry

AT_ONCE = 200
"""Sheets that are made before the answer begins; more come as a ZIP, one PDF a cell, each made
while the one before is on its way.
"""


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
    response["Content-Disposition"] = f'inline; filename="phieu-{year}-{entry.pk}.pdf"'
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
    return _printed(request, campaign, own, entries)


@require_GET
@signed_in
def board_sheets(request: SignedIn, year: int, code: str) -> HttpResponseBase:
    """The sheets of everybody on a board, whatever kind of subjects it is of."""
    access = access_from_address(request, year=year, code=code)
    entries = list(in_order(entries_on(access.board)))
    if not entries:
        raise Http404
    return _printed(request, access.board.campaign, access.board.committee, entries)


def _printed(
    request: SignedIn, campaign: Campaign, own: Organisation, entries: Sequence[RosterEntry]
) -> HttpResponseBase:
    """One PDF, or a ZIP of several for many; each person's look is written down."""
    people = [entry.person_id for entry in entries if entry.person_id]
    record_looks(request, people=people, path=own.path, dossier=Dossier.PAPERS, year=campaign.year)
    put = _single_file if len(entries) <= AT_ONCE else _bundle
    return put(campaign, entries, name=f"phieu-{campaign.year}-{own.pk}")


def _single_file(
    campaign: Campaign, entries: Sequence[RosterEntry], *, name: str
) -> HttpResponseBase:
    try:
        made = as_pdf(sheets_of(campaign, entries))
    except NotBoundError as error:
        raise Http404 from error
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response


def _bundle(campaign: Campaign, entries: Sequence[RosterEntry], *, name: str) -> HttpResponseBase:
    response = StreamingHttpResponse(
        zipped(pdfs(campaign, entries)), content_type="application/zip"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}.zip"'
    return response


def pdfs(campaign: Campaign, entries: Iterable[RosterEntry]) -> Iterator[tuple[str, bytes]]:
    """File name and PDF of each part, one after the other."""
    for code, part in parts_of(entries):
        yield f"{code.replace('/', '-')}.pdf", as_pdf(sheets_of(campaign, part))


class _Outgoing:
    """Where the ZIP is written to: what was written is handed on and forgotten."""

    def __init__(self) -> None:
        self.waiting: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self.waiting.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing is kept back."""

    def taken(self) -> bytes:
        piece, self.waiting = b"".join(self.waiting), []
        return piece


def zipped(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """A ZIP of files, handed out as each is ready."""
    out = _Outgoing()
    with zipfile.ZipFile(
        cast("IO[bytes]", out), "w", zipfile.ZIP_STORED
    ) as archive:  # it only writes, and forwards
        for name, body in files:
            archive.writestr(name, body)
            yield out.taken()
    yield out.taken()
