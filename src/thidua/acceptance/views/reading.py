"""Reading what units sent: the list, one registration, handing one over. Forms to actions, back."""

from collections.abc import Mapping
from dataclasses import dataclass
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
    hand_over,
    open_as_idea,
    take_back_handing,
)
from thidua.acceptance.answering import answer
from thidua.acceptance.errors import AcceptanceError
from thidua.acceptance.forms import (
    BodyForm,
    ListQuery,
    TaskWordForm,
    UnitQuery,
    VersionsForm,
    answer_of,
)
from thidua.acceptance.listing import unit_page as address_of
from thidua.acceptance.listing import units_shown
from thidua.acceptance.queries import (
    Entry,
    committee_to_read,
    entries_of,
    reads_for,
    versions_of,
)
from thidua.acceptance.reading import How, ReadTask, prepared_of, read_tasks
from thidua.acceptance.rules import Answer
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.bodies.models import AdvisoryBody
from thidua.bodies.queries import bodies_for
from thidua.campaigns.frame import campaign_or_404
from thidua.campaigns.models import Campaign
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.organisations.models import Organisation
from thidua.organisations.names import committee_name, place_name, short_name
from thidua.registrations.models import Holder, Measure, Registration, Task
from thidua.web.components import Crumb
from thidua.web.forms import first_fault
from thidua.web.queries import act_sent


@require_GET
@signed_in
def list_page(request: SignedIn, year: int, code: str) -> HttpResponse:
    """Every unit that the committee reads, with where it stands; `?state=waiting`: what waits."""
    campaign, committee, entries = _list(request, year, code)
    state = ListQuery.read(request.GET)["state"]
    units = units_shown(entries, committee, campaign)
    rows = units.shown(state)
    context = {
        "committee": committee,
        "units": units,
        "rows": rows,
        "state": state,
        "first": next((row for row in rows if row.href), None),
        "crumbs": [Crumb(committee_name(committee))],
        "passes": committee.tier != "cell",
    }
    return render(request, "acceptance/list.html", context)


def _list(request: SignedIn, year: int, code: str) -> tuple[Campaign, Organisation, list[Entry]]:
    campaign, scope = campaign_or_404(request, year), scope_of_request(request)
    committee = committee_to_read(scope, code)
    if committee is None:
        raise Http404
    return campaign, committee, entries_of(committee, campaign, scope)


@dataclass(frozen=True)
class _Read:
    """One registration of the list, and who reads it."""

    campaign: Campaign
    committee: Organisation
    entries: list[Entry]
    entry: Entry
    registration: Registration
    decides: bool
    address: str


def _one(request: SignedIn, year: int, code: str, unit: str) -> _Read:
    """Raises Http404 for a unit that this committee does not read, or that has begun nothing."""
    campaign, committee, entries = _list(request, year, code)
    wanted = UnitQuery.read(request.GET)["ban"]
    entry = next((one for one in entries if _is_wanted(one, unit, wanted)), None)
    if entry is None or entry.registration is None:
        raise Http404
    entry.registration.campaign, entry.registration.organisation = campaign, entry.unit
    return _Read(
        campaign,
        committee,
        entries,
        entry,
        entry.registration,
        decides=reads_for(scope_of_request(request), committee, entry),
        address=address_of(committee, entry, campaign),
    )


def _is_wanted(entry: Entry, unit: str, wanted: int | None) -> bool:
    registration = entry.registration
    if entry.unit.code != unit or registration is None:
        return False
    own = registration.holder == Holder.ORGANISATION
    return registration.pk == wanted if wanted is not None else own


