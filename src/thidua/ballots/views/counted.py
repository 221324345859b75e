"""A sealed ballot counted again, and its files: the list of slips, the script that counts them, the
minutes.
"""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.access.exporting import Leaving, hand_out, some_of
from thidua.access.models import Exported
from thidua.accounts.viewing import SignedIn, signed_in
from thidua.ballots import recount
from thidua.ballots.finding import ballot_or_404
from thidua.ballots.links import address_of
from thidua.ballots.minutes import minutes_of_counting
from thidua.ballots.models import Ballot, State
from thidua.ballots.results import counted_again, recount_file
from thidua.ballots.rights import may_keep, views
from thidua.ballots.showing.moments import hour_and_day
from thidua.campaigns.frame import campaign_or_404
from thidua.web.clock import now
from thidua.web.file_names import file_name
from thidua.web.paper_files import PAPER_FORMATS, download, paper_download


@require_POST
@signed_in
def recount_view(request: SignedIn, year: int, pk: UUID) -> HttpResponse:
    """Count the stored list again with the script that everybody may take, and say what it says."""
    campaign = campaign_or_404(request, year)
    ballot = ballot_or_404(request, campaign, pk)
    faults = counted_again(ballot, request.user)
    when = hour_and_day(now())
    if faults:
        said = _("Đếm lại {when}: KHÔNG khớp. {faults}. Báo cấp uỷ cấp trên và người vận hành.")
        messages.error(request, said.format(when=when, faults="; ".join(faults)))
    else:
        said = _("Đếm lại {when}: khớp với bảng, với danh sách và với niêm phong.")
        messages.success(request, said.format(when=when))
    return redirect(address_of(ballot))


@require_GET
@signed_in
def file_view(request: SignedIn, year: int, pk: UUID, name: str) -> HttpResponseBase:
    """The list of slips as JSON or CSV, or the script, for whoever counts them again."""
    campaign = campaign_or_404(request, year)
    ballot = ballot_or_404(request, campaign, pk)
    if name not in FILES or ballot.state != State.SEALED:
        raise Http404
    make, content_type, form = FILES[name]
    if form == "py":  # nobody is named in it
        return download(make(request, ballot), content_type, name)
    leaving = _leaving(ballot, form, _("danh sách phiếu đã xáo, không gắn với người bỏ"))
    made = file_name(f"{ballot.title} {year}", ballot.organisation.name)
    return hand_out(
        request,
        leaving,
        lambda: download(make(request, ballot), content_type, f"{made}.{form}"),
    )


@require_GET
@signed_in
def minutes_view(request: SignedIn, year: int, pk: UUID, extension: str) -> HttpResponseBase:
    """The minutes as Word or PDF, for whoever keeps the ballot or reads it by a role."""
    campaign = campaign_or_404(request, year)
    ballot = ballot_or_404(request, campaign, pk)
    takes = may_keep(request.user, ballot) or views(request.user, ballot.organisation)
    if extension not in PAPER_FORMATS or not takes or ballot.state != State.SEALED:
        raise Http404
    leaving = _leaving(ballot, extension, _("biên bản kiểm phiếu"))
    name = file_name(f"Biên bản kiểm phiếu {year}", ballot.organisation.name)
    paper = minutes_of_counting(ballot)
    return hand_out(request, leaving, lambda: paper_download(paper, extension, name))


def _leaving(ballot: Ballot, form: str, what: str) -> Leaving:
    """What leaves, in this form: about whoever was called."""
    people = tuple(ballot.voters.values_list("person", flat=True))
    return Leaving(
        Exported.PAPERS,
        form,
        (ballot.organisation.path,),
        len(people),
        year=ballot.campaign.year,
        narrowed=what,
        listed=some_of(people),
        paper=True,
    )


def _json(request: SignedIn, ballot: Ballot) -> bytes:
    return recount_file(ballot, request.user)


def _csv(request: SignedIn, ballot: Ballot) -> bytes:
    """The slips alone, as the list has them."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(["candidate", "slip", "choice"])
    rows.writerows(json.loads(recount_file(ballot, request.user))["votes"])
    return written.getvalue().encode("utf-8-sig")


def _script(request: SignedIn, ballot: Ballot) -> bytes:
    return Path(recount.__file__).read_bytes()


FILES: dict[str, tuple[Callable[[SignedIn, Ballot], bytes], str, str]] = {
    "phieu.json": (_json, "application/json", "json"),
    "phieu.csv": (_csv, "text/csv; charset=utf-8", "csv"),
    "dem_lai.py": (_script, "text/x-python; charset=utf-8", "py"),
}
