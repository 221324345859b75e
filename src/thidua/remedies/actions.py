"""What happens to a remedy before it is closed: named, made clear, worked on, shown, carried over.

`closing` closes it or sends it back."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from thidua.acceptance.readers import reader_of
from thidua.accounts.actors import Actor
from thidua.accounts.models import User
from thidua.accounts.permissions import Authority
from thidua.attachments.actions import attach
from thidua.attachments.inspecting import Sent
from thidua.campaigns.models import Campaign
from thidua.history.tracking import named_actor, recording
from thidua.organisations.models import Organisation, Person
from thidua.registrations.content import Content, Doer, as_json, from_json
from thidua.remedies.clearness import content_of, problems, refuse_end, refuse_outside
from thidua.remedies.errors import ConflictError, RemedyError
from thidua.remedies.files import PROOF
from thidua.remedies.held import held, next_state, wrote
from thidua.remedies.models import LONGEST_NAME, LONGEST_WORDS, Remedy, StepKind
from thidua.remedies.models import RemedyStep as Step
from thidua.remedies.permissions import VERIFY
from thidua.remedies.places import organisation_of, verifier_of
from thidua.remedies.rights import (
    authority_to_change,
    authority_to_raise,
    authority_to_work,
    grant_at,
)
from thidua.remedies.telling import tell_asked, tell_raised
from thidua.remedies.words import NamedAt, RemedyWords
from thidua.web.clock import today

EMPTY = as_json(Content())


@transaction.atomic
def raise_(
    campaign: Campaign,
    words: RemedyWords,
    *,
    actor: Actor | Authority,
    source: NamedAt,
) -> Remedy:
    """Make an item of a limit that was named. What is done about it may be made clear later.

    `actor`: who names it; an Authority where a room above has asked already (a meeting that notes
    it). Raises RemedyError (no limit, a day or a person that does not fit, a conference's limit
    given to the same subject twice), PermissionDenied."""
    words = words.tidied()
    organisation = words.organisation or organisation_of(words.key)
    authority = (
        actor
        if isinstance(actor, Authority)
        else authority_to_raise(actor, words.key, organisation)
    )
    _refuse_repeat(words, campaign)
    content = _with_doer(words)
    refuse_end(content.ends_on, year=campaign.year, raised_on=today())
    refuse_outside(content, Content(), organisation, words.key.person_id)
    with recording(
        act="remedies.raise", actor=authority, subject=organisation.code, year=campaign.year
    ):
        remedy = _stored(
            Remedy(
                campaign=campaign,
                source=source.kind,
                source_words=source.words.strip()[:LONGEST_NAME],
                source_id=source.id,
                limit=words.limit,
                cause=words.cause,
                content=as_json(content),
                organisation=organisation,
                subject_type=words.key.subject_type.value,
                person_id=words.key.person_id,
                unit_id=words.key.organisation_id,
                verifier=words.verifier or verifier_of(words.key, organisation),
                due_on=content.ends_on,
                repeats=words.repeats,
                raised_on=today(),
                raised_at=timezone.now(),
                raised_by_name=named_actor(authority)[:LONGEST_NAME],
            )
        )
        wrote(remedy, StepKind.RAISED, remedy.source_words, authority)
        tell_raised(remedy, authority)
    return remedy


def _stored(remedy: Remedy) -> Remedy:
    try:
        with transaction.atomic():
            remedy.save()
    except IntegrityError as error:
        if "remedy_once_of_a_named_limit" in str(error):
            raise RemedyError.raised_already() from error
        raise
    return remedy


def _with_doer(words: RemedyWords) -> Content:
    """What is done, by whoever's limit it is unless it says by whom; its work begins as nothing."""
    content = words.content
    if content.doers:
        return content
    key = words.key
    if key.person_id is not None:
        person = Person.objects.get(pk=key.person_id)
        doer = Doer(person=person.pk, name=person.full_name, lead=True)
    else:
        unit = Organisation.objects.get(pk=key.organisation_id or 0)
        doer = Doer(organisation=unit.pk, name=unit.name, lead=True)
    return replace(content, doers=(doer,))


def _refuse_repeat(words: RemedyWords, campaign: Campaign) -> None:
    before = words.repeats
    if before is None:
        return
    if before.key != words.key or before.campaign.year >= campaign.year:
        raise RemedyError.own_repeat()


