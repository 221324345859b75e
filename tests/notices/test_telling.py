"""Telling: once a person and event, inside the caller's transaction, a province within a second."""

import time
from collections.abc import Callable, Iterator

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.web.town import Town
from thidua.accounts.models import Role, RoleGrant, User
from thidua.accounts.permissions import authorise
from thidua.language import Text
from thidua.notices.kinds import KINDS, Kind
from thidua.notices.models import Letter, Mailbox, Notice, Switch
from thidua.notices.telling import acting_for, tell, tell_units
from thidua.organisations.models import Organisation
from thidua.vocabulary import Tier

Who = Callable[[str], User]
NEWS = Kind(
    "test.news", Text("một việc mới", "a piece of news"), many=Text("{number} việc mới", "")
)
OWED = Kind("test.owed", Text("một việc chờ", "something owed"), owed=True, mailed=True)
WORDS = Text("Có việc mới", "There is news")


@pytest.fixture(autouse=True)
def kinds() -> Iterator[None]:
    for kind in (NEWS, OWED):
        KINDS.add(kind)
    yield
    for kind in (NEWS, OWED):
        KINDS.remove(kind)


def news(*users: User, key: str = "news:1", kind: Kind = NEWS) -> None:
    tell(kind.id, users=users, key=key, text=WORDS, href="/x/")


def test_one_thing_is_told_once_however_often_it_is_called(town: Town, who: Who) -> None:
    for _ in range(3):
        news(who("cell"), who("grassroots"))
    assert sorted(Notice.objects.values_list("user__username", "key")) == sorted(
        (who(name).username, "news:1") for name in ("cell", "grassroots")
    )
    news(who("cell"), key="news:2")
    assert Notice.objects.filter(user=who("cell")).count() == 2


def test_an_act_that_fails_tells_nobody(town: Town, who: Who) -> None:
    mailbox(who("cell"))

    def act() -> None:
        with transaction.atomic():
            news(who("cell"), kind=OWED)
            assert Letter.objects.count() == 1
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()
    assert not Notice.objects.exists()
    assert not Letter.objects.exists()


def test_who_did_it_is_not_told_of_it(town: Town, who: Who) -> None:
    actor = who("upper_level")
    for authority in (actor, authorise(actor, "notices.remind", path=town["GL"].path)):
        tell(
            NEWS.id,
            users=[actor, who("cell")],
            key="news:1",
            text=WORDS,
            href="/x/",
            authority=authority,
        )
    assert [notice.user for notice in Notice.objects.all()] == [who("cell")]


def test_a_kind_that_no_room_hands_in_is_a_fault_of_the_caller(town: Town, who: Who) -> None:
    with pytest.raises(LookupError, match=r"test\.unknown"):
        tell("test.unknown", users=[who("cell")], key="x", text=WORDS, href="/x/")


def test_units_are_told_through_who_acts_for_them_and_nobody_above_or_beside(
    town: Town, who: Who
) -> None:
    acting = [who("grassroots"), who("grassroots_outside")]
    others = [who(name) for name in ("province", "upper_level", "cell", "inspector", "member")]
    tell_units(
        NEWS.id,
        units=[town["GL01"], town["GL02"]],
        key="plan",
        text=lambda unit: Text(f"Kế hoạch của {unit.name}", f"Plan of {unit.name}"),
        href=lambda unit: f"/x/{unit.code}/",
        campaign=town.campaign,
    )
    told = {notice.user: notice for notice in Notice.objects.select_related("user")}
    assert told.keys() >= set(acting)
    assert told.keys().isdisjoint(others)
    own = told[who("grassroots")]
    assert (own.key, own.href) == (f"plan:{town['GL01'].pk}", "/x/GL01/")
    assert own.text.vi == f"Kế hoạch của {town['GL01'].name}"
    assert (own.campaign, own.organisation, own.read_at) == (town.campaign, town["GL01"], None)


