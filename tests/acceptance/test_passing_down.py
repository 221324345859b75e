"""A superior's task is taken up below with a share; what nobody took is known."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from tests.acceptance.conftest import ALL, about
from tests.cast import Cast
from tests.registrations.conftest import whole
from thidua.acceptance.above import Above, aboves_of
from thidua.acceptance.actions import answer_withdrawal
from thidua.acceptance.answering import answer
from thidua.acceptance.errors import AcceptanceError
from thidua.acceptance.models import Suggestion
from thidua.acceptance.queries import offered_above
from thidua.acceptance.taking import counted_measure, drop, suggest, take_up
from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.notices.models import Notice
from thidua.registrations.actions import add_task, offer_task, save_task, start_registration
from thidua.registrations.changing import withdraw
from thidua.registrations.models import Task
from thidua.registrations.sending import send_registration


@pytest.fixture
def offered(cast: Cast, year: Campaign, district: User, province: User) -> Task:
    """The district's task of 250 ha, accepted by the province and offered to communes."""
    registration = start_registration(year, cast["U2"], actor=district)
    measures = [{"name": "Diện tích", "unit": "ha", "target": "250", "main": True}]
    values = whole(cast, effect={"measures": measures})
    task = add_task(registration, actor=district, values=values)
    offer_task(task, offered=True, actor=district)
    sent = send_registration(registration, actor=district)
    answer(sent, about(sent, ALL), actor=province)
    task.refresh_from_db()
    return task


def standing(task: Task) -> Above:
    (above,) = aboves_of([task], {task.pk: counted_measure(task)})
    return above


def test_it_is_taken_up_half_filled_in_with_a_share(
    offered: Task, cast: Cast, commune: User
) -> None:
    taken = take_up(offered, cast["G3"], share=Decimal("30.5"), actor=commune)
    measure = taken.measures.get()
    assert (taken.status, taken.taken_from, taken.share) == ("draft", offered, Decimal("30.5"))
    assert (measure.name, measure.unit, measure.target) == ("Diện tích", "ha", Decimal("30.5"))
    assert (taken.work, taken.ends_on) == (offered.work, dt.date(2021, 11, 30))
    assert not taken.people.exists()


def test_only_what_was_sent_is_counted_and_accepted_stands_apart(
    offered: Task, cast: Cast, commune: User, district: User
) -> None:
    taken = take_up(offered, cast["G3"], share=Decimal("30.5"), actor=commune)
    assert standing(offered).promised.left == Decimal(250)
    values = {
        name: words for name, words in whole(cast).items() if name in {"person", "responsibility"}
    }
    save_task(taken, taken.revision, values, actor=commune)
    sent = send_registration(taken.registration, actor=commune)
    above = standing(offered)
    assert (above.promised.sent, above.promised.left) == (Decimal("30.5"), Decimal("219.5"))
    assert above.left_words == "Còn 219,5 ha chưa đơn vị nào nhận"
    answer(sent, about(sent, ALL), actor=district)
    assert standing(offered).promised.accepted == Decimal("30.5")


def test_it_is_taken_up_once_and_with_a_number(offered: Task, cast: Cast, commune: User) -> None:
    with pytest.raises(AcceptanceError, match="lớn hơn 0, tính theo ha"):
        take_up(offered, cast["G3"], share=Decimal(0), actor=commune)
    take_up(offered, cast["G3"], share=Decimal(3), actor=commune)
    with pytest.raises(AcceptanceError, match="đã nhận nhiệm vụ này"):
        take_up(offered, cast["G3"], share=Decimal(3), actor=commune)


def test_a_unit_takes_up_for_itself_alone(offered: Task, cast: Cast, district: User) -> None:
    with pytest.raises(PermissionDenied):
        take_up(offered, cast["G3"], share=Decimal(3), actor=district)


def test_dropping_keeps_the_words(offered: Task, cast: Cast, commune: User) -> None:
    taken = take_up(offered, cast["G3"], share=Decimal(3), actor=commune)
    left = drop(taken, actor=commune)
    assert (left.taken_from, left.share, left.work) == (None, None, offered.work)


def test_every_level_below_sees_what_is_offered(offered: Task, year: Campaign, cast: Cast) -> None:
    assert list(offered_above(cast["G3A"], year)) == [offered]
    assert list(offered_above(cast["G1"], year)) == []
    offered.offered = False
    offered.save()
    assert list(offered_above(cast["G3"], year)) == []


def test_a_suggestion_tells_the_unit_once(
    offered: Task, cast: Cast, district: User, commune: User
) -> None:
    assert suggest(offered, [cast["G3"]], actor=district) == [cast["G3"]]
    assert suggest(offered, [cast["G3"]], actor=district) == []
    assert Suggestion.objects.count() == 1
    assert Notice.objects.get(kind="acceptance.suggested").user == commune
    with pytest.raises(AcceptanceError, match="cấp dưới"):
        suggest(offered, [cast["G1"]], actor=district)


def test_a_superiors_task_withdrawn_is_told_below_where_it_stands(
    offered: Task, cast: Cast, commune: User, district: User, province: User
) -> None:
    taken = take_up(offered, cast["G3"], share=Decimal(3), actor=commune)
    asked = withdraw(offered, "hết vốn", actor=district)
    answer_withdrawal(asked, agreed=True, actor=province)
    taken.refresh_from_db()
    told = Notice.objects.get(kind="acceptance.above_withdrawn")
    assert (taken.status, taken.taken_from_id) == ("draft", offered.pk)
    assert (told.user, "vẫn giữ nguyên" in told.text_vi) == (commune, True)
    with pytest.raises(AcceptanceError, match="không còn đưa xuống"):
        take_up(offered, cast["G3"], share=Decimal(3), actor=commune)
