"""One task: its form, saved while it is typed; what was sent, for whoever may only read."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.campaigns.frame import campaign_or_404
from thidua.errors import RefusedError
from thidua.registrations.acts import Outcome, perform
from thidua.registrations.editing import Editing, edited
from thidua.registrations.finding import candidates
from thidua.registrations.forms import ChangeQuery, FindQuery
from thidua.registrations.models import Task
from thidua.registrations.permissions import may_write
from thidua.registrations.queries import task_again, task_for
from thidua.registrations.task_page import task_page
from thidua.registrations.views.changing import change_response
from thidua.web.queries import act_sent


@require_http_methods(["GET", "POST"])
@signed_in
def edit_page(request: SignedIn, year: int, code: str, pk: int) -> HttpResponse:
    """The form of a task, for whoever writes it; its versions for whoever reads above."""
    task = _task_or_404(request, year, code, pk)
    if ChangeQuery.read(request.GET)["doi"]:
        return change_response(request, task)
    if request.method == "GET":
        return render(request, "registrations/task.html", {"page": task_page(request, task)})
    if not may_write(request.user, task.registration):
        raise Http404
    editing = Editing(edited(task), request.POST)
    live = request.headers.get("X-Live") == "1"
    try:
        outcome = perform(task, editing, act_sent(request), actor=request.user)
    except RefusedError as refused:
        # What was typed is stored by now: the page stands on that.
        outcome = Outcome(task_again(task), error=str(refused))
    if live:
        page = task_page(request, outcome.task, editing=editing, outcome=outcome)
        return render(request, "registrations/task_live.html", {"page": page})
    if outcome.stays or not editing.is_valid:
        page = task_page(request, outcome.task, editing=editing, outcome=outcome)
        status = 409 if outcome.conflict or outcome.error else 200
        return render(request, "registrations/task.html", {"page": page}, status=status)
    if outcome.words:
        messages.success(request, outcome.words)
    return redirect(outcome.leads_to or request.get_full_path())


@require_GET
@signed_in
def find_page(request: SignedIn, year: int, code: str, pk: int) -> HttpResponse:
    """People and organisations of the unit's part by name, to be chosen."""
    task = _task_or_404(request, year, code, pk)
    if not may_write(request.user, task.registration):
        raise Http404
    query = FindQuery.read(request.GET)
    alone = query["cho"] == "answers"
    found = candidates(task.registration.organisation, query["q"], people_only=alone)
    context = {
        "found": found,
        "act": "answer" if alone else "add",
        "typed": query["q"],
        "nobody": _("Không có ai, nơi nào trong đơn vị có tên như vậy."),
    }
    return render(request, "registrations/found.html", context)


def _task_or_404(request: SignedIn, year: int, code: str, pk: int) -> Task:
    campaign = campaign_or_404(request, year)
    task = task_for(request.user, campaign, pk)
    if task is None or task.registration.organisation.code != code:
        raise Http404
    return task
