"""An objection to an award goes the whole way: verified, answered, and what the award becomes."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.apps import apps

from tests.cast import Cast, entry
from tests.objections.conftest import TOLD
from tests.second_factor import signed_in_now
from thidua.accounts.models import User
from thidua.awards.models import Award, AwardStatus
from thidua.campaigns.models import Campaign
from thidua.decisions.models import Decision, DecisionItem, ReopenedLevel
from thidua.language import speaking
from thidua.notices.models import Notice
from thidua.objections.actions import object_again, object_to_award
from thidua.objections.answering import answer
from thidua.objections.comparing import pair_of
from thidua.objections.errors import ObjectionError
from thidua.objections.models import Line, Objection, State
from thidua.objections.paper import answer_of, receipt_of
from thidua.objections.verifying import ask_unit, assign, note, reply
from thidua.seals.verifying import verify

Who = Callable[[str], User]
On = Callable[[dt.date], None]


@pytest.fixture
def award(cast: Cast, year: Campaign, decided: dict[str, Decision]) -> Award:
    """A certificate that G1 refused its cell on the day of the decisions."""
    assert decided
    return Award.objects.create(
        campaign=year,
        form="committee_certificate_year",
        subject_type="organisation",
        organisation=cast["G1A"],
        authority=cast["G1"],
        decided_on=TOLD,
        status=AwardStatus.REFUSED,
        refusals=[{"rule": "", "vi": "chưa đủ", "en": "not yet", "citation": ""}],
    )


@pytest.fixture
def verified(award: Award, year: Campaign, who: Who, on: On) -> Objection:
    """Sent by the cell, given to an officer of the committee above, who noted what was seen."""
    on(TOLD + dt.timedelta(days=3))
    sent = object_to_award(
        award=award, roster_entry=entry(year, "G1A"), why="Đủ năm năm", actor=who("cell")
    )
    assign(objection=sent, users=[who("colleague").pk], actor=who("superior"))
    return note(objection=sent, text="Đã xem năm quyết định", actor=who("colleague"))


def answered(objection: Objection, who: Who, *, upheld: bool) -> Objection:
    return answer(objection=objection, upheld=upheld, reasons="Đã đối chiếu", actor=who("superior"))


def test_upheld_puts_the_award_back_to_be_checked_and_opens_no_level(
    verified: Objection, award: Award, who: Who
) -> None:
    levels = DecisionItem.objects.count()
    done = answered(verified, who, upheld=True)
    assert (done.state, done.reopened) == (State.UPHELD, None)
    award.refresh_from_db()
    assert (award.status, award.refusals) == (AwardStatus.PROPOSED, [])
    assert (DecisionItem.objects.count(), ReopenedLevel.objects.count()) == (levels, 0)
    noted = apps.get_model("awards", "AwardEvent").objects.filter(pgh_obj_id=award.pk)
    said = noted.order_by("-pgh_id").first().pgh_context.metadata
    assert said["act"] == "awards.consider_again"
    assert said["part_of"] == "objections.answer"
    assert "Chấp nhận khiếu nại" in said["reason"]
    assert "năm năm" not in said["reason"]  # nothing of the objector's words


def test_kept_leaves_the_award_as_it_was_and_goes_to_the_next_instance(
    verified: Objection, award: Award, cast: Cast, who: Who
) -> None:
    kept = answered(verified, who, upheld=False)
    award.refresh_from_db()
    assert (award.status, len(award.refusals)) == (AwardStatus.REFUSED, 1)
    again = object_again(first=kept, why="Còn một năm chưa xem", actor=who("cell"))
    assert (again.award, again.instance, again.receiver) == (award, 2, cast["P"])
    with pytest.raises(ObjectionError, match="đã có khiếu nại"):
        object_again(first=kept, why="Lần nữa", actor=who("cell"))


def test_the_unit_is_asked_about_an_award_too(verified: Objection, cast: Cast, who: Who) -> None:
    asked = ask_unit(
        objection=verified, unit=cast["G1"], text="Sổ khen thưởng ghi gì?", actor=who("colleague")
    )
    assert reply(question=asked, text="Bốn lần", actor=who("decider")).answer == "Bốn lần"
    kinds = list(Line.objects.filter(objection=verified).values_list("kind", flat=True))
    assert kinds[-2:] == ["asked", "replied"]


def test_the_answer_is_told_sealed_and_printed_without_a_level(
    verified: Objection, who: Who
) -> None:
    done = answered(verified, who, upheld=True)
    assert pair_of(done) is None
    told = Notice.objects.filter(kind="objections.answered").values_list(
        "user__username", flat=True
    )
    assert list(told) == ["cell"]
    assert verify().broken is None
    with speaking("en"):
        papers = [repr(receipt_of(done)), repr(answer_of(done))]
    for paper in papers:
        assert "việc xét khen thưởng" in paper
        assert "Mức xếp loại" not in paper
    assert "Việc khen thưởng được xét lại" in papers[1]


def test_the_page_of_it_opens_before_and_after(
    verified: Objection, award: Award, year: Campaign, who: Who
) -> None:
    at = f"/nam/{year.year}/khieu-nai/{verified.pk}/"
    for user in ("superior", "cell"):
        assert signed_in_now(who(user)).get(at).status_code == 200
    answered(verified, who, upheld=True)
    for user in ("superior", "cell"):
        words = signed_in_now(who(user)).get(at).content.decode()
        assert "khen thưởng xét lại" in words
