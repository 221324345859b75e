"""The launch as one unit reads it, drawn."""

from django.http import HttpResponse
from django.shortcuts import render

from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.calendar_cells import calendar_of
from thidua.campaigns.launched import has_opened, is_launched
from thidua.campaigns.models import Campaign, RegistrationLimits, Step
from thidua.campaigns.steps import address_of_step
from thidua.launching.documents import documents_of
from thidua.launching.offered import offered_tasks
from thidua.launching.reading import above_of, changes_for, own_days, plans_above
from thidua.organisations.models import Organisation


def read_page_of(request: SignedIn, campaign: Campaign, unit: Organisation) -> HttpResponse:
    """The page of one unit."""
    scope = scope_of_request(request)
    of_own = not scope.grants or unit.pk in {grant.organisation_id for grant in scope.grants}
    launched = is_launched(campaign)
    days = own_days(campaign, unit, calendar_of(campaign))
    register = next(day for day in days if day.step == Step.REGISTER)
    opened = has_opened(campaign, register.opens_on)
    context = {
        "campaign": campaign,
        "unit": unit,
        "of_own": of_own,
        "launched": launched,
        "days": days,
        "plans": plans_above(campaign, unit),
        "changes": changes_for(campaign, unit),
        "limits": RegistrationLimits.objects.filter(campaign=campaign).first(),
        "offered": offered_tasks(campaign, above_of(unit)),
        "documents": documents_of(campaign, request.user),
        "next": address_of_step(request, campaign, Step.REGISTER) if opened and of_own else "",
    }
    return render(request, "launching/read.html", context)
