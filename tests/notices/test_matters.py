"""What units are reminded of is open: a room hands in its word, with what exactly is missing."""

from collections.abc import Callable, Collection, Iterator

import pytest
from django.test import Client

from tests.web.town import Town
from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.notices.matters import MATTERS, Matter
from thidua.notices.models import Notice, Reminder
from thidua.notices.queries import last_reminders
from thidua.notices.reminding import effects, remind_all
from thidua.organisations.models import Organisation

Who = Callable[[str], User]
As = Callable[[str], Client]
WORD = "test"


@pytest.fixture
def left() -> Iterator[dict[int, int]]:
    """How much is left of each unit; three where nothing is said."""
    numbers: dict[int, int] = {}

    def of_units(_campaign: Campaign, units: Collection[Organisation]) -> dict[int, int]:
        return {unit.pk: numbers.get(unit.pk, 3) for unit in units}

    def missing(_campaign: Campaign, units: Collection[Organisation]) -> dict[int, Text]:
        return {unit.pk: Text("chưa có mốc thời gian", "no milestones yet") for unit in units}

    matter = Matter(
        WORD,
        lambda _campaign, unit: f"/x/{unit.code}/",
        of_units,
        lambda _number: Text("Gửi bản đăng ký", "Send the registration"),
        lambda _number: Text("Mở bản đăng ký", "Open the registration"),
        missing,
    )
    MATTERS.add(matter)
    yield numbers
    MATTERS.remove(matter)


@pytest.fixture
def reminder(town: Town, who: Who, left: dict[int, int]) -> Reminder:
    who("grassroots")
    remind_all(campaign=town.campaign, codes=["GL01"], about=WORD, actor=who("upper_level"))
    return Reminder.objects.get(about=WORD)


def test_what_exactly_is_missing_stands_in_the_reminder_and_in_the_notice(
    reminder: Reminder, as_: As, who: Who
) -> None:
    assert reminder.missing == Text("chưa có mốc thời gian", "no milestones yet")
    notice = Notice.objects.get(user=who("grassroots"))
    words = "Huyện uỷ Gia Lộc nhắc: gửi bản đăng ký (chưa có mốc thời gian)"
    assert notice.text.vi == words
    shown = as_("grassroots").get(notice.href).content.decode()
    for part in ("Gửi bản đăng ký", "chưa có mốc thời gian", "Mở bản đăng ký", "/x/GL01/"):
        assert part in shown


def test_a_form_reminds_of_a_word_that_a_room_hands_in(as_: As, left: dict[int, int]) -> None:
    as_("upper_level").post("/nhac/", {"year": "2021", "about": WORD, "unit": ["GL02"]})
    assert Reminder.objects.filter(about=WORD, unit__code="GL02").exists()


@pytest.mark.parametrize(
    ("now", "words"),
    [(3, "chưa làm thêm, còn 3"), (1, "đã xong 2, còn 1"), (0, "đã xong cả 3"), (5, "còn 5")],
)
def test_its_effect_is_what_the_unit_did_since(
    reminder: Reminder, town: Town, left: dict[int, int], now: int, words: str
) -> None:
    left[reminder.unit_id] = now
    last = last_reminders(campaign=town.campaign, units=[reminder.unit], about=WORD)
    told = effects(campaign=town.campaign, about=WORD, reminders=last)
    assert words in told[reminder.unit_id].vi


def test_what_was_reminded_of_a_matter_that_no_room_does_stays_readable(
    reminder: Reminder, as_: As
) -> None:
    Reminder.objects.filter(pk=reminder.pk).update(about="gone")
    shown = as_("grassroots").get(f"/nhac/{reminder.pk}/")
    assert shown.status_code == 200
    assert "chưa có mốc thời gian" in shown.content.decode()
