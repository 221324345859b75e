"""What stands beside the level on boards, pages and drafts: the outcome of the ballot."""

from collections.abc import Collection, Mapping

from thidua.boards.beside import Beside
from thidua.campaigns.models import Campaign
from thidua.level_ballots.links import ballot_page
from thidua.level_ballots.outcomes import outcomes_of
from thidua.level_ballots.words import short
from thidua.roster.identity import SubjectKey


def ballots_beside(campaign: Campaign, keys: Mapping[int, SubjectKey]) -> Mapping[int, Beside]:
    """By entry; one question for all of them."""
    outcomes = outcomes_of(campaign, set(keys.values()))
    return {
        entry: Beside(
            level=outcome.level.code if outcome.level is not None else None,
            text=short(outcome),
            href=ballot_page(outcome.last.ballot, campaign.year),
        )
        for entry, key in keys.items()
        if (outcome := outcomes.get(key)) is not None
    }


def balloted(campaign: Campaign, keys: Collection[SubjectKey]) -> set[SubjectKey]:
    """Those whose ballot came to a level."""
    found = outcomes_of(campaign, keys)
    return {key for key, outcome in found.items() if outcome.level is not None}
