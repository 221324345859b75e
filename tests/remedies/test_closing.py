"""A limit becomes an item; whoever does it shows the proof; somebody else closes it."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.exceptions import PermissionDenied
from django.test import Client

from tests.attachments.samples import picture, sent
from tests.cast import Cast
from tests.remedies.conftest import CLEAR, DUE, TODAY, Who, named, of_commune, of_member, parts
from thidua.accounts.models import Role
from thidua.attachments.models import Attachment
from thidua.campaigns.models import Campaign
from thidua.notices.models import Notice
from thidua.registrations.content import Content
from thidua.remedies.actions import ask_to_close, change, write_step
from thidua.remedies.closing import (
    carry_over,
    close,
    note_opened,
    note_read,
    send_back,
    unseen,
)
from thidua.remedies.errors import ConflictError, RemedyError
from thidua.remedies.models import Remedy, State, StepKind


@pytest.fixture
def remedy(cast: Cast, year: Campaign, who: Who) -> Remedy:
    """Of the commune, named by the district."""
    return named(year, of_commune(cast), who("district"))


def asked(remedy: Remedy, who: Who, name: str = "commune") -> Remedy:
    write_step(remedy=remedy, text="Họp 34 hộ thôn 3", actor=who(name))
    return ask_to_close(remedy=remedy, actor=who(name))


def received(answer: Any) -> bytes:
    """The bytes of a file, read to the end."""
    return b"".join(answer.streaming_content)


def test_a_limit_of_a_unit_is_verified_by_the_committee_above(remedy: Remedy, cast: Cast) -> None:
    assert remedy.verifier == cast["U2"]
    assert (remedy.organisation, remedy.state, remedy.due_on) == (cast["G3"], State.OPEN, DUE)
    assert [doer["name"] for doer in remedy.content["person"]["doers"]] == [cast["G3"].name]
    assert [step.kind for step in remedy.steps.all()] == [StepKind.RAISED]


def test_a_limit_of_a_member_is_verified_by_the_cell_and_of_its_secretary_above(
    cast: Cast, year: Campaign, who: Who
) -> None:
    who("secretary")
    assert named(year, of_member(cast), who("commune")).verifier == cast["G3A"]
    assert named(year, of_member(cast, 1), who("commune")).verifier == cast["G3"]


def test_whoever_stands_beside_names_no_limit_of_others(
    cast: Cast, year: Campaign, who: Who
) -> None:
    for name in ("other_district", "inspector", "colleague"):
        with pytest.raises(PermissionDenied):
            named(year, of_commune(cast), who(name))


def test_a_member_names_their_own_limit(cast: Cast, year: Campaign, who: Who) -> None:
    remedy = named(year, of_member(cast), who("member"))
    assert remedy.raised_by_name.startswith(str(who("member")))
    assert remedy.organisation == cast["G3A"]


def test_it_is_closed_by_the_committee_above_once_the_proof_was_read(
    remedy: Remedy, who: Who
) -> None:
    waiting = asked(remedy, who)
    assert waiting.state == State.PROOF_SENT
    with pytest.raises(RemedyError, match="chưa xem hết minh chứng"):
        close(remedy=waiting, actor=who("district"))
    note_read(waiting, who("district"))
    closed = close(remedy=waiting, actor=who("district"), text="Đã xem biên bản")
    assert (closed.state, closed.closed_on) == (State.CLOSED, TODAY)
    assert closed.steps.last().text == "Đã xem biên bản"  # type: ignore[union-attr]
    with pytest.raises(RemedyError, match="đã đóng"):
        write_step(remedy=closed, text="Thêm", actor=who("commune"))


def test_a_step_is_seen_once_every_file_of_it_was_opened(remedy: Remedy, who: Who) -> None:
    step = write_step(
        remedy=remedy,
        text="Biên bản, ảnh",
        files=[sent("bien-ban.jpg", picture()), sent("anh.jpg", picture(colour="blue"))],
        actor=who("commune"),
    )
    ask_to_close(remedy=remedy, actor=who("commune"))
    note_read(remedy, who("district"))
    client = Client()
    client.force_login(who("district"))
    page = f"/nam/2021/khac-phuc/viec/{remedy.pk}/"
    files = list(Attachment.objects.filter(kind="remedies.step", owner_id=step.pk))
    for left, file in zip((2, 1), files, strict=True):
        with pytest.raises(RemedyError, match="chưa xem hết minh chứng"):
            close(remedy=remedy, actor=who("district"))
        received(client.head(f"/tep/{file.pk}/"))  # asking whether it is there opens nothing
        received(client.get(f"/tep/{file.pk}/xem-truoc/"))  # nor does the small picture
        assert client.get(page).content.decode().count("chưa mở<") == left
        assert received(client.get(f"/tep/{file.pk}/"))
    assert close(remedy=remedy, actor=who("district")).state == State.CLOSED


def test_what_one_officer_opened_another_has_not_seen(remedy: Remedy, who: Who, cast: Cast) -> None:
    step = write_step(
        remedy=remedy,
        text="Ảnh",
        files=[sent("anh.jpg", picture())],
        actor=who("commune"),
    )
    waiting = ask_to_close(remedy=remedy, actor=who("commune"))
    file = Attachment.objects.get(kind="remedies.step", owner_id=step.pk)
    note_opened(step, file.pk, who("district"))
    note_opened(step, file.pk, who("inspector"))
    assert not unseen(waiting, who("district"))
    assert unseen(waiting, who("inspector")).files == {file.pk: step.pk}
    colleague = cast.officer("second", Role.UPPER_LEVEL, "U2")
    note_read(waiting, colleague)
    with pytest.raises(RemedyError, match="chưa xem hết"):
        close(remedy=waiting, actor=colleague)


@pytest.mark.parametrize(
    "name", ["commune", "province", "other_district", "inspector", "secretary"]
)
def test_nobody_but_the_unit_that_verifies_closes_it(remedy: Remedy, who: Who, name: str) -> None:
    asked(remedy, who)
    with pytest.raises(PermissionDenied):
        close(remedy=remedy, actor=who(name))


def test_nobody_closes_their_own(cast: Cast, year: Campaign, who: Who) -> None:
    """The deputy of the commune acts for the commune, which verifies for the secretary: not for
    themself.
    """
    remedy = named(year, of_member(cast, 3), who("commune"))
    remedy.verifier = cast["G3"]
    remedy.save()
    asked(remedy, who, "deputy")
    note_read(remedy, who("deputy"))
    with pytest.raises(PermissionDenied):
        close(remedy=remedy, actor=who("deputy"))


def test_what_the_cell_typed_for_a_member_is_verified_above(
    cast: Cast, year: Campaign, who: Who
) -> None:
    remedy = named(year, of_member(cast, 8), who("secretary"))
    assert remedy.verifier == cast["G3A"]
    assert asked(remedy, who, "secretary").verifier == cast["G3"]


def test_who_has_an_account_is_not_typed_for(cast: Cast, year: Campaign, who: Who) -> None:
    who("member")
    remedy = named(year, of_member(cast), who("secretary"))
    with pytest.raises(PermissionDenied):
        write_step(remedy=remedy, text="Họp", actor=who("secretary"))


def test_it_is_sent_back_with_words_and_needs_a_new_step(remedy: Remedy, who: Who) -> None:
    asked(remedy, who)
    with pytest.raises(RemedyError, match="lý do"):
        send_back(remedy=remedy, text=" ", actor=who("district"))
    back = send_back(remedy=remedy, text="Thiếu biên bản thôn 1", actor=who("district"))
    assert back.state == State.OPEN
    with pytest.raises(RemedyError, match="chưa có bước nào"):
        ask_to_close(remedy=back, actor=who("commune"))
    assert asked(back, who).state == State.PROOF_SENT


def test_it_is_asked_for_only_once_it_is_clear(cast: Cast, year: Campaign, who: Who) -> None:
    remedy = named(year, of_commune(cast), who("district"), content=Content())
    with pytest.raises(RemedyError, match="chưa viết làm gì"):
        asked(remedy, who)
    assert remedy.steps.filter(kind=StepKind.WORK).exists()
    change(remedy=remedy, revision=0, values=parts(), actor=who("commune"))
    with pytest.raises(RemedyError, match="chưa có người hay đơn vị nào làm"):
        ask_to_close(remedy=remedy, actor=who("commune"))


def test_two_who_write_at_once_lose_nothing(remedy: Remedy, who: Who) -> None:
    change(remedy=remedy, revision=0, cause="Ngại họp", actor=who("commune"))
    with pytest.raises(ConflictError) as caught:
        change(remedy=remedy, revision=0, cause="Vội", actor=who("district"))
    assert caught.value.stored.cause == "Ngại họp"
    same = change(remedy=remedy, revision=0, cause="Ngại họp", actor=who("district"))
    assert same.revision == 1


def test_an_end_lies_between_the_day_it_was_named_and_the_next_year(
    cast: Cast, year: Campaign, who: Who
) -> None:
    for day, words in ((dt.date(2021, 12, 6), "phải sau"), (dt.date(2023, 1, 1), "xa nhất")):
        with pytest.raises(RemedyError, match=words):
            named(year, of_commune(cast), who("district"), content=replace(CLEAR, ends_on=day))


def test_it_is_carried_over_by_who_verifies_with_the_reason(
    remedy: Remedy, who: Who, settings: LazySettings
) -> None:
    settings.TODAY = dt.date(2022, 11, 30)
    until = dt.date(2023, 6, 30)
    with pytest.raises(PermissionDenied):
        carry_over(remedy=remedy, until=until, text="Chưa xong", actor=who("commune"))
    carried = carry_over(remedy=remedy, until=until, text="Chờ dồn thửa", actor=who("district"))
    assert carried.due_on == until
    assert carried.content["time"]["ends_on"] == "2023-06-30"
    line = carried.steps.get(kind=StepKind.CARRIED)
    assert (line.text, line.carried_to) == ("Chờ dồn thửa", until)
    with pytest.raises(RemedyError, match="phải sau"):
        carry_over(remedy=remedy, until=until, text="Lại chờ", actor=who("district"))


def test_steps_are_of_days_between_the_naming_and_today(remedy: Remedy, who: Who) -> None:
    for day in (dt.date(2021, 12, 6), dt.date(2021, 12, 8)):
        with pytest.raises(RemedyError):
            write_step(remedy=remedy, text="Họp", on=day, actor=who("commune"))
    with pytest.raises(RemedyError, match="chưa có gì để ghi"):
        write_step(remedy=remedy, text="  ", actor=who("commune"))


def test_who_does_it_and_who_verifies_are_told(remedy: Remedy, who: Who) -> None:
    asked(remedy, who)
    send_back(remedy=remedy, text="Thiếu", actor=who("district"))
    told = Notice.objects.filter(user=who("district")).values_list("kind", flat=True)
    assert list(told) == ["remedies.asked"]
    told = Notice.objects.filter(user=who("commune")).values_list("kind", flat=True)
    assert sorted(told) == ["remedies.sent_back"]
