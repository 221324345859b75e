"""Registrations as papers: a unit's own, or all of its part in one print."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.access.exporting import Leaving, hand_out, some_of
from thidua.access.models import Exported
from thidua.accounts.viewing import SignedIn, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.organisations.models import Organisation
from thidua.registrations.models import Holder, Registration
from thidua.registrations.paper import part_paper, registration_paper, registrations_in
from thidua.web.file_names import file_name
from thidua.web.paper_files import PAPER_FORMATS, paper_download
from thidua.web.queries import QueryForm, WordField


class PartQuery(QueryForm):
    """Whether all of the unit's part is printed (`ca`), or its own registration."""

    pham_vi = WordField(("ca",))


@require_GET
@signed_in
def registration_file(request: SignedIn, year: int, code: str, extension: str) -> HttpResponseBase:
    """The registration of a unit as Word or PDF, or with `?pham_vi=ca` every one in its part."""
    campaign = campaign_or_404(request, year)
    organisation = Organisation.objects.filter(code=code).first()
    if organisation is None or extension not in PAPER_FORMATS:
        raise Http404
    found = registrations_in(organisation, campaign, actor=request.user)
    whole = bool(PartQuery.read(request.GET)["pham_vi"])
    own = found.filter(organisation=organisation, holder=Holder.ORGANISATION).first()
    paper = (
        part_paper(organisation, campaign, actor=request.user)
        if whole
        else registration_paper(own, actor=request.user)
        if own is not None
        else None
    )
    if paper is None:
        raise Http404
    people = _people(list(found) if whole else [own] if own else [])
    leaving = Leaving(
        Exported.PAPERS,
        extension,
        (organisation.path,),
        len(people),
        year=year,
        narrowed=_("bản đăng ký nhiệm vụ"),
        listed=some_of(people),
        paper=True,
    )
    what = "Đăng ký cả đơn vị" if whole else "Bản đăng ký"
    name = file_name(f"{what} {year}", organisation.name)
    return hand_out(request, leaving, lambda: paper_download(paper, extension, name))


def _people(registrations: list[Registration]) -> tuple[int, ...]:
    """The people whom the papers name as doing or answering for a task."""
    doers = {
        row.person_id
        for registration in registrations
        for task in registration.tasks.all()
        for row in task.people.all()
        if row.person_id is not None
    }
    answering = {
        task.answers_id
        for registration in registrations
        for task in registration.tasks.all()
        if task.answers_id is not None
    }
    return tuple(sorted(doers | answering))
