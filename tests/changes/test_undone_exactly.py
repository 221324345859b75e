"""Whatever was done in whatever order, taken back from the last to the first: every row is what it
was.
"""

from collections.abc import Callable

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import Cast
from tests.changes.conftest import day
from thidua.accounts.models import User
from thidua.changes.actions import carry_out, undo
from thidua.changes.models import Change, Kind
from thidua.changes.plans import Plan, fingerprint
from thidua.errors import RefusedError
from thidua.organisations.models import MembershipSpell, Organisation, Person, Placement, Position

CELLS = ("G1A", "G1B")
ACTS = st.tuples(
    st.sampled_from([Kind.MOVE, Kind.STATUS, Kind.END, Kind.APPOINT, Kind.ADMIT, Kind.RENAME]),
    st.integers(4, 6),
    st.integers(-20, 0),
    st.sampled_from(CELLS),
    st.sampled_from(["exempt", "suspended", "official"]),
    st.sampled_from(["died", "left", "abroad"]),
)


def rows() -> list[object]:
    tables = (Organisation, Placement, Person, MembershipSpell, Position)
    return [list(table._default_manager.order_by("pk").values_list()) for table in tables]


def plan_of(cast: Cast, act: tuple[Kind, int, int, str, str, str]) -> Plan:
    kind, number, days, cell, status, reason = act
    person = cast.of_cell("G1A", number)
    now = person.spells.order_by("-starts_on").select_related("organisation")[0].organisation
    details: dict[Kind, dict[str, object]] = {
        Kind.STATUS: {"status": status},
        Kind.END: {"reason": reason},
        Kind.APPOINT: {"role": "deputy", "title": "Phó bí thư"},
        Kind.ADMIT: {"born_on": "1990-01-01", "status": "probationary", "civil_servant": None},
        Kind.RENAME: {"name": f"Chi bộ {number} {days}", "short_name": ""},
    }
    alone = kind in (Kind.ADMIT, Kind.RENAME)
    return Plan(
        kind,
        cast[cell] if alone else now,
        day(days),
        f"Người {number}",
        person=None if alone else person,
        to=cast[cell] if kind == Kind.MOVE else None,
        details=details.get(kind, {}),
    )


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(acts=st.lists(ACTS, min_size=1, max_size=5))
@pytest.mark.django_db
def test_undoing_restores_every_row(
    cast: Cast, who: Callable[[str], User], acts: list[tuple[Kind, int, int, str, str, str]]
) -> None:
    actor, mark = who("province"), transaction.savepoint()
    before, done = rows(), list[Change]()
    for act in acts:
        plan = plan_of(cast, act)
        try:
            with transaction.atomic():
                done.append(carry_out(plan=plan, actor=actor, seen=fingerprint(plan)))
        except RefusedError:
            continue
    for change in reversed(done):
        undo(change=change, actor=actor)
    assert rows() == before
    transaction.savepoint_rollback(mark)
