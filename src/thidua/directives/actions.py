"""Everything that changes documents: adding, changing, withdrawing, linking; entries that come with
the product.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields

from django.db import IntegrityError, transaction
from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.accounts.models import User
from thidua.accounts.permissions import Authority
from thidua.attachments.actions import attach, remove
from thidua.attachments.inspecting import Sent
from thidua.attachments.queries import files_of
from thidua.campaigns.models import Campaign
from thidua.directives.errors import DirectiveError
from thidua.directives.files import FILES
from thidua.directives.links import kind_named
from thidua.directives.models import Directive, DirectiveLink, Kind
from thidua.directives.queries import authority_over
from thidua.directives.telling import tell_of_new
from thidua.history.tracking import named_actor, recording
from thidua.language import Text
from thidua.organisations.models import Organisation
from thidua.web.clock import today

HTTPS = "https://"
STAMPED = Text("văn bản có dấu mật", "a document with a secrecy stamp")
"""Why its files went, in the trace that they leave."""


@dataclass(frozen=True)
class DirectiveValues:
    """What is said of a document. With `secret` only kind, number, day, place and year count."""

    kind: str
    number: str
    signed_on: dt.date
    issuer: str = ""
    title: str = ""
    link: str = ""
    secret: bool = False
    organisation: Organisation | None = None
    campaign: Campaign | None = None


def add_directive(
    *, values: DirectiveValues, files: Sequence[Sent] = (), actor: Actor
) -> Directive:
    """Add a document for a part of the tree, and tell the units in it.

    Raises DirectiveError (something is missing, it is there already, file or link of a secret one),
    AttachmentError for a file that is not taken, PermissionDenied.
    """
    authority = authority_over(actor, values.organisation)
    _refuse(values, files)
    with recording(act="directives.add", actor=authority, number=values.number):
        directive = Directive(
            added_by=authority.actor if isinstance(authority.actor, User) else None,
            added_by_name=named_actor(authority),
        )
        _write(directive, values)
        _attach(directive, files, actor)
        tell_of_new(directive, authority)
    return directive


def change_directive(
    *,
    directive: Directive,
    revision: int,
    values: DirectiveValues,
    files: Sequence[Sent] = (),
    actor: Actor,
) -> Directive:
    """Say otherwise of a document. One that is marked secret loses its words, link and files.

    Raises as `add_directive`; DirectiveError also where somebody saved after `revision`.
    """
    authority_over(actor, values.organisation)
    _refuse(values, files)
    with transaction.atomic():
        held, authority = _held(directive, actor)
        if held.revision != revision:
            raise DirectiveError.changed_meanwhile()
        with recording(act="directives.change", actor=authority, number=values.number):
            if values.secret:
                _let_files_go(held, actor)
            held.revision += 1
            _write(held, values)
            _attach(held, files, actor)
    return held


def withdraw_directive(*, directive: Directive, reason: str, actor: Actor) -> Directive:
    """Take a document out of every list; whoever has its address still reads why.

    Raises DirectiveError (no reason, withdrawn already), PermissionDenied.
    """
    if not reason.strip():
        raise DirectiveError.no_reason()
    with transaction.atomic():
        held, authority = _held(directive, actor)
        with recording(act="directives.withdraw", actor=authority, reason=reason.strip()):
            held.withdrawn_at, held.withdrawn_why = timezone.now(), reason.strip()
            held.save(update_fields=["withdrawn_at", "withdrawn_why"])
    return held


def link_directive(
    *, directive: Directive, kind: str, target: str, campaign: Campaign, actor: Actor
) -> DirectiveLink:
    """Link a document to something of a year that the actor may link to; twice is once.

    Raises DirectiveError for what is not offered, PermissionDenied.
    """
    offering = kind_named(kind)
    with transaction.atomic():
        held, authority = _held(directive, actor)
        if offering is None or target not in offering.named(actor, campaign, [target]):
            raise DirectiveError.no_such_target()
        with recording(act="directives.link", actor=authority, number=held.number):
            made, _new = DirectiveLink.objects.get_or_create(
                directive=held, kind=kind, target=target
            )
    return made


def unlink_directive(*, directive: Directive, link: int, actor: Actor) -> None:
    """Take a link away; one that is gone already is gone. Raises PermissionDenied, DirectiveError
    for a withdrawn document.
    """
    with transaction.atomic():
        held, authority = _held(directive, actor)
        with recording(act="directives.unlink", actor=authority, number=held.number):
            held.links.filter(pk=link).delete()


def _held(directive: Directive, actor: Actor) -> tuple[Directive, Authority]:
    """The document, locked, and by what it is this actor's to change."""
    locked = Directive.objects.select_for_update(of=("self",)).select_related("organisation")
    held = locked.get(pk=directive.pk)
    authority = authority_over(actor, held.organisation)
    if held.withdrawn_at is not None:
        raise DirectiveError.withdrawn()
    return held, authority


def _refuse(values: DirectiveValues, files: Collection[Sent]) -> None:
    if not values.number.strip():
        raise DirectiveError.no_number()
    if values.kind not in Kind.values:
        raise DirectiveError.no_words()
    if values.signed_on > today():
        raise DirectiveError.signed_later(today())
    if values.secret:
        if files or values.link.strip():
            raise DirectiveError.secret_is_not_kept()
        return
    if not values.issuer.strip() or not values.title.strip():
        raise DirectiveError.no_words()
    if values.link and not values.link.startswith(HTTPS):
        raise DirectiveError.not_https()


def _write(directive: Directive, values: DirectiveValues) -> None:
    """Raises DirectiveError where the document stands there already."""
    for field in fields(values):
        setattr(directive, field.name, getattr(values, field.name))
    directive.number = values.number.strip()
    if values.secret:
        directive.issuer = directive.title = directive.link = ""
    try:
        with transaction.atomic():
            directive.save()
    except IntegrityError as error:
        if "directive_once" not in str(error):
            raise
        raise DirectiveError.there_already(directive.number, values.signed_on) from error


def _attach(directive: Directive, files: Sequence[Sent], actor: Actor) -> None:
    if files:
        attach(kind=FILES, owner=directive, files=files, actor=actor)


def _let_files_go(directive: Directive, actor: Actor) -> None:
    for attachment in files_of(kind=FILES, owner=directive, reader=actor):
        remove(attachment=attachment, reason=STAMPED.vi, actor=actor)
