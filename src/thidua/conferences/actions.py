"""Everything that changes a conference: preparing, inviting, noting who came, concluding."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import Authority, authorise
from thidua.campaigns.models import Campaign
from thidua.conferences.errors import ConferenceError
from thidua.conferences.models import (
    LONGEST_NAME,
    AgendaLine,
    Conclusion,
    Conference,
    Invitation,
    Presence,
    State,
)
from thidua.conferences.queries import name_of
from thidua.conferences.rights import CHANGE
from thidua.history.tracking import named_actor, recording
from thidua.language import Text
from thidua.organisations.models import Organisation

PRESENCE_WORDS = {
    Presence.UNKNOWN: Text("chưa ghi", "not noted"),
    Presence.PRESENT: Text("có mặt", "present"),
    Presence.ABSENT: Text("vắng", "absent"),
}


@dataclass(frozen=True)
class ConferenceValues:
    """What is said of a conference. `agenda` and `conclusions`: a line each, in order."""

    held_on: dt.date
    starts_at: dt.time | None = None
    venue: str = ""
    chair: str = ""
    secretary: str = ""
    minutes: str = ""
    agenda: tuple[str, ...] = ()
    conclusions: tuple[str, ...] = ()
    state: str = State.PLANNED


def prepare_conference(
    *, campaign: Campaign, organisation: Organisation, values: ConferenceValues, actor: Actor
) -> Conference:
    """Begin the conference of an organisation. Raises ConferenceError (it has one, a day outside
    the year), PermissionDenied.
    """
    authority = authorise(actor, CHANGE, path=organisation.path)
    _refuse(campaign, values)
    conference = Conference(campaign=campaign, organisation=organisation)
    with recording(
        act="conferences.prepare",
        actor=authority,
        subject=organisation.code,
        year=campaign.year,
    ):
        try:
            with transaction.atomic():
                _write(conference, values)
        except IntegrityError as error:
            if "conference_once_a_year" not in str(error):
                raise
            raise ConferenceError.there_already(campaign.year) from error
        _write_lines(conference, values)
    return conference


def change_conference(
    *, conference: Conference, revision: int, values: ConferenceValues, actor: Actor
) -> Conference:
    """Say otherwise of a conference. Conclusions that something was made of stay as they are.

    Raises ConferenceError (somebody saved after `revision`, a day outside the year),
    PermissionDenied.
    """
    _refuse(conference.campaign, values)
    with transaction.atomic():
        held, authority = _held(conference, actor)
        if held.revision != revision:
            raise ConferenceError.changed_meanwhile()
        with recording(act="conferences.change", actor=authority, subject=held.organisation.code):
            held.revision += 1
            _write(held, values)
            _write_lines(held, values)
    return held


def invite(
    *,
    conference: Conference,
    units: Collection[Organisation] = (),
    guests: Sequence[tuple[str, str]] = (),
    actor: Actor,
) -> int:
    """Invite units under the organisation, and guests (name, post); whoever is invited already is
    invited once. How many came to the list.

    Raises ConferenceError (nobody named, a unit of elsewhere, a long name), PermissionDenied.
    """
    if not units and not guests:
        raise ConferenceError.nobody_invited()
    for name, post in guests:
        if max(len(name), len(post)) > LONGEST_NAME:
            raise ConferenceError.long_guest(name, LONGEST_NAME)
    with transaction.atomic():
        held, authority = _held(conference, actor)
        own = held.organisation
        for unit in units:
            if unit.pk == own.pk or not unit.path.startswith(own.path):
                raise ConferenceError.not_below(unit.name)
        with recording(act="conferences.invite", actor=authority, subject=own.code):
            before = held.invitations.count()
            Invitation.objects.bulk_create(
                [
                    *(Invitation(conference=held, unit=unit) for unit in units),
                    *(
                        Invitation(conference=held, guest=name, guest_post=post)
                        for name, post in guests
                    ),
                ],
                ignore_conflicts=True,
            )
            return held.invitations.count() - before


def uninvite(*, invitation: Invitation, actor: Actor) -> None:
    """Take somebody off the list; gone already is gone. Raises ConferenceError for who was noted
    as present, PermissionDenied.
    """
    with transaction.atomic():
        held, authority = _held(invitation.conference, actor)
        found = held.invitations.filter(pk=invitation.pk).first()
        if found is None:
            return
        if found.presence == Presence.PRESENT:
            raise ConferenceError.present_one()
        with recording(act="conferences.uninvite", actor=authority, subject=held.organisation.code):
            found.delete()


def note_presence(
    *, invitation: Invitation, presence: str, seen: str, reason: str = "", actor: Actor
) -> Invitation:
    """Note at the door whether somebody came. `seen`: what the door's page showed. The same again
    changes nothing, so that a bad line may send twice.

    Raises ConferenceError where another door noted otherwise meanwhile, PermissionDenied.
    """
    reason = reason.strip() if presence == Presence.ABSENT else ""
    with transaction.atomic():
        locked = Invitation.objects.select_for_update(of=("self",)).select_related(
            "conference__organisation", "unit"
        )
        held = locked.get(pk=invitation.pk)
        own = held.conference.organisation
        authority = authorise(actor, CHANGE, path=own.path)
        if held.presence == presence and held.reason == reason:
            return held
        if held.presence not in (seen, presence):
            raise ConferenceError.noted_meanwhile(
                name_of(held), PRESENCE_WORDS[Presence(held.presence)]
            )
        with recording(act="conferences.note_presence", actor=authority, subject=own.code):
            _note(held, presence, reason, authority)
    return held


def _note(invitation: Invitation, presence: str, reason: str, authority: Authority) -> None:
    known = presence != Presence.UNKNOWN
    invitation.presence, invitation.reason = presence, reason
    invitation.noted_at = timezone.now() if known else None
    invitation.noted_by_name = named_actor(authority) if known else ""
    invitation.save(update_fields=["presence", "reason", "noted_at", "noted_by_name"])


def _held(conference: Conference, actor: Actor) -> tuple[Conference, Authority]:
    """The conference, locked, and by what it is this actor's to change."""
    locked = Conference.objects.select_for_update(of=("self",)).select_related(
        "organisation", "campaign"
    )
    held = locked.get(pk=conference.pk)
    return held, authorise(actor, CHANGE, path=held.organisation.path)


def _refuse(campaign: Campaign, values: ConferenceValues) -> None:
    first, last = dt.date(campaign.year - 1, 12, 1), dt.date(campaign.year, 12, 31)
    if not first <= values.held_on <= last:
        raise ConferenceError.outside_the_year(campaign.year)


def _write(conference: Conference, values: ConferenceValues) -> None:
    for name in ("held_on", "starts_at", "venue", "chair", "secretary", "minutes", "state"):
        setattr(conference, name, getattr(values, name))
    conference.save()


def _write_lines(conference: Conference, values: ConferenceValues) -> None:
    """The agenda anew; of the conclusions those that nothing was made of."""
    conference.agenda.all().delete()
    AgendaLine.objects.bulk_create(
        AgendaLine(conference=conference, position=position, text=text)
        for position, text in enumerate(values.agenda, start=1)
    )
    kept = list(conference.conclusions.exclude(became=""))
    conference.conclusions.filter(became="").delete()
    there = {one.text for one in kept}
    first = max((one.position for one in kept), default=0) + 1
    new = [text for text in values.conclusions if text not in there]
    Conclusion.objects.bulk_create(
        Conclusion(conference=conference, position=position, text=text)
        for position, text in enumerate(new, start=first)
    )
