"""Loading workbooks: any of the five together, in one transaction, all or nothing."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from django.db import connection, transaction

from thidua.accounts.actors import Actor
from thidua.db.frames import execute
from thidua.exchange.errors import LoadingAlreadyError, NothingToDoError
from thidua.exchange.permissions import authorise_import
from thidua.exchange.results import ImportResult, Progress
from thidua.exchange.running import Run
from thidua.exchange.stages import Counter, run_stages
from thidua.exchange.understood import HowToRead, how_to_read
from thidua.history.tracking import recording
from thidua.organisations.models import Organisation
from thidua.roster.loading.year import YearLoading
from thidua.workbooks import Problems

ONE_LOAD_AT_A_TIME = 0x7468_6475_61  # the advisory lock that a load holds: "thdua"
LIMIT = 1_000
"""At most so many problems are kept in full; all are counted."""


class _TakeBackError(Exception):
    """Leaves the transaction without keeping what was written in it."""


def import_files(  # noqa: PLR0913 - everything that a load can be told
    paths: Sequence[Path | str],
    *,
    year: int | None = None,
    unit: Organisation | None = None,
    actor: Actor,
    dry_run: bool = False,
    agreed: str | None = None,
    warnings_read: bool = True,
    progress: Progress | None = None,
    how: HowToRead | None = None,
) -> ImportResult:
    """Load any of the six workbooks, recognised by their sheets; everything is kept, or nothing.

    The order is always organisations, members, year, facts, decisions, whatever the order of
    `paths`. `year` is needed when facts or decisions come without the sheet *Năm*. `unit`: load as
    this organisation, which may bring the facts of its own part of the tree and nothing else;
    without it, as the province. With `dry_run`, or when anything is in error, all is taken back;
    the result tells what would have changed, and every problem (the first 1.000 in full). `agreed`:
    the fingerprint of the outcome that somebody has looked at; any other is taken back too.
    `warnings_read`: somebody answers for the warnings that must be read; without that an outcome
    with such warnings is taken back, and says how many there are (`unread`). `how`: what is known
    of tables that are none of ours as they were given out; else what is remembered.

    Raises LoadingAlreadyError while another load is under way, NothingToDoError without files,
    PermissionDenied."""
    files = [Path(path) for path in paths]
    if not files:
        raise NothingToDoError.no_files()
    authority = authorise_import(actor, unit)
    names = ", ".join(path.name for path in files)
    counter = Counter(progress, total=2 * len(files) + 10)
    with transaction.atomic(), recording(act="import", actor=authority, files=names) as act:
        only_load()
        with _taken_back_unless_good() as keep:
            if not dry_run:
                _hold_years()
            part = unit.path if unit else ""
            loading = YearLoading(actor=actor, year=year, part=part, keeps=not dry_run)
            run = run_stages(files, how or how_to_read(unit), loading, counter)
            run.settle()
            result = _result(run, dry_run=dry_run, act=act)
            settled = warnings_read or not result.ok or result.changes_nothing
            unread = 0 if settled else result.problems.must_read
            differs = agreed not in (None, result.fingerprint)
            result = replace(result, differs=differs, unread=unread)
            keep.append(result.applied)
    counter.finish()
    return result


def _hold_years() -> None:
    """While this load writes, no decision is issued: whoever issues one holds the year, so one
    waits for the other.
    """
    execute("SELECT 1 FROM campaigns_campaign ORDER BY id FOR KEY SHARE")


@contextmanager
def _taken_back_unless_good() -> Iterator[list[bool]]:
    """A savepoint that is kept only when the block says so at its end."""
    keep: list[bool] = []
    with suppress(_TakeBackError), transaction.atomic():
        yield keep
        if not all(keep):
            raise _TakeBackError


def only_load() -> None:
    """Take the lock that one load at a time may hold; it goes with the transaction, however that
    ends.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [ONE_LOAD_AT_A_TIME])
        if not cursor.fetchone()[0]:
            raise LoadingAlreadyError.elsewhere()
    # COPY does not pass through Django; a statement that does makes the history know who acts, for
    # all that follows.
    execute("SET LOCAL jit = off")


def _result(run: Run, *, dry_run: bool, act: str) -> ImportResult:
    loading, frozen = run.loading, run.loading.frozen
    moved = frozen is not None and bool(frozen.changed or frozen.removed or frozen.added)
    return ImportResult(
        sheets=tuple(run.outcomes),
        problems=Problems.joined(run.problems, limit=LIMIT),
        dry_run=dry_run,
        notes=tuple(loading.warnings),
        year=loading.year,
        frozen=frozen,
        refrozen=loading.roster_before and moved,
        act=act,
        files=tuple(run.input.files),
    )
