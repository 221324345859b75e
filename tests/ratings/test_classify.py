"""Rating the whole tree from below: what is reached, what stands, and what moves when one fact
changes.
"""

import threading
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from tests.builder import OPERATOR, officer
from tests.cast import Cast, campaign, choose, entry, everybody_good, write_facts
from thidua.accounts.models import Role
from thidua.campaigns.models import Campaign
from thidua.facts.models import FactSheet
from thidua.frameworks.binding import bound_frameworks
from thidua.ratings.actions import classify
from thidua.ratings.errors import ClassificationError
from thidua.ratings.explaining import explanation_of
from thidua.ratings.models import Classification, Rating
from thidua.roster.models import RosterEntry
from thidua.rulebook import condition_ids
from thidua.vocabulary import SubjectType


def standing(year: Campaign, code: str, subject_type: str = "") -> int | None:
    return Rating.objects.get(roster_entry=entry(year, code, subject_type)).standing


def rate(year: Campaign) -> Classification:
    return classify(campaign=year, actor=OPERATOR)


def test_everybody_rated_has_a_rating_and_nobody_else(cast: Cast) -> None:
    year = campaign()
    everybody_good(year)
    run = rate(year)
    assert (run.state, run.error, run.done) == ("done", "", run.total)
    assert Rating.objects.count() == RosterEntry.objects.filter(rated=True).count()
    assert set(Rating.objects.values_list("low", "high", "standing")) == {(3, 3, 3)}


def test_outstanding_stands_only_where_the_committee_chose_it(cast: Cast) -> None:
    year = campaign()
    everybody_good(year, outstanding=["M-G1A-04", "M-G1A-05"])
    choose(entry(year, "M-G1A-04"))
    rate(year)
    reached = dict(
        Rating.objects.filter(
            roster_entry__code__in=["M-G1A-04", "M-G1A-05"], roster_entry__subject_type="member"
        ).values_list("roster_entry__code", "low")
    )
    assert reached == {"M-G1A-04": 4, "M-G1A-05": 4}
    assert (standing(year, "M-G1A-04"), standing(year, "M-G1A-05")) == (4, 3)


def test_outcomes_are_letters_in_the_order_of_the_frameworks_conditions(cast: Cast) -> None:
    year = campaign()
    everybody_good(year)
    one = entry(year, "M-G1A-04")
    write_facts(one, "good", discipline="reprimand", working_style=None)
    rate(year)
    names = condition_ids(bound_frameworks(year)[SubjectType.MEMBER])
    letters = dict(zip(names, Rating.objects.get(roster_entry=one).outcomes, strict=True))
    assert letters["member.not_completed.disciplined"] == "M"
    assert letters["member.good.other"] == "?"
    assert letters["member.outstanding.tasks"] == "F"


def test_a_reprimand_moves_the_member_the_cell_and_the_grassroots_organisation(cast: Cast) -> None:
    """A disciplined member is "not completed", so the cell fails "100 % completed or better" (HD
    21, II.B.1, 1.3).
    """
    year = campaign()
    everybody_good(year, outstanding=["G1A", "G1B", "G1"])
    for code in ("G1A", "G1"):
        choose(entry(year, code))
    rate(year)
    before = [standing(year, code) for code in ("M-G1A-04", "G1A", "G1")]
    write_facts(entry(year, "M-G1A-04"), "good", discipline="reprimand")
    rate(year)
    after = [standing(year, code) for code in ("M-G1A-04", "G1A", "G1")]
    assert (before, after) == ([3, 4, 4], [1, 2, 3])
    assert standing(year, "G1", "collective") == 3


def test_three_cells_of_ten_below_good_keep_the_grassroots_organisation_from_outstanding(
    cast: Cast,
) -> None:
    year = campaign()
    everybody_good(year, outstanding=["G3"])
    choose(entry(year, "G3"))
    rate(year)
    assert standing(year, "G3") == 4
    write_facts(entry(year, "G3A"), "completed")  # one of two cells: 50 % at good or better
    rate(year)
    assert standing(year, "G3") == 3


def test_the_head_is_capped_by_collective_and_unit(cast: Cast) -> None:
    year = campaign()
    everybody_good(year, outstanding=["M-G3A-02", "M-G3A-03"])
    for code in ("M-G3A-02", "M-G3A-03"):
        choose(entry(year, code, "leader"))
    rate(year)
    assert (
        standing(year, "M-G3A-02", "leader") == 3
    )  # the head of G3, where unit and collective stand at good
    assert standing(year, "M-G3A-03", "leader") == 4  # its deputy


@pytest.mark.parametrize(
    ("first", "second", "worst", "level"),
    [
        ("none", "reprimand", "reprimand", 3),
        ("warning", "none", "warning", 1),
        ("warning", None, "warning", 1),
        (None, "none", None, None),
    ],
)
def test_a_collective_falls_with_a_member_who_was_warned(
    cast: Cast, first: str | None, second: str | None, worst: str | None, level: int | None
) -> None:
    """HD 21, II.B.3; unknown only while nobody known was warned."""
    year = campaign()
    everybody_good(year)
    for code, discipline in (("M-G3A-02", first), ("M-G3A-03", second)):
        write_facts(entry(year, code), "good", discipline=discipline)
    rate(year)
    collective = entry(year, "G3", "collective")
    assert Rating.objects.get(roster_entry=collective).standing == level
    seen = [
        reason for reason in explanation_of(collective).reasons if "member_disciplined" in reason.id
    ]
    assert (seen[0].outcome == "cannot_tell") == (worst is None)


