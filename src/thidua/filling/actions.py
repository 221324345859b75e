"""Everything that the page of missing facts changes: entering, taking back, handing on."""

from django.db import transaction
from django.utils import timezone

from thidua.accounts.models import User
from thidua.accounts.oneself import is_about
from thidua.accounts.permissions import authorise
from thidua.campaigns.models import Campaign
from thidua.facts.actions import put_fact
from thidua.facts.errors import FactCorrectionError
from thidua.facts.models import FactSheet
from thidua.facts.values import Fact, facts_of
from thidua.filling.errors import FillingError
from thidua.filling.models import FLOW, FactRequest, Status
from thidua.filling.queries import FILL, TAKE_BACK, entered_today, fills, near_units
from thidua.history.tracking import recording
from thidua.organisations.models import Organisation
from thidua.roster.models import RosterEntry
from thidua.submissions.flow import NotNowError


@transaction.atomic
def fill_fact(
    *, unit: Organisation, cell: tuple[RosterEntry, str], value: str, was: str, actor: User
) -> FactSheet:
    """Enter one fact (`cell`: of whom, which) for the unit that keeps it or was handed it. `was`:
    the value, as it is stored, that whoever enters it saw ("": none).

    Raises FillingError (the unit does not enter it, somebody changed it meanwhile), what
    `facts.actions.put_fact` raises, PermissionDenied."""
    return _write(unit=unit, cell=cell, value=value, was=was, actor=actor)


@transaction.atomic
def take_back(
    *, unit: Organisation, cell: tuple[RosterEntry, str], back_to: str, was: str, actor: User
) -> FactSheet:
    """Undo an entry made here today: to the value before it ("": not known). Raises as `fill_fact`,
    and FillingError for what was not entered here today.
    """
    entry, fact = cell
    if (entry.pk, fact) not in entered_today(unit, [entry.pk]):
        raise FillingError.not_entered_here()
    return _write(unit=unit, cell=cell, value=back_to or None, was=was, actor=actor)


def _write(
    *, unit: Organisation, cell: tuple[RosterEntry, str], value: str | None, was: str, actor: User
) -> FactSheet:
    entry, fact = cell
    authority = authorise(actor, "filling.fill", path=unit.path)
    # One after the other, as every correction: the second of two tabs sees the first one's value.
    Campaign.objects.select_for_update().get(pk=entry.campaign_id)
    if not fills(unit, entry, fact):
        raise FillingError.not_kept_here(unit.name)
    known = _fact(entry, fact)
    if known.stored != was:
        raise FillingError.changed_meanwhile(
            entry.name, known.title, known.spec.show_stored(known.stored)
        )
    with recording(
        act=FILL if value is not None else TAKE_BACK,
        actor=authority,
        subject=entry.code,
        fact=fact,
        place_filled=unit.code,
    ):
        sheet = put_fact(roster_entry=entry, fact=fact, value=value, authority=authority)
        if value is not None:
            _close(entry, fact)
    return sheet


def _close(entry: RosterEntry, fact: str) -> None:
    """Whoever was asked for it need not enter it any more."""
    for request in FactRequest.objects.select_for_update().filter(
        roster_entry=entry, fact=fact, status=Status.OPEN
    ):
        request.status = FLOW.next("enter", request.status)
        request.save(update_fields=["status"])


def _fact(entry: RosterEntry, name: str) -> Fact:
    known = facts_of(entry)
    if name not in known:
        raise FactCorrectionError.not_on_the_sheet(name)
    return known[name]


@transaction.atomic
def hand_on(
    *,
    unit: Organisation,
    cell: tuple[RosterEntry, str],
    to: Organisation,
    actor: User,
) -> FactRequest:
    """Ask another unit near by to enter a fact that is missing; a row stands on its first page.

    Raises FillingError (known already, handed on already, not kept here, a unit that is not near),
    FactCorrectionError (one's own, no such fact), PermissionDenied."""
    entry, fact = cell
    authority = authorise(actor, "filling.fill", path=unit.path)
    Campaign.objects.select_for_update().get(pk=entry.campaign_id)
    known = _fact(entry, fact)
    if is_about(actor, entry.person_id):
        raise FactCorrectionError.oneself(entry.name)
    if not fills(unit, entry, fact):
        raise FillingError.not_kept_here(unit.name)
    if known.stored:
        raise FillingError.known_already(known.title)
    if not near_units(unit).filter(pk=to.pk).exists():
        raise FillingError.not_near()
    current = FactRequest.objects.filter(roster_entry=entry, fact=fact, status=Status.OPEN)
    waiting = current.select_related("unit").first()
    if waiting is not None:
        raise FillingError.handed_on_already(waiting.unit.name)
    with recording(act="filling.hand_on", actor=authority, subject=entry.code, fact=fact):
        return FactRequest.objects.create(
            roster_entry=entry,
            fact=fact,
            unit=to,
            from_unit=unit,
            asked_by=actor,
            asked_at=timezone.now(),
        )


@transaction.atomic
def give_back(*, request: FactRequest, actor: User) -> FactRequest:
    """Say that this unit does not know the fact either: it is the keeper's again. Raises
    FillingError where it is over, PermissionDenied.
    """
    authority = authorise(actor, "filling.fill", path=request.unit.path)
    locked = FactRequest.objects.select_for_update(of=("self",)).select_related(
        "roster_entry", "unit"
    )
    request = locked.get(pk=request.pk)
    try:
        status = FLOW.next("give_back", request.status)
    except NotNowError as error:
        raise FillingError.answered_already() from error
    with recording(
        act="filling.give_back",
        actor=authority,
        subject=request.roster_entry.code,
        fact=request.fact,
    ):
        request.status = status
        request.save(update_fields=["status"])
    return request


@transaction.atomic
def mark_requests_seen(*, requests: list[FactRequest], unit: Organisation, actor: User) -> None:
    """Somebody who acts for the unit opened what was handed to it. Raises PermissionDenied."""
    authority = authorise(actor, "filling.fill", path=unit.path)
    unseen = [one.pk for one in requests if one.unit_id == unit.pk and one.seen_at is None]
    if not unseen:
        return
    with recording(act="filling.see", actor=authority, subject=unit.code):
        FactRequest.objects.filter(pk__in=unseen, seen_at=None).update(seen_at=timezone.now())
