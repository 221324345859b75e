"""The pages of the toy room."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from tests.toy_room.models import Book
from thidua.accounts.permissions import authorise
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.history.tracking import recording
from thidua.web.templatetags.thidua import counted


@require_http_methods(["GET", "POST"])
@signed_in
def books_page(request: SignedIn) -> HttpResponse:
    """The books of the reader's own cells; posting takes the first one away."""
    paths = scope_of_request(request).paths
    books = [
        book
        for book in Book._default_manager.select_related("organisation").order_by("title")
        if any(book.organisation.path.startswith(path) for path in paths)
    ]
    if request.method == "POST":
        book = books[0]
        authority = authorise(request.user, "toy_room.lend", path=book.organisation.path)
        with recording(act="toy_room.lend", actor=authority):
            book.delete()
        return redirect("toy_books")
    return HttpResponse(", ".join(book.title for book in books))


@require_GET
@signed_in
def step_page(request: SignedIn, year: int) -> HttpResponse:
    """The step of the year that the room belongs to, in the frame of all pages."""
    books = counted(Book._default_manager.count(), "book")
    return render(request, "components/state.html", {"title": f"{books}, {year}"})
