"""Who holds several leading posts has one level as a leader, in one pool."""

import datetime as dt
from collections.abc import Iterable

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from tests.builder import OPERATOR, post
from tests.cast import Cast, campaign, entry, everybody_good
from thidua.organisations.models import MembershipSpell, Position
from thidua.ratings.actions import classify
from thidua.ratings.subjects import entry_by_code
from thidua.roster.actions import freeze_roster
from thidua.roster.models import RosterEntry
from thidua.roster.posts import with_main_post
from thidua.vocabulary import PositionRole, Tier

OTHER = "leader.excluded.other_post"


def posts_of(code: str) -> dict[str, str]:
    """By organisation led: the rule by which somebody is not rated there; "": rated."""
    found = RosterEntry.objects.filter(subject_type="leader", code=code)
    return dict(found.values_list("organisation__code", "excluded_by"))


def test_the_post_of_the_highest_tier_counts(cast: Cast) -> None:
    post(cast.of_cell("G1A", 2), cast["U1"], "deputy")
    campaign()
    assert posts_of("M-G1A-02") == {"U1": "", "G1": OTHER}


def test_of_two_posts_of_one_tier_that_of_the_head_counts(cast: Cast) -> None:
    post(cast.of_cell("G1A", 3), cast["G3"], "head")
    campaign()
    assert posts_of("M-G1A-03") == {"G3": "", "G1": OTHER}


def test_the_authority_may_say_which_post_is_the_main_one(cast: Cast) -> None:
    who = cast.of_cell("G1A", 2)
    post(who, cast["U1"], "deputy")
    year = campaign()
    Position.objects.filter(person=who, organisation=cast["G1"]).update(main=True)
    freeze_roster(campaign=year, actor=OPERATOR, refreeze=True)
    assert posts_of("M-G1A-02") == {"G1": "", "U1": OTHER}


def test_a_post_that_ended_leaves_the_other_alone(cast: Cast) -> None:
    who = cast.of_cell("G1A", 2)
    post(who, cast["U1"], "deputy")
    Position.objects.filter(person=who, organisation=cast["U1"]).update(
        ends_on=dt.date(2021, 6, 30)
    )
    campaign()
    assert posts_of("M-G1A-02") == {"G1": ""}


def test_one_level_counts_once_in_one_pool(cast: Cast) -> None:
    post(cast.of_cell("G1A", 2), cast["U1"], "deputy")
    year = campaign()
    everybody_good(year)
    classify(campaign=year, actor=OPERATOR)
    rated = RosterEntry.objects.filter(subject_type="leader", rating__low=3, rating__high=3)
    assert list(rated.filter(code="M-G1A-02").values_list("organisation__code", flat=True)) == [
        "U1"
    ]
    assert rated.count() == rated.values("person").distinct().count()
    assert (
        entry_by_code(
            campaign=year, code="M-G1A-02", actor=OPERATOR, subject_type="leader"
        ).organisation
        == cast["U1"]
    )


def test_a_civil_servant_as_a_leader_is_one_on_the_cut_off_day(cast: Cast) -> None:
    MembershipSpell.objects.filter(person=cast.of_cell("G1A", 2)).update(civil_servant=None)
    MembershipSpell.objects.filter(person=cast.of_cell("G1A", 3)).update(civil_servant=True)
    year = campaign()
    assert "civil_servant" not in entry(year, "M-G1A-02", "leader").facts
    assert entry(year, "M-G1A-03", "leader").facts["civil_servant"] is True


TIERS, ROLES = [Tier.UPPER_LEVEL, Tier.GRASSROOTS], [PositionRole.HEAD, PositionRole.DEPUTY]
ANY_POST = st.tuples(
    st.integers(1, 4), st.booleans(), st.sampled_from(TIERS), st.sampled_from(ROLES)
)


@given(st.lists(ANY_POST, max_size=8))
def test_everybody_is_rated_for_exactly_one_post(
    posts: Iterable[tuple[int, bool, Tier, PositionRole]],
) -> None:
    rows = [
        {
            "person_id": who,
            "organisation_id": place,
            "main": main,
            "tier": tier.value,
            "role": role.value,
            "starts_on": dt.date(2020, 1, 1),
        }
        for place, (who, main, tier, role) in enumerate(posts)
    ]
    schema = {
        **dict.fromkeys(("person_id", "organisation_id"), pl.Int64),
        "main": pl.Boolean,
        **dict.fromkeys(("tier", "role"), pl.String),
        "starts_on": pl.Date,
    }
    found = with_main_post(pl.DataFrame(rows, schema=schema))
    for (_,), own in found.group_by("person_id"):
        kept = own.filter("main_post")
        assert kept.height == 1
        if own["main"].any():
            assert kept["main"].all()
