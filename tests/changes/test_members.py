"""A member's standing, its end, a new file, posts: works, and refused with the reason."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from tests.builder import CUT_OFF
from tests.cast import Cast, campaign
from tests.changes.conftest import day, written
from thidua.accounts.models import User
from thidua.changes.actions import carry_out, undo
from thidua.changes.errors import ChangeError
from thidua.changes.looking import look
from thidua.changes.models import Change, Kind
from thidua.changes.plans import Plan, fingerprint
from thidua.organisations.models import MembershipSpell, Person, Position

Who = Callable[[str], User]
As = Callable[[str], Client]
BIRTH = dt.date(1971, 3, 8)


def plan(
    cast: Cast, kind: Kind, *, number: int = 5, on: dt.date | None = None, **details: object
) -> Plan:
    person = cast.of_cell("G1A", number)
    return Plan(kind, cast["G1A"], on or day(), person.full_name, person=person, details=details)


def do(one: Plan, actor: User) -> Change:
    return carry_out(plan=one, actor=actor, seen=fingerprint(one))


NEW = {"born_on": "1995-05-05", "status": "probationary", "sex": "female", "civil_servant": None}


def admitted(cast: Cast, **details: object) -> Plan:
    return Plan(Kind.ADMIT, cast["G1A"], day(-5), "Lê Thị Mới", details={**NEW, **details})


@pytest.mark.parametrize(
    "reason", ["died", "left", "struck_off", "expelled", "transferred", "abroad"]
)
def test_a_membership_ends_with_its_kind(cast: Cast, who: Who, reason: str) -> None:
    do(plan(cast, Kind.END, on=day(-2), reason=reason), who("commune"))
    spell = cast.of_cell("G1A", 5).spells.get()
    assert (spell.ends_on, spell.end_reason) == (day(-2), reason)


def test_posts_end_with_a_membership(cast: Cast, who: Who) -> None:
    found = look(plan(cast, Kind.END, number=1, on=day(-2), reason="died"))
    assert any("Chức vụ kết thúc" in line.title for line in found.lines)
    do(plan(cast, Kind.END, number=1, on=day(-2), reason="died"), who("commune"))
    assert Position.objects.get(person=cast.of_cell("G1A", 1)).ends_on == day(-2)


def test_an_end_is_counted_and_taken_back(cast: Cast, who: Who) -> None:
    before = list(MembershipSpell.objects.order_by("pk").values_list())
    found = look(plan(cast, Kind.END, on=day(-2), reason="died"))
    assert "12 → 11" in found.lines[0].title
    undo(
        change=do(plan(cast, Kind.END, on=day(-2), reason="died"), who("commune")),
        actor=who("commune"),
    )
    assert list(MembershipSpell.objects.order_by("pk").values_list()) == before


def test_the_last_day_of_the_list_may_be_a_last_day(cast: Cast, who: Who) -> None:
    campaign()
    assert look(plan(cast, Kind.END, on=CUT_OFF, reason="died")).possible
    assert not look(plan(cast, Kind.END, on=CUT_OFF - dt.timedelta(days=1), reason="died")).possible


def test_a_standing_changes_and_the_same_one_is_refused(cast: Cast, who: Who) -> None:
    campaign()
    found = look(plan(cast, Kind.STATUS, status="exempt"))
    assert any("không xếp loại" in line.title for line in found.lines)
    do(plan(cast, Kind.STATUS, status="exempt"), who("commune"))
    assert cast.of_cell("G1A", 5).spells.get(ends_on=None).status == "exempt"
    with pytest.raises(ChangeError, match="đã là"):
        do(plan(cast, Kind.STATUS, status="exempt", on=day(1)), who("commune"))


def test_somebody_new_gets_a_code_and_goes_when_taken_back(cast: Cast, who: Who) -> None:
    change = do(admitted(cast), who("commune"))
    person = Person.objects.get(full_name="Lê Thị Mới")
    assert person.code == "G1-DV0001"
    assert person.spells.get().organisation == cast["G1A"]
    undo(change=change, actor=who("commune"))
    assert not Person.objects.filter(full_name="Lê Thị Mới").exists()
    do(admitted(cast), who("commune"))
    assert Person.objects.get(full_name="Lê Thị Mới").code == "G1-DV0002"


@pytest.mark.parametrize(
    ("details", "words"),
    [
        ({"born_on": "2020-01-01"}, "tuổi"),
        ({"born_on": "2099-01-01"}, "chưa tới"),
        ({"admitted_on": "1990-01-01"}, "trước|không sau"),
    ],
)
def test_what_a_sheet_is_refused_for_a_form_is_refused_for(
    cast: Cast, details: dict[str, object], words: str
) -> None:
    faults = look(admitted(cast, **details)).faults
    assert re.search(words, faults[0]), faults


def test_what_hardly_can_be_is_to_be_read(cast: Cast) -> None:
    assert look(admitted(cast, born_on="1930-01-01")).warnings


def test_a_name_and_birth_that_are_known_are_told(cast: Cast) -> None:
    known = {"full_name": "Lê Thị Mới", "born_on": BIRTH, "admitted_on": None}
    Person.objects.filter(code="M-G1A-07").update(**known)
    warnings = look(admitted(cast, born_on=BIRTH.isoformat())).warnings
    assert any("trùng tên" in one for one in warnings)


def test_a_post_is_given_and_ends(cast: Cast, who: Who) -> None:
    given = plan(cast, Kind.APPOINT, role="deputy", title="Phó bí thư chi bộ")
    do(given, who("commune"))
    post = Position.objects.get(person=cast.of_cell("G1A", 5))
    assert (post.role, post.title, post.starts_on) == ("deputy", "Phó bí thư chi bộ", day())
    over = plan(cast, Kind.END_POST, on=day(1), post=post.pk, title=post.title)
    do(over, who("commune"))
    post.refresh_from_db()
    assert post.ends_on == day()


def test_a_second_head_is_told(cast: Cast) -> None:
    found = look(plan(cast, Kind.APPOINT, role="head", title="Bí thư"))
    assert any("Đang có người đứng đầu" in line.title for line in found.lines)


@pytest.mark.parametrize("name", ["auditor", "inspector", "secretary", "other_commune"])
@pytest.mark.parametrize("kind", ["end", "status", "admit", "appoint"])
def test_others_may_not(cast: Cast, who: Who, name: str, kind: str) -> None:
    plans = {
        "end": plan(cast, Kind.END, reason="died"),
        "status": plan(cast, Kind.STATUS, status="exempt"),
        "admit": admitted(cast),
        "appoint": plan(cast, Kind.APPOINT, role="deputy", title="Phó"),
    }
    with pytest.raises(PermissionDenied):
        do(plans[kind], who(name))


# The pages
# --------------------------------------------------------------------------------------------------

END = "/nguoi-va-cay/dang-vien/M-G1A-05/ket-thuc/"


def with_token(client: Client, address: str, data: dict[str, str]) -> dict[str, str]:
    page = client.post(address, {**data, "act": "look"}).content.decode()
    token = re.search(r'name="seen" value="([^"]+)"', page)
    assert token is not None, page
    return {**data, "act": "do", "seen": token.group(1)}


def test_an_end_that_hurts_is_confirmed_by_the_year_of_birth(cast: Cast, as_: As) -> None:
    Person.objects.filter(code="M-G1A-05").update(born_on=BIRTH)
    client = as_("commune")
    data = with_token(client, END, {"reason": "died", "on": written(day(-1))})
    refused = client.post(END, {**data, "confirm": "1970"})
    assert refused.status_code == 422
    assert "Gõ lại năm sinh" in refused.content.decode()
    assert client.post(END, {**data, "confirm": "1971"}).status_code == 302
    assert cast.of_cell("G1A", 5).spells.get().end_reason == "died"


def test_nobody_ends_tomorrow(cast: Cast, as_: As) -> None:
    page = as_("commune").post(END, {"reason": "died", "on": written(day(1)), "act": "look"})
    assert "ngày chưa tới" in page.content.decode()


def test_the_pages_of_a_cell_do_what_they_say(cast: Cast, as_: As) -> None:
    client = as_("commune")
    base = "/nguoi-va-cay/to-chuc/G1A/"
    new = {"full_name": "Trần Văn Ử \u200b", "born_on": "01/02/1990", "status": "probationary"}
    answer = client.post(
        f"{base}ket-nap/", with_token(client, f"{base}ket-nap/", {**new, "on": written(day(-1))})
    )
    assert answer.status_code == 302
    assert Person.objects.filter(full_name="Trần Văn Ử").exists()
    given = {"words": "tran van u", "role": "deputy", "title": "Phó bí thư", "on": written(day())}
    answer = client.post(f"{base}giao-chuc-vu/", with_token(client, f"{base}giao-chuc-vu/", given))
    assert answer.status_code == 302
    post = Position.objects.get(title="Phó bí thư", organisation=cast["G1A"])
    over = {"post": str(post.pk), "on": written(day(1))}
    answer = client.post(f"{base}thoi-chuc-vu/", with_token(client, f"{base}thoi-chuc-vu/", over))
    assert answer.status_code == 302


def test_warnings_are_read_before_it_is_done(cast: Cast, as_: As) -> None:
    client = as_("commune")
    address = "/nguoi-va-cay/to-chuc/G1A/ket-nap/"
    data = {
        "full_name": "Lê Văn Cao",
        "born_on": "01/02/1950",
        "status": "probationary",
        "on": written(day(-1)),
    }
    sent = with_token(client, address, data)
    assert client.post(address, sent).status_code == 422
    assert client.post(address, {**sent, "warned": "yes"}).status_code == 302


def test_a_committee_that_is_no_cell_admits_nobody(cast: Cast, as_: As) -> None:
    assert as_("commune").get("/nguoi-va-cay/to-chuc/G1/ket-nap/").status_code == 404
