"""Changing a task that was accepted: the form, and what came of sending it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from thidua.accounts.viewing import SignedIn
from thidua.registrations.acts import Outcome
from thidua.registrations.change_form import perform_change, untouched
from thidua.registrations.change_page import ChangePage
from thidua.registrations.changing import may_change_accepted
from thidua.registrations.models import Task
from thidua.registrations.permissions import may_write
from thidua.registrations.presenters import address_of_task
from thidua.web.queries import act_sent


def change_response(request: SignedIn, task: Task) -> HttpResponse:
    """The page for whoever writes the task; a task that is not accepted is shown as it stands."""
    if not may_write(request.user, task.registration):
        raise Http404
    if request.method == "GET":
        if not may_change_accepted(task):
            return redirect(address_of_task(task))
        typed, outcome = untouched(task), Outcome(task)
    else:
        typed, outcome = perform_change(task, request.POST, act_sent(request), actor=request.user)
    if outcome.leads_to:
        messages.success(request, outcome.words)
        return redirect(outcome.leads_to)
    page = ChangePage(request, outcome.task, typed, outcome)
    status = 409 if outcome.error else 200
    return render(request, "registrations/task.html", {"page": page}, status=status)
