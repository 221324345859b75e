"""What the toy room hands in to pages, workbooks and the rating of other rooms."""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import npgettext_lazy

from tests.toy_room.models import Book
from thidua.accounts.viewing import SignedIn
from thidua.campaigns.models import Campaign, Step
from thidua.campaigns.steps import StepPages
from thidua.campaigns.tasks import Task
from thidua.facts.sources import FactSource, Known
from thidua.language import Text
from thidua.loading.outcomes import Loading, Outcome
from thidua.loading.sheets import BookSheet, Export, Stage
from thidua.organisations.models import Organisation
from thidua.roster.loading.sheets import YearSheet
from thidua.roster.models import RosterEntry
from thidua.subjects.panels import Panel
from thidua.vocabulary import SubjectType
from thidua.web.rail import RailItem
from thidua.workbooks import Column, Kind, ParsedSheet, Sheet

BOOKS = Sheet(
    "toy_books",
    Text("Sách", "Books"),
    (
        Column("organisation", Text("Mã tổ chức", "Organisation"), Kind.CODE, required=True),
        Column("title", Text("Tên sách", "Title"), required=True, key=True),
    ),
    optional=True,
)


def load_books(parsed: ParsedSheet, loading: Loading) -> Outcome:
    """Every row is a book."""
    rows = parsed.frame.select("organisation", "title").rows()
    cells = Organisation.objects.in_bulk([code for code, _ in rows], field_name="code")
    Book._default_manager.bulk_create(
        Book(organisation=cells[code], title=title) for code, title in rows
    )
    return Outcome(file=parsed.problems.file, sheet=BOOKS.title, new=len(rows))


def export_books(export: Export) -> pl.DataFrame:
    """The books of the exported organisations."""
    rows = list(Book._default_manager.values_list("organisation__code", "title"))
    frame = pl.DataFrame(rows, schema={"organisation": pl.String, "title": pl.String}, orient="row")
    codes = export.organisation_codes().rename({"code": "organisation"})
    return frame.join(codes, on="organisation", how="semi")


BOOKS_SHEET = YearSheet("decisions", BOOKS, load_books, export_books)
BOOKS_OF_THE_TREE = BookSheet[Loading, Export](
    "organisations",
    replace(BOOKS, id="toy_tree_books"),
    load_books,
    export_books,
    stage=Stage.TREE,
)

BOOKS_STEP = StepPages(Step.RECOGNISE, frozenset({"toy_step"}))

COUNTED = {"book": npgettext_lazy("counted", "cuốn sách", "cuốn sách")}


def known_of_readers(campaign: Campaign) -> Known:
    """Who belongs to a cell with books has an excellent lifestyle."""
    cells = Book._default_manager.values("organisation")
    members = RosterEntry.objects.filter(
        campaign=campaign, subject_type=SubjectType.MEMBER, organisation__in=cells
    )
    return {member.pk: {FACT: "excellent"} for member in members}


FACT = "ethics_lifestyle"
BOOKS_TELL = FactSource(Text("tủ sách", "the reading corner"), known_of_readers)


def books_in_the_rail(request: HttpRequest) -> RailItem:
    return RailItem(name="Tủ sách", href=reverse("toy_books"))


def book_tasks(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    if Book._default_manager.exists():
        yield Task(title="Cho mượn sách", detail="", href=reverse("toy_books"), button="Mở")


def books_panel(request: SignedIn, entry: RosterEntry) -> Panel:
    return Panel("components/state.html", {"title": "Tủ sách"})


def decided_by_books(campaign: Campaign) -> int:
    """A book with the year as its title settles the year."""
    return Book._default_manager.filter(title=f"Kỷ yếu {campaign.year}").count()
