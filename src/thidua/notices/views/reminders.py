"""Reminding units, and the page of one reminder: forms to actions and back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.campaigns.models import Campaign
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.notices.actions import mark_seen, promise
from thidua.notices.errors import OutOfReachError
from thidua.notices.forms import UNREADABLE, PromiseForm, RemindForm, next_page
from thidua.notices.matters import matter_of
from thidua.notices.models import Reminder
from thidua.notices.queries import REMINDING, acts_for, reminder_for
from thidua.notices.reading import mark_read_at
from thidua.notices.reminding import remind_all
from thidua.notices.titles import button_for, what_waits, work_left
from thidua.notices.words import done_words
from thidua.organisations.names import committee_name


@require_POST
@signed_in
def remind_view(request: SignedIn) -> HttpResponse:
    """Remind the units that the form names, and back to the page it stood on."""
    if not any(grant.role in REMINDING for grant in scope_of_request(request).grants):
        raise PermissionDenied
    form = RemindForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(UNREADABLE))
        return redirect(next_page(request, reverse("home")))
    campaign = get_object_or_404(Campaign, year=form.cleaned_data["year"])
    try:
        came = remind_all(
            campaign=campaign,
            codes=form.cleaned_data["unit"],
            about=form.cleaned_data["about"],
            actor=request.user,
        )
    except OutOfReachError as error:
        raise Http404 from error
    except RefusedError as refused:
        messages.error(request, as_sentence(refused))
    else:
        (messages.success if came.reminded else messages.warning)(request, done_words(came))
    return redirect(next_page(request, reverse("home")))


@require_http_methods(["GET", "POST"])
@signed_in
def reminder_page(request: SignedIn, pk: int) -> HttpResponse:
    """What is waited for, the way there, and a day that may be promised; opening it counts as
    seen.
    """
    reminder = reminder_for(scope_of_request(request), pk)
    if reminder is None:
        raise Http404
    own = acts_for(scope_of_request(request), reminder)
    form = PromiseForm(request.POST if request.method == "POST" else None)
    error = ""
    if request.method == "POST" and form.is_valid():
        try:
            promise(
                reminder=reminder,
                promised_on=form.cleaned_data["promised_on"],
                actor=request.user,
            )
        except RefusedError as refused:
            error = as_sentence(refused)
        else:
            messages.success(request, _told(reminder))
            return redirect("reminder", pk=pk)
    elif own and reminder.seen_at is None:
        reminder.seen_at = mark_seen(reminder=reminder, actor=request.user).seen_at
        mark_read_at(request.user, request.path)
    context = _shown(reminder, form, error, own)
    wrong = bool(error or form.errors)
    return render(request, "notices/reminder.html", context, status=400 if wrong else 200)


def _told(reminder: Reminder) -> str:
    return _("Đã báo ngày hẹn cho {name}.").format(name=committee_name(reminder.from_unit))


def _shown(reminder: Reminder, form: PromiseForm, error: str, own: bool) -> dict[str, object]:
    matter = matter_of(reminder.about)
    campaign, unit = reminder.campaign, reminder.unit
    left = matter.left(campaign, [unit]).get(unit.pk, 0) if matter else 0
    return {
        "reminder": reminder,
        "then": work_left(reminder.about, reminder.number),
        "missing": str(reminder.missing),
        "title": what_waits(reminder.about, left or reminder.number),
        "sender": committee_name(reminder.from_unit),
        "left": left,
        "href": matter.address(campaign, unit) if matter and own and left else "",
        "button": button_for(reminder.about, left),
        "form": form if own and left else None,
        "error": error,
    }
