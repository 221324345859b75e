"""What was sealed about one subject, the file that proves its rating, and the script that checks
it.
"""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.access.exporting import Leaving, hand_out
from thidua.access.models import Dossier, Exported
from thidua.access.recording import record_look
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.rating_proofs.errors import ProofError
from thidua.rating_proofs.presenters import proof_link, shown
from thidua.rating_proofs.proofs import SCRIPT, proof_of
from thidua.ratings.links import rating_link
from thidua.ratings.subjects import subject_or_404
from thidua.roster.models import RosterEntry
from thidua.web.file_names import disposition, file_name


@require_GET
@signed_in
def proof_page(request: SignedIn, year: int, subject_type: str, code: str) -> HttpResponse:
    """Every decision about the subject as it was sealed, the first one first."""
    campaign = campaign_or_404(request, year)
    entry = subject_or_404(request, campaign, subject_type, code)
    context = {
        "campaign": campaign,
        "entry": entry,
        "sealed": shown(campaign, entry),
        "rating_href": rating_link(entry, year=year),
        "file_href": proof_link("rating_proof_taken", entry),
        "looks_logged": _look(request, entry),
    }
    return render(request, "rating_proofs/page.html", context)


@require_GET
@signed_in
def proof_file(request: SignedIn, year: int, subject_type: str, code: str) -> HttpResponseBase:
    """The whole proof as a file; that it left is written down."""
    campaign = campaign_or_404(request, year)
    entry = subject_or_404(request, campaign, subject_type, code)
    try:
        proof = proof_of(entry)
    except ProofError:
        raise Http404 from None
    own = entry.person_id is not None and entry.person_id == scope_of_request(request).person_id
    people = () if entry.person_id is None else (entry.person_id,)
    leaving = Leaving(
        what=Exported.OWN if own else Exported.PAPERS,
        form="json",
        paths=() if own else (entry.organisation.path,),
        people=len(people),
        year=year,
        subjects=entry.subject_type,
        listed=people,
        paper=True,  # the page shows what is in it
    )

    def made() -> HttpResponse:
        _look(request, entry)
        name = file_name(f"Căn cứ xếp loại {year}", entry.name)
        response = HttpResponse(proof, content_type="application/json")
        response["Content-Disposition"] = disposition(f"{name}.json")
        response["Cache-Control"] = "no-store"
        return response

    return hand_out(request, leaving, made)


@require_GET
@signed_in
def script_file(request: SignedIn) -> HttpResponse:
    """The script that rates again: alike for everybody."""
    response = HttpResponse(SCRIPT.read_bytes(), content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = disposition(SCRIPT.name)
    return response


def _look(request: SignedIn, entry: RosterEntry) -> bool:
    return record_look(
        request,
        person=entry.person_id,
        path=entry.organisation.path,
        dossier=Dossier.PAPERS,
        year=entry.campaign.year,
    )
