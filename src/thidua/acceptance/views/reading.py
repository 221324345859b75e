"""Reading what units sent: the list, one registration. Forms to actions, and back."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.acceptance.above import Above, aboves_of
from thidua.acceptance.actions import (
    answer_withdrawal,
    open_as_idea,
)
from thidua.acceptance.answering import answer
from thidua.acceptance.errors import AcceptanceError
from thidua.acceptance.forms import (
    ListQuery,
    TaskWordForm,
    UnitQuery,
    VersionsForm,
    answer_of,
)
from thidua.acceptance.listing import units_shown
from thidua.acceptance.queries import (
    first_to_read,
    versions_of,
)
from thidua.acceptance.reading import How, ReadTask, prepared_of, read_tasks
from thidua.acceptance.rules import Answer
from thidua.acceptance.views.finding import (
    Read,
    entry_to_read,
    list_address,
    list_to_read,
    registration_to_read,
)
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.organisations.models import Organisation
from thidua.organisations.names import committee_name, place_name, short_name
from thidua.registrations.models import Holder, Measure, Task
from thidua.web.components import Crumb
from thidua.web.forms import first_fault
from thidua.web.queries import act_sent


@require_GET
@signed_in
def list_page(request: SignedIn, year: int, code: str) -> HttpResponse:
    """Every unit that the committee reads, with where it stands, beside the first that waits, open
    to be read; `?state=waiting`: what waits alone.
    """
    campaign, committee, entries = list_to_read(request, year, code)
    state = ListQuery.read(request.GET)["state"]
    first = first_to_read(entries, only_waiting=bool(state))
    if first is not None and first.registration is not None:
        context = _shown(request, entry_to_read(request, campaign, committee, entries, first))
    else:
        units = units_shown(entries, committee, campaign)
        context = {"units": units, "rows": units.shown(state), "state": state}
    context |= {
        "committee": committee,
        "listed": True,
        "crumbs": [Crumb(committee_name(committee))],
    }
    return render(request, "acceptance/list.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def unit_page(request: SignedIn, year: int, code: str, unit: str) -> HttpResponse:
    """One registration, each clarity accepted or returned here and answered in one act."""
    read = registration_to_read(request, year, code, unit)
    if request.method == "GET":
        return render(request, "acceptance/unit.html", _shown(request, read))
    if not read.decides:
        raise PermissionDenied(_("Bản đăng ký này do cấp uỷ cấp trên trực tiếp trả lời."))
    try:
        said = _ACTS.get(act_sent(request), _answer)(request, read)
    except RefusedError as refused:
        again = registration_to_read(request, year, code, unit)
        context = _shown(request, again, request.POST) | {"error": as_sentence(refused)}
        return render(request, "acceptance/unit.html", context, status=400)
    messages.success(request, said)
    return redirect(_next(request, read) or read.address)


def _next(request: SignedIn, read: Read) -> str:
    """The next registration that waits, after the answer to one; "" after another act."""
    if act_sent(request) in _ACTS:
        return ""
    units = units_shown(read.entries, read.committee, read.campaign, read.registration.pk)
    row = units.beside(1, "waiting") or units.beside(-1, "waiting")
    return row.href if row is not None else ""


def _answer(request: SignedIn, read: Read) -> str:
    form = VersionsForm(request.POST)
    if not form.is_valid():
        raise AcceptanceError.unreadable(first_fault(form))
    answers: dict[int, Answer] = {}
    for task in _tasks(read, request.POST):
        if task.version.pk in form.cleaned_data["versions"]:
            answers[task.version.pk] = _answer_about(task)
    for version in form.cleaned_data["versions"]:
        answers.setdefault(version, Answer())
    given = answer(read.registration, answers, actor=request.user)
    name = short_name(read.entry.unit)
    if given.returned:
        return _("Đã trả lời {name}: nhận {accepted} mục, trả lại {returned} mục.").format(
            name=name, accepted=given.accepted, returned=given.returned
        )
    return _("Đã nhận bản đăng ký của {name}.").format(name=name)


def _answer_about(task: ReadTask) -> Answer:
    forms = [(one.clarity, one.form) for one in task.clauses if one.form is not None]
    for clarity, form in forms:
        if not form.is_valid():
            place = next(one.title for one in task.clauses if one.clarity == clarity)
            raise AcceptanceError.unreadable(f"{place}: {first_fault(form)}")
    return answer_of(forms)


def _withdrawal(request: SignedIn, read: Read) -> str:
    form, task = _task_word(request, read)
    agreed = act_sent(request) == "let_go"
    answer_withdrawal(task, agreed=agreed, word=form.cleaned_data["word"], actor=request.user)
    return _("Đã trả lời đề nghị rút nhiệm vụ của {name}.").format(name=short_name(read.entry.unit))


def _idea(request: SignedIn, read: Read) -> str:
    _form, task = _task_word(request, read)
    shown = act_sent(request) == "show"
    open_as_idea(task, shown=shown, actor=request.user)
    if shown:
        return _("Đơn vị cùng loại nay đọc được nhiệm vụ này, không kèm tên người.")
    return _("Đơn vị khác không còn đọc được nhiệm vụ này.")


def _task_word(request: SignedIn, read: Read) -> tuple[TaskWordForm, Task]:
    form = TaskWordForm(request.POST)
    if not form.is_valid():
        raise AcceptanceError.unreadable(first_fault(form))
    task = Task.objects.filter(pk=form.cleaned_data["task"], registration=read.registration)
    found = task.select_related("registration__organisation", "registration__campaign").first()
    if found is None:
        raise Http404
    return form, found


_ACTS = {"let_go": _withdrawal, "keep": _withdrawal, "show": _idea, "hide": _idea}


def _tasks(
    read: Read, data: Mapping[str, Any] | None, compare: int | None = None
) -> list[ReadTask]:
    if read.entry.state == "drafting":
        return []
    how = How(
        read.campaign.year,
        committee_name(read.committee),
        decides=read.decides,
        data=data,
        compare=compare,
    )
    return read_tasks(versions_of(read.registration), how)


def _shown(
    request: SignedIn, read: Read, data: Mapping[str, Any] | None = None
) -> dict[str, object]:
    query, state = UnitQuery.read(request.GET), ListQuery.read(request.GET)["state"]
    units = units_shown(read.entries, read.committee, read.campaign, read.registration.pk)
    tasks = _tasks(read, data, query["so"])
    sent = VersionsForm(data)
    how = How(read.campaign.year, "", data=data)
    prepared = prepared_of(tasks, sent.cleaned_data["versions"], how) if sent.is_valid() else []
    open_tasks = [task for task in tasks if task.is_open]
    row = next(one for one in units.rows if one.current)
    return {
        "committee": read.committee,
        "read": read,
        "registration": read.registration,
        "unit": read.entry.unit,
        "row": row,
        "units": units,
        "rows": units.shown(state),
        "state": state,
        "tasks": tasks,
        "aboves": _aboves(tasks, read.entry.unit),
        "versions": ",".join(str(task.version.pk) for task in open_tasks),
        "open": sum(clause.form is not None for task in open_tasks for clause in task.clauses),
        "prepared": prepared,
        "hand": _hand_address(request, read),
        "answers": read.decides,
        "after": units.beside(1, state),
        "before": units.beside(-1, state),
        "whom": place_name(read.entry.unit),
        "committee_of_unit": committee_name(read.entry.unit),
        "error": "",
        "crumbs": [Crumb(committee_name(read.committee), list_address(read))],
    }


def _hand_address(request: SignedIn, read: Read) -> str:
    """Where the committee's own officers hand it to a body; "" for others."""
    if not read.decides or scope_of_request(request).narrowed:
        return ""
    address = reverse(
        "acceptance_hand",
        kwargs={
            "year": read.campaign.year,
            "code": read.committee.code,
            "unit": read.entry.unit.code,
        },
    )
    own = read.registration.holder == Holder.ORGANISATION
    return address if own else f"{address}?ban={read.registration.pk}"


def _aboves(tasks: list[ReadTask], unit: Organisation) -> list[Above]:
    """The superiors' tasks that this registration takes a part of, each once."""
    measures: dict[int, Measure | None] = {}
    above: dict[int, Task] = {}
    for read in tasks:
        task = read.task
        if task.taken_from is not None:
            above.setdefault(task.taken_from.pk, task.taken_from)
            measures.setdefault(task.taken_from.pk, task.share_measure)
    return aboves_of(list(above.values()), measures, current=unit.pk)
