"""Reminding: who may remind whom, not within 48 hours, seen and promised by the unit itself."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from tests.web.town import Town
from thidua.accounts.models import User
from thidua.notices.actions import mark_seen, promise, remind
from thidua.notices.errors import NoticeError, OutOfReachError
from thidua.notices.models import About, Reminder
from thidua.notices.parameters import REMIND_AGAIN_AFTER
from thidua.notices.queries import last_reminders, remindable, reminders_to
from thidua.notices.reminding import Came, remind_all
from thidua.notices.words import stand_of
from thidua.web.clock import today

Who = Callable[[str], User]
As = Callable[[str], Client]


def send(who: User, town: Town, *codes: str, about: str = About.FACTS) -> Came:
    return remind_all(campaign=town.campaign, codes=codes, about=about, actor=who)


@pytest.fixture
def reminder(town: Town, who: Who, left: dict[int, int]) -> Reminder:
    send(who("upper_level"), town, "GL01")
    return Reminder.objects.get()


def test_a_committee_reminds_the_units_below_it(reminder: Reminder) -> None:
    assert (reminder.unit.code, reminder.from_unit.code) == ("GL01", "GL")
    assert (reminder.number, reminder.seen_at, reminder.promised_on) == (3, None, None)


def test_a_cell_reminds_the_committee_directly_above_and_no_other(
    town: Town, who: Who, left: dict[int, int]
) -> None:
    assert send(who("cell"), town, "GL01") == Came(1, 0)
    for code in ("GL", "GL01B", "GL02", "XD", "KHONG-CO", "GL01A"):
        with pytest.raises(OutOfReachError):
            send(who("cell"), town, code)


def test_one_unit_out_of_reach_and_nobody_is_reminded(
    town: Town, who: Who, left: dict[int, int]
) -> None:
    with pytest.raises(OutOfReachError):
        send(who("grassroots"), town, "GL01A", "GL02A")
    assert not Reminder.objects.exists()


@pytest.mark.parametrize("name", ["inspector", "auditor", "administrator", "member", "nobody"])
def test_who_only_reads_reminds_nobody(
    town: Town, who: Who, left: dict[int, int], name: str
) -> None:
    with pytest.raises(OutOfReachError):
        send(who(name), town, "GL01")
    with pytest.raises(PermissionDenied):
        remind(
            campaign=town.campaign,
            about=About.FACTS,
            left={town["GL01A"]: 3},
            from_unit=town["GL01"],
            actor=who(name),
        )


def test_nobody_is_reminded_twice_within_48_hours_by_whomever(
    reminder: Reminder, town: Town, who: Who
) -> None:
    assert send(who("province"), town, "GL01", "GL02") == Came(1, 1)
    assert send(who("province"), town, "GL01", about=About.PROPOSALS) == Came(1, 0)
    assert remindable(campaign=town.campaign, units=[town["GL01"]], about=About.FACTS) == []
    Reminder.objects.update(asked_at=reminder.asked_at - REMIND_AGAIN_AFTER)
    assert send(who("upper_level"), town, "GL01") == Came(1, 0)
    assert Reminder.objects.filter(unit=town["GL01"], about=About.FACTS).count() == 2
    newest = last_reminders(campaign=town.campaign, units=[town["GL01"]], about=About.FACTS)
    assert newest[town["GL01"].pk].pk != reminder.pk


def test_who_has_nothing_left_is_not_reminded(town: Town, who: Who, left: dict[int, int]) -> None:
    left[town["GL01"].pk] = 0
    assert send(who("upper_level"), town, "GL01") == Came(0, 1)


def test_naming_nobody_is_refused(town: Town, who: Who, left: dict[int, int]) -> None:
    with pytest.raises(NoticeError, match="ít nhất một nơi"):
        send(who("upper_level"), town)


def test_a_row_stands_on_the_units_own_first_page_until_it_is_done(
    reminder: Reminder, as_: As, left: dict[int, int], town: Town
) -> None:
    row = "Huyện uỷ Gia Lộc nhắc: bổ sung thông tin của 3 trường hợp"
    assert row in as_("grassroots").get("/?year=2021").content.decode()
    assert "nhắc: bổ sung" not in as_("cell").get("/?year=2021").content.decode()
    left[town["GL01"].pk] = 0
    assert "nhắc: bổ sung" not in as_("grassroots").get("/?year=2021").content.decode()


def test_it_is_seen_when_the_unit_opens_it_and_not_when_others_do(
    reminder: Reminder, as_: As
) -> None:
    page = f"/nhac/{reminder.pk}/"
    for name in ("upper_level", "province"):
        assert as_(name).get(page).status_code == 200
    reminder.refresh_from_db()
    assert reminder.seen_at is None
    shown = as_("grassroots").get(page).content.decode()
    reminder.refresh_from_db()
    assert reminder.seen_at is not None
    assert 'href="/x/GL01/"' in shown
    first = reminder.seen_at
    as_("grassroots").get(page)
    reminder.refresh_from_db()
    assert reminder.seen_at == first
    events = apps.get_model("notices", "ReminderEvent").objects
    assert events.filter(pgh_obj_id=reminder.pk, pgh_label="update").count() == 1


@pytest.mark.parametrize("name", ["grassroots_outside", "cell", "member", "administrator"])
def test_for_others_a_reminder_is_not_there(reminder: Reminder, as_: As, name: str) -> None:
    assert as_(name).get(f"/nhac/{reminder.pk}/").status_code == 404


def test_a_day_is_promised_and_who_waits_reads_it(reminder: Reminder, as_: As, town: Town) -> None:
    day = today() + dt.timedelta(days=2)
    sent = as_("grassroots").post(
        f"/nhac/{reminder.pk}/", {"promised_on": f"{day:%d/%m/%Y}"}, follow=True
    )
    assert "Đã báo ngày hẹn cho Huyện uỷ Gia Lộc." in sent.content.decode()
    reminder.refresh_from_db()
    assert reminder.promised_on == day
    assert f"đã xem; hẹn {day:%d/%m/%Y}" in stand_of(reminder).text
    assert not stand_of(reminder).now
    assert stand_of(reminder).again_in.startswith("nhắc lại được từ")


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("", "hãy ghi ngày hẹn"),
        ("32/13/2022", "ghi ngày như 14/12/2022"),
        ("01/01/2001", "trở đi"),
        ("31/12/9999", "chậm nhất"),
        ("<script>", "ghi ngày như 14/12/2022"),
    ],
)
def test_a_day_that_is_none_is_refused_beside_its_field(
    reminder: Reminder, as_: As, written: str, fault: str
) -> None:
    sent = as_("grassroots").post(f"/nhac/{reminder.pk}/", {"promised_on": written})
    assert sent.status_code == 400
    assert fault in sent.content.decode()
    reminder.refresh_from_db()
    assert reminder.promised_on is None


def test_only_who_acts_there_or_above_promises(reminder: Reminder, who: Who) -> None:
    for name in ("grassroots_outside", "cell", "member", "inspector"):
        with pytest.raises(PermissionDenied):
            promise(reminder=reminder, promised_on=today(), actor=who(name))
        with pytest.raises(PermissionDenied):
            mark_seen(reminder=reminder, actor=who(name))


def test_the_button_leads_back_to_its_page_and_nowhere_else(
    town: Town, as_: As, left: dict[int, int]
) -> None:
    form = {"year": "2021", "about": "facts", "unit": ["GL01", "GL02"]}
    sent = as_("upper_level").post("/nhac/", {**form, "next": "/nam/2021/"})
    assert (sent.status_code, sent["Location"]) == (302, "/nam/2021/")
    away = as_("upper_level").post("/nhac/", {**form, "next": "https://example.org/"})
    assert away["Location"] == "/"
    assert Reminder.objects.count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"year": "x"},
        {"year": ""},
        {"about": "everything"},
        {"unit": ["x" * 41]},
    ],
)
def test_what_cannot_be_read_reminds_nobody(
    as_: As, left: dict[int, int], wrong: dict[str, object]
) -> None:
    form = {"year": "2021", "about": "facts", "unit": ["GL01"]} | wrong
    sent = as_("upper_level").post("/nhac/", form, follow=True)
    assert "chưa nhắc nơi nào" in sent.content.decode()
    assert not Reminder.objects.exists()


def test_the_database_keeps_its_rules(reminder: Reminder) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.update(from_unit=reminder.unit)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.update(promised_on=today())


def test_who_acts_for_no_unit_is_reminded_of_nothing(town: Town, who: Who) -> None:
    from thidua.accounts.actors import scope_of  # noqa: PLC0415

    assert reminders_to(scope=scope_of(who("member")), campaign=town.campaign) == []
