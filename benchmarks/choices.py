"""Saving choices: the board's own address (checks, pool, history) against a bare Django view that
inserts a row.

Same server, middleware, session and CSRF check; the clients take turns, one alone and several at
once. The answer of both is short: a redirect here, nothing there. What the board draws after a
choice is timed beside it, without a goal.

    python -m benchmarks.choices [--rounds 150] [--clients 4]
"""

# ruff: noqa: PLC0415 - Django has to be started, on a database of its own, before its models are imported

import argparse
import statistics
import sys
from dataclasses import dataclass

from benchmarks.side_by_side import (
    OPEN_YEAR,
    Client,
    board_of,
    finish,
    print_claim,
    serving,
    start_province,
    taking_turns,
)

GOAL = 0.4
MAKE = (
    "CREATE TABLE IF NOT EXISTS bench_choice (id bigserial PRIMARY KEY, entry bigint NOT "
    "NULL, chosen text NOT NULL)"
)
DROP = "DROP TABLE IF EXISTS bench_choice"
WHO, KIND, REASON = "xa", "member", "Lý do của cấp uỷ"


@dataclass
class Officer:
    """Chooses for one member of the board, one level and back; the version that an officer has seen
    is not timed.
    """

    client: Client
    entry: int
    levels: tuple[int, int]
    times: int = 0

    def choose(self) -> float:
        return self.client.timed(self.address, self._form())

    def choose_and_see(self) -> float:
        return self.client.timed(self.address, self._form(), headers={"Accept": "application/json"})

    def insert(self) -> float:
        return self.client.timed(
            "/_bare_insert/", {"entry": str(self.entry), "chosen": "outstanding"}
        )

    @property
    def address(self) -> str:
        return board_of(WHO, KIND).partition("?")[0] + "chon/"

    def _form(self) -> dict[str, str]:
        from django.db.models import Max

        from thidua.boards.events import proposal_events

        seen = (
            proposal_events()
            .filter(roster_entry_id=self.entry)
            .aggregate(seen=Max("pgh_id"))["seen"]
            or 0
        )
        self.times += 1
        return {
            "kind": KIND,
            "c": f"{self.entry}.{seen}.{self.levels[self.times % 2]}",
            "reason": REASON,
            "back": "",
        }


def subjects(many: int) -> list[tuple[int, tuple[int, int]]]:
    """Members of the board who reached good: the committee may set them lower, with its reason, and
    back.
    """
    from thidua.accounts.models import RoleGrant
    from thidua.roster.models import RosterEntry

    path = RoleGrant.objects.filter(user__username=WHO).values_list(
        "organisation__path", flat=True
    )[0]
    found = RosterEntry.objects.filter(
        campaign__year=OPEN_YEAR,
        subject_type=KIND,
        rated=True,
        organisation__path__startswith=path,
        decided=None,
        rating__low=3,
        rating__high=3,
    )
    return [(pk, (2, 3)) for pk in found.order_by("pk").values_list("pk", flat=True)[:many]]


def measure(port: int, many: int, rounds: int) -> bool:
    officers = [
        Officer(Client(port).sign_in(WHO), entry, levels) for entry, levels in subjects(many)
    ]
    assert len(officers) == many
    sides = {
        "choice": Officer.choose,
        "choice, drawn": Officer.choose_and_see,
        "insert": Officer.insert,
    }
    taking_turns(officers, sides, rounds=5)
    took = taking_turns(officers, sides, rounds=max(20, rounds // many))
    mean = {name: statistics.fmean(times) for name, times in took.items()}
    said = (
        f"{mean['choice']:.1f} against {mean['insert']:.1f} ms; drawn as well "
        f"{mean['choice, drawn']:.1f} ms"
    )
    return print_claim(
        f"choices, {many} officer{'s' * (many > 1)}",
        mean["insert"] / mean["choice"],
        GOAL,
        at_most=False,
        more=said,
    )


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=150)
    parser.add_argument("--clients", type=int, default=4)
    arguments = parser.parse_args()
    start_province()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(MAKE)
    try:
        with serving() as port:
            return finish(
                [measure(port, many, arguments.rounds) for many in (1, arguments.clients)]
            )
    finally:
        with connection.cursor() as cursor:
            cursor.execute(DROP)


if __name__ == "__main__":
    sys.exit(main())
