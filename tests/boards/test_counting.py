"""The narrow count of pools gives what the whole frames give."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import Cast
from thidua.boards.counting import Tally, count_of, counts, keys_of, pools_of
from thidua.boards.models import Proposal
from thidua.campaigns.models import Campaign
from thidua.frameworks.binding import bound_frameworks
from thidua.ratings.frames import standing_subjects
from thidua.ratings.models import Rating
from thidua.ratings.pools import pools_in
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType

LEVELS = st.sampled_from([None, 1, 2, 3, 4])
WORDS = {None: "", 1: "not_completed", 2: "completed", 3: "good", 4: "outstanding"}
SLOW = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def told(year: Campaign, kind: SubjectType) -> dict[tuple[str, tuple[Any, ...]], Tally]:
    """The pools as the frames of everybody give them."""
    framework = bound_frameworks(year)[kind]
    names = ("rated", "good_or_better", "good", "outstanding", "reached_outstanding", "unknown")
    return {
        (pool.quota, tuple(pool.key.values())): Tally(
            **{name: getattr(pool, name) for name in names}
        )
        for pool in pools_in(framework, standing_subjects(year, subject_type=[kind.value]))
    }


def counted(year: Campaign, kind: SubjectType) -> dict[tuple[str, tuple[Any, ...]], Tally]:
    found = counts(year, bound_frameworks(year)[kind], ("true", ()))
    return {(key.quota_id, key.values): tally for key, tally in found.items()}


@pytest.mark.parametrize("kind", list(SubjectType))
def test_pools_count_as_the_frames_do(cast: Cast, year: Campaign, kind: SubjectType) -> None:
    entries = list(
        RosterEntry.objects.filter(campaign=year, subject_type=kind, rated=True).order_by("pk")
    )

    @SLOW
    @given(st.data())
    def same(data: st.DataObject) -> None:
        for one in entries[:10]:
            _say(one, data)
        assert counted(year, kind) == told(year, kind)
        for one in entries:
            for pool in pools_of(one, bound_frameworks(year)[kind]):
                framework = bound_frameworks(year)[kind]
                assert (
                    count_of(year, framework, pool) == told(year, kind)[pool.quota_id, pool.values]
                )
            break

    same()


def _say(one: RosterEntry, data: st.DataObject) -> None:
    """Some level reached, perhaps not known; some choice."""
    low = data.draw(st.integers(1, 4))
    high = data.draw(st.integers(low, 4))
    Rating.objects.filter(pk=one.pk).update(low=low, high=high)
    chosen = data.draw(LEVELS)
    Proposal.objects.update_or_create(
        roster_entry=one, defaults={"chosen": WORDS[chosen], "reason": "lý do"}
    )


def test_ceilings_are_the_same(cast: Cast, year: Campaign) -> None:
    for kind in SubjectType:
        framework = bound_frameworks(year)[kind]
        for pool in pools_in(framework, standing_subjects(year, subject_type=[kind.value])):
            one = RosterEntry.objects.get(pk=pool.entries[0])
            (key,) = [key for key in pools_of(one, framework) if key.quota_id == pool.quota]
            assert count_of(year, framework, key).ceiling(framework, key.quota) == pool.ceiling
            assert len(keys_of(framework, key.quota)) == len(key.values)
