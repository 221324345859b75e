"""A review: written, sent, answered; two tabs and two machines; who may not."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.core.exceptions import PermissionDenied

from tests.builder import spell
from tests.cast import Cast
from tests.reviews.conftest import DUE, Who, own_key, sent, write, write_report
from thidua.accounts.permissions import Authority
from thidua.campaigns.models import Campaign
from thidua.organisations.models import MembershipSpell
from thidua.reviews.actions import (
    accept,
    accept_dealt_with,
    erase,
    restore,
    return_,
    save_section,
    send,
    start,
    take_back,
)
from thidua.reviews.errors import ConflictError, ReviewError
from thidua.reviews.keys import key_of_person, key_of_unit
from thidua.reviews.meeting_days import MEETING_DAY, MeetingDay
from thidua.reviews.models import Erased, Review, Section
from thidua.reviews.queries import own_review, review_of, reviews_visible_to, to_answer
from thidua.reviews.reading import whole
from thidua.reviews.standing import states_of
from thidua.roster.identity import SubjectKey
from thidua.submissions.errors import SubmissionError
from thidua.vocabulary import SubjectType


def text_of(review: Review, *, as_writer: bool = False) -> list[str]:
    return [one.text for one in whole(review, as_writer=as_writer).headings if one.text]


def test_a_review_goes_to_the_cell_and_is_accepted(year: Campaign, who: Who) -> None:
    review = sent(year, who("member"))
    assert (review.status, review.due_on, review.late_reason) == ("sent", DUE, "")
    assert review.cell.code == "G1A"
    accepted = accept(review=review, actor=who("secretary"))
    assert (accepted.status, accepted.answered_by) == ("accepted", who("secretary"))
    assert text_of(accepted) == ["Còn ngại va chạm khi phê bình."]


def test_a_draft_is_read_by_its_writer_alone(year: Campaign, who: Who) -> None:
    review = write(year, who("member"))
    for other in ("secretary", "grassroots", "inspector", "colleague"):
        assert not reviews_visible_to(who(other), year).exists(), other
    assert own_review(who("member"), year) == review
    assert states_of(year, [review.key])[review.key].status == "draft"


def test_once_sent_the_cell_and_those_above_read_it(year: Campaign, who: Who) -> None:
    sent(year, who("member"))
    readers = {
        name: reviews_visible_to(who(name), year).exists()
        for name in (
            *("secretary", "grassroots", "inspector"),
            *("secretary_outside", "grassroots_outside", "colleague"),
        )
    }
    assert [name for name, reads in readers.items() if reads] == [
        "secretary",
        "grassroots",
        "inspector",
    ]


def test_two_tabs_on_one_heading_lose_nothing(year: Campaign, who: Who) -> None:
    first = write(year, who("member"))
    write(year, who("member"), text="Ở máy tính.", revision=first.revision)
    with pytest.raises(ConflictError) as caught:
        write(year, who("member"), text="Ở điện thoại.", revision=first.revision)
    assert caught.value.theirs == "Ở máy tính."
    assert Section.objects.get().text == "Ở máy tính."


def test_two_machines_on_two_headings_do_not_meet(year: Campaign, who: Who) -> None:
    first = write(year, who("member"))
    on_the_phone = save_section(
        review=first,
        heading="directions",
        text="Nói thẳng hơn.",
        revision=first.revision,
        actor=who("member"),
    )
    at_home = save_section(
        review=first,
        heading="limits",
        text="Còn ngại nói.",
        revision=first.revision,
        actor=who("member"),
    )
    assert at_home.revision > on_the_phone.revision
    assert set(text_of(at_home, as_writer=True)) == {"Nói thẳng hơn.", "Còn ngại nói."}


def test_the_same_words_twice_are_no_new_saving(year: Campaign, who: Who) -> None:
    first = write(year, who("member"))
    assert write(year, who("member"), revision=0).revision == first.revision


def test_beginning_twice_is_one_review(year: Campaign, who: Who) -> None:
    key = own_key(who("member"))
    first, second = (start(campaign=year, key=key, actor=who("member")) for _ in range(2))
    assert first == second


def test_a_leader_has_one_review_wherever_they_lead(year: Campaign, cast: Cast, who: Who) -> None:
    person = who("member").person_id
    leader = SubjectKey(SubjectType.LEADER, person, cast["G1"].pk)
    review = start(campaign=year, key=leader, actor=who("member"))
    assert review.key == own_key(who("member"))
    assert review_of(who("member"), year, leader) == review


def test_after_its_day_it_goes_with_a_reason_and_is_marked(
    year: Campaign, who: Who, settings: LazySettings
) -> None:
    settings.TODAY = DUE + dt.timedelta(days=1)
    review = write(year, who("member"))
    with pytest.raises(ReviewError):
        send(review=review, actor=who("member"))
    late = send(review=review, actor=who("member"), late_reason="Đi điều trị ở Hà Nội")
    assert late.late_reason == "Đi điều trị ở Hà Nội"
    assert states_of(year, [late.key])[late.key].late


def test_nothing_written_is_not_sent(year: Campaign, who: Who) -> None:
    review = write(year, who("member"), text="")
    with pytest.raises(ReviewError):
        send(review=review, actor=who("member"))


@pytest.fixture
def meets() -> Iterator[dict[int, MeetingDay]]:
    """Meetings as the room above would tell of them."""
    days: dict[int, MeetingDay] = {}

    def source(campaign: Campaign, units: object) -> dict[int, MeetingDay]:
        return days

    MEETING_DAY.add(source)
    yield days
    MEETING_DAY.remove(source)


def test_it_is_due_on_the_day_of_the_meeting_where_that_comes_first(
    year: Campaign, cast: Cast, who: Who, meets: dict[int, MeetingDay]
) -> None:
    meets[cast["G1A"].pk] = MeetingDay(dt.date(2021, 12, 4))
    assert sent(year, who("member")).due_on == dt.date(2021, 12, 4)


def test_it_is_taken_back_until_the_meeting_begins(
    year: Campaign, cast: Cast, who: Who, meets: dict[int, MeetingDay]
) -> None:
    review = take_back(review=sent(year, who("member")), actor=who("member"))
    assert review.status == "draft"
    assert not reviews_visible_to(who("secretary"), year).exists()
    again = send(review=review, actor=who("member"))
    meets[cast["G1A"].pk] = MeetingDay(dt.date(2021, 12, 1), begun=True)
    with pytest.raises(ReviewError):
        take_back(review=again, actor=who("member"))


def test_a_returned_one_says_why_and_others_read_on_what_was_sent(year: Campaign, who: Who) -> None:
    review = sent(year, who("member"))
    with pytest.raises(SubmissionError):
        return_(review=review, reason=" ", actor=who("secretary"))
    returned = return_(review=review, reason="Nêu rõ nguyên nhân", actor=who("secretary"))
    changed = write(year, who("member"), text="Ngại va chạm vì nể nang.")
    assert (returned.status, returned.reason) == ("returned", "Nêu rõ nguyên nhân")
    assert text_of(changed) == ["Còn ngại va chạm khi phê bình."]
    assert text_of(changed, as_writer=True) == ["Ngại va chạm vì nể nang."]


def test_nobody_answers_their_own(year: Campaign, who: Who) -> None:
    review = sent(year, who("secretary"))
    with pytest.raises(ReviewError):
        accept(review=review, actor=who("secretary"))
    assert list(to_answer(who("grassroots"), year)) == [review]
    assert accept(review=review, actor=who("grassroots")).status == "accepted"


def test_a_meeting_accepts_what_it_dealt_with(year: Campaign, who: Who) -> None:
    own, draft = sent(year, who("secretary")), write(year, who("member"))
    accepted = accept_dealt_with(
        campaign=year, keys=[own.key, draft.key], authority=Authority(who("secretary"))
    )
    draft.refresh_from_db()
    assert accepted == [own]
    assert draft.status == "draft"


def test_the_secretary_types_for_whoever_has_no_account(
    year: Campaign, cast: Cast, who: Who
) -> None:
    person = cast.of_cell("G1A", 8)
    review = start(campaign=year, key=key_of_person(person), actor=who("secretary"))
    saved = save_section(
        review=review, heading="limits", text="Ít phát biểu.", revision=0, actor=who("secretary")
    )
    assert saved.typed_by == who("secretary")
    with pytest.raises(ReviewError):
        start(campaign=year, key=own_key(who("colleague")), actor=who("secretary"))
    with pytest.raises(PermissionDenied):
        start(campaign=year, key=key_of_person(person), actor=who("secretary_outside"))


def test_nobody_else_writes_somebodys_review(year: Campaign, who: Who) -> None:
    review = write(year, who("member"))
    for other in ("colleague", "inspector"):
        with pytest.raises(PermissionDenied):
            save_section(review=review, heading="limits", text="Khác", revision=9, actor=who(other))


def test_a_collective_is_written_by_officers_at_exactly_that_unit(
    year: Campaign, cast: Cast, who: Who
) -> None:
    report = send(review=write_report(year, cast, who("grassroots")), actor=who("grassroots"))
    assert report.key == key_of_unit(cast["G1"])
    organisation = SubjectKey(SubjectType.ORGANISATION, organisation_id=cast["G1"].pk)
    assert review_of(who("city"), year, organisation) == report
    for other in ("city", "secretary"):
        with pytest.raises(PermissionDenied):
            write_report(year, cast, who(other))
    with pytest.raises(PermissionDenied):
        accept(review=report, actor=who("grassroots"))
    returned = return_(review=report, reason="Nêu rõ trách nhiệm", actor=who("city"))
    assert returned.status == "returned"


def test_whoever_moves_takes_theirs_along(year: Campaign, cast: Cast, who: Who) -> None:
    review = sent(year, who("member"))
    person = who("member").person
    assert person is not None
    day = dt.date(2021, 12, 1)
    MembershipSpell.objects.filter(person=person, ends_on=None).update(
        ends_on=day - dt.timedelta(days=1)
    )
    spell(person, cast["G1B"], since=day)
    assert review in reviews_visible_to(who("secretary_outside"), year)
    assert review in to_answer(who("secretary_outside"), year)
    with pytest.raises(PermissionDenied):
        accept(review=review, actor=who("secretary"))
    assert accept(review=review, actor=who("secretary_outside")).cell.code == "G1B"


def test_an_erased_draft_comes_back_and_so_does_what_was_written_since(
    year: Campaign, who: Who
) -> None:
    review = write(year, who("member"))
    erased = erase(review=review, actor=who("member"))
    assert states_of(year, [review.key])[review.key].status == ""
    write(year, who("member"), text="Viết lại từ đầu.")
    restored = restore(erased=erased, actor=who("member"))
    assert text_of(restored, as_writer=True) == ["Còn ngại va chạm khi phê bình."]
    (second,) = Erased.objects.all()
    assert text_of(restore(erased=second, actor=who("member")), as_writer=True) == [
        "Viết lại từ đầu."
    ]


def test_what_was_erased_too_long_ago_does_not_come_back(year: Campaign, who: Who) -> None:
    erased = erase(review=write(year, who("member")), actor=who("member"))
    erased.erased_at -= dt.timedelta(days=31)
    erased.save()
    with pytest.raises(ReviewError):
        restore(erased=erased, actor=who("member"))


def test_a_year_that_is_not_launched_takes_none(
    year: Campaign, who: Who, settings: LazySettings
) -> None:
    settings.TODAY = dt.date(2021, 1, 2)
    with pytest.raises(ReviewError):
        write(year, who("member"))


def test_nothing_is_written_under_a_heading_that_the_form_has_not(year: Campaign, who: Who) -> None:
    for heading in ("strengths", "no_such", "own_level"):
        with pytest.raises(ReviewError):
            write(year, who("member"), heading=heading)


def test_a_whole_review_stands_in_the_order_of_its_form(year: Campaign, who: Who) -> None:
    write(year, who("member"), heading="directions", text="Sẽ nói thẳng hơn.")
    read = whole(write(year, who("member")), as_writer=True)
    assert [one.number for one in read.headings][:5] == ["I", "I.1", "I.2", "I.3", "II"]
    assert [(one.number, one.text) for one in read.headings if one.text] == [
        ("II", "Còn ngại va chạm khi phê bình."),
        ("VI", "Sẽ nói thẳng hơn."),
    ]
    assert (read.form.id, read.version) == ("02", 0)
