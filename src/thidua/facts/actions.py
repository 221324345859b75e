"""Correcting one fact of one subject: the history keeps both values, the classification becomes
stale.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.accounts.oneself import is_about
from thidua.accounts.permissions import Authority, authorise
from thidua.campaigns.models import Campaign
from thidua.facts.contradiction_words import right, told
from thidua.facts.contradictions import CIVIL_SERVANT_LEVEL, civil_servant_contradiction
from thidua.facts.errors import FactCorrectionError
from thidua.facts.models import FactSheet
from thidua.frameworks.binding import bound_frameworks
from thidua.history.tracking import named_actor, recording
from thidua.language import Text
from thidua.roster.held_posts import held_a_post
from thidua.roster.models import RosterEntry
from thidua.roster.queries import deciding_number
from thidua.rulebook.framework import Framework
from thidua.vocabulary import SubjectType


@transaction.atomic
def correct_fact(
    *, roster_entry: RosterEntry, fact: str, value: str | None, actor: Actor, reason: str = ""
) -> FactSheet:
    """Put another value in the place of one fact of a subject's sheet; the other facts stay.

    Raises PermissionDenied, and as `put_fact`."""
    authority = authorise(actor, "facts.correct", path=roster_entry.organisation.path)
    with recording(act="facts.correct", actor=authority, subject=roster_entry.code, fact=fact):
        return put_fact(
            roster_entry=roster_entry, fact=fact, value=value, authority=authority, reason=reason
        )


@transaction.atomic
def put_fact(
    *,
    roster_entry: RosterEntry,
    fact: str,
    value: str | None,
    authority: Authority,
    reason: str = "",
) -> FactSheet:
    """The same inside an act of a room above, which has asked by what right; None: not known.

    Where the year's work tells the fact, another value is an override, which needs a reason and
    counts before the work; the work's own value and None take it back. None without an override
    takes what the sheet says away: it does not count. Where the work has the fact and cannot tell
    it, every value is an override.

    Raises FactCorrectionError (one's own, not rated and without a post in the year, no such fact
    on the sheet, decided already, a level as a civil servant of somebody who is none, other than
    the work without a reason), the
    rulebook's FactError for a value that the fact cannot have, and NotBoundError."""
    campaign = Campaign.objects.select_for_update().get(
        pk=roster_entry.campaign_id
    )  # decisions wait their turn
    if is_about(authority.actor, roster_entry.person_id):
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
    if fact not in sheet.work:
        _put(sheet, fact, stored)
    elif stored in {None, sheet.work[fact]}:
        drops = stored is None and fact not in sheet.overrides
        _put(sheet, fact, None if drops else sheet.facts.get(fact))
    elif sheet.overrides.get(fact) != stored or reason.strip():
        known = sheet.work[fact]
        told = None if known is None else spec.show_stored(known)
        _override(sheet, fact, stored, _note(spec.title, told, reason, authority))
    return sheet


def _put(sheet: FactSheet, fact: str, stored: object) -> None:
    """On the sheet itself; nothing of it stands by hand before the work any more."""
    facts = _without(sheet.facts, fact) | ({} if stored is None else {fact: stored})
    overrides = _without(sheet.overrides, fact)
    if (facts, overrides) != (sheet.facts, sheet.overrides):
        sheet.facts, sheet.overrides = facts, overrides
        sheet.override_notes = _without(sheet.override_notes, fact)
        _save(sheet)


def _override(sheet: FactSheet, fact: str, stored: object, note: Mapping[str, str]) -> None:
    sheet.overrides = {**sheet.overrides, fact: stored}
    sheet.override_notes = {**sheet.override_notes, fact: dict(note)}
    _save(sheet)


def _save(sheet: FactSheet) -> None:
    sheet.save(update_fields=["facts", "overrides", "override_notes"])
    sheet.refresh_from_db(fields=["known"])  # the database puts it together


def _note(title: Text, told: Text | None, reason: str, authority: Authority) -> dict[str, str]:
    """Why, by whom and when, as it stands beside an override."""
    if not reason.strip():
        raise FactCorrectionError.no_reason(title, told)
    acting = authority.acting_as
    return {
        "reason": reason.strip(),
        "by": named_actor(authority),
        "role": acting.get("role", ""),
        "place": acting.get("place", ""),
        "at": timezone.now().isoformat(timespec="seconds"),
    }


def _without(facts: Mapping[str, Any], fact: str) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if name != fact}


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
