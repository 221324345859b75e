"""The level that counts has three faces; for every decision and standing they say the same."""

from itertools import product

import pytest

from tests.reports.year import SmallYear, empty_year
from thidua.accounts.actors import Operator
from thidua.boards.models import Proposal
from thidua.campaigns.models import Campaign
from thidua.decisions.models import Decision, DecisionItem
from thidua.ratings.frames import standing_subjects
from thidua.reports.levels import levelled
from thidua.roster.levels import DECIDED, level_that_counts
from thidua.roster.models import RosterEntry
from thidua.vocabulary import Level

NONE = ""
EVERY_CASE = list(product([NONE, *Level.values()], repeat=2))
"""Level in an issued decision, level where the subject stands; nothing: none, cannot tell."""


@pytest.fixture
def year(db: None) -> SmallYear:
    """One member a case; outstanding stands only where the committee chose it."""
    made = empty_year()
    made.members("P", *(standing for _, standing in EVERY_CASE))
    for entry, (decided, standing) in zip(_entries(made.campaign), EVERY_CASE, strict=True):
        Proposal.objects.create(
            roster_entry=entry,
            chosen=standing if standing == Level.OUTSTANDING else "",
            reason="",
        )
        if decided:
            _decide(made, entry, decided)
    return made


def _entries(campaign: Campaign) -> list[RosterEntry]:
    return list(RosterEntry.objects.filter(campaign=campaign).order_by("code"))


def _decide(made: SmallYear, entry: RosterEntry, level: str, status: str = "issued") -> None:
    decision = Decision.objects.create(
        campaign=made.campaign,
        number=f"{entry.code}-QĐ/TU",
        decided_on=made.campaign.review_date,
        status=status,
        issuer=made.organisations["P"],
        signer_post="Bí thư",
        covers=["member"],
    )
    DecisionItem.objects.create(
        decision=decision, roster_entry=entry, level=level, reached_low=1, reached_high=4
    )


def _by_scalar() -> list[int | None]:
    levels = [
        level_that_counts(decided, Level.code_of(standing)) for decided, standing in EVERY_CASE
    ]
    return [level.code if level is not None else None for level in levels]


def test_every_face_gives_the_same_level(year: SmallYear) -> None:
    campaign = year.campaign
    in_order = RosterEntry.objects.with_level().filter(campaign=campaign).order_by("code")
    by_query = [entry.level for entry in in_order]
    frame = standing_subjects(campaign).sort("code")
    low, high = frame["standing_low"].to_list(), frame["standing_high"].to_list()
    by_frame = [one if one == other else None for one, other in zip(low, high, strict=True)]
    reported = levelled(campaign=campaign, actor=Operator()).order_by("code")
    by_report = [entry.level for entry in reported]
    expected = _by_scalar()
    assert len(expected) == 25
    assert by_query == by_frame == by_report == expected


def test_a_decision_counts_before_where_the_subject_stands() -> None:
    assert level_that_counts("completed", Level.OUTSTANDING.code) is Level.COMPLETED
    assert level_that_counts(None, Level.OUTSTANDING.code) is Level.OUTSTANDING
    assert level_that_counts(None, None) is None


@pytest.mark.parametrize("status", ["draft", "reopened"])
def test_a_decision_that_is_not_issued_decides_nothing(db: None, status: str) -> None:
    made = empty_year()
    made.members("P", "good")
    entry = RosterEntry.objects.get(campaign=made.campaign)
    _decide(made, entry, "outstanding", status)
    assert RosterEntry.objects.with_level().get(pk=entry.pk).level == Level.GOOD.code
    assert entry.issued_item is None
    assert not RosterEntry.objects.filter(DECIDED).exists()
    [subject] = standing_subjects(made.campaign).to_dicts()
    assert (subject["decided"], subject["standing_low"]) == (None, Level.GOOD.code)
