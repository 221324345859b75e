"""The tree by hand: a name, two that become one, one that becomes two; made on its day."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from tests.builder import organisation
from tests.cast import Cast, good_year
from tests.changes.conftest import day, written
from thidua.accounts.models import User
from thidua.changes.actions import carry_out, carry_out_scheduled, undo, withdraw
from thidua.changes.errors import ChangeError
from thidua.changes.looking import look
from thidua.changes.models import Change, Kind, State
from thidua.changes.plans import Plan, fingerprint
from thidua.organisations.actions import refresh_paths
from thidua.organisations.models import (
    MembershipSpell,
    Organisation,
    Placement,
    Position,
    Succession,
)
from thidua.roster.models import RosterEntry

Who = Callable[[str], User]
As = Callable[[str], Client]


def tree() -> list[object]:
    """Everything that a change of the tree touches."""
    tables = (Organisation, Placement, MembershipSpell, Position, Succession)
    return [list(table._default_manager.order_by("pk").values_list()) for table in tables]


def plan(
    cast: Cast, kind: Kind, code: str, *, on: dt.date | None = None, **details: object
) -> Plan:
    return Plan(kind, cast[code], on or day(), cast[code].name, details=details)


def do(one: Plan, actor: User) -> Change:
    return carry_out(plan=one, actor=actor, seen=fingerprint(one))


def merger(cast: Cast, *, on: dt.date | None = None) -> Plan:
    return plan(cast, Kind.MERGE, "G1A", on=on, other=cast["G1B"].pk, name="Chi bộ mới", renamed={})


def test_a_name_changes_and_comes_back(cast: Cast, who: Who) -> None:
    before = tree()
    change = do(plan(cast, Kind.RENAME, "G1", name="Đảng bộ phường Mới"), who("province"))
    assert Organisation.objects.get(code="G1").name == "Đảng bộ phường Mới"
    undo(change=change, actor=who("province"))
    assert tree() == before


def test_two_cells_become_one(cast: Cast, who: Who) -> None:
    before = tree()
    change = do(merger(cast), who("province"))
    made = Organisation.objects.get(name="Chi bộ mới")
    assert made.path.startswith(cast["G1"].path)
    assert MembershipSpell.objects.filter(organisation=made, ends_on=None).count() == 24
    assert Succession.objects.filter(successor=made, kind="merge").count() == 2
    undo(change=change, actor=who("province"))
    assert tree() == before


def test_two_committees_become_one_with_their_cells(cast: Cast, who: Who) -> None:
    both = plan(cast, Kind.MERGE, "G1", other=cast["G3"].pk, name="Đảng bộ Minh Lạc", renamed={})
    assert any("4 tổ chức trực thuộc, 48 đảng viên" in line.title for line in look(both).lines)
    do(both, who("province"))
    made = Organisation.objects.get(name="Đảng bộ Minh Lạc")
    assert Placement.objects.filter(parent=made, ends_on=None).count() == 4


def test_parts_of_one_name_are_told_apart_first(cast: Cast, who: Who) -> None:
    Organisation.objects.filter(code__in=["G1A", "G3A"]).update(name="Chi bộ Trường THCS")
    both = plan(cast, Kind.MERGE, "G1", other=cast["G3"].pk, name="Đảng bộ Minh Lạc", renamed={})
    assert "cùng tên" in look(both).faults[0]
    told = {str(cast["G3A"].pk): "Chi bộ Trường THCS Tân Lạc"}
    apart = plan(cast, Kind.MERGE, "G1", other=cast["G3"].pk, name="Đảng bộ Minh Lạc", renamed=told)
    assert look(apart).possible


def test_only_like_organisations_merge(cast: Cast) -> None:
    unlike = plan(cast, Kind.MERGE, "G1", other=cast["G2"].pk, name="X", renamed={})
    assert "không cùng cấp" in look(unlike).faults[0]
    itself = plan(cast, Kind.MERGE, "G1", other=cast["G1"].pk, name="X", renamed={})
    assert "chính nó" in look(itself).faults[0]


def test_some_members_come_to_a_new_cell(cast: Cast, who: Who) -> None:
    before = tree()
    people = [cast.of_cell("G1A", number).pk for number in (4, 5, 6)]
    change = do(
        plan(cast, Kind.SPLIT, "G1A", name="Chi bộ tách", parts=[], people=people), who("province")
    )
    made = Organisation.objects.get(name="Chi bộ tách")
    assert MembershipSpell.objects.filter(organisation=made, ends_on=None).count() == 3
    undo(change=change, actor=who("province"))
    assert tree() == before


def test_some_cells_come_to_a_new_committee(cast: Cast, who: Who) -> None:
    do(
        plan(cast, Kind.SPLIT, "G1", name="Đảng bộ tách", parts=[cast["G1B"].pk], people=[]),
        who("province"),
    )
    made = Organisation.objects.get(name="Đảng bộ tách")
    assert Organisation.objects.get(code="G1B").path.startswith(made.path)


def test_a_day_to_come_is_scheduled_and_the_year_stays(cast: Cast, who: Who) -> None:
    good_year()
    rated = list(RosterEntry.objects.order_by("pk").values_list())
    before = tree()
    change = do(merger(cast, on=day(30)), who("province"))
    assert change.state == State.SCHEDULED
    assert tree() == before
    withdraw(change=change, actor=who("province"))
    assert list(RosterEntry.objects.order_by("pk").values_list()) == rated


def test_what_is_scheduled_is_made_on_its_day(cast: Cast, who: Who) -> None:
    change = do(merger(cast, on=day(1)), who("province"))
    Change.objects.filter(pk=change.pk).update(on=day())
    made = carry_out_scheduled(change=change)
    assert made.state == State.DONE
    assert made.to == Organisation.objects.get(name="Chi bộ mới")


def test_unfinished_work_holds_a_schedule(cast: Cast, who: Who) -> None:
    change = do(merger(cast, on=day(1)), who("province"))
    Change.objects.create(
        kind="move",
        state="waiting",
        organisation=cast["G1A"],
        to=cast["G3A"],
        person=cast.of_cell("G1A", 5),
        subject="X",
        on=day(),
        by_name="X",
        at=change.at,
    )
    with pytest.raises(ChangeError, match="chờ nơi khác tiếp nhận"):
        carry_out_scheduled(change=change)


@pytest.mark.parametrize("name", ["district", "commune", "auditor"])
def test_the_tree_is_the_provinces(cast: Cast, who: Who, name: str) -> None:
    with pytest.raises(PermissionDenied):
        do(plan(cast, Kind.RENAME, "G1", name="X"), who(name))


def test_the_pages_of_the_tree(cast: Cast, as_: As) -> None:
    client = as_("province")
    for slug, data in (
        ("doi-ten", {"name": "Chi bộ Đổi Tên"}),
        ("hop-nhat", {"words": "g1b", "name": "Chi bộ Hợp Nhất"}),
    ):
        address = f"/nguoi-va-cay/to-chuc/G1A/{slug}/"
        sent = {**data, "on": written(day())}
        assert client.get(address).status_code == 200
        page = client.post(address, {**sent, "act": "look"}).content.decode()
        token = re.search(r'name="seen" value="([^"]+)"', page)
        assert token is not None, page
        answer = client.post(address, {**sent, "act": "do", "seen": token.group(1)})
        assert answer.status_code == 302
        assert client.get(answer["Location"]).status_code == 200
    assert Organisation.objects.filter(name="Chi bộ Hợp Nhất").exists()
    assert as_("commune").get("/nguoi-va-cay/to-chuc/G1A/doi-ten/").status_code == 404


def test_a_split_page_ticks_who_goes(cast: Cast, as_: As) -> None:
    page = as_("province").get("/nguoi-va-cay/to-chuc/G1A/chia-tach/").content.decode()
    assert page.count('name="people"') == 12


def test_an_organisation_without_a_place_has_none_beside_it(cast: Cast) -> None:
    gone = organisation("OLD", "cell", parent=cast["G1"], until=day(-30))
    refresh_paths()
    found = look(Plan(Kind.SPLIT, gone, day(), gone.name, details={"name": "X", "people": []}))
    assert "không trực thuộc" in found.faults[0]
