"""Prompts: given from above, answered under their heading, never passed over in silence."""

import datetime as dt
from collections.abc import Iterator, Mapping

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from tests.cast import Cast
from tests.reviews.conftest import Who, sent, write, write_report
from tests.second_factor import signed_in_now
from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.notices.models import Notice
from thidua.reviews.actions import save_section, send
from thidua.reviews.kept_models import ShortNotice
from thidua.reviews.keys import key_of_person, key_of_unit
from thidua.reviews.meeting_days import MEETING_DAY, MeetingDay
from thidua.reviews.models import Prompt, Review
from thidua.reviews.prompting import give_prompt, take_prompt_away
from thidua.reviews.sending_notes import marks_of, warnings_before
from thidua.reviews.three_days import hold_to_three_days
from thidua.reviews.writing_errors import WritingError

PAGE = "/nam/2021/kiem-diem/G1A/goi-y/"
MEETS = dt.date(2021, 12, 7)


def prompted(year: Campaign, who: Who, actor: str = "grassroots") -> Prompt:
    member = who("member")
    assert member.person is not None
    return give_prompt(
        campaign=year,
        key=key_of_person(member.person),
        text="Nêu rõ phần việc thu gom rác",
        heading="strengths_duties",
        actor=who(actor),
    )


def opened(user: User, address: str) -> str:
    client = Client()
    signed_in_now(user, client=client)
    return " ".join(client.get(address).content.decode().split())


@pytest.fixture
def meeting(cast: Cast) -> Iterator[MeetingDay]:
    """G1 meets on Tuesday 7 December."""
    day = MeetingDay(MEETS)

    def days(_year: Campaign, units: object) -> Mapping[int, MeetingDay]:
        return {cast["G1"].pk: day}

    MEETING_DAY.add(days)
    yield day
    MEETING_DAY.remove(days)


def test_a_prompt_is_told_and_stands_in_the_review(year: Campaign, who: Who) -> None:
    review = write(year, who("member"))
    prompted(year, who)
    assert Notice.objects.filter(user=who("member"), kind="reviews.prompted").exists()
    at = f"/nam/2021/ban-kiem-diem/{review.pk}/viet"
    under_its_heading = opened(who("member"), f"{at}/strengths_duties/")
    assert "Nêu rõ phần việc thu gom rác" in under_its_heading
    assert "Trả lời ở mục IV" in under_its_heading
    assert "có 1 gợi ý" in under_its_heading
    assert "Nêu rõ phần việc" in opened(who("member"), f"{at}/prompts/")
    assert "Nêu rõ phần việc" not in opened(who("member"), f"{at}/limits/")


def test_an_unanswered_prompt_is_warned_of_and_marks_what_is_sent(year: Campaign, who: Who) -> None:
    review = write(year, who("member"))
    prompted(year, who)
    (warning,) = warnings_before(review, None)
    assert "Còn 1 gợi ý kiểm điểm chưa trả lời" in warning
    (mark,) = marks_of(send(review=review, actor=who("member")))
    assert mark == "Gửi mà chưa trả lời 1 gợi ý kiểm điểm."


def test_an_answered_prompt_marks_nothing(year: Campaign, who: Who) -> None:
    review = write(year, who("member"))
    prompted(year, who)
    review = save_section(
        review=review,
        heading="prompts",
        text="Phần việc của tôi là hai thôn.",
        revision=review.revision,
        actor=who("member"),
    )
    assert warnings_before(review, None) == []
    assert marks_of(review) == []


@pytest.mark.parametrize("name", ["secretary", "member", "grassroots_outside", "inspector"])
def test_only_a_committee_above_prompts(year: Campaign, who: Who, name: str) -> None:
    with pytest.raises(PermissionDenied):
        prompted(year, who, actor=name)
    assert not Prompt.objects.exists()


def test_the_nearest_committee_is_named(year: Campaign, who: Who) -> None:
    assert prompted(year, who).by.code == "G1"
    assert prompted(year, who, actor="city").by.code == "U1"