def test_who_left_or_looks_after_accounts_is_not_told(town: Town, who: Who) -> None:
    cell = who("cell")
    assert acting_for([town["GL01A"]]) == {town["GL01A"].pk: [cell.pk]}
    RoleGrant.objects.create(
        user=cell,
        role=Role.ADMINISTRATOR,
        organisation=town["GL"],
        starts_on=timezone.localdate(),
    )
    assert acting_for([town["GL01A"]]) == {}
    RoleGrant.objects.filter(user=cell, role=Role.ADMINISTRATOR).delete()
    User.objects.filter(pk=cell.pk).update(is_active=False)
    assert acting_for([town["GL01A"]]) == {}


def mailbox(user: User, *, on: bool = True) -> Mailbox:
    return Mailbox.objects.create(
        user=user, address=f"{user.username}@example.org", confirmed_at=timezone.now(), on=on
    )


def test_a_letter_is_queued_only_for_who_wants_this_kind_by_mail(town: Town, who: Who) -> None:
    news(who("cell"), kind=OWED, key="1")
    assert not Letter.objects.exists()  # off by default
    mailbox(who("cell"))
    mailbox(who("grassroots"), on=False)
    for _ in range(2):
        news(who("cell"), who("grassroots"), kind=OWED, key="2")
    assert [(one.user, one.key) for one in Letter.objects.all()] == [(who("cell"), "2")]
    news(who("cell"), kind=NEWS, key="3")  # not by mail unless chosen
    Switch.objects.create(user=who("cell"), kind=NEWS.id, at_bell=True, by_mail=True)
    news(who("cell"), kind=NEWS, key="4")
    Switch.objects.create(user=who("cell"), kind=OWED.id, at_bell=True, by_mail=False)
    news(who("cell"), kind=OWED, key="5")
    assert sorted(Letter.objects.values_list("key", flat=True)) == ["2", "4"]
    Mailbox.objects.update(refused_at=timezone.now())
    news(who("cell"), kind=NEWS, key="6")
    assert Letter.objects.count() == 2


def test_a_kind_can_be_turned_off_at_the_bell_what_is_owed_cannot(town: Town, who: Who) -> None:
    for kind in (NEWS, OWED):
        Switch.objects.create(user=who("cell"), kind=kind.id, at_bell=False, by_mail=False)
        news(who("cell"), kind=kind, key=kind.id)
    assert list(Notice.objects.values_list("kind", flat=True)) == [OWED.id]


def test_like_events_share_a_line_and_others_do_not(town: Town, who: Who) -> None:
    for kind in (NEWS, OWED):
        for number in range(3):
            news(who("cell"), kind=kind, key=f"{kind.id}:{number}")
    lines = {kind.id: Notice.objects.filter(kind=kind.id) for kind in (NEWS, OWED)}
    assert len(set(lines[NEWS.id].values_list("line", flat=True))) == 1
    assert len(set(lines[OWED.id].values_list("line", flat=True))) == 3


def test_689_units_are_told_within_a_second_by_five_questions(town: Town) -> None:
    units = Organisation.objects.bulk_create(
        Organisation(
            code=f"T{number:04}",
            name=f"Đảng bộ xã {number}",
            tier=Tier.CELL,
            path=f"/{town['GL'].pk}/9{number:05}/",
            search_key=str(number),
            sort_key=str(number),
        )
        for number in range(689)
    )
    users = User.objects.bulk_create(User(username=f"xa{number:04}") for number in range(2 * 689))
    RoleGrant.objects.bulk_create(
        RoleGrant(
            user=user,
            role=Role.GRASSROOTS,
            organisation=units[number // 2],
            starts_on=timezone.localdate(),
        )
        for number, user in enumerate(users)
    )
    Mailbox.objects.bulk_create(
        Mailbox(user=user, address=f"{user.username}@x.vn", confirmed_at=timezone.now(), on=True)
        for user in users
    )
    began = time.perf_counter()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        tell_units(
            OWED.id,
            units=units,
            key="launch:2022",
            text=lambda unit: Text(f"{unit.name}: năm 2022 đã phát động", "The year is launched"),
            href=lambda unit: f"/nam/2022/{unit.code}/",
            campaign=town.campaign,
        )
    took = time.perf_counter() - began
    assert Notice.objects.count() == Letter.objects.count() == 2 * 689
    written = [query["sql"] for query in asked if not query["sql"].startswith(("SAVE", "RELEASE"))]
    assert len(written) <= 6
    assert took < 1
