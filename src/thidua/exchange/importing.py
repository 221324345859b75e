"""Loading workbooks: any of the four together, in one transaction, all or nothing."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from django.db import DataError, IntegrityError, connection, transaction

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import require
from thidua.awards.loading.sheet import load_awards
from thidua.awards.sheets import awards_sheet
from thidua.campaigns.binding import bound_frameworks
from thidua.campaigns.loading.lists import load_indicators, load_limits
from thidua.campaigns.loading.year import YearLoading, freeze_if_needed, load_year
from thidua.campaigns.models import Campaign
from thidua.campaigns.sheets import INDICATORS, LIMITS, YEAR
from thidua.exchange.books import Book, workbook
from thidua.exchange.errors import LoadingAlreadyError, NothingToDoError
from thidua.exchange.files import Intake, faults_of, sheets_of, take_in
from thidua.exchange.results import ImportResult, Progress, Step
from thidua.language import Text
from thidua.ledger.frames import execute
from thidua.ledger.tracking import recording
from thidua.organisations.loading.members import load_members
from thidua.organisations.loading.organisations import load_organisations, load_successions
from thidua.organisations.loading.outcomes import Outcome
from thidua.organisations.loading.positions import load_positions
from thidua.organisations.queries import root_path
from thidua.organisations.sheets import MEMBERS, ORGANISATIONS, POSITIONS, SUCCESSIONS
from thidua.reviews.loading.decisions import load_decisions, load_proposals
from thidua.reviews.loading.earlier import load_earlier_levels
from thidua.reviews.loading.facts import LOADERS as FACT_LOADERS
from thidua.reviews.sheets import DECISIONS, EARLIER_LEVELS, PROPOSALS
from thidua.rulebook.framework import Framework
from thidua.workbooks import ParsedSheet, Problem, Problems
from thidua.workbooks.specification import NOTHING

ONE_LOAD_AT_A_TIME = 0x7468_6475_61  # the advisory lock that a load holds: "thdua"
LIMIT = 1_000
"""At most so many problems are kept in full; all are counted."""

SheetLoader = Callable[[ParsedSheet, YearLoading], Outcome]
TREE: dict[Book, dict[str, SheetLoader]] = {
    Book.ORGANISATIONS: {ORGANISATIONS.id: load_organisations, SUCCESSIONS.id: load_successions},
    Book.MEMBERS: {MEMBERS.id: load_members, POSITIONS.id: load_positions},
}
DECISION_LOADERS: dict[str, SheetLoader] = {
    DECISIONS.id: load_decisions,
    PROPOSALS.id: load_proposals,
    EARLIER_LEVELS.id: load_earlier_levels,
}


class _TakeBackError(Exception):
    """Leaves the transaction without keeping what was written in it."""


@dataclass
class _Run:
    """One import as it goes through its stages."""

    intake: Intake
    loading: YearLoading
    report: Callable[[Text], None]
    outcomes: list[Outcome] = field(default_factory=list)
    problems: list[Problems] = field(default_factory=list)
    frozen_before: dict[int, dt.datetime | None] = field(default_factory=dict)

    @property
    def has_errors(self) -> bool:
        return any(problems.has_errors for problems in self.problems)

    def load(self, book: Book, loaders: dict[str, SheetLoader], frameworks: Sequence[Framework] = ()) -> None:
        """Load some of the sheets of a workbook, from every file that has them."""
        spec = workbook(book, frameworks)
        for sheet_id, loader in loaders.items():
            sheet = spec.sheet(sheet_id)
            for parsed in sheets_of(self.intake.files, book, sheet):
                self.report(Text(f"Trang “{sheet.title.vi}”", f"Sheet “{sheet.title.en}”"))
                # Kept by reference: later checks may still add to a sheet's problems.
                self.problems.append(parsed.problems)
                self._load_one(parsed, loader)

    def _load_one(self, parsed: ParsedSheet, loader: SheetLoader) -> None:
        if parsed.frame.is_empty():  # a sheet of the template that nobody filled in says nothing
            self.outcomes.append(Outcome(file=parsed.problems.file, sheet=parsed.spec.title))
            return
        try:
            with transaction.atomic():
                self.outcomes.append(loader(parsed, self.loading))
        except (IntegrityError, DataError) as error:
            self.refuse(error, parsed)

    def refuse(self, error: Exception, parsed: ParsedSheet | None = None) -> None:
        """The database's own rules refused something that no check of ours had found."""
        detail = str(error).partition("\n")[0]
        if not self.has_errors:
            self.problems.append(
                whole(
                    Text(f"cơ sở dữ liệu không nhận: {detail}", f"the database refused: {detail}"),
                    file=parsed.problems.file if parsed else "",
                    sheet=parsed.problems.sheet if parsed else "",
                )
            )

    def wants(self, *books: Book) -> bool:
        """Whether one of these workbooks came in."""
        return any(file.book in books for file in self.intake.files)


