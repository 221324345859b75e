"""What is said about a note: confirmed, questioned, answered; what is promised to free a task."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from thidua.accounts.models import User
from thidua.accounts.viewing import SignedIn, signed_in
from thidua.errors import RefusedError
from thidua.language import Text, as_sentence
from thidua.progress.checks import answer, confirm, question
from thidua.progress.forms import CheckForm, PromiseForm
from thidua.progress.models import CheckKind, Note
from thidua.progress.permissions import authority_to_check, authority_to_note
from thidua.progress.promises import authority_to_promise, promise
from thidua.progress.task_page import TaskPage
from thidua.progress.task_parts import Refused
from thidua.progress.waiting_page import WaitingPage
from thidua.web.forms import first_fault

Address = tuple[int, str, int]


@dataclass(frozen=True)
class Act:
    """One thing that is said about a note: who may (raises PermissionDenied), its form, what does
    it, what is told then.
    """

    name: str
    authorise: Callable[[User, Note], object]
    form: type[forms.Form]
    perform: Callable[[Note, Mapping[str, Any], User], object]
    said: Text


def _answer(note: Note, known: Mapping[str, Any], actor: User) -> object:
    asked = note.checks.filter(kind=CheckKind.QUESTIONED).order_by("answer", "-pk").first()
    if asked is None:
        raise Http404
    return answer(asked, known["text"], actor=actor)


CONFIRM = Act(
    "confirm",
    lambda actor, note: authority_to_check(actor, note.task.registration),
    CheckForm,
    lambda note, known, actor: confirm(note, text=known["text"], actor=actor),
    Text("Đã xác nhận kết quả.", "The result is confirmed."),
)
QUESTION = Act(
    "question",
    lambda actor, note: authority_to_check(actor, note.task.registration),
    CheckForm,
    lambda note, known, actor: question(note, known["text"], actor=actor),
    Text("Đã gửi câu hỏi cho đơn vị.", "The question is with the unit."),
)
ANSWER = Act(
    "answer",
    lambda actor, note: authority_to_note(actor, note.task),
    CheckForm,
    _answer,
    Text("Đã trả lời; cấp trên nhận thông báo.", "Answered; the level above is told."),
)
PROMISE = Act(
    "promise",
    authority_to_promise,
    PromiseForm,
    lambda note, known, actor: promise(note, known["text"], known["until"], actor=actor),
    Text("Đã ghi lời hẹn; đơn vị nhận thông báo.", "The promise is noted; the unit is told."),
)


@require_POST
@signed_in
def confirm_page(request: SignedIn, year: int, code: str, pk: int, note: int) -> HttpResponse:
    """The level above confirms a result."""
    return _about(request, (year, code, pk), note, CONFIRM)


@require_POST
@signed_in
def question_page(request: SignedIn, year: int, code: str, pk: int, note: int) -> HttpResponse:
    """The level above asks about a result."""
    return _about(request, (year, code, pk), note, QUESTION)


@require_POST
@signed_in
def answer_page(request: SignedIn, year: int, code: str, pk: int, note: int) -> HttpResponse:
    """The unit answers what was asked."""
    return _about(request, (year, code, pk), note, ANSWER)


@require_POST
@signed_in
def promise_page(request: SignedIn, year: int, code: str, pk: int, note: int) -> HttpResponse:
    """Whoever can free the task says what they do, and by when."""
    return _about(request, (year, code, pk), note, PROMISE)


@require_GET
@signed_in
def waiting_page(request: SignedIn, year: int, code: str) -> HttpResponse:
    """What a committee's units noted and nobody above has answered yet."""
    return render(request, "progress/waiting.html", {"page": WaitingPage(request, year, code)})


def _about(request: SignedIn, address: Address, note: int, act: Act) -> HttpResponse:
    """One act about one note, and back to the task; what was refused stays with its words."""
    page, form = TaskPage(request, address), act.form(request.POST)
    line = next((one for one in page.lines if one.note.pk == note), None)
    if line is None:
        raise Http404
    line.note.task = page.task
    act.authorise(request.user, line.note)  # nobody is told what is wrong with what they may not do
    error = first_fault(form)
    if form.is_valid():
        try:
            act.perform(line.note, form.cleaned_data, request.user)
        except RefusedError as refused:
            error = as_sentence(refused)
        else:
            messages.success(request, str(act.said))
            return redirect(f"{page.row.href}#note-{note}")
    again = TaskPage(request, address, refused=Refused(act.name, note, as_sentence(error), form))
    return render(request, "progress/task.html", {"page": again}, status=HTTPStatus.CONFLICT)
