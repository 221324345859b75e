"""kill -9 at random during import, classification, decision and proposals: nothing confirmed is
lost, nothing is half.

Every round begins something, kills one process (the database, one of its connections, the web
server, one of its processes, the worker, or the command itself) and waits without a hand. Then:
what was reported done is done; a load, a decision, a proposal is there whole or not at all; a
classification that was asked for is carried out; readers who were signed in still are; history
tells what stands in the tables.

    python -m benchmarks.failures [--rounds 50] [--seed 4]
"""

# ruff: noqa: PLC0415 - Django has to be started, on a database of its own, before its models are imported

import argparse
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.killing import PATIENCE, Site, address_of, small_site
from benchmarks.side_by_side import Client

TARGETS = ("database", "connection", "web", "web process", "worker", "command")
WORDS = ("Bắc", "Nam", "Đông", "Tây")
YEAR, OPEN_YEAR = 2021, 2022
OPENED = "2021 again, for the next round"


def command(*words: str) -> "subprocess.Popen[bytes]":
    """`thidua …` as an officer starts it."""
    return subprocess.Popen(
        [sys.executable, "-m", "thidua.cli", *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def done(*words: str) -> None:
    """The same, until it works: who is told to wait tries again."""
    end = time.monotonic() + PATIENCE
    while command(*words).wait() != 0:
        assert time.monotonic() < end, f"thidua {words[0]} does not work again"
        time.sleep(1)


def one(query: str, *values: int | str) -> Any:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(query, values)
        row = cursor.fetchone()
    return row[0] if row else None


@dataclass
class Officer(threading.Thread):
    """Proposes without pause, and remembers what was confirmed and what was not answered."""

    entries: list[int]
    confirmed: dict[int, str] = field(default_factory=dict)
    unanswered: dict[int, set[str]] = field(default_factory=dict)
    stopped: threading.Event = field(default_factory=threading.Event)
    at_it: threading.Lock = field(default_factory=threading.Lock)
    """Held from sending a proposal until what became of it is written down: nobody compares in
    between.
    """
    trouble: list[str] = field(default_factory=list)
    count: int = 0

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    __hash__ = threading.Thread.__hash__

    def run(self) -> None:
        from django.db import close_old_connections, connection

        from thidua.db.lost import connection_lost

        while not self.stopped.is_set():
            pk, level = (
                self.entries[self.count % len(self.entries)],
                ("outstanding", "good")[self.count // 7 % 2],
            )
            self.count += 1
            with self.at_it:
                try:
                    self._propose(pk, level)
                except Exception as error:
                    connection.close()
                    if not connection_lost(error):
                        self.trouble.append(repr(error))
                    self.unanswered.setdefault(pk, set()).add(level)
                else:
                    self.confirmed[pk] = level
                    self.unanswered.pop(pk, None)
            if self.unanswered.get(pk):
                time.sleep(0.2)
            close_old_connections()
            time.sleep(0.02)
        connection.close()

    def _propose(self, pk: int, level: str) -> None:
        from thidua.accounts.actors import Operator
        from thidua.boards.proposal_rules import proposal
        from thidua.boards.proposals import hold, write_levels
        from thidua.history.tracking import recording
        from thidua.roster.models import RosterEntry
        from thidua.vocabulary import Level

        campaign = RosterEntry.objects.select_related("campaign").get(pk=pk).campaign
        with recording(act="boards.propose", actor=Operator()):
            held = hold(campaign, [pk])[pk]
            write_levels([(held, proposal(held.now, Level(level).code, ""))])

    def lost(self) -> list[int]:
        """Subjects whose row is neither what was confirmed last nor something tried after it."""
        from thidua.boards.models import Proposal

        with self.at_it:
            there = dict(
                Proposal.objects.filter(pk__in=self.confirmed).values_list("pk", "proposed")
            )
            return [
                pk
                for pk, level in self.confirmed.items()
                if there.get(pk) != level and there.get(pk) not in self.unanswered.get(pk, ())
            ]


@dataclass
class Trial:
    """One site, shot at round after round."""

    site: Site
    folder: Path
    chance: random.Random
    reader: Client
    hit: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    number: int = 0

    def round(self, act: str, target: str) -> None:
        self.number += 1
        begun = getattr(self, act)()
        time.sleep(self.chance.uniform(0, 3))
        if target == "command":
            struck = begun is not None and begun.poll() is None
            if struck:
                begun.kill()
        else:
            struck = self.site.shoot(target, self.chance)
        self.hit[f"{act}, {target}" if struck else "nothing hit"] += 1
        code = begun.wait() if begun is not None else None
        self.slowest = max(self.slowest, self.site.wait_until_ready())
        from django.db import connection

        connection.close()
        getattr(self, f"after_{act}")(confirmed=code == 0)
        seen = self.reader.ask("/")[0]
        assert seen == 200, f"a reader was signed out: {seen}"
        assert one(_HISTORY_LAGS) == 0, "history does not tell what stands there"

    def load(self) -> "subprocess.Popen[bytes]":
        word = WORDS[self.number % len(WORDS)]
        return command("import", "--warnings-read", str(_renamed(self.folder, word)))

    def after_load(self, *, confirmed: bool) -> None:
        word = WORDS[self.number % len(WORDS)]
        whole, all_ = one(_NAMED, f"% {word}"), one("SELECT count(*) FROM organisations_person")
        assert whole in {0, all_}, f"{whole} of {all_} people were loaded"
        assert whole == all_ or not confirmed, "a confirmed load is lost"
        done("import", "--warnings-read", str(_renamed(self.folder, word)))
        assert one(_NAMED, f"% {word}") == all_

    def classification(self) -> None:
        from thidua.accounts.actors import Operator
        from thidua.campaigns.models import Campaign
        from thidua.ratings.errors import ClassificationError
        from thidua.ratings.jobs import request_classification

        with suppress(ClassificationError):  # the worker asked of its own accord
            request_classification(campaign=Campaign.objects.get(year=YEAR), actor=Operator())

    def after_classification(self, *, confirmed: bool) -> None:
        end = time.monotonic() + PATIENCE
        while (state := one(_LAST_RUN, YEAR)) != "done":
            assert state != "failed", "a classification that was asked for failed"
            assert time.monotonic() < end, f"a classification that was asked for is {state}"
            time.sleep(0.5)
        assert one(_UNRATED, YEAR) == 0, "some are not rated"

    def decision(self) -> "subprocess.Popen[bytes]":
        from thidua.accounts.actors import Operator
        from thidua.campaigns.models import Campaign
        from thidua.decisions.actions import reopen_decisions

        reopen_decisions(campaign=Campaign.objects.get(year=YEAR), reason=OPENED, actor=Operator())
        return command("decide", str(YEAR))

    def after_decision(self, *, confirmed: bool) -> None:
        issued, all_, items = one(_ISSUED, YEAR), one(_DECISIONS, YEAR), one(_ITEMS, YEAR)
        assert issued in {0, all_}, f"{issued} of {all_} decisions were issued"
        assert bool(items) == bool(issued), "decisions without their subjects"
        assert issued == all_ or not confirmed, "a confirmed decision is lost"
        if not issued:
            done("decide", str(YEAR))


_NAMED = "SELECT count(*) FROM organisations_person WHERE full_name LIKE %s"
_LAST_RUN = """
    SELECT r.state FROM ratings_classification r JOIN campaigns_campaign c
        ON c.id = r.campaign_id WHERE c.year = %s
    ORDER BY r.id DESC LIMIT 1
"""
_UNRATED = """
    SELECT count(*) FROM roster_rosterentry e JOIN campaigns_campaign c ON c.id = e.campaign_id
    LEFT JOIN ratings_rating r ON r.roster_entry_id = e.id WHERE c.year = %s AND e.rated
        AND r.roster_entry_id IS NULL
"""
_OF_YEAR = "FROM decisions_decision d JOIN campaigns_campaign c ON c.id = d.campaign_id"
_ISSUED = f"SELECT count(*) {_OF_YEAR} WHERE c.year = %s AND d.status = 'issued'"
_DECISIONS = f"SELECT count(*) {_OF_YEAR} WHERE c.year = %s"
_ITEMS = (
    f"SELECT count(*) {_OF_YEAR} JOIN decisions_decisionitem i ON i.decision_id = d.id "
    f"WHERE c.year = %s"
)
_HISTORY_LAGS = """
    SELECT count(*) FROM boards_proposal p LEFT JOIN LATERAL (
        SELECT proposed FROM boards_proposalevent e WHERE e.pgh_obj_id = p.roster_entry_id
            ORDER BY pgh_id DESC LIMIT 1
    ) last ON true WHERE last.proposed IS DISTINCT FROM p.proposed
"""


def _renamed(folder: Path, word: str) -> Path:
    """The members' workbook with another last name for everybody."""
    path = folder / f"{word}.xlsx"
    if not path.exists():
        import openpyxl

        book = openpyxl.load_workbook(next(folder.glob("*vien*.xlsx")))
        sheet = book.worksheets[0]
        head = next(
            row
            for row in sheet.iter_rows(max_row=20)
            if any(cell.value == "full_name" for cell in row)
            or any("Họ" in str(cell.value) for cell in row)
        )
        column = next(
            cell.column for cell in head if cell.value == "full_name" or "Họ" in str(cell.value)
        )
        for cell in sheet.iter_rows(min_row=head[0].row + 1, min_col=column, max_col=column):
            if cell[0].value:
                cell[0].value = f"{cell[0].value} {word}"
        book.save(path)
    return path


def shoot(*, rounds: int, seed: int, folder: Path) -> Trial:
    """All rounds on one site; raises AssertionError where a promise was broken."""
    with small_site(folder / "home") as site:
        os.environ |= {
            "THIDUA_EMBEDDED_URL": address_of(site),
            "THIDUA_HOME": str(site.home),
            "THIDUA_DEMO": "1",
        }
        from thidua.config.start import start_django

        start_django()
        from thidua.roster.models import RosterEntry

        done("export", str(folder / "books"), "--kind", "members")
        entries = RosterEntry.objects.filter(
            campaign__year=OPEN_YEAR, subject_type="member", rated=True, decided=None
        )
        officer = Officer(list(entries.order_by("pk").values_list("pk", flat=True)[:60]))
        trial = Trial(
            site,
            folder / "books",
            random.Random(seed),  # noqa: S311
            Client(site.port).sign_in("tinh"),
        )
        officer.start()
        acts = [
            (act, target)
            for target in TARGETS
            for act in ("load", "classification", "decision")
            if (act, target) != ("classification", "command")
        ]
        for number in range(rounds):
            if number % len(acts) == 0:
                trial.chance.shuffle(acts)
            act, target = acts[number % len(acts)]
            trial.round(act, target)
            assert officer.lost() == [], "a confirmed proposal is lost"
            print(f"{number + 1:3}  {act:<15} {target:<12} back", flush=True)
        officer.stopped.set()
        officer.join()
        assert officer.trouble == [], officer.trouble[:3]
        _verify(officer)
    return trial


def _verify(officer: Officer) -> None:
    from thidua.operations.findings import Verdict
    from thidua.operations.verifying import verify_database

    assert officer.lost() == []
    wrong = [str(finding.text) for finding in verify_database() if finding.verdict is Verdict.WRONG]
    assert wrong == [], wrong
    print(
        f"{officer.count} proposals, none of the confirmed ones lost; every rule holds, every "
        f"rating is the engine's"
    )


def run_apart(*, rounds: int, folder: Path) -> "subprocess.CompletedProcess[str]":
    """The same in a process of its own, whose Django speaks to the site's database and no other."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("THIDUA_", "DATABASE_", "DJANGO_"))
    }
    command = [
        sys.executable,
        "-m",
        "benchmarks.failures",
        "--rounds",
        str(rounds),
        "--folder",
        str(folder),
    ]
    return subprocess.run(
        command,
        env=kept,
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=False,
    )


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument(
        "--folder", type=Path, help="where the site is put up; a temporary one if not said"
    )
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="thidua-failures-") as folder:
        trial = shoot(
            rounds=arguments.rounds, seed=arguments.seed, folder=arguments.folder or Path(folder)
        )
    for what, times in sorted(trial.hit.items()):
        print(f"  {what:<28} {times:3}×")
    print(f"{arguments.rounds} rounds, slowest return {trial.slowest:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
