"""The first page: the year with today on it, and what is asked of the reader."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.accounts.acts import told_to
from thidua.accounts.presenters import in_words
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.calendar import steps_of, year_line
from thidua.campaigns.frame import campaign_of
from thidua.campaigns.tasks import red_one, tasks_for
from thidua.ratings.links import rating_link
from thidua.ratings.queries import level_of
from thidua.subjects.queries import own_entries
from thidua.web.clock import today


@require_GET
@signed_in
def home(request: SignedIn) -> HttpResponse:
    scope = scope_of_request(request)
    campaign = campaign_of(request)
    day = today()
    context: dict[str, object] = {"campaign": campaign, "today": day, "scope": scope}
    context["told"] = [in_words(act) for act in told_to(request.user)]
    if campaign:
        context["year_line"] = year_line(steps_of(campaign), today=day)
        if scope.grants or scope.person_id or scope.administers:
            context["work"] = work = tasks_for(request, campaign)
            context["red"] = red_one(work)
        if scope.person_id:
            entries = own_entries(campaign=campaign, person_id=scope.person_id)
            context["own"] = [
                (entry, level_of(entry), rating_link(entry, year=campaign.year))
                for entry in entries
            ]
    return render(request, "subjects/home.html", context)
