"""10,000 votes cast by 20 clients at once: none lost, none doubled; the rate is printed.

Forty secret ballots of 250 voters and 22 candidates, opened with real codes. Each client is a
process with a connection of its own; every fifth vote is sent twice, by two clients. Then each
ballot is closed and counted, and its receipts are held against those that voters were given.

    python -m benchmarks ballots [--ballots 40] [--voters 250] [--clients 20]
"""

# ruff: noqa: PLC0415 - Django has to be started, on a database of its own, before its models are imported
# ruff: noqa: S311 - a seeded generator makes the same votes each time

import argparse
import datetime as dt
import multiprocessing
import random
import sys
import time
from collections.abc import Sequence
from typing import Any, NamedTuple

from benchmarks.own_database import own_database

CANDIDATES, TWICE = 22, 5
MARKS = ("high", "middle", "low", "blank")


class Sent(NamedTuple):
    """What one client did: receipts by ballot and voter, whether it was the first, milliseconds."""

    receipts: list[tuple[str, int, str, bool]]
    times: list[float]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ballots", type=int, default=40)
    parser.add_argument("--voters", type=int, default=250)
    parser.add_argument("--clients", type=int, default=20)
    asked = parser.parse_args()
    with own_database():
        from django.db import connections

        _purpose()
        users = _people(asked.voters)
        opened = [_opened(users, number) for number in range(asked.ballots)]
        work = [(ballot, voter) for ballot, _ in opened for voter in range(asked.voters)]
        work += work[::TWICE]
        random.Random(15).shuffle(work)
        shares = [work[client :: asked.clients] for client in range(asked.clients)]
        connections.close_all()
        begun = time.perf_counter()
        with multiprocessing.get_context("fork").Pool(asked.clients) as pool:
            sent = pool.map(_vote, [(share, users) for share in shares], chunksize=1)
        took = time.perf_counter() - begun
        votes = asked.ballots * asked.voters
        times = sorted(one for client in sent for one in client.times)
        print(
            f"{votes:,} votes of {CANDIDATES} candidates, {len(work) - votes:,} of them sent twice"
        )
        rate, middle = len(work) / took, times[len(times) // 2]
        slow = times[len(times) * 95 // 100]
        print(f"{asked.clients} clients, {took:.1f} s: {rate:.0f} a second,")
        print(f"median {middle:.0f} ms, 95 % within {slow:.0f} ms")
        return _counted(opened, sent, votes)


def _vote(given: tuple[Sequence[tuple[Any, int]], Sequence[Any]]) -> Sent:
    """One client's votes, one after the other."""
    from thidua.ballots.casting import cast

    share, users = given
    done = Sent([], [])
    for ballot, voter in share:
        chance = random.Random(f"{ballot.pk}{voter}")
        choices = {no: chance.choice(MARKS) for no in range(1, CANDIDATES + 1)}
        begun = time.perf_counter()
        receipt = cast(ballot=ballot, choices=choices, actor=users[voter])
        done.times.append((time.perf_counter() - begun) * 1_000)
        done.receipts.append((str(ballot.pk), voter, receipt.code, receipt.just_now))
    return done


def _counted(opened: Sequence[tuple[Any, list[str]]], sent: Sequence[Sent], votes: int) -> int:
    """Close and count everything; 0 if each receipt is listed once and nothing else is."""
    from thidua.accounts.actors import Operator
    from thidua.ballots.closing import close
    from thidua.ballots.counting import count
    from thidua.ballots.models import Receipt, Vote

    begun = time.perf_counter()
    for ballot, codes in opened:
        close(ballot=ballot, codes=codes, actor=Operator())
        count(ballot=ballot, codes=codes, actor=Operator())
    each = (time.perf_counter() - begun) / len(opened)
    given = {(ballot, code) for client in sent for ballot, _, code, _ in client.receipts}
    first = sum(just_now for client in sent for *_, just_now in client.receipts)
    listed = {(str(ballot), code) for ballot, code in Receipt.objects.values_list("ballot", "code")}
    lost, more = len(given - listed), len(listed - given) + abs(first - votes)
    slips = Vote.objects.count()
    print(f"closed and counted: {each:.2f} s a ballot, most of it trying codes")
    print(
        f"lost {lost}, doubled or more than sent {more}, slips {slips:,} of {votes * CANDIDATES:,}"
    )
    good = not lost and not more and slips == votes * CANDIDATES
    print("good" if good else "NOT GOOD")
    return int(not good)


def _purpose() -> None:
    from thidua.ballots.purposes import PURPOSES, Purpose
    from thidua.language import Text

    words = {code: Text(code, code) for code in MARKS[:-1]}
    PURPOSES.add(Purpose("bench", Text("Đo", "Bench"), words, back=_nowhere))


def _nowhere(ballot: object) -> tuple[str, str]:
    return "/", ""


def _people(number: int) -> list[Any]:
    """Accounts of so many people; no passwords, nobody signs in here."""
    from thidua.accounts.models import User
    from thidua.organisations.models import Organisation, Person

    Organisation.objects.create(code="P", name="Tỉnh", tier="province", path="/1/")
    people = Person.objects.bulk_create(
        Person(code=f"M{one}", full_name=f"Đảng viên {one}", sort_key=f"{one:06}")
        for one in range(number)
    )
    return User.objects.bulk_create(
        [User(username=f"m{one}", person=person) for one, person in enumerate(people)]
    )


def _opened(users: Sequence[Any], number: int) -> tuple[Any, list[str]]:
    """An open ballot of all of them, and two closing codes."""
    from thidua.accounts.actors import Operator
    from thidua.ballots.opening import freeze, open_, take_key
    from thidua.ballots.preparing import Matter, NewCandidate, Plan, prepare
    from thidua.ballots.rule import Base, Kind, Rule
    from thidua.campaigns.models import Campaign
    from thidua.organisations.models import Organisation

    days = dict.fromkeys(("review_date", "cut_off_date"), dt.date(2026, 12, 1))
    year, _ = Campaign.objects.get_or_create(year=2026, defaults=days)
    people, by = [user.person for user in users], Operator()
    ranks = {"high": 3, "middle": 2, "low": 1}
    ballot = prepare(
        matter=Matter(year, Organisation.objects.get(), "bench", str(number)),
        plan=Plan(
            title=f"Cuộc {number}",
            rule=Rule(kind=Kind.SCALE, options=ranks, base=Base.CALLED, part=1, whole=2),
            candidates=[NewCandidate(f"c{no}", f"Dòng {no}") for no in range(CANDIDATES)],
            voters=people,
            members=len(people),
            present=len(people),
            chair=people[0],
            secretary=people[1],
        ),
        actor=by,
    )
    freeze(ballot=ballot, actor=by)
    codes = [take_key(ballot=ballot, actor=user) for user in users[:2]]
    return open_(ballot=ballot, actor=by), codes


if __name__ == "__main__":
    sys.exit(main())
