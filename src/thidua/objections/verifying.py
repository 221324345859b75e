"""What the committee that received an objection does before it answers: receive it, give it to
people by name, note what was seen, ask the unit, have it vote again, say what was found.
"""

from collections.abc import Collection, Mapping, Sequence

from django.db import transaction
from django.db.models import F, OuterRef, Q, Subquery

from thidua.accounts.actors import Actor
from thidua.accounts.models import User
from thidua.accounts.oneself import is_about
from thidua.accounts.permissions import Authority
from thidua.bodies.queries import body_of_officer, open_bodies
from thidua.facts.values import facts_of
from thidua.history.tracking import named_actor, recording
from thidua.language import Text
from thidua.notices.telling import acting_in
from thidua.objections import kinds
from thidua.objections.errors import ObjectionError
from thidua.objections.models import (
    LONGEST_NAME,
    LONGEST_WORDS,
    LineKind,
    Objection,
    Question,
    State,
    Verifier,
)
from thidua.objections.record import held, next_state, words, wrote
from thidua.objections.rights import (
    authority_to_handle,
    authority_to_reply,
    authority_to_verify,
    is_objector,
)
from thidua.objections.telling import tell_asked, tell_received, tell_verifiers
from thidua.organisations.models import Organisation
from thidua.web.clock import today


@transaction.atomic
def receive(*, objection: Objection, actor: Actor) -> Objection:
    """Say that it has come. Raises ObjectionError, PermissionDenied."""
    stored = held(objection)
    authority = authority_to_handle(actor, stored)
    with recording(act="objections.receive", actor=authority, objection=stored.pk):
        _receive(stored, authority)
    return stored


def _receive(stored: Objection, authority: Authority) -> None:
    stored.state = next_state(stored, "receive")
    stored.save(update_fields=["state"])
    wrote(stored, LineKind.RECEIVED, "", authority)
    tell_received(stored, authority)


def candidates(objection: Objection) -> list[tuple[User, str, int | None]]:
    """Who can be given the verification: officers of the committee's bodies, then its own; with the
    body's name and key. Never whoever objects, nor whoever acts for the unit that decided.
    """
    receiver = objection.receiver
    bodies = open_bodies().filter(committee=receiver)
    rows = User.objects.annotate(
        body=body_of_officer(bodies),
        body_name=Subquery(bodies.order_by().filter(pk=OuterRef("body")).values("name")[:1]),
    ).filter(Q(body__isnull=False) | acting_in(receiver), is_active=True)
    decided = objection.decision.issuer if objection.decision else None
    if decided is not None and decided.pk != receiver.pk:
        rows = rows.exclude(acting_in(decided))
    ordered = rows.order_by(F("body_name").asc(nulls_last=True), "username")
    return [
        (user, user.body_name or receiver.name, user.body)
        for user in ordered
        if not is_objector(user, objection) and not is_about(user, objection.roster_entry.person_id)
    ]


@transaction.atomic
def assign(*, objection: Objection, users: Collection[int], actor: Actor) -> Objection:
    """Give the verification to people by name (keys of users); an objection not received yet is.

    Raises ObjectionError (nobody named, not an officer of the committee or its bodies, whoever
    objects or decided), PermissionDenied."""
    stored = held(objection)
    authority = authority_to_handle(actor, stored)
    possible = {one[0].pk: one for one in candidates(stored)}
    wanted = list(dict.fromkeys(users))
    if not wanted or not set(wanted) <= possible.keys():
        raise ObjectionError.not_an_officer()
    with recording(act="objections.assign", actor=authority, objection=stored.pk):
        if stored.state == State.SENT:
            _receive(stored, authority)
        stored.state = next_state(stored, "assign")
        stored.save(update_fields=["state"])
        for pk in wanted:
            user, _place, body = possible[pk]
            Verifier.objects.get_or_create(
                objection=stored,
                user=user,
                defaults={
                    "name": str(user)[:LONGEST_NAME],
                    "body_id": body,
                    "assigned_on": today(),
                    "assigned_by_name": named_actor(authority)[:LONGEST_NAME],
                },
            )
        wrote(
            stored, LineKind.ASSIGNED, ", ".join(str(possible[pk][0]) for pk in wanted), authority
        )
        text = Text("Đồng chí được giao xác minh một khiếu nại", "An objection is yours to verify")
        tell_verifiers(kinds.ASSIGNED, stored, text, authority, wanted)
    return stored


