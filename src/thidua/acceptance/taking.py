"""Tasks passed down: taken up below with a share, let go, suggested from above."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.acceptance.errors import AcceptanceError
from thidua.acceptance.models import Suggestion
from thidua.acceptance.telling import tell_suggested
from thidua.accounts.actors import Actor
from thidua.history.tracking import recording
from thidua.organisations.models import Organisation
from thidua.registrations.actions import add_task, let_go, start_registration, take_share
from thidua.registrations.content import as_json
from thidua.registrations.models import Measure, Task, TaskStatus
from thidua.registrations.permissions import authority_to_write, writes_for
from thidua.registrations.rows import content_of

NOT_TAKEN = (TaskStatus.WITHDRAWN,)
STANDING = (TaskStatus.SENT, TaskStatus.ACCEPTED)
"""States in which a superior's task may be taken up: its unit has said it aloud."""


def counted_measure(task: Task) -> Measure | None:
    """The measure that shares of a task are counted in: its main one with a target, else the first
    that has one; None where there is no number.
    """
    with_target = [one for one in task.measures.all() if one.target is not None and not one.yes_no]
    main = [one for one in with_target if one.main]
    return next(iter(main or with_target), None)


@transaction.atomic
def take_up(above: Task, unit: Organisation, *, share: Decimal | None, actor: Actor) -> Task:
    """A new draft of the unit, half filled in from a superior's task, with its own share.

    Raises AcceptanceError (no longer offered, taken already, no share), RegistrationError (the year
    is not launched, the registration is sent), PermissionDenied."""
    if not writes_for(actor, unit):
        raise PermissionDenied(_("Đơn vị nào tự nhận việc cho đơn vị ấy; ở đây chỉ xem được."))
    above = Task.objects.select_related("registration__campaign", "registration__organisation").get(
        pk=above.pk
    )
    measure = _takeable(above, share)
    campaign = above.registration.campaign
    registration = start_registration(campaign, unit, actor=actor)
    if registration.tasks.filter(taken_from=above).exclude(status__in=NOT_TAKEN).exists():
        raise AcceptanceError.taken_already()
    with recording(
        act="acceptance.take_up",
        actor=authority_to_write(actor, unit),
        subject=unit.code,
        year=campaign.year,
        task=above.pk,
    ):
        task = add_task(
            registration,
            actor=actor,
            kind=above.kind,
            values=_half_filled(above, measure, share),
            origin=above,
        )
        return take_share(task, share, measure, actor=actor) if measure else task


def _takeable(above: Task, share: Decimal | None) -> Measure | None:
    """The measure that the share is of. Raises AcceptanceError."""
    if not above.offered or above.status not in STANDING:
        raise AcceptanceError.not_offered()
    measure = counted_measure(above)
    if measure is not None and (share is None or share <= 0):
        raise AcceptanceError.no_share(measure.unit or measure.name)
    return measure


def _half_filled(
    above: Task, measure: Measure | None, share: Decimal | None
) -> dict[str, dict[str, Any]]:
    """What the superior's task already says for a draft below: the work, its last day, what it is
    measured by. Who does it and who answers is the unit's own to say.
    """
    grouped = as_json(content_of(above))
    values = {"work": {**grouped["work"], "place": "", "amount": ""}}
    values["time"] = {"starts_on": None, "ends_on": grouped["time"]["ends_on"], "milestones": []}
    if measure is not None:
        values["effect"] = {
            "measures": [
                {
                    "id": None,
                    "name": measure.name,
                    "unit": measure.unit,
                    "last_year": None,
                    "target": None if share is None else format(share.normalize(), "f"),
                    "direction": measure.direction,
                    "yes_no": False,
                    "main": True,
                }
            ]
        }
    return values


@transaction.atomic
def drop(task: Task, *, actor: Actor) -> Task:
    """The unit no longer does a part of the superior's task; its own words stay as a task of its
    own. Raises RegistrationError (sent or accepted), PermissionDenied.
    """
    return let_go(task, actor=actor)


@transaction.atomic
def suggest(task: Task, units: Collection[Organisation], *, actor: Actor) -> list[Organisation]:
    """Suggest an offered task to units below that have not taken it up; each is told once. Returns
    those who are told now.

    Raises AcceptanceError (no longer offered, nobody chosen, not below or taken already),
    PermissionDenied."""
    task = Task.objects.select_related("registration__campaign", "registration__organisation").get(
        pk=task.pk
    )
    owner = task.registration.organisation
    authority = authority_to_write(actor, owner)
    if not task.offered or task.status not in STANDING:
        raise AcceptanceError.not_offered()
    if not units:
        raise AcceptanceError.nobody_chosen()
    taken = set(
        task.taken_up.exclude(status__in=NOT_TAKEN).values_list(
            "registration__organisation_id", flat=True
        )
    )
    for unit in units:
        if unit.pk == owner.pk or not unit.path.startswith(owner.path) or unit.pk in taken:
            raise AcceptanceError.not_below()
    known = set(task.suggestions.values_list("unit_id", flat=True))
    new = [unit for unit in units if unit.pk not in known]
    with recording(
        act="acceptance.suggest",
        actor=authority,
        subject=owner.code,
        year=task.registration.campaign.year,
        units=len(new),
    ):
        Suggestion.objects.bulk_create(
            Suggestion(task=task, unit=unit, suggested_at=timezone.now()) for unit in new
        )
        tell_suggested(task, new, authority=authority)
    return new
