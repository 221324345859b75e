"""The minutes as a file."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from thidua.access.exporting import hand_out
from thidua.accounts.viewing import SignedIn, signed_in
from thidua.committee_meetings.finding import place_or_404
from thidua.committee_meetings.paper import minutes
from thidua.committee_meetings.scans import leaving
from thidua.web.file_names import file_name
from thidua.web.paper_files import PAPER_FORMATS, paper_download


@require_GET
@signed_in
def committee_minutes(
    request: SignedIn, year: int, code: str, pk: int, extension: str
) -> HttpResponseBase:
    """The minutes of one of the committee's meetings as Word or PDF, for whoever reads its wall."""
    place = place_or_404(request, year, code)
    noted = (one.meeting for one in place.meetings())
    meeting = next((one for one in noted if one.pk == pk), None)
    if meeting is None or extension not in PAPER_FORMATS:
        raise Http404
    name = file_name(f"Biên bản họp cấp uỷ {year}", meeting.organisation.name)
    return hand_out(
        request,
        leaving(meeting, extension),
        lambda: paper_download(minutes(meeting), extension, name),
    )
