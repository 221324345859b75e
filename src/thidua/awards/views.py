"""The pages of recognition: the year's forms with their numbers and lists, and what was checked of
one award.
"""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.access.models import Dossier
from thidua.access.recording import record_look
from thidua.accounts.actors import Scope
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.awards.checking import check_all, entries_by_award
from thidua.awards.downloads import awards_taken
from thidua.awards.forms import form_row, form_rows
from thidua.awards.listing import (
    AwardsQuery,
    Filters,
    listed,
    placed,
    row_of,
    rows_of,
    standings_beside,
)
from thidua.awards.models import Award, AwardStatus
from thidua.awards.queries import Numbers, all_numbers, awards, decided_again, numbers_by_form
from thidua.campaigns.frame import campaign_or_404, frame_of
from thidua.frameworks.binding import awards_book
from thidua.organisations.models import Organisation
from thidua.ratings.ladder import conditions
from thidua.ratings.links import rating_link
from thidua.roster.models import RosterEntry
from thidua.vocabulary import Sector, SubjectType, Tier
from thidua.web.components import Crumb
from thidua.web.paging import page_of
from thidua.web.sheets import FormatQuery

PAGE = 50


@require_GET
@signed_in
def awards_page(request: SignedIn, year: int) -> HttpResponseBase:
    """The forms with their numbers, and below them the list that the filters in the address
    leave.
    """
    campaign, book = campaign_or_404(request, year), awards_book()
    filters = Filters(**AwardsQuery(request.GET, book=book).values)
    bodies = list(Organisation.objects.filter(tier=Tier.UPPER_LEVEL).order_by("sort_key", "code"))
    under = next((body for body in bodies if body.code == filters.under), None)
    found = placed(awards(campaign=campaign, actor=request.user), campaign, filters)
    rows = listed(found, filters, book)
    if form := FormatQuery.read(request.GET)["format"]:
        return awards_taken(request, campaign, filters, form)
    numbers = numbers_by_form(found)
    forms = form_rows(book, numbers)
    paged, page = page_of(Paginator(rows, PAGE), request)
    context = {
        "campaign": campaign,
        "before": next(
            (earlier for earlier in frame_of(request).campaigns if earlier.year < year), None
        ),
        "filters": filters,
        "under": under,
        "all": all_numbers(numbers.values()),
        "forms": [form for form in forms if form.numbers.total],
        "unused": [form for form in forms if not form.numbers.total],
        "form": next((form for form in forms if form.id == filters.form), None),
        "rows": rows_of(campaign, paged.object_list, book, actor=request.user),
        "page": page,
        "kinds": SubjectType.choices(),
        "statuses": AwardStatus.choices,
        "bodies": [body for body in bodies if scope_of_request(request).covers(body.path)],
        "sectors": Sector.choices(),
    }
    return render(request, "awards/awards.html", context)


@require_GET
@signed_in
def award_page(request: SignedIn, year: int, pk: int) -> HttpResponse:
    """One award: what was checked, by which rule, and what came of it. Into the side panel (htmx)
    only that.
    """
    campaign, book = campaign_or_404(request, year), awards_book()
    award = awards(campaign=campaign, actor=request.user).filter(pk=pk).first()
    if award is None:
        raise Http404
    award.campaign = campaign
    entry = entries_by_award(campaign, [award]).get(award.pk)
    standings = standings_beside(request.user, campaign, [award]).get(award.pk, ())
    row = row_of(award, entry, book, year=year, standings=standings)
    scope = scope_of_request(request)
    seen = entry is not None and (
        scope.covers(entry.organisation.path) or entry.person_id == scope.person_id
    )
    context = {
        "campaign": campaign,
        "row": row,
        "form": form_row(book, book.forms[award.form], Numbers())
        if award.form in book.forms
        else None,
        "reopened": decided_again(entry),
        "objects_at": _objects_at(award, entry, scope),
        "rating": rating_link(entry, year=year) if entry is not None and seen else "",
        "looks_logged": record_look(
            request,
            person=award.person_id,
            path=entry.organisation.path if entry is not None else "",
            dossier=Dossier.REASONS,
            year=year,
        ),
        "crumbs": [
            Crumb(
                _("Khen thưởng năm {year}").format(year=year),
                reverse("awards", kwargs={"year": year}),
            )
        ],
    }
    if award.form in book.forms:
        (checked,) = check_all(campaign, [award])
        context |= {
            "conditions": conditions(checked.check.reasons),
            "against": [str(reason) for reason in checked.against],
            "otherwise": award.status != AwardStatus.PROPOSED and checked.given != row.given,
        }
    return render(
        request, "awards/award_panel.html" if request.htmx else "awards/award.html", context
    )


def _objects_at(award: Award, entry: RosterEntry | None, scope: Scope) -> str:
    """Where whoever it is about, or exactly their unit, objects to an award that a committee gave
    or refused; "": nothing to object to, or not this reader's.
    """
    if entry is None or award.authority is None or award.status == AwardStatus.PROPOSED:
        return ""
    own = entry.person_id is not None and entry.person_id == scope.person_id
    acts = any(grant.organisation_id == entry.organisation_id for grant in scope.grants)
    if not (own or acts):
        return ""
    query = {"khen": str(award.pk)}
    if entry.subject_type == SubjectType.LEADER:
        query["organisation"] = entry.organisation.code
    link = reverse("objection_new", args=(award.campaign.year, entry.subject_type, entry.code))
    return f"{link}?{urlencode(query)}"
