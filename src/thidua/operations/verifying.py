"""Whether the data are what they should be: the living database, or a backup brought back beside
it.
"""

from collections.abc import Iterator
from pathlib import Path

import polars as pl
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from thidua.campaigns.models import Campaign
from thidua.db.frames import execute, read_frame
from thidua.frameworks.binding import bound_frameworks
from thidua.language import Text
from thidua.operations.constraints import broken_rules
from thidua.operations.content import published_figures
from thidua.operations.findings import MOST_NAMED, Finding, Verdict
from thidua.operations.manifest import Backup, open_backup
from thidua.operations.restoring import differences, load, scratch_database, speaking_to
from thidua.operations.verifying_files import files_of_backup, files_of_database
from thidua.ratings.actions import rating_rows
from thidua.ratings.frames import rated_tree
from thidua.ratings.staleness import is_fresh, last_done
from thidua.roster.models import RosterEntry

_STORED = """
    SELECT r.roster_entry_id, r.low, r.high, r.standing, r.outcomes
    FROM ratings_rating r JOIN roster_rosterentry e ON e.id = r.roster_entry_id
        WHERE e.campaign_id = %s
"""
_RATING: dict[str, pl.DataType | type[pl.DataType]] = {
    "roster_entry_id": pl.Int64,
    "low": pl.Int8,
    "high": pl.Int8,
    "standing": pl.Int8,
    "outcomes": pl.String,
}


def verify_database() -> list[Finding]:
    """Migrations complete, rules kept, every rating as the engine gives it now or known as stale,
    figures countable.
    """
    pending = _pending()
    if pending:
        return [
            Finding(
                Verdict.WRONG,
                Text(
                    f"còn {len(pending)} bước cập nhật chưa chạy (thidua migrate): "
                    f"{', '.join(pending[:MOST_NAMED])}",
                    f"{len(pending)} migrations not applied (thidua migrate): "
                    f"{', '.join(pending[:MOST_NAMED])}",
                ),
            )
        ]
    with transaction.atomic():
        execute(
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
        )  # all is asked of one moment
        found = [
            Finding(
                Verdict.GOOD, Text("cấu trúc cơ sở dữ liệu đầy đủ", "all migrations are applied")
            )
        ]
        found += _rules()
        for campaign in Campaign.objects.order_by("year"):
            found += _ratings(campaign)
        found.append(_figures())
    return [*found, *files_of_database()]


def _pending() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def _rules() -> list[Finding]:
    broken = [Finding(Verdict.WRONG, text) for text in broken_rules()]
    return broken or [
        Finding(
            Verdict.GOOD,
            Text("mọi ràng buộc và trigger lịch sử đều đúng", "every constraint and trigger holds"),
        )
    ]


def _ratings(campaign: Campaign) -> Iterator[Finding]:
    """A year that was never classified has nothing to compare."""
    if last_done(campaign) is None:
        yield Finding(
            Verdict.NOTE,
            Text(f"năm {campaign.year}: chưa xếp loại", f"{campaign.year}: not classified yet"),
        )
        return
    wrong, checked = _differing(campaign)
    if not wrong:
        yield Finding(
            Verdict.GOOD,
            Text(
                f"năm {campaign.year}: {checked} kết quả xếp loại đúng như khung tiêu chí cho ra",
                f"{campaign.year}: {checked} ratings are what the frameworks give",
            ),
        )
        return
    named = ", ".join(wrong[:MOST_NAMED]) + (" …" if len(wrong) > MOST_NAMED else "")
    if is_fresh(campaign):
        yield Finding(
            Verdict.WRONG,
            Text(
                f"năm {campaign.year}: {len(wrong)} kết quả xếp loại khác khung tiêu chí cho "
                f"ra: {named}",
                f"{campaign.year}: {len(wrong)} ratings are not what the frameworks give: {named}",
            ),
        )
        return
    yield Finding(
        Verdict.NOTE,
        Text(
            f"năm {campaign.year}: thông tin đổi sau lần xếp loại cuối, {len(wrong)} kết quả chờ "
            f"xếp loại lại: {named}",
            f"{campaign.year}: facts changed after the last classification, {len(wrong)} "
            f"ratings are stale: {named}",
        ),
    )


