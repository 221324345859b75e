"""Whoever holds everything but the closing codes links voters to votes no better than chance; the
same attackers break worse urns. Bounds: `tests.ballots.attackers`."""

import random
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from tests import cast as the_cast
from tests.ballots.attackers import (
    ATTACKERS,
    CHOSE,
    VOTERS,
    Seen,
    Slip,
    Traces,
    batches_of_five,
    bound,
    furthest,
    learned,
    one_row_moved,
    plain_rows,
)
from tests.builder import OPERATOR, officer
from tests.trials import WHOLE, trial_size
from thidua.accounts.models import User
from thidua.ballots import sealed_keys
from thidua.ballots.casting import cast
from thidua.ballots.closing import close
from thidua.ballots.counting import count
from thidua.ballots.models import Ballot
from thidua.ballots.opening import freeze, open_, take_key
from thidua.ballots.preparing import Matter, NewCandidate, Plan, prepare
from thidua.ballots.rule import Base, Kind, Rule
from thidua.campaigns.models import Campaign
from thidua.organisations.models import Person

SEED = 20
IN_A_MINUTE = 8
"""The suite tries one of so many ballots of the whole trial."""
YES_NO = Rule(kind=Kind.YES_NO, options={"yes": 2, "no": 1}, base=Base.CAST, part=1, whole=2)


@pytest.fixture
def voters(transactional_db: None) -> list[User]:
    """Twenty people with accounts, committed: what each transaction leaves is there to be seen."""
    people = list(the_cast.build().people.values())[:VOTERS]
    return [officer(f"v{number}", None, None, who=one) for number, one in enumerate(people)]


def held(voters: Sequence[User], number: int, chance: random.Random) -> Traces:
    """One ballot from the draft to the seal, and everything that could be found of it."""
    people = [user.person for user in voters if user.person is not None]
    year = Campaign.objects.get()
    ballot = prepare(
        matter=Matter(year, people[0].spells.get().organisation, "trial", str(number)),
        plan=Plan(
            title="Bỏ phiếu",
            rule=YES_NO,
            candidates=[NewCandidate("it", "Việc")],
            voters=chance.sample(people, VOTERS),
            members=VOTERS,
            present=VOTERS,
            chair=people[0],
            secretary=people[1],
        ),
        actor=OPERATOR,
    )
    freeze(ballot=ballot, actor=OPERATOR)
    codes = [take_key(ballot=ballot, actor=user) for user in voters[:2]]
    ballot = open_(ballot=ballot, actor=OPERATOR)
    chose = set(chance.sample(range(VOTERS), CHOSE))
    order = chance.sample(range(VOTERS), VOTERS)
    urn: dict[int, tuple[bytes, bytes]] = {}
    for at in order:
        cast(ballot=ballot, choices={1: "yes" if at in chose else "no"}, actor=voters[at])
        urn[at] = _last_in_urn(ballot)
    seen = _seen(ballot, people, order, urn)
    close(ballot=ballot, codes=codes, actor=OPERATOR)
    count(ballot=ballot, codes=codes, actor=OPERATOR)
    return Traces(seen, _votes(ballot), [at in chose for at in range(VOTERS)])


def _last_in_urn(ballot: Ballot) -> tuple[bytes, bytes]:
    """The newest envelope, as whoever copies the disk after each vote finds it."""
    ((name, envelope),) = asked(
        "SELECT id, envelope FROM ballots_urn WHERE ballot_id = %s "
        "ORDER BY age(xmin), ctid DESC LIMIT 1",
        ballot,
    )
    return name.bytes, bytes(envelope)


def _seen(
    ballot: Ballot, people: Sequence[Person], order: list[int], urn: dict[int, tuple[bytes, bytes]]
) -> list[Seen]:
    """By person. The server's key is known, and with it each voter's tag; so is the order of
    voting, which the rows of `Turnout` tell by where they lie unless the table was used before.
    """
    assert settings.SECRET_KEY
    lines = dict(ballot.voters.values_list("person", "pk"))
    marked = [people[at].pk for at in order]
    salt = bytes(ballot.salt or b"")
    return [
        Seen(
            cast_order=marked.index(pk),
            person=pk,
            voter=lines[pk],
            tag=sealed_keys.tag_of(salt, pk),
            urn_name=urn[at][0],
            envelope=urn[at][1],
        )
        for at, pk in enumerate(person.pk for person in people)
    ]


def _votes(ballot: Ballot) -> list[Slip]:
    rows = asked("SELECT slip, choice FROM ballots_vote WHERE ballot_id = %s ORDER BY ctid", ballot)
    return [Slip(place, bytes(slip), choice == "yes") for place, (slip, choice) in enumerate(rows)]


def asked(query: str, ballot: Ballot) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, [ballot.pk])
        return list(cursor.fetchall())


@pytest.mark.trial
def test_attackers_do_no_better_than_chance_and_break_worse_urns(voters: list[User]) -> None:
    the_cast.campaign()
    chance = random.Random(SEED)  # noqa: S311
    ballots = [held(voters, number, chance) for number in range(trial_size(1_000, IN_A_MINUTE))]
    most, whose = furthest(ballots)
    limit = bound(len(ballots), len(ATTACKERS))
    print(f"{len(ballots)} ballots: at most {most} off by {whose}, bound {limit:.0f}")  # noqa: T201
    assert most <= limit
    assert learned(ballots) <= bound(len(ballots) - len(ballots) // 2, 1)
    for worse in (plain_rows, one_row_moved, *([batches_of_five] if WHOLE else [])):
        _is_broken(worse, ballots, chance)


def _is_broken(
    worse: Callable[[Traces, random.Random], Traces],
    ballots: Sequence[Traces],
    chance: random.Random,
) -> None:
    """The same attackers pass the bound where votes are kept so."""
    kept = [worse(one, chance) for one in ballots]
    most, _ = furthest(kept)
    assert most > bound(len(kept), len(ATTACKERS)), worse.__name__
    assert learned(kept) > bound(len(kept) - len(kept) // 2, 1), worse.__name__


def test_the_bound_is_the_one_that_was_derived() -> None:
    """k = 18, N = 1000: 394 of 20,000 guesses, 51.97 %."""
    assert len(ATTACKERS) == 18
    assert round(bound(1_000, 18)) == 394
