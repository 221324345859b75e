"""Workbooks with what is stored as they leave the house, and uploads that are handed back."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from thidua.access.exporting import Leaving, hand_out
from thidua.access.models import Exported
from thidua.access.preparing import Asked, Order
from thidua.accounts.actors import Grant
from thidua.accounts.models import User
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.models import Campaign
from thidua.campaigns.queries import campaign_of
from thidua.exchange.books import Book
from thidua.exchange.exporting import OF_A_YEAR, export_all, export_for_unit
from thidua.exchange.models import Upload
from thidua.organisations.models import Organisation, Person
from thidua.organisations.queries import root_path
from thidua.roster.models import RosterEntry
from thidua.web.file_names import disposition
from thidua.web.sheets import XLSX

WORKBOOK, UNIT = "exchange.workbook", "exchange.unit"


def workbook_taken(request: SignedIn, book: Book, campaign: Campaign | None) -> HttpResponseBase:
    """One of the six workbooks with what is stored. Raises PermissionDenied."""
    of_year = campaign if book in OF_A_YEAR else None
    asked = {"book": book.value, "year": campaign.year if campaign else None}
    leaving = Leaving(
        Exported.WORKBOOK,
        "xlsx",
        scope_of_request(request).paths,
        _people(book, of_year),
        year=of_year.year if of_year else None,
        narrowed=book.file_name,
    )
    return hand_out(
        request, leaving, lambda: workbook_file(request.user, asked), order=Order(WORKBOOK, asked)
    )


def _people(book: Book, campaign: Campaign | None) -> int:
    if book is Book.ORGANISATIONS:
        return 0
    if campaign is None:
        return Person.objects.count()
    return _rated_people(campaign, "/")


def _rated_people(campaign: Campaign, path: str) -> int:
    entries = RosterEntry.objects.filter(campaign=campaign, organisation__path__startswith=path)
    return entries.exclude(person=None).values("person").distinct().count()


def everything(year: int | None, books: Sequence[Book]) -> Leaving:
    """Workbooks of the whole province, as the command writes them."""
    people = 0 if set(books) == {Book.ORGANISATIONS} else Person.objects.count()
    names = "; ".join(book.file_name for book in books)
    whole = (root_path(),)
    return Leaving(Exported.WORKBOOK, "xlsx", whole, people, year=year, narrowed=names)


def workbook_file(actor: User, asked: Asked) -> HttpResponseBase:
    """The file itself: `asked` is the book and the year."""
    with tempfile.TemporaryDirectory(prefix="thidua-") as folder:
        book = Book(asked["book"])
        (path,) = export_all(folder, year=asked["year"], actor=actor, kinds=[book])
        return attached(path.read_bytes(), book.file_name)


def unit_taken(
    request: SignedIn, campaign: Campaign, unit: Grant, book: Book = Book.FACTS
) -> HttpResponseBase:
    """The workbook that a unit fills in: of facts, or of registrations.

    Raises PermissionDenied, NotBoundError."""
    asked = {"year": campaign.year, "code": unit.organisation_code, "book": book.value}
    leaving = Leaving(
        Exported.WORKBOOK,
        "xlsx",
        (unit.path,),
        _rated_people(campaign, unit.path),
        year=campaign.year,
        narrowed=book.file_name,
    )
    return hand_out(
        request, leaving, lambda: unit_file(request.user, asked), order=Order(UNIT, asked)
    )


def unit_file(actor: User, asked: Asked) -> HttpResponseBase:
    """The file itself: `asked` is the year, the code of the unit, the book (else: facts)."""
    book = Book(asked.get("book", Book.FACTS.value))
    names = {
        Book.FACTS: "du-kien",
        Book.REGISTRATIONS: "dang-ky",
        Book.PROGRESS: "tien-do",
    }
    with tempfile.TemporaryDirectory(prefix="thidua-") as folder:
        path = export_for_unit(
            Path(folder) / "a.xlsx",
            campaign=campaign_of(asked["year"]),
            unit=Organisation.objects.get(code=asked["code"]),
            actor=actor,
            kind=book,
        )
        name = f"{names[book]}-{asked['year']}-{asked['code']}.xlsx"
        return attached(path.read_bytes(), name)


def upload_taken(
    request: SignedIn, upload: Upload, make: HttpResponse, *, name: str
) -> HttpResponseBase:
    """A file that was sent in, handed out again: how many people are in it is told by its rows."""
    rows = sum(
        sheet.writes + sheet.unchanged + sheet.in_error
        for sheet in upload.sheets.only("new", "changed", "removed", "unchanged", "in_error")
    )
    leaving = Leaving(
        Exported.UPLOAD,
        Path(name).suffix[1:5],
        (upload.unit.path if upload.unit else root_path(),),
        rows,
        year=upload.year,
        narrowed=name,
        returned=upload.uploaded_by_id == request.user.pk,
    )
    return hand_out(request, leaving, lambda: make)


def attached(body: bytes, name: str) -> HttpResponse:
    """The answer that carries a workbook or a CSV file."""
    response = HttpResponse(body, content_type=XLSX if name.endswith(".xlsx") else "text/csv")
    response.headers["Content-Disposition"] = disposition(name)
    return response
