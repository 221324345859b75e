"""Writing the six workbooks from what is stored: loaded again, they change nothing."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import polars as pl

from thidua.access.exporting import check_export
from thidua.accounts.actors import Actor, Scope, scope_of
from thidua.campaigns.models import Campaign
from thidua.campaigns.queries import campaign_of
from thidua.exchange.books import Book, workbook
from thidua.exchange.errors import NothingToDoError
from thidua.exchange.permissions import authorise_import
from thidua.exchange.results import Progress, Step
from thidua.facts.loading.subjects import OF_PEOPLE, roster
from thidua.frameworks.binding import bound_frameworks
from thidua.language import Text, current_language
from thidua.loading.sheets import sheets_of_book
from thidua.organisations.loading import stored
from thidua.organisations.models import Organisation
from thidua.organisations.queries import organisation_ids
from thidua.rulebook.framework import Framework
from thidua.workbooks import write_workbook

Frames = dict[str, pl.DataFrame]
OF_A_YEAR = {Book.FACTS, Book.DECISIONS, Book.REGISTRATIONS, Book.PROGRESS}


def export_all(
    folder: Path | str,
    *,
    year: int | None = None,
    actor: Actor,
    kinds: Sequence[Book] | None = None,
    progress: Progress | None = None,
) -> list[Path]:
    """Write workbooks into a folder: all six, or those of `kinds`; what is of a year is that
    of `year`.

    Rows are those of the actor's part of the tree. Without a `year` the newest campaign is meant;
    when there is none, facts and decisions are left out unless asked for. Raises NothingToDoError,
    CampaignNotFoundError, PermissionDenied."""
    scope = _scope(actor)
    campaign = (
        campaign_of(year)
        if year is not None
        else Campaign.objects.order_by("in_preparation", "-year").first()
    )
    wanted = list(kinds or Book)
    if campaign is None:
        if kinds and set(kinds) & OF_A_YEAR:
            raise NothingToDoError.no_year()
        wanted = [book for book in wanted if book in (Book.ORGANISATIONS, Book.MEMBERS)]
    Path(folder).mkdir(parents=True, exist_ok=True)
    written = []
    for number, book in enumerate(wanted):
        path = Path(folder) / book.file_name
        if progress is not None:
            progress(
                Step(
                    Text(f"Viết {path.name}", f"Writing {path.name}"),
                    done=number,
                    total=len(wanted),
                )
            )
        export = _Export(scope, campaign)
        frameworks = export.frameworks if book is Book.FACTS else []
        spec = workbook(book, frameworks, given_out=True)
        write_workbook(spec, export.frames(book), path, language=current_language())
        written.append(path)
    if progress is not None:
        progress(Step(Text("Xong", "Done"), done=len(wanted), total=len(wanted)))
    return written


def export_for_unit(
    path: Path,
    *,
    campaign: Campaign,
    unit: Organisation,
    actor: Actor,
    kind: Book = Book.FACTS,
) -> Path:
    """Write the facts workbook that a unit fills in: its own subjects with all that is known of
    them, nothing else; or that of its registrations, its own drafts included.

    Sheets of kinds of subjects that it has none of are left out. Raises PermissionDenied,
    NotBoundError."""
    authorise_import(actor, unit)
    export = _Export(Scope(), campaign, part=unit.path)
    frames = export.frames(kind, for_units=True)
    frameworks = export.frameworks if kind is Book.FACTS else []
    book = workbook(kind, frameworks, for_units=True, given_out=True)
    own = tuple(sheet for sheet in book.sheets if not frames[sheet.id].is_empty())
    write_workbook(
        replace(book, sheets=own or book.sheets), frames, path, language=current_language()
    )
    return path


def _scope(actor: Actor) -> Scope:
    """The actor's scope, if it may be exported. Raises PermissionDenied."""
    scope = scope_of(actor)
    check_export(scope, scope.paths)
    return scope


class _Export:
    """The stored rows inside one scope, as frames of the sheets.

    `part`: the path of a unit; of the year's subjects, only those whose facts it keeps.
    """

    def __init__(self, scope: Scope, campaign: Campaign | None, *, part: str = "") -> None:
        self.campaign, self.part = campaign, part
        self.codes = stored.organisations()
        self.inside = self.codes.filter(pl.col("id").is_in(organisation_ids(scope))).select("id")

    @cached_property
    def people(self) -> pl.DataFrame:
        return stored.people()

    @cached_property
    def frameworks(self) -> list[Framework]:
        return list(bound_frameworks(self.year).values())

    def frames(self, book: Book, *, for_units: bool = False) -> Frames:
        """The frames of one workbook by sheet id."""
        return {
            entry.described().id: entry.export(self)
            for entry in sheets_of_book(book)
            if entry.export is not None and (entry.by_units or not for_units)
        }

    def in_scope(self, rows: pl.DataFrame, column: str = "organisation_id") -> pl.DataFrame:
        return rows.join(
            self.inside.rename({"id": column}), on=column, how="semi", maintain_order="left"
        )

    def with_code(self, rows: pl.DataFrame, column: str, name: str) -> pl.DataFrame:
        """Add the code of the organisation whose id stands in `column`."""
        codes = self.codes.select(pl.col("id").alias(column), pl.col("code").alias(name))
        return rows.join(codes, on=column, how="left", maintain_order="left")

    @property
    def year(self) -> Campaign:
        assert self.campaign is not None  # noqa: S101 - asked for only with a campaign
        return self.campaign

    def organisation_codes(self) -> pl.DataFrame:
        """The codes of the organisations inside the scope."""
        return self.inside.join(self.codes, on="id").select("code")

    def subjects(self) -> pl.DataFrame:
        """The subjects of the year inside the scope of whom facts are wanted; most are `rated`."""
        return self._subjects

    @cached_property
    def _subjects(self) -> pl.DataFrame:
        subjects = roster(self.year, part=self.part).filter("wanted", "kept_here")
        inside = subjects if self.part else self.in_scope(subjects)
        return inside.sort("subject_type", "organisation_code", "code", "led")

    def with_subject_codes(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Add `code`: of the person or organisation that a row is about; rows inside the scope
        only.
        """
        spells = self.in_scope(stored.spells()).select("person_id").unique()
        of_people = pl.col("subject_type").is_in(OF_PEOPLE)
        people = rows.filter(of_people).join(
            spells, on="person_id", how="semi", maintain_order="left"
        )
        people = people.join(
            self.people.select(person_id="id", code="code"), on="person_id", maintain_order="left"
        )
        bodies = self.with_code(self.in_scope(rows.filter(~of_people)), "organisation_id", "code")
        return pl.concat([bodies, people.select(bodies.columns)])