def test_without_a_self_review_nobody_can_tell(cast: Cast) -> None:
    """R1-SUBJ-05."""
    year = campaign()
    everybody_good(year)
    write_facts(entry(year, "M-G1A-04"), self_reviewed=False)
    rate(year)
    rating = Rating.objects.get(roster_entry=entry(year, "M-G1A-04"))
    assert (rating.low, rating.high, rating.standing) == (1, 4, None)


@pytest.mark.parametrize(("comment", "level"), [(True, 3), (False, None)])
def test_who_moved_after_six_months_needs_the_former_cells_comment(
    cast: Cast, comment: bool, level: int | None
) -> None:
    """R1-SUBJ-03."""
    year = campaign()
    everybody_good(year)
    one = entry(year, "M-G1A-04")
    one.facts |= {"transferred_in_year": True, "months_at_former_cell": 6}
    one.save()
    write_facts(one, former_cell_comment=comment)
    rate(year)
    assert standing(year, "M-G1A-04") == level


@pytest.mark.parametrize(("comment", "level"), [(True, 3), (False, None), (None, None)])
def test_who_was_active_elsewhere_for_a_time_needs_that_cells_comment(
    cast: Cast, comment: bool | None, level: int | None
) -> None:
    """R1-SUBJ-04."""
    year = campaign()
    everybody_good(year)
    one = entry(year, "M-G1A-04")
    one.facts |= {"membership_status": "temporary_elsewhere"}
    one.save()
    write_facts(one, temporary_cell_comment=comment)
    rate(year)
    assert standing(year, "M-G1A-04") == level


def test_the_explanation_agrees_with_the_stored_rating_for_everybody(cast: Cast) -> None:
    year = campaign()
    everybody_good(year, outstanding=["M-G1A-04", "G1A", "G1", "G3", "U1"])
    write_facts(entry(year, "M-G3A-05"), discipline="warning")
    write_facts(entry(year, "M-G1B-05"), working_style=None)
    write_facts(entry(year, "G3B"), "completed", authority_level=None)
    for code in ("G1A", "G1", "U1"):
        choose(entry(year, code))
    rate(year)
    for rating in Rating.objects.select_related(
        "roster_entry__campaign", "roster_entry__organisation"
    ):
        told = explanation_of(rating.roster_entry)
        assert told.low is not None
        assert told.high is not None
        assert (rating.roster_entry.code, told.low.code, told.high.code) == (
            rating.roster_entry.code,
            rating.low,
            rating.high,
        )


def test_a_stored_fact_that_nobody_can_read_is_named_and_nothing_changes(cast: Cast) -> None:
    year = campaign()
    everybody_good(year)
    rate(year)
    before = list(Rating.objects.order_by("pk").values_list())
    FactSheet.objects.filter(roster_entry=entry(year, "M-G1A-04")).update(
        facts={"targets_done": "rất nhiều"}
    )
    with pytest.raises(ClassificationError, match=r"Tỷ lệ hoàn thành.*rất nhiều.*M-G1A-04"):
        rate(year)
    assert list(Rating.objects.order_by("pk").values_list()) == before
    assert Classification.objects.filter(state="failed").count() == 1


def test_a_roster_that_is_not_frozen_is_refused(cast: Cast) -> None:
    with pytest.raises(ClassificationError, match="chưa chốt"):
        rate(campaign(frozen=False))


def test_two_at_once_are_refused(cast: Cast) -> None:
    year = campaign()
    everybody_good(year)
    refused: list[BaseException] = []

    def second() -> None:
        try:
            classify(campaign=year, actor=OPERATOR)
        except BaseException as error:
            refused.append(error)
        finally:
            connection.close()

    def try_another(*_: Any) -> None:
        other = threading.Thread(target=second)
        other.start()
        other.join()

    classify(campaign=year, actor=OPERATOR, progress=try_another)
    assert refused
    assert all(isinstance(error, ClassificationError) for error in refused)
    assert "đang được xếp loại" in str(refused[0])
    assert rate(year).state == "done"  # and afterwards the way is free again


def test_a_run_that_died_is_marked_and_does_not_stand_in_the_way(cast: Cast) -> None:
    year = campaign()
    everybody_good(year)
    dead = Classification.objects.create(
        campaign=year, state="running", stage="Xếp loại từ dưới lên"
    )
    rate(year)
    dead.refresh_from_db()
    assert (dead.state, dead.error) == ("failed", "lần chạy bị ngắt giữa chừng")


def test_progress_is_told_in_order(cast: Cast) -> None:
    year = campaign()
    everybody_good(year)
    told: list[tuple[str, int, int]] = []
    classify(
        campaign=year,
        actor=OPERATOR,
        progress=lambda stage, done, total: told.append((stage.en, done, total)),
    )
    assert told == [("Reading facts", 0, 3), ("Rating from below", 1, 3), ("Writing results", 2, 3)]


@pytest.mark.parametrize("role", [Role.UPPER_LEVEL, Role.CELL, Role.AUDITOR])
def test_only_the_province_classifies(cast: Cast, role: Role) -> None:
    year = campaign()
    with pytest.raises(PermissionDenied):
        classify(campaign=year, actor=officer("someone", role, cast["U1"]))
    assert (
        classify(campaign=year, actor=officer("province", Role.PROVINCE, cast["P"])).state == "done"
    )
