"""Writing the four workbooks from what is stored: loaded again, they change nothing."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import polars as pl

from thidua.accounts.actors import Actor, Scope, scope_of
from thidua.accounts.permissions import authorise, may
from thidua.campaigns.models import Campaign
from thidua.campaigns.queries import campaign_of
from thidua.campaigns.sheets import INDICATORS, LIMITS, YEAR
from thidua.exchange.books import Book, workbook
from thidua.exchange.errors import NothingToDoError
from thidua.exchange.permissions import authorise_import
from thidua.exchange.results import Progress, Step
from thidua.exchange.unit_workbooks import book_for_units
from thidua.facts.loading.facts import from_text, stored_facts
from thidua.facts.loading.subjects import OF_PEOPLE, roster
from thidua.facts.sheets import FACT_SHEETS, fact_columns
from thidua.frameworks.binding import bound_frameworks
from thidua.language import Text, current_language
from thidua.loading.writing import blanks
from thidua.organisations.loading import stored
from thidua.organisations.models import Organisation
from thidua.organisations.queries import organisation_ids, root_path
from thidua.organisations.sheets import MEMBERS, ORGANISATIONS, POSITIONS, SUCCESSIONS
from thidua.roster.loading.lists import INDICATOR_LIST, LIMIT_LIST, stored_list
from thidua.roster.loading.sheets import year_sheets
from thidua.roster.loading.year import stored_values
from thidua.rulebook.framework import Framework
from thidua.vocabulary import Tier
from thidua.workbooks import write_workbook

Frames = dict[str, pl.DataFrame]
_RANK = {tier.value: -tier.code for tier in Tier}


def export_all(
    folder: Path | str,
    *,
    year: int | None = None,
    actor: Actor,
    kinds: Sequence[Book] | None = None,
    progress: Progress | None = None,
) -> list[Path]:
    """Write workbooks into a folder: all four, or those of `kinds`; facts and decisions are those
    of `year`.

    Rows are those of the actor's part of the tree. Without a `year` the newest campaign is meant;
    when there is none, facts and decisions are left out unless asked for. Raises NothingToDoError,
    CampaignNotFoundError, PermissionDenied."""
    scope = _scope(actor)
    campaign = campaign_of(year) if year is not None else Campaign.objects.first()
    wanted = list(kinds or Book)
    if campaign is None:
        if kinds and set(kinds) & {Book.FACTS, Book.DECISIONS}:
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
        frameworks = (
            list(bound_frameworks(campaign).values()) if campaign and book is Book.FACTS else []
        )
        frames = _Export(scope, campaign).frames(book, frameworks)
        write_workbook(workbook(book, frameworks), frames, path, language=current_language())
        written.append(path)
    if progress is not None:
        progress(Step(Text("Xong", "Done"), done=len(wanted), total=len(wanted)))
    return written


def export_for_unit(path: Path, *, campaign: Campaign, unit: Organisation, actor: Actor) -> Path:
    """Write the facts workbook that a unit fills in: its own subjects with all that is known of
    them, nothing else.

    Sheets of kinds of subjects that it has none of are left out. Raises PermissionDenied,
    NotBoundError."""
    authorise_import(actor, unit)
    frameworks = list(bound_frameworks(campaign).values())
    frames = _Export(Scope(), campaign, part=unit.path).facts_of_subjects(frameworks)
    book = book_for_units(frameworks)
    own = tuple(sheet for sheet in book.sheets if not frames[sheet.id].is_empty())
    write_workbook(
        replace(book, sheets=own or book.sheets), frames, path, language=current_language()
    )
    return path


def _scope(actor: Actor) -> Scope:
    """The actor's scope, if some part of it may be exported."""
    scope = scope_of(actor)
    if not any(may(actor, "exchange.export", path=path) for path in scope.paths):
        authorise(actor, "exchange.export", path=root_path())
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

    def frames(self, book: Book, frameworks: Sequence[Framework]) -> Frames:
        """The frames of one workbook by sheet id."""
        match book:
            case Book.ORGANISATIONS:
                return {ORGANISATIONS.id: self.organisations(), SUCCESSIONS.id: self.successions()}
            case Book.MEMBERS:
                return {MEMBERS.id: self.members(), POSITIONS.id: self.positions()}
            case Book.FACTS:
                return self.facts(frameworks)
            case Book.DECISIONS:
                return {entry.sheet().id: entry.export(self) for entry in year_sheets()}

    def _in_scope(self, rows: pl.DataFrame, column: str = "organisation_id") -> pl.DataFrame:
        return rows.join(
            self.inside.rename({"id": column}), on=column, how="semi", maintain_order="left"
        )

    def _with_code(self, rows: pl.DataFrame, column: str, name: str) -> pl.DataFrame:
        """Add the code of the organisation whose id stands in `column`."""
        codes = self.codes.select(pl.col("id").alias(column), pl.col("code").alias(name))
        return rows.join(codes, on=column, how="left", maintain_order="left")

    def organisations(self) -> pl.DataFrame:
        rows = self._in_scope(stored.placements()).join(
            self.codes.rename({"id": "organisation_id"}), on="organisation_id"
        )
        rows = self._with_code(rows, "parent_id", "parent").rename(
            {"starts_on": "from", "ends_on": "to"}
        )
        return blanks(rows).sort(pl.col("tier").replace_strict(_RANK, default=None), "code", "from")

    def successions(self) -> pl.DataFrame:
        mine = self.inside.join(self.codes, on="id").select(successor="code")
        return stored.successions().join(mine, on="successor", how="semi", maintain_order="left")

    def members(self) -> pl.DataFrame:
        rows = self._in_scope(stored.spells())
        # A person in the file gets exactly the spells of the file: whoever is in comes with all of
        # them.
        rows = stored.spells().join(rows.select("person_id").unique(), on="person_id", how="semi")
        rows = rows.join(self.people.rename({"id": "person_id"}), on="person_id")
        rows = self._with_code(self._with_code(rows, "organisation_id", "cell"), "host_id", "host")
        return blanks(rows.rename({"starts_on": "from", "ends_on": "to"})).sort(
            "cell", "code", "from"
        )

    def positions(self) -> pl.DataFrame:
        rows = self._in_scope(stored.positions())
        rows = stored.positions().join(
            rows.select("person_id").unique(), on="person_id", how="semi"
        )
        rows = rows.join(self.people.select(person_id="id", member="code"), on="person_id")
        rows = self._with_code(rows, "organisation_id", "organisation")
        return blanks(rows.rename({"starts_on": "from", "ends_on": "to"})).sort(
            "organisation", "from", "member"
        )

    @property
    def year(self) -> Campaign:
        assert self.campaign is not None  # noqa: S101 - asked for only with a campaign
        return self.campaign

    def organisation_codes(self) -> pl.DataFrame:
        """The codes of the organisations inside the scope."""
        return self.inside.join(self.codes, on="id").select("code")

    def subjects(self) -> pl.DataFrame:
        """The rated subjects of the year inside the scope."""
        subjects = roster(self.year, part=self.part).filter("rated", "kept_here")
        inside = subjects if self.part else self._in_scope(subjects)
        return inside.sort("subject_type", "organisation_code", "code", "led")

    def facts(self, frameworks: Sequence[Framework]) -> Frames:
        values = stored_values(self.year)
        year = pl.DataFrame({c.id: pl.Series([values[c.id]], dtype=c.dtype) for c in YEAR.columns})
        return {
            YEAR.id: blanks(year),
            INDICATORS.id: blanks(stored_list(INDICATOR_LIST, self.year)),
            LIMITS.id: blanks(stored_list(LIMIT_LIST, self.year)),
            **self.facts_of_subjects(frameworks),
        }

    def facts_of_subjects(self, frameworks: Sequence[Framework]) -> Frames:
        subjects, frames = self.subjects(), {}
        for framework in frameworks:
            kind = framework.subject.value
            sheet, columns = FACT_SHEETS[kind], fact_columns(framework)  # type: ignore[index]  # a word, equal to ours
            known = stored_facts(self.year, kind, columns).with_columns(
                from_text(column) for column in columns
            )
            named = subjects.filter(pl.col("subject_type") == kind).rename({"stored_name": "name"})
            keys = {sheet.key[0]: "code"} | ({"organisation": "led"} if len(sheet.key) > 1 else {})
            rows = named.with_columns(**{name: pl.col(source) for name, source in keys.items()})
            frames[sheet.id] = rows.join(known, on="entry_id", how="left", maintain_order="left")
        return frames

    def with_subject_codes(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Add `code`: of the person or organisation that a row is about; rows inside the scope
        only.
        """
        spells = self._in_scope(stored.spells()).select("person_id").unique()
        of_people = pl.col("subject_type").is_in(OF_PEOPLE)
        people = rows.filter(of_people).join(
            spells, on="person_id", how="semi", maintain_order="left"
        )
        people = people.join(
            self.people.select(person_id="id", code="code"), on="person_id", maintain_order="left"
        )
        bodies = self._with_code(self._in_scope(rows.filter(~of_people)), "organisation_id", "code")
        return pl.concat([bodies, people.select(bodies.columns)])
