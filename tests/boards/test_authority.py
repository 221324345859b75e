"""Who decides a subject's level: the frame, the condition and the single subject agree, and boards
go by it.
"""

from collections import defaultdict

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import Cast
from thidua.boards.authority import (
    all_with_authority,
    authority_over,
    covered,
    decided_by,
)
from thidua.boards.definition import board_of
from thidua.campaigns.models import Campaign
from thidua.frameworks.binding import bound_frameworks
from thidua.organisations.models import Organisation
from thidua.ratings.frames import standing_subjects
from thidua.roster.models import RosterEntry
from thidua.rulebook import Framework
from thidua.rulebook.framework import Authority
from thidua.vocabulary import SubjectType, Tier

DECIDERS = st.fixed_dictionaries({tier: st.sampled_from([None, *Tier]) for tier in Tier})
"""Per tier who decides about those standing there; None: no rule says."""
FEW = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def deciding(framework: Framework, deciders: dict[Tier, Tier | None]) -> Framework:
    """The framework with these rules of authority."""
    like = framework.authority[0]
    rules: list[Authority] = [
        like.model_copy(update={"tier": tier, "decided_by": decider})
        for tier, decider in deciders.items()
        if decider is not None
    ]
    return framework.model_copy(update={"authority": rules})


def leave_gaps() -> None:
    """Let some have no ancestor of a tier, as those directly under the province do."""
    RosterEntry.objects.filter(organisation__code__startswith="G3").update(upper_level=None)
    RosterEntry.objects.filter(organisation__code="G1B").update(grassroots=None)


def test_frame_condition_and_single_subject_name_the_same_decider(
    cast: Cast, year: Campaign
) -> None:
    leave_gaps()
    frameworks = bound_frameworks(year)
    everybody = standing_subjects(year)
    entries = list(RosterEntry.objects.filter(campaign=year, rated=True))
    committees = list(Organisation.objects.all())

    @FEW
    @given(st.sampled_from(SubjectType), DECIDERS)
    def agree(kind: SubjectType, deciders: dict[Tier, Tier | None]) -> None:
        framework = deciding(frameworks[kind], deciders)
        frame = all_with_authority(everybody, {kind: framework}, cast["P"].pk)
        told = dict(frame.select("entry", "authority_id").iter_rows())
        assert told == {
            entry.pk: authority_over(entry, framework, cast["P"].pk)
            for entry in entries
            if entry.subject_type == kind
        }
        below = defaultdict(set)
        for entry, decider in told.items():
            below[decider].add(entry)
        for committee in committees:
            condition = decided_by(committee, kind, framework)
            here = RosterEntry.objects.filter(condition, campaign=year)
            assert set(here.values_list("pk", flat=True)) == below[committee.pk], committee.code

    agree()


def test_boards_hold_whom_their_committee_decides(cast: Cast, year: Campaign) -> None:
    frameworks = bound_frameworks(year)
    everybody = all_with_authority(standing_subjects(year), frameworks, cast["P"].pk)
    authority = {row["entry"]: row["authority_id"] for row in everybody.iter_rows(named=True)}
    for kind in SubjectType:
        for committee in Organisation.objects.all():
            place = board_of(year, committee, kind, frameworks[kind])
            here = set(
                RosterEntry.objects.filter(place.subjects, campaign=year).values_list(
                    "pk", flat=True
                )
            )
            of_kind = RosterEntry.objects.filter(campaign=year, subject_type=kind, rated=True)
            if place.decides:
                assert here == {one.pk for one in of_kind if authority[one.pk] == committee.pk}, (
                    kind,
                    committee.code,
                )
            else:
                assert here == {one.pk for one in of_kind if one.organisation_id == committee.pk}


def test_a_decision_for_one_tier_reaches_that_tier_and_a_decision_for_all_everybody() -> None:
    """An upper level committee (1) decides about communes and cells; somebody else (2) about
    another cell.
    """
    everybody = pl.DataFrame(
        [("commune", "grassroots", 1), ("cell", "cell", 1), ("elsewhere", "cell", 2)],
        schema=["entry", "tier", "authority_id"],
        orient="row",
    ).with_columns(subject_type=pl.lit("organisation"))
    asked = pl.DataFrame(
        [("all", ""), ("communes", "grassroots"), ("cells", "cell"), ("districts", "upper_level")],
        schema=["decision", "only_tier"],
        orient="row",
    ).with_columns(subject_type=pl.lit("organisation"), issuer_id=pl.lit(1))
    reached = covered(asked, everybody).select("decision", "entry").sort("decision", "entry")
    assert reached.rows() == [
        ("all", "cell"),
        ("all", "commune"),
        ("cells", "cell"),
        ("communes", "commune"),
    ]
