"""One task: a page of its own, or a row opened in place."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.progress.task_page import TaskPage


@require_GET
@signed_in
def task_page(request: SignedIn, year: int, code: str, pk: int) -> HttpResponse:
    """The notes of a task, what blocks it, where its pace leads."""
    page = TaskPage(request, (year, code, pk))
    template = "progress/details.html" if request.htmx else "progress/task.html"
    return render(request, template, {"page": page})
