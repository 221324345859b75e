"""One giver asked about many subjects at once: a mass organisation about all members of a cell; the
bodies of a committee about the units below it, each in the criteria of its field.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.bodies.models import AdvisoryBody
from thidua.bodies.queries import officers_of
from thidua.campaigns.models import Campaign
from thidua.frameworks.binding import bound_frameworks
from thidua.history.tracking import named_actor, recording
from thidua.notices.telling import tell
from thidua.opinions.asking import ASKED, FIRST, asker_of, check_asked
from thidua.opinions.errors import OpinionError
from thidua.opinions.models import Ask
from thidua.opinions.permissions import OF_BODIES, Giver
from thidua.opinions.reading import columns_of
from thidua.organisations.models import Organisation
from thidua.procedures.reading import procedure_of
from thidua.roster.identity import key_of
from thidua.roster.models import RosterEntry
from thidua.vocabulary import OpinionKind, SubjectType
from thidua.web.clock import today


@transaction.atomic
def ask_about(  # noqa: PLR0913 - what an ask is made of, by name
    *,
    campaign: Campaign,
    entries: Collection[RosterEntry],
    giver: Giver,
    asked_for: Organisation,
    actor: Actor,
    due_on: dt.date | None = None,
    contact: str = "",
) -> int:
    """Ask one giver about all of these, and tell whoever works for the body once. What was asked
    already stays as it is. How many are new. Raises as `ask_for`.
    """
    authority = asker_of(actor, asked_for)
    check_asked(giver)
    if not all(one.organisation.path.startswith(asked_for.path) for one in entries):
        raise OpinionError.not_on_the_list()
    about = {"kind": giver.kind.value, "body": giver.body, "unit": giver.unit}
    name = "" if giver.body else giver.name.strip()
    there = {one.key for one in Ask.objects.filter(campaign=campaign, name=name, **about)}
    fresh = [key for one in entries if (key := key_of(one)) not in there]
    if not fresh:
        return 0
    with recording(act="opinions.ask", actor=authority, year=campaign.year, subjects=len(fresh)):
        Ask.objects.bulk_create(
            Ask(
                campaign=campaign,
                **columns_of(key),
                **about,
                name=name,
                due_on=due_on,
                contact=contact.strip(),
                asked_for=asked_for,
                asked_by_name=named_actor(authority),
                asked_at=timezone.now(),
            )
            for key in fresh
        )
        if giver.body is not None:
            tell(
                ASKED.id,
                users=officers_of([giver.body]),
                key=f"{ASKED.id}:{campaign.pk}:{asked_for.pk}:{giver.body.pk}:{today():%Y%m%d}",
                text=FIRST,
                href=reverse("opinions_body", args=[campaign.year, giver.body.pk]),
                campaign=campaign,
                organisation=asked_for,
                due_on=due_on,
                authority=authority,
            )
    return len(fresh)


def fielded(bodies: Iterable[AdvisoryBody]) -> list[AdvisoryBody]:
    """Those that have criteria of their field and may speak of units below their committee."""
    kinds = OF_BODIES[OpinionKind.SUPERIOR_BODY]
    return [one for one in bodies if one.criteria and one.kind in kinds]


@transaction.atomic
def ask_bodies(  # noqa: PLR0913 - whom, about whom, for whom, by name
    *,
    campaign: Campaign,
    unit: Organisation,
    bodies: Iterable[AdvisoryBody],
    entries: Sequence[RosterEntry],
    actor: Actor,
    due_on: dt.date | None,
) -> tuple[int, int]:
    """Ask each body of a committee about those below it that have criteria of its field, where the
    procedure asks for such opinions: how many bodies, about how many in all. Raises as `ask_for`.
    """
    found = bound_frameworks(campaign)
    criteria = {kind.value: set(text.terms.criteria) for kind, text in found.items()}
    asked = {kind.value: _is_asked(campaign, kind) for kind in found}
    told, written = 0, 0
    for body in fielded(bodies):
        about = [
            one
            for one in entries
            if one.organisation_id != unit.pk
            and asked.get(one.subject_type)
            and any(name in criteria[one.subject_type] for name in body.criteria)
        ]
        number = ask_about(
            campaign=campaign,
            entries=about,
            giver=Giver(OpinionKind.SUPERIOR_BODY, body=body),
            asked_for=unit,
            actor=actor,
            due_on=due_on,
        )
        told, written = told + bool(number), written + number
    return told, written


def _is_asked(campaign: Campaign, kind: SubjectType) -> bool:
    found = procedure_of(campaign).opinion(kind, OpinionKind.SUPERIOR_BODY)
    return found is not None and found.asked
