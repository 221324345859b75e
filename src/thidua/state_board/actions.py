"""Everything that changes a delay: granting it to a unit, taking it back."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from thidua.accounts.models import User
from thidua.accounts.permissions import Authority, authorise
from thidua.campaigns.due_dates import due_date
from thidua.campaigns.models import Campaign, Step
from thidua.history.tracking import recording
from thidua.organisations.models import Organisation
from thidua.state_board.errors import StateBoardError
from thidua.state_board.models import Excuse
from thidua.web.clock import today


@dataclass(frozen=True)
class UnitStep:
    """One step of one unit in a year."""

    campaign: Campaign
    step: Step
    unit: Organisation


def path_above(unit: Organisation) -> str:
    """Where the superior of a unit stands in the tree; "/" of the province, which has none."""
    return unit.path.removesuffix(f"{unit.pk}/")


@transaction.atomic
def grant_excuse(*, at: UnitStep, until: dt.date, reason: str, actor: User) -> Excuse:
    """Let a unit do a step until a later day; one that it has already is taken back.

    Raises PermissionDenied for whoever does not act above the unit; StateBoardError without a
    reason, without a deadline, for a day that is over or not later than the deadline."""
    unit = at.unit
    authority = authorise(actor, "state_board.excuse", path=path_above(unit))
    if not reason.strip():
        raise StateBoardError.no_reason()
    due_on = due_date(at.campaign, at.step, unit)
    if due_on is None:
        raise StateBoardError.no_deadline()
    if until <= due_on:
        raise StateBoardError.not_later(due_on)
    if until < today():
        raise StateBoardError.past(today())
    # Two officers at once: the second waits, and its day takes the place of the first one's.
    Organisation.objects.select_for_update(no_key=True).get(pk=unit.pk)
    with recording(
        act="state_board.excuse",
        actor=authority,
        subject=unit.code,
        year=at.campaign.year,
        reason=reason.strip(),
    ):
        _in_force(at).update(taken_back_by=actor, taken_back_at=timezone.now())
        return Excuse.objects.create(
            campaign=at.campaign,
            step=at.step,
            unit=unit,
            until=until,
            reason=reason.strip(),
            superior=_superior(authority, unit),
            granted_by=actor,
            granted_at=timezone.now(),
        )


@transaction.atomic
def take_back_excuse(*, excuse: Excuse, actor: User) -> Excuse:
    """The unit's own deadline counts again. Raises PermissionDenied for whoever does not act above
    the unit, StateBoardError for a delay that was taken back already.
    """
    authority = authorise(actor, "state_board.excuse", path=path_above(excuse.unit))
    stored = Excuse.objects.select_for_update().get(pk=excuse.pk)
    if stored.taken_back_at is not None:
        raise StateBoardError.taken_back_already()
    with recording(act="state_board.take_back_excuse", actor=authority, subject=excuse.unit.code):
        stored.taken_back_by, stored.taken_back_at = actor, timezone.now()
        stored.save(update_fields=["taken_back_by", "taken_back_at"])
    return stored


def _in_force(at: UnitStep) -> QuerySet[Excuse]:
    return Excuse.objects.filter(
        campaign=at.campaign, step=at.step, unit=at.unit, taken_back_at=None
    )


def _superior(authority: Authority, unit: Organisation) -> Organisation:
    """For whom the delay is granted: the organisation of the role that allows it."""
    if authority.grant is not None:
        return Organisation.objects.get(pk=authority.grant.organisation_id)
    return Organisation.objects.get(path=path_above(unit))
