"""Sealing a province's decisions at once, and walking the chain over them.

A database of its own: 640 committees, 143 members each, everybody decided on the same day.

    python -m benchmarks.seals [--bodies 640] [--members 143]
"""

# ruff: noqa: PLC0415 - Django has to be started, on a database of its own, before its models are imported

import argparse
import datetime as dt
import sys
import time
from typing import TYPE_CHECKING, Any

from benchmarks.own_database import own_database, print_times

if TYPE_CHECKING:
    from thidua.campaigns.models import Campaign
    from thidua.decisions.models import Decision

MOST_SECONDS_VERIFYING = 10.0
"""The promise: the whole chain over a province's year."""
YEAR, ON = 2021, dt.date(2021, 12, 15)
GRADES = ("excellent", "good", "average")
BATCH = 5_000


def make(bodies: int, members: int) -> "list[Decision]":
    """The year with everybody decided, nothing sealed yet."""
    from thidua.accounts.actors import Operator
    from thidua.campaigns.models import Campaign
    from thidua.decisions.models import Decision
    from thidua.frameworks.actions import bind_frameworks
    from thidua.organisations.models import Organisation

    campaign = Campaign.objects.create(year=YEAR, review_date=ON, cut_off_date=ON)
    root = Organisation.objects.create(code="P", name="Đảng bộ tỉnh", tier="province")
    bind_frameworks(campaign=campaign, actor=Operator())
    decisions = []
    for number in range(1, bodies + 1):
        own = Organisation.objects.create(
            code=f"X{number:04}",
            name=f"Đảng bộ xã số {number}",
            tier="grassroots",
            body="committee",
            path=f"/{root.pk}/{root.pk + number}/",
            pk=root.pk + number,
        )
        decision = Decision.objects.create(
            campaign=campaign,
            issuer=own,
            number=f"{number}-QĐ/ĐU",
            decided_on=ON,
            covers=["member"],
            status="issued",
        )
        _members(campaign, own, decision, number, members)
        decisions.append(decision)
    return decisions


def _members(campaign: "Campaign", own: Any, decision: Any, number: int, members: int) -> None:
    from thidua.decisions.models import DecisionItem
    from thidua.facts.models import FactSheet
    from thidua.frameworks.binding import bound_frameworks
    from thidua.organisations.models import Person
    from thidua.roster.models import RosterEntry
    from thidua.vocabulary import SubjectType

    criteria = bound_frameworks(campaign)[SubjectType.MEMBER].terms.criteria
    codes = [f"DV{number:04}{at:03}" for at in range(members)]
    people = Person.objects.bulk_create(
        Person(code=code, full_name=f"Đảng viên {code}", sort_key=code, search_key=code)
        for code in codes
    )
    entries = RosterEntry.objects.bulk_create(
        RosterEntry(
            campaign=campaign,
            subject_type="member",
            person=one,
            organisation=own,
            grassroots=own,
            tier="cell",
            code=one.code,
            name=one.full_name,
            sort_key=one.code,
            search_key=one.code,
            facts={"membership_status": "official", "civil_servant": at % 3 == 0},
        )
        for at, one in enumerate(people)
    )
    FactSheet.objects.bulk_create(
        FactSheet(
            roster_entry=one,
            facts={name: GRADES[(at + place) % 3] for place, name in enumerate(criteria)}
            | {"self_reviewed": True, "discipline": "none", "tasks_on_time": True},
        )
        for at, one in enumerate(entries)
    )
    DecisionItem.objects.bulk_create(
        DecisionItem(
            decision=decision, roster_entry=one, level="good", reached_low=3, reached_high=3
        )
        for one in entries
    )


def main() -> int:
    """0 when the chain is whole and was walked in time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bodies", type=int, default=640)
    parser.add_argument("--members", type=int, default=143)
    asked = parser.parse_args()
    with own_database():
        from django.db import transaction

        from thidua.decisions.sealing import seal_issued
        from thidua.seals.verifying import verify

        decisions = make(asked.bodies, asked.members)
        levels = asked.bodies * asked.members
        begin = time.perf_counter()
        with transaction.atomic():
            seal_issued(decisions)
        print_times(f"{levels:,} levels of {asked.bodies} decisions sealed", _since(begin))
        begin = time.perf_counter()
        found = verify()
        took = _since(begin)
        reached = found.whole and took <= MOST_SECONDS_VERIFYING
        verdict = f"goal {MOST_SECONDS_VERIFYING:g} s: {'reached' if reached else 'NOT REACHED'}"
        print_times(f"the chain walked: {found.links} links", took, verdict)
        for text in found.told[:3]:
            print(f"  {text.en}")
    return 0 if reached else 1


def _since(begin: float) -> float:
    return time.perf_counter() - begin


if __name__ == "__main__":
    sys.exit(main())
