"""Levels proposed by a ballot: what the count came to becomes the proposal."""

from collections.abc import Mapping

from thidua.accounts.permissions import Authority
from thidua.boards.proposal_rules import Change, carries_reason
from thidua.boards.proposals import Held, hold, write_levels
from thidua.campaigns.models import Campaign
from thidua.history.tracking import recording
from thidua.roster.identity import SubjectKey, entries_of
from thidua.vocabulary import Level


def propose_by_ballot(
    *, campaign: Campaign, levels: Mapping[SubjectKey, Level], authority: Authority
) -> int:
    """Write what a ballot came to as the proposals of these subjects; how many it changed. Part of
    the act that counts the ballot: who holds its keys needs no role here.

    Who is not on the year's list, or decided meanwhile, is left alone; what was sent back is
    answered by it. A proposal by ballot needs no reason where it deviates: the votes are it."""
    keys = {entry.pk: key for key, entry in entries_of(campaign, list(levels)).items()}
    changes = [
        (held, change)
        for pk, held in hold(campaign, sorted(keys)).items()
        if not held.now.decision and (change := _change(held, levels[keys[pk]])).changes(held.now)
    ]
    if changes:
        codes = " ".join(held.entry.code for held, _ in changes[:20])
        act = "boards.propose_by_ballot"
        with recording(act=act, actor=authority, year=campaign.year, subjects=codes):
            write_levels(changes)
    return len(changes)


def _change(held: Held, level: Level) -> Change:
    now = held.now
    chosen = Level.from_code(now.chosen).value if now.chosen else ""
    reason = now.reason if carries_reason(chosen) else ""
    return Change(level.code, now.chosen, reason, "", now.ballot_reason)
