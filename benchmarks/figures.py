"""The first look at a year's figures after everything changed: counted for who asks, beside what
was counted last; and the draft of a decision. In one process, taking turns.

    python -m benchmarks figures [--rounds 10]
"""

# ruff: noqa: PLC0415 - Django has to be started, on a database of its own, before its models are imported

import argparse
import sys
import time
from collections.abc import Callable

from benchmarks.side_by_side import OPEN_YEAR, p95, start_province

WARM_GOAL, CHANGED_GOAL = 300, 1000
"""Milliseconds at the 95th percentile: nothing changed, and the first look after a change."""


def timed(look: Callable[[], object]) -> float:
    """Milliseconds."""
    begin = time.perf_counter()
    look()
    return (time.perf_counter() - begin) * 1000


def everything_changed() -> None:
    """What a run of the classification leaves behind: every count made before it is stale."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO db_change (transaction, part) SELECT pg_current_xact_id()::text::bigint, 0"
        )


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=10)
    rounds = options.parse_args().rounds
    start_province()
    from thidua.accounts.actors import scope_of
    from thidua.accounts.models import User
    from thidua.campaigns.models import Campaign
    from thidua.decisions.models import Decision
    from thidua.decisions.presenters import sheet_of
    from thidua.ratings.open_work import unrated
    from thidua.reports.dashboard import dashboard
    from thidua.reports.overview import figures_last_counted
    from thidua.reports.season import in_season, season

    year = Campaign.objects.get(year=OPEN_YEAR)
    reader = User.objects.get(username="tinh")

    def counted_now() -> None:
        page = dashboard(campaign=year, actor=reader)
        if in_season(page.sums):
            season(campaign=year, actor=reader, page=page)

    def counted_last() -> None:
        with figures_last_counted(year, scope_of(reader)):
            counted_now()

    def home() -> None:
        unrated(campaign=year, scope=scope_of(reader))

    drafts = Decision.objects.filter(campaign=year).exclude(status="issued").order_by("pk")
    counted_now()
    took: dict[str, list[float]] = {}
    for _ in range(rounds):
        took.setdefault("figures, nothing changed", []).append(timed(counted_last))
        everything_changed()
        took.setdefault("figures, all changed, as counted last", []).append(timed(counted_last))
        took.setdefault("figures, all changed, counted for who asks", []).append(timed(counted_now))
        took.setdefault("home of the province, all changed", []).append(timed(home))
        for draft in drafts[:1]:
            took.setdefault("draft decision", []).append(timed(lambda: sheet_of(draft)))  # noqa: B023
    for name, times in took.items():
        print(f"{name:46} p95 {p95(times):7.0f} ms")
    before = p95(took["figures, all changed, counted for who asks"])
    after = p95(took["figures, all changed, as counted last"])
    warm = p95(took["figures, nothing changed"])
    print(f"counted for who asks takes {before / after:.1f} times as long as counted last")
    missed = [
        name
        for name, got, goal in (
            ("nothing changed", warm, WARM_GOAL),
            ("all changed", after, CHANGED_GOAL),
        )
        if got > goal
    ]
    print(f"goals missed: {', '.join(missed) or 'none'}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
