"""What a conclusion is made into, in one act each: a limit of the year, a document, a task."""

import datetime as dt
from collections.abc import Callable
from typing import TypeVar

from django.db import transaction
from django.db.models import Max
from django.urls import NoReverseMatch, reverse

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import Authority, authorise
from thidua.campaigns.models import Limit
from thidua.conferences.errors import ConferenceError
from thidua.conferences.links import CONFERENCES
from thidua.conferences.models import Became, Conclusion, Conference
from thidua.conferences.rights import CHANGE
from thidua.directives.actions import DirectiveValues, add_directive, link_directive
from thidua.directives.models import Directive, Kind
from thidua.history.tracking import recording
from thidua.organisations.names import who_decides
from thidua.registrations.actions import add_task, start_registration
from thidua.registrations.models import Task
from thidua.vocabulary import Tier

LONGEST_TASK_TITLE = 160
Row = TypeVar("Row", Limit, Directive, Task)


@transaction.atomic
def make_limit(*, conclusion: Conclusion, actor: Actor) -> Limit:
    """The conclusion as a limit of the year, the last one so far.

    Raises ConferenceError (made into something already, not the province's conference),
    PermissionDenied.
    """
    held, authority = _open(conclusion, actor)
    conference = held.conference
    if conference.organisation.tier != Tier.PROVINCE:
        raise ConferenceError.limits_are_of_the_province()
    last = conference.campaign.limits.aggregate(last=Max("position"))["last"] or 0

    def limit() -> Limit:
        return Limit.objects.create(campaign=conference.campaign, position=last + 1, text=held.text)

    return _made(held, Became.LIMIT, limit, authority)


@transaction.atomic
def make_directive(
    *, conclusion: Conclusion, number: str, signed_on: dt.date, actor: Actor
) -> Directive:
    """The conclusion as a document of the organisation, linked to the conference; the units below
    are told of it.

    Raises ConferenceError, the DirectiveError of the document, PermissionDenied.
    """
    held, authority = _open(conclusion, actor)
    conference = held.conference

    def directive() -> Directive:
        made = add_directive(
            values=DirectiveValues(
                kind=Kind.NOTICE,
                number=number,
                signed_on=signed_on,
                issuer=who_decides(conference.organisation),
                title=held.text,
                organisation=conference.organisation,
                campaign=conference.campaign,
            ),
            actor=actor,
        )
        link_directive(
            directive=made,
            kind=CONFERENCES.id,
            target=str(conference.pk),
            campaign=conference.campaign,
            actor=actor,
        )
        return made

    return _made(held, Became.DIRECTIVE, directive, authority)


@transaction.atomic
def make_task(*, conclusion: Conclusion, actor: Actor) -> Task:
    """The conclusion as a draft of a key task of the organisation's own registration.

    Raises ConferenceError, the RegistrationError of the registration, PermissionDenied.
    """
    held, authority = _open(conclusion, actor)
    conference = held.conference

    def task() -> Task:
        registration = start_registration(conference.campaign, conference.organisation, actor=actor)
        words = {"title": held.text[:LONGEST_TASK_TITLE], "kind": "key_task", "work": held.text}
        return add_task(
            registration, values={"work": {**words, "place": "", "amount": ""}}, actor=actor
        )

    return _made(held, Became.TASK, task, authority)


def address_of(conclusion: Conclusion, conference: Conference) -> str:
    """The page of what a conclusion was made into; "" while it is none, or that has no page."""
    year, code = conference.campaign.year, conference.organisation.code
    pages: dict[str, tuple[str, dict[str, object]]] = {
        Became.DIRECTIVE: ("directive", {"year": year, "pk": conclusion.became_id}),
        Became.TASK: (
            "registration_task",
            {"year": year, "code": code, "pk": conclusion.became_id},
        ),
        Became.LIMIT: ("figures", {"year": year}),
    }
    if conclusion.became not in pages:
        return ""
    name, kwargs = pages[conclusion.became]
    try:
        return reverse(name, kwargs=kwargs)
    except NoReverseMatch:
        return ""


def _open(conclusion: Conclusion, actor: Actor) -> tuple[Conclusion, Authority]:
    """The conclusion, locked, nothing made of it yet, and by what it is this actor's."""
    locked = Conclusion.objects.select_for_update(of=("self",)).select_related(
        "conference__organisation", "conference__campaign"
    )
    held = locked.get(pk=conclusion.pk)
    authority = authorise(actor, CHANGE, path=held.conference.organisation.path)
    if held.became:
        raise ConferenceError.made_already()
    return held, authority


def _made(
    conclusion: Conclusion, became: Became, make: Callable[[], Row], authority: Authority
) -> Row:
    with recording(
        act="conferences.conclude",
        actor=authority,
        subject=conclusion.conference.organisation.code,
    ):
        row = make()
        conclusion.became, conclusion.became_id = became, row.pk
        conclusion.save(update_fields=["became", "became_id"])
    return row
