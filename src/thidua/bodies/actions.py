"""Everything that changes a body beside the tree: added, changed, ended. Officers of the committee
that it serves, and of those above, do it.
"""

import datetime as dt
from dataclasses import dataclass

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import Authority, authorise
from thidua.bodies.criteria import known_criteria
from thidua.bodies.errors import BodyError
from thidua.bodies.models import AdvisoryBody, BodyKind
from thidua.bodies.permissions import CHANGE
from thidua.bodies.queries import open_bodies
from thidua.history.tracking import recording
from thidua.organisations.models import Organisation
from thidua.vocabulary import Tier
from thidua.web.clock import today


@dataclass(frozen=True)
class BodyDetails:
    """What people write of a body. `criteria`: ids of criteria that frameworks grade."""

    kind: BodyKind
    name: str
    short_name: str = ""
    criteria: tuple[str, ...] = ()
    contact: str = ""


def add_body(*, committee: Organisation, details: BodyDetails, actor: Actor) -> AdvisoryBody:
    """Add a body that a committee works with. Raises BodyError (no name, the same name there
    already, a cell or an organisation that is no more, unknown criteria), PermissionDenied.
    """
    authority = authorise(actor, CHANGE, path=committee.path)
    if not committee.path or committee.tier == Tier.CELL:
        raise BodyError.no_committee(committee.name)
    with recording(act="bodies.add", actor=authority, body=details.name):
        held = Organisation.objects.select_for_update().get(pk=committee.pk)
        _check(details, held)
        body = AdvisoryBody(committee=held)
        return _store(body, details)


def change_body(*, body: AdvisoryBody, details: BodyDetails, actor: Actor) -> AdvisoryBody:
    """Change what is written of a body; its committee stays. Raises BodyError (as `add_body`, and
    for one that ended), PermissionDenied.
    """
    authority = _authority(body, actor)
    with recording(act="bodies.change", actor=authority, body=body.name):
        body = _held(body)
        _check(details, body.committee, besides=body.pk)
        return _store(body, details)


def end_body(*, body: AdvisoryBody, ends_on: dt.date, reason: str, actor: Actor) -> AdvisoryBody:
    """Let a body work until a day, today or later: grants narrowed to it open nothing after. Raises
    BodyError (no reason, a day that is past, one that ended), PermissionDenied.
    """
    authority = _authority(body, actor)
    if not reason.strip():
        raise BodyError.no_reason()
    if ends_on < today():
        raise BodyError.ends_in_the_past(today())
    with recording(act="bodies.end", actor=authority, body=body.name, reason=reason.strip()):
        body = _held(body)
        body.ends_on = ends_on
        body.save(update_fields=["ends_on"])
        return body


def _authority(body: AdvisoryBody, actor: Actor) -> Authority:
    return authorise(actor, CHANGE, path=body.committee.path)


def _held(body: AdvisoryBody) -> AdvisoryBody:
    """The body, locked, working still."""
    locked = AdvisoryBody.objects.select_for_update(of=("self",)).select_related("committee")
    body = locked.get(pk=body.pk)
    if body.ends_on is not None and body.ends_on < today():
        raise BodyError.ended_already(body.name, body.ends_on)
    return body


def _check(details: BodyDetails, committee: Organisation, *, besides: int = 0) -> None:
    if not details.name.strip():
        raise BodyError.no_name()
    others = open_bodies().filter(committee=committee).exclude(pk=besides)
    if others.filter(name__iexact=details.name.strip()).exists():
        raise BodyError.there_already(details.name.strip(), committee.name)
    if unknown := [name for name in details.criteria if name not in known_criteria()]:
        raise BodyError.unknown_criteria(", ".join(unknown))


def _store(body: AdvisoryBody, details: BodyDetails) -> AdvisoryBody:
    body.kind, body.name = details.kind, details.name.strip()
    body.short_name, body.contact = details.short_name.strip(), details.contact.strip()
    body.criteria = list(dict.fromkeys(details.criteria))
    body.save()
    return body
