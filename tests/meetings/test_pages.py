"""The pages of a meeting: kept on a laptop, followed on a phone, the minutes as a file."""

import datetime as dt
from collections.abc import Callable
from io import BytesIO

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from docx import Document

from tests.meetings.conftest import SECRETARY, called, item_of
from tests.web.town import Town
from thidua.access.models import Look
from thidua.accounts.models import User
from thidua.meetings.holding import adopt, pause
from thidua.meetings.models import CorrectionAsk, Item, ItemState, Meeting, Presence, State
from thidua.meetings.noting import Said, conclude, note_speech
from thidua.notices.models import Notice
from thidua.opinions.models import Opinion
from thidua.remedies.models import Remedy, Source

As = Callable[[str], Client]
LIST = "/nam/2021/kiem-diem/GL01A/hop/"
MINE = "/nam/2021/hop-kiem-diem/ve-toi/"


def one(meeting: Meeting, more: str = "") -> str:
    return f"/nam/2021/hop-kiem-diem/{meeting.pk}/{more}"


def at(item: Item) -> str:
    return one(item.meeting, f"muc/{item.pk}/")


def test_a_meeting_is_planned_opened_held_and_adopted_by_its_forms(
    as_: As, town: Town, who: Callable[[str], User]
) -> None:
    who("member")
    client = as_("cell")
    page = client.get(LIST).content.decode()
    assert "Lên lịch họp" in page
    chair = str(town.people[SECRETARY].pk)
    client.post(
        LIST,
        {"held_on": "07/12/2021", "chair": chair, "draft_sent_on": "02/12/2021"},
    )
    meeting = Meeting.objects.get()
    assert "đủ 3 ngày làm việc" in client.get(one(meeting)).content.decode()
    client.post(one(meeting), {"act": "open"})
    client.post(one(meeting, "diem-danh/"), {"act": "rest"})
    assert client.post(one(meeting, "diem-danh/"), {"act": "roll"}).status_code == 302
    for _ in range(21):
        answer = client.get(one(meeting))
        item = answer.context["page"].item
        said = {"act": "conclude", "concluded": "Nhất trí", "revision": item.revision}
        client.post(at(item), said)
    answer = client.post(one(meeting), {"act": "adopt"})
    assert answer.status_code == 302, answer.context["page"].error
    meeting.refresh_from_db()
    assert meeting.state == State.CLOSED
    told = Notice.objects.filter(kind="meetings.called").values_list("user__username", flat=True)
    assert list(told) == ["member"]


def test_a_late_draft_is_refused_beside_what_was_typed(as_: As) -> None:
    sent = {"held_on": "07/12/2021", "draft_sent_on": "06/12/2021", "venue": "Đình làng"}
    answer = as_("cell").post(LIST, sent)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "1 ngày làm việc, quy trình cần 3" in text
    assert "Đình làng" in text


def test_next_leads_to_the_next_who_waits(as_: As, sitting: Meeting) -> None:
    first = item_of(sitting)
    answer = as_("cell").post(at(first), {"act": "conclude", "concluded": "", "revision": "0"})
    following = item_of(sitting, SECRETARY)
    assert answer["Location"] == at(following)
    assert following.state == ItemState.UNDER_WAY


def test_a_speech_without_speaker_comes_back_with_its_words(as_: As, sitting: Meeting) -> None:
    item = item_of(sitting, "DV0003")
    sent = {"act": "speech", "kind": "criticism", "text": "Ít phát biểu.", "sent_key": "k1"}
    answer = as_("cell").post(at(item), sent)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "phải có người nói" in text
    assert "Ít phát biểu." in text
    assert not item.speeches.exists()


def test_own_words_find_their_speaker(as_: As, sitting: Meeting) -> None:
    item = item_of(sitting, "DV0003")
    as_("cell").post(at(item), {"act": "speech", "kind": "acceptance", "text": "Xin nhận."})
    (speech,) = item.speeches.all()
    assert speech.speaker == called(sitting, "DV0003")


def test_kp_becomes_a_remedy_of_whom_it_is_about(
    as_: As, sitting: Meeting, town: Town, settings: LazySettings
) -> None:
    settings.TODAY = dt.date(2021, 12, 7)
    item = item_of(sitting, "DV0003")
    text = "/kp Điểm tập kết rác đặt trước khi hỏi dân"
    sent = {"act": "speech", "kind": "criticism", "who": "meeting", "text": text}
    client = as_("cell")
    form = client.post(at(item), sent)["Location"]
    assert "Điểm tập kết rác" in client.get(form).content.decode()
    wanted = {
        "limit": "Chưa hỏi dân",
        "cause": "Vội",
        "work": "Họp dân trước khi chốt",
        "ends_on": "30/06/2022",
    }
    assert client.post(form, wanted)["Location"] == at(item)
    client.post(form, wanted)
    remedy = Remedy.objects.get(source=Source.MEETING, source_id=item.speeches.get().pk)
    assert (remedy.source, remedy.person) == (Source.MEETING, town.people["DV0003"])
    assert remedy.due_on == dt.date(2022, 6, 30)
    shown = client.get(at(item)).content.decode()
    assert "Họp dân trước khi chốt" in shown
    assert "/kp" not in item.speeches.get().text


