"""Correcting one fact of one subject: the history keeps both values, the classification becomes
stale.
"""

from django.db import transaction

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import authorise
from thidua.campaigns.models import Campaign
from thidua.facts.errors import FactCorrectionError
from thidua.facts.models import FactSheet
from thidua.frameworks.binding import bound_frameworks
from thidua.history.tracking import recording
from thidua.roster.held_posts import held_a_post
from thidua.roster.models import RosterEntry
from thidua.roster.queries import deciding_number
from thidua.vocabulary import SubjectType


@transaction.atomic
def correct_fact(*, roster_entry: RosterEntry, fact: str, value: str, actor: Actor) -> FactSheet:
    """Put another value in the place of one fact of a subject's sheet; the other facts stay.

    Raises FactCorrectionError (not rated and without a post in the year, no such fact on the
    sheet, decided already), the rulebook's FactError for a value that the fact cannot have, and
    NotBoundError."""
    authority = authorise(actor, "facts.correct", path=roster_entry.organisation.path)
    campaign = Campaign.objects.select_for_update().get(
        pk=roster_entry.campaign_id
    )  # decisions wait their turn
    if not roster_entry.rated and not held_a_post(roster_entry):
        raise FactCorrectionError.not_rated(roster_entry.name)
    spec = bound_frameworks(campaign)[SubjectType(roster_entry.subject_type)].fields.get(fact)
    if spec is None or spec.given_by != "sheet":
        raise FactCorrectionError.not_on_the_sheet(fact)
    number = deciding_number(roster_entry)
    if number is not None:
        raise FactCorrectionError.decided(roster_entry.name, number)
    stored = spec.to_json(spec.parse(value))
    with recording(act="facts.correct", actor=authority, subject=roster_entry.code, fact=fact):
        sheet, _ = FactSheet.objects.select_for_update().get_or_create(roster_entry=roster_entry)
        if sheet.facts.get(fact) != stored:
            sheet.facts |= {fact: stored}
            sheet.save(update_fields=["facts"])
    return sheet