def test_a_prompt_says_something(year: Campaign, who: Who, cast: Cast) -> None:
    with pytest.raises(WritingError):
        give_prompt(
            campaign=year, key=key_of_unit(cast["G1"]), text="  ", heading="", actor=who("city")
        )


def test_a_prompt_is_taken_away_while_nobody_sent_an_answer(year: Campaign, who: Who) -> None:
    take_prompt_away(prompt=prompted(year, who), actor=who("grassroots"))
    assert not Prompt.objects.exists()
    again = prompted(year, who)
    sent(year, who("member"))
    with pytest.raises(WritingError):
        take_prompt_away(prompt=again, actor=who("grassroots"))
    assert Prompt.objects.exists()


def test_prompts_are_given_on_their_page(year: Campaign, who: Who) -> None:
    client = Client()
    signed_in_now(who("grassroots"), client=client)
    assert client.get(PAGE).status_code == 200
    assert client.post(PAGE, {"to": "", "text": "Nêu rõ"}).status_code == 409
    member = who("member").person
    assert member is not None
    given = client.post(PAGE, {"act": "give", "to": member.code, "text": "Nêu rõ phần việc"})
    assert given.status_code == 302
    prompt = Prompt.objects.get()
    assert (prompt.person, prompt.heading) == (member, "")
    assert "chưa gửi bản kiểm điểm" in client.get(PAGE).content.decode()
    client.post(PAGE, {"act": "remove", "prompt": prompt.pk})
    assert not Prompt.objects.exists()


@pytest.mark.parametrize("name", ["secretary", "member", "grassroots_outside", "inspector"])
def test_the_page_is_there_for_committees_above_alone(year: Campaign, who: Who, name: str) -> None:
    client = Client()
    signed_in_now(who(name), client=client)
    assert client.get(PAGE).status_code == 404


def test_the_page_tells_nobody_above_what_a_draft_answers(year: Campaign, who: Who) -> None:
    prompted(year, who)
    write(year, who("member"), heading="prompts", text="Phần việc của tôi")
    page = opened(who("grassroots"), PAGE)
    assert "chưa gửi bản kiểm điểm" in page
    assert "đã trả lời" not in page


def test_a_draft_in_time_is_told_its_last_day(
    year: Campaign, who: Who, cast: Cast, meeting: MeetingDay
) -> None:
    report = write_report(year, cast, who("grassroots"))
    assert warnings_before(report, meeting) == [
        "Họp ngày 07/12/2021: dự thảo gửi chậm nhất 02/12/2021."
    ]
    assert hold_to_three_days(report, meeting, reason="", by_name="") is None


def test_a_draft_too_close_to_its_meeting_goes_with_a_reason_that_is_kept(
    year: Campaign, who: Who, cast: Cast, meeting: MeetingDay, settings: object
) -> None:
    report = write_report(year, cast, who("grassroots"))
    settings.TODAY = dt.date(2021, 12, 3)  # type: ignore[attr-defined]
    (warning,) = warnings_before(report, meeting)
    assert "chậm nhất 02/12/2021" in warning
    assert "còn 2 ngày làm việc" in warning
    with pytest.raises(WritingError, match="chậm nhất 02/12/2021"):
        hold_to_three_days(report, meeting, reason=" ", by_name="Bí thư")
    assert not ShortNotice.objects.exists()
    hold_to_three_days(report, meeting, reason="Mưa bão", by_name="Bí thư")
    kept = ShortNotice.objects.get()
    assert (kept.days, kept.asked, kept.reason) == (2, 3, "Mưa bão")
    (mark,) = marks_of(report)
    assert "trước ngày họp 2 ngày làm việc (phải 3). Lý do: Mưa bão" in mark


def test_a_persons_review_waits_for_no_three_days(
    year: Campaign, who: Who, meeting: MeetingDay
) -> None:
    review: Review = write(year, who("member"))
    assert warnings_before(review, meeting) == []