def test_the_phone_is_told_only_what_is_new(as_: As, sitting: Meeting, officer: User) -> None:
    client, phone = as_("member"), {"HX-Request": "true"}
    page = one(sitting, "theo-doi/")
    sitting.refresh_from_db()
    seen = f"{page}?seen={sitting.changes}"
    client.get(page)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(seen, headers=phone).status_code == 204
    assert len(queries) <= 6
    said = Said("recognition", "Làm hồ sơ nhanh.", called(sitting, SECRETARY).pk)
    note_speech(item=item_of(sitting, "DV0003"), said=said, actor=officer)
    answer = client.get(seen, headers=phone)
    assert answer.status_code == 200
    assert "Làm hồ sơ nhanh." in answer.content.decode()


def test_whom_it_is_about_reads_it_at_once_and_asks(
    as_: As, sitting: Meeting, officer: User
) -> None:
    item = item_of(sitting, "DV0003")
    said = Said("criticism", "Ít phát biểu.", called(sitting, SECRETARY).pk)
    speech = note_speech(item=item, said=said, actor=officer)
    client = as_("member")
    assert "Ít phát biểu." in client.get(MINE).content.decode()
    sent = {"item": str(item.pk), "speech": str(speech.pk), "text": "Tôi nói hai lần"}
    client.post(MINE, sent)
    ask = CorrectionAsk.objects.get()
    assert Notice.objects.filter(kind="meetings.asked", user=officer).exists()
    assert "Tôi nói hai lần" in as_("cell").get(at(item)).content.decode()
    as_("cell").post(at(item), {"act": "answer", "row": str(ask.pk), "taken": "yes"})
    assert "Đã sửa theo đề nghị" in as_("member").get(MINE).content.decode()


def test_a_member_does_not_ask_about_anothers_item(as_: As, sitting: Meeting) -> None:
    sent = {"item": str(item_of(sitting, "DV0004").pk), "text": "Sai"}
    assert as_("member").post(MINE, sent).status_code == 409
    assert not CorrectionAsk.objects.exists()


def test_a_crash_loses_nothing(as_: As, sitting: Meeting, officer: User) -> None:
    item = item_of(sitting, "DV0007")
    as_("cell").post(at(item), {"act": "take_up"})
    assert as_("cell").get(one(sitting)).context["page"].item == item


def test_the_roll_by_one_line(as_: As, sitting: Meeting) -> None:
    row = called(sitting, "DV0008")
    sent = {"act": "presence", "row": row.pk, "seen": "present", "presence": "left"}
    client = as_("cell")
    refused = client.post(one(sitting, "diem-danh/"), sent | {"since": "15:10"})
    page = refused.content.decode()
    assert "ghi lý do" in page
    assert 'value="15:10"' in page
    assert page.count("<details open") == 1
    client.post(one(sitting, "diem-danh/"), sent | {"reason": "con ốm", "since": "15:10"})
    row.refresh_from_db()
    assert (row.presence, row.since) == (Presence.LEFT, dt.time(15, 10))


def test_the_roll_shows_whom_it_asks_for_and_folds_who_is_there(as_: As, sitting: Meeting) -> None:
    page = as_("cell").get(one(sitting, "diem-danh/")).context["page"]
    assert [row.presence for row in page.roll_first] == [Presence.ABSENT]
    assert len(page.roll_there) == 19


def test_the_level_of_ones_own_stands_beside_the_name(as_: As, sitting: Meeting) -> None:
    item = item_of(sitting, "DV0004")
    client = as_("cell")
    assert "tự nhận" not in client.get(at(item)).content.decode()
    Opinion.objects.create(
        campaign=sitting.campaign,
        subject_type="member",
        person=item.person,
        kind="self",
        level=3,
        given_at=timezone.now(),
    )
    assert "tự nhận Tốt" in client.get(at(item)).content.decode()


def test_how_long_the_minutes_are_is_counted_from_the_paper(as_: As, sitting: Meeting) -> None:
    answer = as_("cell").get(one(sitting, "bien-ban.pdf"), headers={"HX-Request": "true"})
    assert answer.content.decode().endswith(" trang ·")
    assert int(answer.content.decode().split()[0]) >= 1


def test_looks_of_whoever_was_not_there_are_written_down(
    as_: As, sitting: Meeting, officer: User
) -> None:
    item = item_of(sitting, "DV0003")
    as_("cell").get(at(item))
    as_("member").get(one(sitting, "theo-doi/"))
    assert not Look.objects.exists()
    as_("inspector").get(at(item))
    assert Look.objects.get().person.code == "DV0003"


@pytest.mark.parametrize("extension", ["docx", "pdf"])
def test_the_minutes_in_one_click(as_: As, sitting: Meeting, officer: User, extension: str) -> None:
    said = Said("criticism", "Ít phát biểu.", called(sitting, SECRETARY).pk)
    note_speech(item=item_of(sitting, "DV0003"), said=said, actor=officer)
    pause(meeting=sitting, reason="Mất điện", actor=officer)
    answer = as_("cell").get(one(sitting, f"bien-ban.{extension}"))
    assert answer.status_code == 200
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    if extension == "docx":
        text = "\n".join(one.text for one in Document(BytesIO(body)).paragraphs)
        assert "Ít phát biểu." in text
        assert "có mặt 19/20, cần 14" in text
        assert "Mất điện" in text
        assert "chưa thông qua" in text
    else:
        assert body.startswith(b"%PDF")


def test_what_was_adopted_says_so(as_: As, sitting: Meeting, officer: User) -> None:
    for item in sitting.items.exclude(subject_type=""):
        conclude(item=item, text="Nhất trí", revision=0, actor=officer)
    adopt(meeting=sitting, actor=officer)
    page = as_("cell").get(one(sitting)).content.decode()
    assert "Đã thông qua biên bản" in page
    assert 'name="act" value="speech"' not in page
