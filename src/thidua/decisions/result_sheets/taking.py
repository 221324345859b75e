"""Result sheets of many as they leave the house: one PDF while somebody waits, or a ZIP of several
that the worker makes.
"""

from collections.abc import Iterable, Iterator, Sequence

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from thidua.access.bundles import zipped
from thidua.access.exporting import Leaving, hand_out, some_of
from thidua.access.models import Dossier, Exported
from thidua.access.preparing import Asked, Order
from thidua.access.recording import record_looks
from thidua.accounts.models import User
from thidua.accounts.viewing import SignedIn
from thidua.boards.definition import boards_of
from thidua.boards.reading import entries_on
from thidua.campaigns.models import Campaign
from thidua.campaigns.queries import campaign_of
from thidua.decisions.result_sheets.gathering import (
    in_order,
    members_below,
    parts_of,
    sheets_of,
)
from thidua.decisions.result_sheets.printing import as_pdf
from thidua.frameworks.binding import bound_frameworks
from thidua.frameworks.errors import NotBoundError
from thidua.organisations.models import Organisation
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType
from thidua.web.file_names import disposition, file_name

AT_ONCE = 200
"""Sheets that are made while somebody waits; more are made by the worker, as a ZIP, one PDF a cell.
"""
SHEETS = "decisions.sheets"


def sheets_taken(
    request: SignedIn,
    campaign: Campaign,
    own: Organisation,
    entries: Sequence[RosterEntry],
    *,
    kind: str = "",
) -> HttpResponseBase:
    """The sheets of subjects under an organisation, or with a `kind` on its board. Each person's
    look is written down, of many only that they left. Raises PermissionDenied.
    """
    people = tuple(entry.person_id for entry in entries if entry.person_id)
    few = len(entries) <= AT_ONCE
    leaving = Leaving(
        Exported.PAPERS,
        "pdf" if few else "zip",
        (own.path,),
        len(people),
        year=campaign.year,
        subjects=kind or SubjectType.MEMBER.value,
        listed=some_of(people) if kind else None,
    )
    order = Order(SHEETS, {"year": campaign.year, "code": own.code, "kind": kind})

    def made() -> HttpResponseBase:
        record_looks(
            request, people=people, path=own.path, dossier=Dossier.PAPERS, year=campaign.year
        )
        return _file(campaign, own, entries)

    return hand_out(request, leaving, made, order=None if few else order, at_once=0)


def sheets_file(actor: User, asked: Asked) -> HttpResponseBase:
    """The file itself: `asked` is the year, the code of the organisation and the kind."""
    campaign = campaign_of(asked["year"])
    own = Organisation.objects.get(code=asked["code"])
    if not asked["kind"]:
        return _file(campaign, own, list(members_below(campaign, own)))
    boards = boards_of(campaign, own, bound_frameworks(campaign))
    board = next(board for board in boards if board.kind == asked["kind"])
    return _file(campaign, own, list(in_order(entries_on(board))))


def _file(
    campaign: Campaign, own: Organisation, entries: Sequence[RosterEntry]
) -> HttpResponseBase:
    put = _single_file if len(entries) <= AT_ONCE else _bundle
    return put(campaign, entries, name=file_name(f"Phiếu kết quả {campaign.year}", own.name))


def _single_file(
    campaign: Campaign, entries: Sequence[RosterEntry], *, name: str
) -> HttpResponseBase:
    try:
        made = as_pdf(sheets_of(campaign, entries))
    except NotBoundError as error:
        raise Http404 from error
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = disposition(f"{name}.pdf")
    return response


def _bundle(campaign: Campaign, entries: Sequence[RosterEntry], *, name: str) -> HttpResponseBase:
    response = StreamingHttpResponse(
        zipped(pdfs(campaign, entries)), content_type="application/zip"
    )
    response["Content-Disposition"] = disposition(f"{name}.zip")
    return response


def pdfs(campaign: Campaign, entries: Iterable[RosterEntry]) -> Iterator[tuple[str, bytes]]:
    """File name and PDF of each part, one after the other."""
    for code, part in parts_of(entries):
        yield f"{code.replace('/', '-')}.pdf", as_pdf(sheets_of(campaign, part))
