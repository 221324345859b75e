"""A member moves to another cell: looked at, done, sent to another committee, taken back."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from tests.builder import CUT_OFF, OPERATOR
from tests.cast import Cast, campaign
from tests.changes.conftest import day, written
from tests.second_factor import signed_in_now
from thidua.accounts.models import User
from thidua.changes.actions import accept, carry_out, refuse, undo, withdraw
from thidua.changes.errors import ChangeError
from thidua.changes.looking import look
from thidua.changes.models import Change, Kind, State
from thidua.changes.plans import Plan, fingerprint
from thidua.organisations.models import MembershipSpell, Person
from thidua.roster.actions import freeze_roster

Who = Callable[[str], User]
As = Callable[[str], Client]


def plan(cast: Cast, *, to: str = "G1B", on: dt.date | None = None, **more: object) -> Plan:
    person = cast.of_cell("G1A", 5)
    return Plan(
        Kind.MOVE,
        cast["G1A"],
        on or day(),
        person.full_name,
        person=person,
        to=cast[to],
        **more,  # type: ignore[arg-type]
    )


def do(one: Plan, actor: User) -> Change:
    return carry_out(plan=one, actor=actor, seen=fingerprint(one))


def spells() -> list[tuple[object, ...]]:
    return list(MembershipSpell.objects.order_by("pk").values_list())


def at(person: Person) -> str:
    spell = person.spells.filter(ends_on=None).get()
    return spell.organisation.code


def test_a_commune_moves_a_member_between_its_cells(cast: Cast, who: Who) -> None:
    change = do(plan(cast), who("commune"))
    assert change.state == State.DONE
    assert at(cast.of_cell("G1A", 5)) == "G1B"


def test_looking_writes_nothing(cast: Cast, who: Who) -> None:
    before = spells()
    found = look(plan(cast))
    assert found.possible
    assert "12 → 13" in found.lines[0].title
    assert "12 → 11" in found.lines[0].title
    assert spells() == before


def test_a_move_out_of_the_commune_waits_for_the_committee_there(cast: Cast, who: Who) -> None:
    change = do(plan(cast, to="G3A"), who("commune"))
    assert change.state == State.WAITING
    assert at(cast.of_cell("G1A", 5)) == "G1A"
    accept(change=change, actor=who("other_commune"))
    assert at(cast.of_cell("G1A", 5)) == "G3A"


def test_only_the_committee_there_receives(cast: Cast, who: Who) -> None:
    change = do(plan(cast, to="G3A"), who("commune"))
    with pytest.raises(PermissionDenied):
        accept(change=change, actor=who("commune"))


def test_not_receiving_says_why(cast: Cast, who: Who) -> None:
    change = do(plan(cast, to="G3A"), who("commune"))
    with pytest.raises(ChangeError, match="lý do"):
        refuse(change=change, reason=" ", actor=who("other_commune"))
    refused = refuse(change=change, reason="Chưa có giấy giới thiệu", actor=who("other_commune"))
    assert refused.state == State.REFUSED
    assert at(cast.of_cell("G1A", 5)) == "G1A"


def test_what_waits_is_withdrawn_and_received_no_more(cast: Cast, who: Who) -> None:
    change = do(plan(cast, to="G3A"), who("commune"))
    withdraw(change=change, actor=who("commune"))
    with pytest.raises(ChangeError, match="vừa được xử lý"):
        accept(change=change, actor=who("other_commune"))


def test_nobody_waits_in_two_places(cast: Cast, who: Who) -> None:
    do(plan(cast, to="G3A"), who("commune"))
    with pytest.raises(ChangeError, match="đang chờ"):
        do(plan(cast, to="G3B"), who("commune"))


def test_a_guest_stays_on_the_list_of_the_own_cell(cast: Cast, who: Who) -> None:
    do(plan(cast, to="G3A", details={"temporary": True}), who("commune"))
    spell = cast.of_cell("G1A", 5).spells.get(ends_on=None)
    assert (spell.organisation.code, spell.status) == ("G1A", "temporary_elsewhere")
    assert spell.host == cast["G3A"]


def test_undone_every_row_is_what_it_was(cast: Cast, who: Who) -> None:
    before = spells()
    undo(change=do(plan(cast), who("commune")), actor=who("commune"))
    assert spells() == before


def test_undone_twice_is_refused(cast: Cast, who: Who) -> None:
    change = do(plan(cast), who("commune"))
    undo(change=change, actor=who("commune"))
    with pytest.raises(ChangeError, match="vừa được xử lý"):
        undo(change=change, actor=who("commune"))


def test_what_was_done_later_is_undone_first(cast: Cast, who: Who) -> None:
    first = do(plan(cast, on=day(-10)), who("commune"))
    person = cast.of_cell("G1A", 5)
    second = Plan(Kind.MOVE, cast["G1B"], day(), "", person=person, to=cast["G1A"])
    do(second, who("commune"))
    with pytest.raises(ChangeError, match="trước"):
        undo(change=first, actor=who("commune"))


def test_a_frozen_year_is_not_acted_into(cast: Cast, who: Who) -> None:
    campaign()
    with pytest.raises(ChangeError, match="năm 2021 đã chốt"):
        do(plan(cast, on=CUT_OFF), who("commune"))
    assert "2021" in look(plan(cast, on=CUT_OFF)).faults[0]


def test_once_the_list_is_frozen_nothing_is_undone(cast: Cast, who: Who) -> None:
    year = campaign(frozen=False)
    change = do(plan(cast, on=CUT_OFF), who("commune"))
    freeze_roster(campaign=year, actor=OPERATOR)
    with pytest.raises(ChangeError, match="quyết định bổ sung"):
        undo(change=change, actor=who("commune"))


def test_the_former_cell_is_asked_for_its_comment_after_six_months(cast: Cast, who: Who) -> None:
    campaign(frozen=False)
    late, early = dt.date(2021, 7, 1), dt.date(2021, 6, 30)
    titles = [
        " ".join(line.title for line in look(plan(cast, on=on)).lines) for on in (late, early)
    ]
    assert ["Cần nhận xét" in one for one in titles] == [True, False]


def test_two_tabs_notice_each_other(cast: Cast, who: Who) -> None:
    seen = fingerprint(plan(cast))
    do(plan(cast), who("commune"))
    with pytest.raises(ChangeError, match="vừa thay đổi"):
        carry_out(plan=plan(cast), actor=who("commune"), seen=seen)


@pytest.mark.parametrize("name", ["auditor", "inspector", "secretary", "other_commune"])
def test_others_may_not(cast: Cast, who: Who, name: str) -> None:
    with pytest.raises(PermissionDenied):
        do(plan(cast), who(name))


def test_not_to_the_same_cell_nor_to_what_is_no_cell(cast: Cast, who: Who) -> None:
    assert "chính chi bộ này" in look(plan(cast, to="G1A")).faults[0]
    assert "không phải chi bộ" in look(plan(cast, to="G1")).faults[0]


def test_too_far_ahead_is_refused(cast: Cast) -> None:
    assert "quá xa" in look(plan(cast, on=day(800))).faults[0]


# The page
# --------------------------------------------------------------------------------------------------


ADDRESS = "/nguoi-va-cay/dang-vien/M-G1A-05/chuyen-sinh-hoat/"


def sent(cast: Cast, **more: str) -> dict[str, str]:
    return {"words": "G1B", "to": str(cast["G1B"].pk), "on": written(day()), **more}


def looked(client: Client, cast: Cast, **more: str) -> dict[str, str]:
    """The form as it is after a look, with the button that does it."""
    data = sent(cast, **more)
    page = client.post(ADDRESS, {**data, "act": "look"}).content.decode()
    token = re.search(r'name="seen" value="([^"]+)"', page)
    assert token is not None, page
    return {**data, "act": "do", "seen": token.group(1)}


def test_the_page_looks_then_moves(cast: Cast, as_: As) -> None:
    client = as_("commune")
    assert client.get(ADDRESS).status_code == 200
    answer = client.post(ADDRESS, looked(client, cast))
    assert answer.status_code == 302
    assert at(cast.of_cell("G1A", 5)) == "G1B"
    page = client.get(answer["Location"]).content.decode()
    assert "Hoàn tác việc này" in page
    client.post(answer["Location"], {"act": "undo"})
    assert at(cast.of_cell("G1A", 5)) == "G1A"


def test_a_cell_is_found_by_its_name(cast: Cast, as_: As) -> None:
    data = {"words": "to chuc g1b", "on": written(day()), "act": "look"}
    page = as_("commune").post(ADDRESS, data).content.decode()
    assert "Tổ chức G1B 12 → 13" in page


def test_what_was_not_looked_at_is_not_done(cast: Cast, as_: As) -> None:
    client = as_("commune")
    data = looked(client, cast)
    answer = client.post(ADDRESS, {**data, "on": written(day(1))})
    assert answer.status_code == 422
    assert "xem lại" in answer.content.decode()
    assert at(cast.of_cell("G1A", 5)) == "G1A"


def test_an_old_sign_in_is_confirmed_first(cast: Cast, who: Who) -> None:
    client = signed_in_now(who("commune"), minutes_ago=16)
    answer = client.post(ADDRESS, looked(client, cast))
    assert answer.status_code == 422
    assert "again-act" in answer.content.decode()
    assert at(cast.of_cell("G1A", 5)) == "G1A"


def test_what_was_typed_is_kept(cast: Cast, as_: As) -> None:
    client = as_("commune")
    client.post(ADDRESS, {"words": "G1B", "on": written(day(3)), "act": "look"})
    page = client.get(ADDRESS).content.decode()
    assert written(day(3)) in page
    assert "Đã lưu nháp" in page


@pytest.mark.parametrize("on", ["", "31/02/2026", "<script>", "0000-00-00"])
def test_a_day_that_is_none_is_said(cast: Cast, as_: As, on: str) -> None:
    answer = as_("commune").post(ADDRESS, {**sent(cast), "on": on, "act": "look"})
    assert answer.status_code == 200
    assert "field-errors" in answer.content.decode()


def test_readers_are_refused_and_outsiders_find_nothing(cast: Cast, as_: As) -> None:
    assert as_("auditor").post(ADDRESS, {"act": "do"}).status_code == 403
    assert as_("auditor").get(ADDRESS).status_code == 404
    assert as_("other_commune").get(ADDRESS).status_code == 404
    assert as_("nobody").get(ADDRESS).status_code == 404


def test_who_receives_has_a_row_and_a_page(cast: Cast, as_: As, who: Who) -> None:
    campaign()
    change = do(plan(cast, to="G3A"), who("commune"))
    home = as_("other_commune").get("/").content.decode()
    assert "Tiếp nhận đồng chí" in home
    page = f"/nguoi-va-cay/viec/{change.pk}/"
    assert "Tiếp nhận thì sẽ như sau" in as_("other_commune").get(page).content.decode()
    assert as_("other_commune").post(page, {"act": "accept"}).status_code == 302
    assert at(cast.of_cell("G1A", 5)) == "G3A"


def test_members_are_listed_with_what_may_be_done(cast: Cast, as_: As) -> None:
    page = as_("commune").get("/nguoi-va-cay/G1A/").content.decode()
    assert page.count("chuyen-sinh-hoat") == 12
    assert "chuyen-sinh-hoat" not in as_("auditor").get("/nguoi-va-cay/G1A/").content.decode()
    assert as_("other_commune").get("/nguoi-va-cay/G1A/").status_code == 404
