"""Their level and why, this year and before."""

from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects

from thidua.campaigns.models import Campaign
from thidua.own_file.schema import Condition, Decision, Earlier, Rating
from thidua.ratings.earlier_levels import Whose, levels_before
from thidua.ratings.moments import moment_of
from thidua.roster.models import RosterEntry
from thidua.rulebook import Explanation
from thidua.rulebook.reasons import Reason
from thidua.subjects.explanation import excluded_by, explanation_now
from thidua.subjects.verdict import sentence_of, verdict_of

if TYPE_CHECKING:
    from thidua.roster.models import Levelled


def own_ratings(campaign: Campaign, person_id: int) -> "list[Levelled]":
    """The rows of the year's list that are about somebody: as a member first, then of each post."""
    found = RosterEntry.objects.with_level().filter(campaign=campaign, person=person_id)
    related = ("organisation", "person", "rating", "proposal", "decided__decision__issuer")
    return list(found.select_related(*related).order_by("-subject_type", "organisation__path"))


def ratings_told(campaign: Campaign, entries: "list[Levelled]") -> tuple[Rating, ...]:
    """Each as it stands, with every condition."""
    prefetch_related_objects([campaign], "bindings")
    return tuple(_told(one, campaign) for one in entries)


def earlier_told(campaign: Campaign, entries: "list[Levelled]") -> tuple[Earlier, ...]:
    """As a member (without a membership: as a leader), the newest first."""
    if not entries:
        return ()
    whose = Whose.of(entries[0])
    found = levels_before(campaign.year, [whose])[whose]
    return tuple(
        Earlier(year=year, level=str(level.title))
        for year, level in sorted(found.items(), reverse=True)
        if level is not None
    )


def _told(entry: "Levelled", campaign: Campaign) -> Rating:
    explanation = explanation_now(entry, campaign=campaign) if entry.rated else None
    verdict = verdict_of(entry)
    proposal = getattr(entry, "proposal", None)
    decided = verdict.decided
    if explanation is None:
        sentence = "" if entry.rated else excluded_by(entry, campaign=campaign)
    else:
        moment = moment_of(entry, explanation)
        sentence = sentence_of(entry, explanation, verdict, moment, own=True)
    return Rating(
        subject_type=entry.subject_type,
        place=entry.organisation.name,
        level=verdict.level.value,
        sentence=sentence,
        self_claimed=proposal.self_claimed if proposal else "",
        proposed=proposal.proposed if proposal else "",
        decision=Decision(
            number=decided.decision.number,
            decided_on=decided.decision.decided_on,
            issuer=decided.decision.issuer.name,
            level=decided.level,
        )
        if decided
        else None,
        conditions=tuple(_conditions(explanation)),
        missing=tuple(str(title) for _, title in explanation.missing) if explanation else (),
    )


def _conditions(explanation: Explanation | None) -> list[Condition]:
    return [_condition(one) for one in explanation.reasons] if explanation else []


def _condition(reason: Reason) -> Condition:
    return Condition(
        title=str(reason.title),
        outcome="excused" if reason.excused else reason.outcome.value,
        settled=reason.settled,
        seen=str(reason.seen),
        wanted=str(reason.wanted),
        citation=reason.citation,
        confirmed=reason.confirmed,
    )
