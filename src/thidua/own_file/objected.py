"""What they, or their unit, objected to, what became of it, and levels that were decided again."""

from collections.abc import Mapping

from thidua.campaigns.models import Campaign
from thidua.decisions.models import Decision, DecisionItem, ReopenedLevel
from thidua.decisions.shown_seals import seals_of
from thidua.objections.comparing import pair_of
from thidua.objections.models import Objection
from thidua.objections.queries import about_person
from thidua.objections.sealing import seal_of
from thidua.own_file.schema_of_objections import (
    Contested,
    Decided,
    DecidedAgain,
    Objected,
)
from thidua.seals.models import Link
from thidua.vocabulary import DecisionStatus


def objections_told(campaign: Campaign, person_id: int) -> tuple[Objected, ...]:
    """Every objection of the year about somebody, the newest first."""
    return tuple(_told(one) for one in about_person(campaign, person_id))


def _told(one: Objection) -> Objected:
    pair = pair_of(one)
    sealed = pair.answer_seal if pair is not None else seal_of(one)
    return Objected(
        receipt=one.pk,
        instance=one.instance,
        against=one.decision.number if one.decision is not None else "",
        level=one.level,
        why=one.why,
        contested=tuple(
            Contested(title=row.title, first=row.first, second=row.second)
            for row in (pair.rows if pair is not None else ())
        ),
        sent_by=one.asked_by_name,
        sent_on=one.sent_on,
        due_on=one.due_on,
        receiver=one.receiver.name,
        state=one.state,
        answer=one.answer,
        answered_on=one.answered_on,
        seal=f"{sealed.position}: {sealed.short}" if sealed is not None else "",
    )


def decided_again_told(campaign: Campaign, person_id: int) -> tuple[DecidedAgain, ...]:
    """Each level of theirs that was reopened, the first first; by an objection or for a fault."""
    gone = list(
        ReopenedLevel.objects.filter(
            roster_entry__campaign=campaign, roster_entry__person=person_id
        ).select_related("roster_entry__organisation", "decision__issuer", "second__issuer")
    )
    if not gone:
        return ()
    held = {
        item.roster_entry_id: item
        for item in DecisionItem.objects.filter(
            roster_entry__in={one.roster_entry_id for one in gone},
            decision__status=DecisionStatus.ISSUED,
        ).select_related("decision__issuer")
    }
    levels = {(one.roster_entry_id, one.decision_id): one.level for one in gone}
    levels |= {(entry, item.decision_id): item.level for entry, item in held.items()}
    seals = seals_of(gone, [item.decision for item in held.values()]).decisions
    return tuple(_again(one, levels, seals) for one in gone)


def _again(
    one: ReopenedLevel,
    levels: Mapping[tuple[int, int], str],
    seals: Mapping[int, Link],
) -> DecidedAgain:
    entry, second = one.roster_entry, one.second
    after = levels.get((entry.pk, second.pk)) if second is not None else None
    return DecidedAgain(
        subject_type=entry.subject_type,
        place=entry.organisation.name,
        first=_decided(one.decision, one.level, seals),
        reopened_on=one.reopened_on,
        because=one.because,
        why=one.why,
        second=_decided(second, after, seals) if second is not None and after else None,
    )


def _decided(decision: Decision, level: str, seals: Mapping[int, Link]) -> Decided:
    seal = seals.get(decision.pk)
    return Decided(
        number=decision.number,
        decided_on=decision.decided_on,
        issuer=decision.issuer.name,
        level=level,
        seal=f"{seal.position}: {seal.short}" if seal is not None else "",
    )
