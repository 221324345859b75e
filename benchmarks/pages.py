"""Pages against a bare Django view that sends the same bytes: same middleware, session and server,
taking turns.

python -m benchmarks.pages [--rounds 120] [--clients 4] [--only board]
"""

import argparse
import statistics
import sys

from benchmarks.side_by_side import (
    Client,
    finish,
    keep_body,
    p95,
    pages_of,
    serving,
    start_province,
    statistics_of,
    taking_turns,
    told,
)

GOAL = 2.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=120)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--only", default="")
    arguments = parser.parse_args()
    start_province()
    statistics_of()
    kept = []
    with serving() as port:
        for name, (who, address) in pages_of(arguments.only).items():
            for many in (1, arguments.clients):
                clients = [Client(port).sign_in(who) for _ in range(many)]
                bare = keep_body(clients[0], address)
                sides = {
                    "page": lambda one, at=address: one.timed(at),
                    "bare": lambda one, at=bare: one.timed(at),
                }
                taking_turns(clients, sides, rounds=5)  # both are warm
                took = taking_turns(clients, sides, rounds=max(20, arguments.rounds // many))
                page, plain = took["page"], took["bare"]
                more = (
                    f"p95 {p95(page):.1f} against {p95(plain):.1f} ms, "
                    f"median {statistics.median(page):.1f} against "
                    f"{statistics.median(plain):.1f} ms"
                )
                kept.append(
                    told(
                        f"{name}, {many} client{'s' * (many > 1)}",
                        p95(page) / p95(plain),
                        GOAL,
                        more=more,
                    )
                )
    return finish(kept)


if __name__ == "__main__":
    sys.exit(main())