@transaction.atomic
def note(*, objection: Objection, text: str, actor: Actor) -> Objection:
    """Note what was seen, by whoever verifies. Raises ObjectionError, PermissionDenied."""
    stored = held(objection)
    authority = authority_to_verify(actor, stored)
    next_state(stored, "note")
    with recording(act="objections.note", actor=authority, objection=stored.pk):
        wrote(stored, LineKind.NOTE, words(text, LONGEST_WORDS), authority)
    return stored


@transaction.atomic
def find(*, objection: Objection, facts: Mapping[str, str], text: str, actor: Actor) -> Objection:
    """Say what facts the verification found (written values by fact; "": as it stands), and on
    what: they are what “if corrected” is worked out from, and what is put when it is upheld.

    Raises ObjectionError, the rulebook's FactError, PermissionDenied."""
    stored = held(objection)
    authority = authority_to_verify(actor, stored)
    next_state(stored, "note")
    said = words(text, LONGEST_WORDS)
    known = facts_of(stored.roster_entry)
    if not set(facts) <= known.keys():
        raise ObjectionError.not_a_fact()
    found = {name: known[name].read(written) for name, written in facts.items() if written.strip()}
    with recording(act="objections.find", actor=authority, objection=stored.pk):
        stored.found = {name: value for name, value in found.items() if value != known[name].stored}
        stored.save(update_fields=["found"])
        wrote(stored, LineKind.FOUND, said, authority)
    return stored


def units_asked(objection: Objection) -> list[Organisation]:
    """Which units can be asked: where the subject stands, and those between it and who decided."""
    entry = objection.roster_entry
    line = [entry.organisation, entry.parent, entry.grassroots, entry.upper_level]
    decided = objection.decision.issuer if objection.decision else None
    found: dict[int, Organisation] = {}
    for unit in [*line, decided]:
        if unit is not None and unit.pk != objection.receiver_id:
            found.setdefault(unit.pk, unit)
    return list(found.values())


@transaction.atomic
def ask_unit(  # noqa: PLR0913 - a question, by name
    *,
    objection: Objection,
    unit: Organisation,
    text: str,
    facts: Sequence[str] = (),
    ballot: bool = False,
    actor: Actor,
) -> Question:
    """Ask a unit; it reads these words and the named facts, nothing of the objection. `ballot`:
    it is told to vote again, and says here what came of it.

    Raises ObjectionError (a unit that has no part in it, no words), PermissionDenied."""
    stored = held(objection)
    authority = authority_to_verify(actor, stored)
    next_state(stored, "ask")
    if unit.pk not in {one.pk for one in units_asked(stored)}:
        raise ObjectionError.outside(unit.name)
    if not set(facts) <= facts_of(stored.roster_entry).keys():
        raise ObjectionError.not_a_fact()
    with recording(act="objections.ask", actor=authority, objection=stored.pk, unit=unit.code):
        question = Question.objects.create(
            objection=stored,
            unit=unit,
            text=words(text, LONGEST_WORDS),
            facts=list(dict.fromkeys(facts)),
            ballot=ballot,
            asked_on=today(),
            asked_by_name=named_actor(authority)[:LONGEST_NAME],
        )
        kind = LineKind.BALLOT if ballot else LineKind.ASKED
        wrote(stored, kind, f"{unit.name}: {question.text}"[:LONGEST_WORDS], authority)
        tell_asked(question, authority)
    return question


@transaction.atomic
def reply(*, question: Question, text: str, actor: Actor) -> Question:
    """Answer what the unit was asked, once. Raises ObjectionError, PermissionDenied."""
    objection = held(question.objection)
    asked = (
        Question.objects.select_for_update(of=("self",)).select_related("unit").get(pk=question.pk)
    )
    asked.objection = objection
    authority = authority_to_reply(actor, asked)
    if asked.answered_on is not None:
        raise ObjectionError.replied_already()
    next_state(objection, "ask")
    with recording(act="objections.reply", actor=authority, unit=asked.unit.code):
        asked.answer, asked.answered_on = words(text, LONGEST_WORDS), today()
        asked.answered_by_name = named_actor(authority)[:LONGEST_NAME]
        asked.save(update_fields=["answer", "answered_on", "answered_by_name"])
        wrote(
            objection,
            LineKind.REPLIED,
            f"{asked.unit.name}: {asked.answer}"[:LONGEST_WORDS],
            authority,
        )
        text_told = Text("Đơn vị đã trả lời xác minh", "The unit replied")
        verifying = [one.user_id for one in objection.verifiers.all()]
        tell_verifiers(kinds.REPLIED, objection, text_told, authority, verifying)
    return asked