def whole(message: Text, *, file: str = "", sheet: str = "") -> Problems:
    """One error about the whole of a file or sheet."""
    problems = Problems(file=file, sheet=sheet)
    problems.add(Problem(file=file, sheet=sheet, row=None, column=NOTHING, value="", expected=NOTHING, message=message))
    return problems


def import_files(
    paths: Sequence[Path | str],
    *,
    year: int | None = None,
    actor: Actor,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportResult:
    """Load any of the four workbooks, recognised by their sheets; everything is kept, or nothing.

    The order is always organisations, members, year, facts, decisions, whatever the order of `paths`. `year` is
    needed when facts or decisions come without the sheet *Năm*. With `dry_run`, or when anything is in error, all is
    taken back; the result tells what would have changed, and every problem (the first 1.000 in full).

    Raises LoadingAlreadyError while another load is under way, NothingToDoError without files, PermissionDenied.
    """
    files = [Path(path) for path in paths]
    if not files:
        raise NothingToDoError.no_files()
    require(actor, "exchange.import", path=root_path())
    names = ", ".join(path.name for path in files)
    counter = _Counter(progress, total=2 * len(files) + 10)
    with recording(act="import", actor=actor, files=names), transaction.atomic():
        _only_load()
        with _taken_back_unless_good() as keep:
            run = _go(files, YearLoading(actor=actor, year=year), counter)
            # What the year's own acts called themselves inside this one gives way to the name of the whole.
            with recording(act="import", actor=actor, files=names):
                _settle(run)
            result = _result(run, dry_run=dry_run)
            keep.append(result.applied)
    counter.finish()
    return result


@contextmanager
def _taken_back_unless_good() -> Iterator[list[bool]]:
    """A savepoint that is kept only when the block says so at its end."""
    keep: list[bool] = []
    with suppress(_TakeBackError), transaction.atomic():
        yield keep
        if not all(keep):
            raise _TakeBackError


def _only_load() -> None:
    """Take the lock that one load at a time may hold; it goes with the transaction, however that ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [ONE_LOAD_AT_A_TIME])
        if not cursor.fetchone()[0]:
            raise LoadingAlreadyError.elsewhere()
    # COPY does not pass through Django; a statement that does makes the history know who acts, for all that follows.
    execute("SET LOCAL jit = off")


class _Counter:
    """Counts steps and tells about them."""

    def __init__(self, progress: Progress | None, *, total: int) -> None:
        self.progress, self.total, self.done = progress, total, 0

    def __call__(self, text: Text) -> None:
        if self.progress is not None:
            self.progress(Step(text=text, done=min(self.done, self.total - 1), total=self.total))
        self.done += 1

    def finish(self) -> None:
        if self.progress is not None:
            self.progress(Step(text=Text("Xong", "Done"), done=self.total, total=self.total))


def _go(files: Sequence[Path], loading: YearLoading, report: _Counter) -> _Run:
    """All stages, one after the other, each seeing what the earlier ones wrote."""
    intake = take_in(files, on_read=lambda name: report(Text(f"Đọc {name}", f"Reading {name}")))
    report.total = report.done + 2 + sum(len(file.found) for file in intake.files)
    run = _Run(intake=intake, loading=loading, report=report, problems=[*intake.problems])
    frozen = Campaign.objects.filter(roster_frozen_at__isnull=False)
    run.frozen_before = dict(frozen.values_list("pk", "roster_frozen_at"))
    run.problems += [faults_of(file) for file in intake.files]
    for book, loaders in TREE.items():
        run.load(book, loaders)
    if not run.has_errors:
        for finish in loading.finishers:
            finish()
    if run.wants(Book.FACTS, Book.DECISIONS):
        _load_year(run)
    elif run.wants(Book.ORGANISATIONS, Book.MEMBERS):
        _note_frozen(run)
    return run


def _load_year(run: _Run) -> None:
    run.load(Book.FACTS, {YEAR.id: load_year})
    if run.loading.campaign is None and run.loading.year_sheet is None:
        _find_campaign(run)
    if run.loading.campaign is None:
        run.loading.warnings.append(
            Text(
                "Chưa xác định được năm thi đua nên các trang dữ kiện và quyết định chưa được kiểm tra.",
                "The year could not be opened, so the sheets of facts and decisions were not checked.",
            )
        )
        return
    run.load(Book.FACTS, {INDICATORS.id: load_indicators, LIMITS.id: load_limits})
    run.report(Text("Chốt danh sách", "Freezing the roster"))
    refused = freeze_if_needed(run.loading)
    if refused is not None:
        if not run.has_errors:
            run.problems.append(whole(refused))
        return
    _note_frozen(run)
    frameworks = list(bound_frameworks(run.loading.campaign).values())
    run.load(Book.FACTS, dict(FACT_LOADERS), frameworks)
    run.load(Book.DECISIONS, {**DECISION_LOADERS, awards_sheet().id: load_awards})


def _find_campaign(run: _Run) -> None:
    """The campaign that was asked for, or the newest one."""
    asked = run.loading.year
    campaigns = Campaign.objects.all() if asked is None else Campaign.objects.filter(year=asked)
    run.loading.campaign = campaigns.first()
    if run.loading.campaign is not None:
        run.loading.year = run.loading.campaign.year
        return
    missing = Text(
        f"chưa mở năm {asked}: nạp trang “Năm” trước hoặc cùng lúc" if asked else NothingToDoError.no_year().text.vi,
        f"{asked} is not open: load the sheet “Year” before or with this"
        if asked
        else NothingToDoError.no_year().text.en,
    )
    run.problems.append(whole(missing))


def _note_frozen(run: _Run) -> None:
    """Corrections to the tree do not reach a roster that is frozen; whoever makes them should know."""
    corrected = any(
        outcome.changed or outcome.removed or outcome.new
        for outcome in run.outcomes
        if outcome.sheet in {ORGANISATIONS.title, MEMBERS.title, POSITIONS.title}
    )
    campaign = run.loading.campaign or Campaign.objects.filter(roster_frozen_at__isnull=False).first()
    if not corrected or campaign is None or run.frozen_before.get(campaign.pk) != campaign.roster_frozen_at:
        return
    run.loading.warnings.append(
        Text(
            f"Danh sách năm {campaign.year} đã chốt từ trước nên không đổi theo tổ chức và đảng viên vừa nạp; "
            "muốn đổi, hãy chốt lại danh sách.",
            f"The roster of {campaign.year} was frozen before and does not follow these organisations and members; "
            "to let it follow, freeze it again.",
        )
    )


def _settle(run: _Run) -> None:
    """Let the database check now what it would check when the transaction ends."""
    try:
        with transaction.atomic():
            execute("SET CONSTRAINTS ALL IMMEDIATE")
            execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as error:
        run.refuse(error)


def _result(run: _Run, *, dry_run: bool) -> ImportResult:
    problems = Problems.joined(run.problems, limit=LIMIT)
    return ImportResult(
        sheets=tuple(run.outcomes),
        problems=problems,
        dry_run=dry_run,
        notes=tuple(run.loading.warnings),
        year=run.loading.year,
    )
