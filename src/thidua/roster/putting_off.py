"""Reviews that were not held with the others: noted with the reason, made up for later."""

import datetime as dt
from contextlib import AbstractContextManager

from django.db import transaction
from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import Authority, authorise
from thidua.campaigns.actions import note_roster
from thidua.campaigns.models import Campaign
from thidua.db.frames import execute
from thidua.history.tracking import recording
from thidua.roster.errors import RosterError
from thidua.roster.levels import IS_DECIDED
from thidua.roster.models import NOT_YET_REVIEWED, PutOff, RosterEntry
from thidua.roster.queries import deciding_number
from thidua.vocabulary import NotReviewed, RosterState
from thidua.web.clock import today

PERMISSION = "roster.put_off"


@transaction.atomic
def put_off(*, entry: RosterEntry, reason: str, note: str = "", actor: Actor) -> PutOff:
    """Note that a subject was not reviewed with the others, and why: it is not rated, counts in no
    quota and no share, and holds up no decision until the review is made up for.

    Raises RosterError: exempt, decided already, an unknown reason, another reason without a note.
    """
    authority, stored = _held(entry, actor)
    if stored.state == RosterState.EXEMPT:
        raise RosterError.exempt(stored.name)
    refuse_reason(reason, note)
    known = PutOff.objects.filter(roster_entry=stored).first()
    noted_on = known.noted_on if known else today()
    made = PutOff(roster_entry=stored, reason=reason, note=note.strip(), noted_on=noted_on)
    with _recorded("roster.put_off", authority, stored, reason):
        made.save(force_insert=known is None)
        _follow(stored.campaign)
    return made


@transaction.atomic
def make_up(*, entry: RosterEntry, reviewed_on: dt.date, actor: Actor) -> PutOff:
    """Note that the review was made up for: from now on the subject is rated like others, and a
    supplementary decision of that day or later ends it.

    Raises RosterError: not put off, decided already, a day before the year or to come.
    """
    authority, stored = _held(entry, actor)
    known = PutOff.objects.filter(roster_entry=stored).first()
    if known is None:
        raise RosterError.not_put_off(stored.name)
    refuse_day(stored.campaign, reviewed_on)
    known.reviewed_on = reviewed_on
    with _recorded("roster.make_up", authority, stored, known.reason):
        known.save(update_fields=["reviewed_on"])
        _follow(stored.campaign)
    return known


@transaction.atomic
def withdraw(*, entry: RosterEntry, actor: Actor) -> None:
    """Take the note back: the subject was reviewed with the others after all.

    Raises RosterError: not put off, decided already.
    """
    authority, stored = _held(entry, actor)
    known = PutOff.objects.filter(roster_entry=stored).first()
    if known is None:
        raise RosterError.not_put_off(stored.name)
    with _recorded("roster.withdraw_put_off", authority, stored, known.reason):
        known.delete()
        _follow(stored.campaign)


def refuse_reason(reason: str, note: str) -> None:
    """Raise RosterError for an unknown reason, and for another one that no note tells."""
    if reason not in NotReviewed.values():
        raise RosterError.no_such_reason()
    if reason == NotReviewed.OTHER and not note.strip():
        raise RosterError.no_note()


def refuse_day(campaign: Campaign, day: dt.date) -> None:
    """Raise RosterError for a day on which no review of the year can have been made up for."""
    first, last = dt.date(campaign.year, 1, 1), today()
    if not first <= day <= last:
        raise RosterError.day_outside(day, first, last)


def _held(entry: RosterEntry, actor: Actor) -> tuple[Authority, RosterEntry]:
    """By what the actor may, and the entry as it is stored now, the year held.

    Raises RosterError when it is decided.
    """
    authority = authorise(actor, PERMISSION, path=entry.organisation.path)
    campaign = Campaign.objects.select_for_update().get(pk=entry.campaign_id)
    stored = RosterEntry.objects.select_related("organisation").get(pk=entry.pk)
    stored.campaign = campaign
    number = deciding_number(stored)
    if number is not None:
        raise RosterError.decided(stored.name, number)
    return authority, stored


def _recorded(
    act: str, authority: Authority, entry: RosterEntry, reason: str
) -> AbstractContextManager[str]:
    return recording(act=act, actor=authority, subject=entry.code, reason=reason)


def follow_notes(campaign_id: int) -> bool:
    """Make the list follow what is noted: whose review is put off is not rated, who is put off no
    more is. Whoever is decided or exempt stays. Returns whether anybody changed: a part of an act.
    """
    values = {"campaign": campaign_id, "put_off": NOT_YET_REVIEWED}
    aside, again = (execute(statement, values) for statement in (_STAND_ASIDE, _STAND_AGAIN))
    return bool(aside or again)


_OPEN = """EXISTS (SELECT 1 FROM roster_putoff p WHERE p.roster_entry_id = e.id
    AND p.reviewed_on IS NULL)"""
_STAND_ASIDE = f"""
    UPDATE roster_rosterentry e SET rated = false, excluded_by = %(put_off)s
    WHERE e.campaign_id = %(campaign)s AND e.rated AND {_OPEN} AND NOT {IS_DECIDED}
"""  # noqa: S608
_STAND_AGAIN = f"""
    UPDATE roster_rosterentry e SET rated = true, excluded_by = ''
    WHERE e.campaign_id = %(campaign)s AND e.excluded_by = %(put_off)s AND NOT {_OPEN}
"""  # noqa: S608


def _follow(campaign: Campaign) -> None:
    if follow_notes(campaign.pk):
        note_roster(campaign, frozen_at=timezone.now())