@transaction.atomic
def change(  # noqa: PLR0913 - what may be changed, by name
    *,
    remedy: Remedy,
    revision: int,
    actor: Actor,
    values: Mapping[str, Mapping[str, Any]] | None = None,
    limit: str | None = None,
    cause: str | None = None,
) -> Remedy:
    """Write the limit, its cause, and the parts of what is done (`values`: by clarity, each whole,
    as `registrations.content.as_json`); what is None stays.

    Raises ConflictError where somebody saved since `revision`, RemedyError, PermissionDenied."""
    stored = held(remedy)
    authority = authority_to_change(actor, stored)
    next_state(stored, "change")
    content = _readable({**EMPTY, **stored.content, **(values or {})})
    said = RemedyWords(
        stored.key,
        stored.limit if limit is None else limit,
        stored.cause if cause is None else cause,
    ).tidied()
    new = {"limit": said.limit, "cause": said.cause, "content": as_json(content)}
    if all(getattr(stored, name) == value for name, value in new.items()):
        return stored
    if stored.revision != revision:
        raise ConflictError(stored)
    before = content_of(stored)
    if content.ends_on != before.ends_on:
        refuse_end(content.ends_on, year=stored.campaign.year, raised_on=stored.raised_on)
    refuse_outside(content, before, stored.organisation, stored.person_id)
    with recording(act="remedies.change", actor=authority, subject=stored.organisation.code):
        for name, value in new.items():
            setattr(stored, name, value)
        stored.due_on, stored.revision = content.ends_on, stored.revision + 1
        stored.save()
    return stored


def _readable(grouped: Mapping[str, Mapping[str, Any]]) -> Content:
    try:
        return from_json(grouped)
    except (ValueError, TypeError, ArithmeticError, AttributeError) as error:
        raise RemedyError.unreadable() from error


@transaction.atomic
def write_step(
    *,
    remedy: Remedy,
    text: str,
    actor: Actor,
    on: dt.date | None = None,
    files: Sequence[Sent] = (),
) -> Step:
    """Note what was done on a day (today), with the files that show it: all of it or nothing.

    Raises RemedyError (nothing said, a day to come, closed already), PermissionDenied, and what
    `attachments.actions.attach` raises."""
    stored = held(remedy)
    authority = authority_to_work(actor, stored)
    next_state(stored, "write_step")
    day, text = on or today(), text.strip()
    if not text and not files:
        raise RemedyError.nothing_said()
    if len(text) > LONGEST_WORDS:
        raise RemedyError.too_long(LONGEST_WORDS)
    if day > today():
        raise RemedyError.day_to_come(day)
    if day < stored.raised_on:
        raise RemedyError.before_it_was_raised(stored.raised_on)
    with recording(act="remedies.write_step", actor=authority, subject=stored.organisation.code):
        step = wrote(stored, StepKind.WORK, text, authority, on=day)
        if files:
            attach(kind=PROOF, owner=step, files=files, actor=actor)
    return step


@transaction.atomic
def ask_to_close(*, remedy: Remedy, actor: Actor, text: str = "") -> Remedy:
    """Ask who verifies to look at the proof. Where an officer of that very unit types it for
    somebody, the committee above verifies: nobody confirms what they wrote.

    Raises RemedyError (nothing was noted since it was raised or sent back, the five parts are not
    clear), PermissionDenied."""
    stored = held(remedy)
    authority = authority_to_work(actor, stored)
    state = next_state(stored, "ask_to_close")
    if not _worked_since_answer(stored):
        raise RemedyError.no_proof()
    if unclear := problems(stored):
        raise RemedyError.unclear(list(unclear.values()))
    with recording(act="remedies.ask_to_close", actor=authority, subject=stored.organisation.code):
        if isinstance(actor, User) and grant_at(actor, stored.verifier, VERIFY) is not None:
            stored.verifier = _above(stored)
        stored.state = state
        stored.save()
        wrote(stored, StepKind.ASKED, text.strip()[:LONGEST_WORDS], authority)
        tell_asked(stored, authority)
    return stored


def _worked_since_answer(remedy: Remedy) -> bool:
    answers = remedy.steps.filter(kind=StepKind.SENT_BACK).order_by("-pk")
    last = answers.values_list("pk", flat=True).first() or 0
    return remedy.steps.filter(kind=StepKind.WORK, pk__gt=last).exists()


def _above(remedy: Remedy) -> Organisation:
    return reader_of(remedy.verifier) or remedy.verifier
