"""Correcting one fact of one subject: the history keeps both values, the classification becomes
stale.
"""

from collections.abc import Mapping

from django.db import transaction

from thidua.accounts.actors import Actor
from thidua.accounts.oneself import is_about
from thidua.accounts.permissions import authorise
from thidua.campaigns.models import Campaign
from thidua.facts.contradiction_words import right, told
from thidua.facts.contradictions import CIVIL_SERVANT_LEVEL, civil_servant_contradiction
from thidua.facts.errors import FactCorrectionError
from thidua.facts.models import FactSheet
from thidua.frameworks.binding import bound_frameworks
from thidua.history.tracking import recording
from thidua.roster.held_posts import held_a_post
from thidua.roster.models import RosterEntry
from thidua.roster.queries import deciding_number
from thidua.rulebook.framework import Framework
from thidua.vocabulary import SubjectType


@transaction.atomic
def correct_fact(*, roster_entry: RosterEntry, fact: str, value: str, actor: Actor) -> FactSheet:
    """Put another value in the place of one fact of a subject's sheet; the other facts stay.

    Raises PermissionDenied, and as `put_fact`."""
    authority = authorise(actor, "facts.correct", path=roster_entry.organisation.path)
    with recording(act="facts.correct", actor=authority, subject=roster_entry.code, fact=fact):
        return put_fact(roster_entry=roster_entry, fact=fact, value=value, actor=actor)


@transaction.atomic
def put_fact(*, roster_entry: RosterEntry, fact: str, value: str | None, actor: Actor) -> FactSheet:
    """The same inside an act of a room above, which has asked by what right; None: not known.

    Raises FactCorrectionError (one's own, not rated and without a post in the year, no such fact
    on the sheet, decided already, a level as a civil servant of somebody who is none), the
    rulebook's FactError for a value that the fact cannot have, and NotBoundError."""
    campaign = Campaign.objects.select_for_update().get(
        pk=roster_entry.campaign_id
    )  # decisions wait their turn
    if is_about(actor, roster_entry.person_id):
        raise FactCorrectionError.oneself(roster_entry.name)
    if not roster_entry.rated and not held_a_post(roster_entry):
        raise FactCorrectionError.not_rated(roster_entry.name)
    kind, frameworks = SubjectType(roster_entry.subject_type), bound_frameworks(campaign)
    spec = frameworks[kind].fields.get(fact)
    if spec is None or spec.given_by != "sheet":
        raise FactCorrectionError.not_on_the_sheet(fact)
    number = deciding_number(roster_entry)
    if number is not None:
        raise FactCorrectionError.decided(roster_entry.name, number)
    stored = None if value is None else spec.to_json(spec.parse(value))
    _refuse_contradiction(roster_entry, fact, stored, kind, frameworks)
    sheet, _ = FactSheet.objects.select_for_update().get_or_create(roster_entry=roster_entry)
    if sheet.facts.get(fact) != stored:
        others = {name: known for name, known in sheet.facts.items() if name != fact}
        sheet.facts = others if stored is None else others | {fact: stored}
        sheet.save(update_fields=["facts"])
    return sheet


def _refuse_contradiction(
    entry: RosterEntry,
    fact: str,
    stored: object,
    kind: SubjectType,
    frameworks: Mapping[SubjectType, Framework],
) -> None:
    """What contradicts the year's list is not stored. What another sheet says is told, not refused:
    of two wrong values one has to be corrected first.
    """
    if fact != CIVIL_SERVANT_LEVEL:
        return
    found = civil_servant_contradiction(entry.pk, roster=entry.facts, sheet={fact: stored})
    if found is not None and found.certain:
        raise FactCorrectionError.contradicts(told(found, kind, frameworks), right(found))
