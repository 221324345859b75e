"""The minutes as a file."""

import re

from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from thidua.access.exporting import Leaving, hand_out, some_of
from thidua.access.models import Exported
from thidua.accounts.viewing import SignedIn, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.documents.pdf import as_pdf
from thidua.meetings.finding import meeting_or_404
from thidua.meetings.models import Meeting
from thidua.meetings.paper import minutes
from thidua.meetings.rights import may_keep, views
from thidua.numbers import format_number
from thidua.web.file_names import file_name
from thidua.web.paper_files import PAPER_FORMATS, paper_download

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PAGE = re.compile(rb"/Type ?/Page\b")
"""A page in a PDF as ours is written."""
A_DAY = 86_400
"""Seconds."""


@require_GET
@signed_in
def minutes_file(request: SignedIn, year: int, pk: int, extension: str) -> HttpResponseBase:
    """The minutes as Word or PDF, for whoever keeps the meeting or reads it by a role."""
    campaign = campaign_or_404(request, year)
    meeting = meeting_or_404(request, campaign, pk)
    takes = may_keep(request.user, meeting) or views(request.user, meeting.organisation)
    if extension not in PAPER_FORMATS or not takes:
        raise Http404
    if extension == "pdf" and request.htmx:
        return HttpResponse(_pages_words(meeting))
    people = tuple(meeting.items.exclude(person=None).values_list("person", flat=True))
    leaving = Leaving(
        Exported.PAPERS,
        extension,
        (meeting.organisation.path,),
        len(people),
        year=year,
        narrowed=_("biên bản họp kiểm điểm"),
        listed=some_of(people),
        paper=True,
    )
    name = file_name(f"Biên bản họp kiểm điểm {year}", meeting.organisation.name)
    paper = minutes(meeting)
    return hand_out(request, leaving, lambda: paper_download(paper, extension, name))


def _pages_words(meeting: Meeting) -> str:
    """“3 trang ·”: how long the minutes are by now; set once for each state of the meeting."""
    key = f"minutes-pages:{meeting.pk}:{meeting.changes}"
    number = cache.get(key)
    if number is None:
        number = len(PAGE.findall(as_pdf(minutes(meeting))))
        cache.set(key, number, A_DAY)
    words = ngettext("{number} trang", "{number} trang", number)
    return f"{words.format(number=format_number(number))} ·"