def _differing(campaign: Campaign) -> tuple[list[str], int]:
    """Codes of the subjects whose stored rating is not what the engine gives now; and how many were
    compared.
    """
    frameworks = bound_frameworks(campaign)
    rated = rated_tree(campaign, frameworks)
    now = pl.concat(rating_rows(rated[kind], framework) for kind, framework in frameworks.items())
    stored = read_frame(_STORED, [campaign.pk], schema=_RATING)
    both = (now.select(pl.col(name).cast(dtype) for name, dtype in _RATING.items()), stored)
    once = pl.concat(both).filter(~pl.struct(*_RATING).is_duplicated())
    entries = once["roster_entry_id"].unique().to_list()
    codes = (
        RosterEntry.objects.filter(pk__in=entries).order_by("code").values_list("code", flat=True)
    )
    return list(codes), stored.height


def _figures() -> Finding:
    years = published_figures()
    return Finding(
        Verdict.GOOD,
        Text(
            f"số liệu đếm được của {len(years)} năm",
            f"the figures of {len(years)} years can be counted",
        ),
    )


def verify_backup(path: Path) -> list[Finding]:
    """The file is whole, comes back in a scratch database row for row, and gives the figures it was
    saved with.

    A backup of an older version is brought up to date there, as a restore would. Raises
    OperationError where the file is none, is damaged or newer, or where no scratch database may be
    made."""
    backup = open_backup(path)
    tables = backup.manifest.tables
    rows, history = sum(one.rows for one in tables.values()), _history(backup)
    found = [
        Finding(
            Verdict.GOOD,
            Text(
                f"tệp nguyên vẹn: phiên bản {backup.manifest.version}, lúc "
                f"{backup.manifest.made_at}, "
                f"{len(tables)} bảng, {rows} dòng, {history} dòng lịch sử",
                f"the file is whole: version {backup.manifest.version}, of "
                f"{backup.manifest.made_at}, "
                f"{len(tables)} tables, {rows} rows, {history} of them history",
            ),
        )
    ]
    found += files_of_backup(backup)
    with scratch_database() as name:
        load(backup, name, clear=False)
        with speaking_to(name):
            found += [_came_back(backup), _same_figures(backup)]
    return found


def _history(backup: Backup) -> int:
    return sum(one.rows for name, one in backup.manifest.tables.items() if name.endswith("event"))


def _came_back(backup: Backup) -> Finding:
    differing = differences(backup)
    if differing:
        names = ", ".join(differing)
        return Finding(
            Verdict.WRONG,
            Text(f"khôi phục ra khác ở: {names}", f"what comes back differs in: {names}"),
        )
    return Finding(
        Verdict.GOOD,
        Text("khôi phục thử ra đúng từng dòng", "a trial restore gives back every row as it was"),
    )


def _same_figures(backup: Backup) -> Finding:
    if backup.manifest.figures is None:
        return Finding(
            Verdict.NOTE,
            Text("bản sao lưu không kèm số liệu để so", "the backup carries no figures to compare"),
        )
    call_command("migrate", interactive=False, verbosity=0)
    there = published_figures()
    differing = sorted(
        year
        for year in {*there, *backup.manifest.figures}
        if there.get(year) != backup.manifest.figures.get(year)
    )
    if differing:
        years = ", ".join(differing)
        return Finding(
            Verdict.WRONG, Text(f"số liệu khác ở năm: {years}", f"the figures differ in: {years}")
        )
    return Finding(
        Verdict.GOOD,
        Text(
            f"số liệu của {len(there)} năm đúng như khi sao lưu",
            f"the figures of {len(there)} years agree",
        ),
    )