@require_http_methods(["GET", "POST"])
@signed_in
def unit_page(request: SignedIn, year: int, code: str, unit: str) -> HttpResponse:
    """One registration, each clarity accepted or returned here and answered in one act."""
    read = _one(request, year, code, unit)
    if request.method == "GET":
        return render(request, "acceptance/unit.html", _shown(request, read))
    if not read.decides:
        raise PermissionDenied(_("Bản đăng ký này do cấp uỷ cấp trên trực tiếp trả lời."))
    try:
        said = _ACTS.get(act_sent(request), _answer)(request, read)
    except RefusedError as refused:
        again = _one(request, year, code, unit)
        context = _shown(request, again, request.POST) | {"error": as_sentence(refused)}
        return render(request, "acceptance/unit.html", context, status=400)
    messages.success(request, said)
    return redirect(_next(request, read) or read.address)


def _next(request: SignedIn, read: _Read) -> str:
    """The next registration that waits, after the answer to one; "" after another act."""
    if act_sent(request) in _ACTS:
        return ""
    units = units_shown(read.entries, read.committee, read.campaign, read.registration.pk)
    row = units.beside(1, "waiting") or units.beside(-1, "waiting")
    return row.href if row is not None else ""


def _answer(request: SignedIn, read: _Read) -> str:
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


def _withdrawal(request: SignedIn, read: _Read) -> str:
    form, task = _task_word(request, read)
    agreed = act_sent(request) == "let_go"
    answer_withdrawal(task, agreed=agreed, word=form.cleaned_data["word"], actor=request.user)
    return _("Đã trả lời đề nghị rút nhiệm vụ của {name}.").format(name=short_name(read.entry.unit))


def _idea(request: SignedIn, read: _Read) -> str:
    _form, task = _task_word(request, read)
    shown = act_sent(request) == "show"
    open_as_idea(task, shown=shown, actor=request.user)
    if shown:
        return _("Đơn vị cùng loại nay đọc được nhiệm vụ này, không kèm tên người.")
    return _("Đơn vị khác không còn đọc được nhiệm vụ này.")


def _task_word(request: SignedIn, read: _Read) -> tuple[TaskWordForm, Task]:
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
    read: _Read, data: Mapping[str, Any] | None, compare: int | None = None
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
    request: SignedIn, read: _Read, data: Mapping[str, Any] | None = None
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
        "crumbs": [Crumb(committee_name(read.committee), _list_address(read))],
    }


def _list_address(read: _Read) -> str:
    return reverse("acceptance", kwargs={"year": read.campaign.year, "code": read.committee.code})


def _hand_address(request: SignedIn, read: _Read) -> str:
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


@require_http_methods(["GET", "POST"])
@signed_in
def hand_page(request: SignedIn, year: int, code: str, unit: str) -> HttpResponse:
    """Hand a registration to an advisory body of the committee, or take it back."""
    read = _one(request, year, code, unit)
    if not read.decides or scope_of_request(request).narrowed:
        raise Http404
    bodies = bodies_for(read.committee)
    form = BodyForm(
        request.POST if request.method == "POST" else None,
        bodies=[(body.pk, body.name) for body in bodies],
    )
    error = ""
    if request.method == "POST":
        try:
            said = _hand(request, read, form)
        except RefusedError as refused:
            error = as_sentence(refused)
        else:
            messages.success(request, said)
            return redirect(read.address)
    context = {
        "read": read,
        "unit": read.entry.unit,
        "address": read.address,
        "bodies": bodies,
        "body": next((body for body in bodies if body.pk == read.entry.body), None),
        "form": form,
        "error": error,
        "crumbs": [
            Crumb(committee_name(read.committee), _list_address(read)),
            Crumb(short_name(read.entry.unit), read.address),
        ],
    }
    return render(request, "acceptance/hand.html", context, status=400 if error else 200)


def _hand(request: SignedIn, read: _Read, form: BodyForm) -> str:
    if act_sent(request) == "take_back":
        take_back_handing(read.registration, actor=request.user)
        return _("{committee} tự đọc bản này.").format(committee=committee_name(read.committee))
    if not form.is_valid():
        raise AcceptanceError.not_its_body()
    body = AdvisoryBody.objects.get(pk=form.cleaned_data["body"])
    hand_over(read.registration, body, actor=request.user)
    return _("Đã giao {body} đọc bản này.").format(body=body.name)
