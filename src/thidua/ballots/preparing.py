"""Preparing a ballot: what is voted on and by whom, changed until the list is frozen."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from pydantic import ValidationError

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import required
from thidua.ballots.acting import keeping
from thidua.ballots.errors import BallotError
from thidua.ballots.models import Ballot, Candidate, State, Voter
from thidua.ballots.purposes import purpose_of
from thidua.ballots.rights import authority_over
from thidua.ballots.rule import Rule
from thidua.campaigns.models import Campaign
from thidua.history.tracking import named_actor, recording
from thidua.organisations.models import Organisation, Person


@dataclass(frozen=True)
class Matter:
    """Whose ballot it is, of which year, and on what: `purpose` of the registry, and that room's
    own word for the very thing. `replaces`: the ballot that is held again.
    """

    campaign: Campaign
    organisation: Organisation
    purpose: str
    ref: str
    replaces: Ballot | None = None


@dataclass(frozen=True)
class NewCandidate:
    """A line of the paper. `person`: who it is, where it may be somebody among the voters."""

    ref: str
    label: str
    person: Person | None = None


@dataclass(frozen=True)
class Plan:
    """What can still be changed while a ballot is a draft. `members`: how many have the right to
    vote; `present`: how many are there. `closes_at`: aware; None: until the chair closes it.
    """

    title: str
    rule: Rule
    candidates: Sequence[NewCandidate]
    voters: Sequence[Person]
    members: int
    present: int
    chair: Person
    secretary: Person
    scrutineer: Person | None = None
    secret: bool = True
    electronic: bool = True
    closes_at: dt.datetime | None = None


def prepare(*, matter: Matter, plan: Plan, actor: Actor) -> Ballot:
    """Write a draft. Raises BallotError (there is one, the rule, the numbers), PermissionDenied."""
    authority = required(authority_over(actor, matter.organisation))
    _refuse(matter.purpose, plan)
    ballot = Ballot(
        campaign=matter.campaign,
        organisation=matter.organisation,
        purpose=matter.purpose,
        purpose_ref=matter.ref,
        replaces=matter.replaces,
        prepared_by_name=named_actor(authority),
        prepared_at=timezone.now(),
    )
    with recording(
        act="ballots.prepare",
        actor=authority,
        subject=matter.organisation.code,
        year=matter.campaign.year,
    ):
        try:
            with transaction.atomic():
                write_plan(ballot, plan)
        except IntegrityError as error:
            if "ballot_one_of_a_matter" not in str(error):
                raise
            raise BallotError.saying("exists") from error
    return ballot


def change(*, ballot: Ballot, plan: Plan, actor: Actor) -> Ballot:
    """Say otherwise of a draft. Raises BallotError, PermissionDenied."""
    with keeping(ballot, actor, "ballots.change", {State.DRAFT}) as held:
        _refuse(held.ballot.purpose, plan)
        purpose = purpose_of(held.ballot.purpose)
        if purpose is not None and purpose.keeps_secrecy and plan.secret != held.ballot.secret:
            raise BallotError.saying("secrecy")
        held.ballot.candidates.all().delete()
        held.ballot.voters.all().delete()
        write_plan(held.ballot, plan)
        return held.ballot


def _refuse(purpose: str, plan: Plan) -> None:
    """Raises BallotError for what no ballot can be held by."""
    _refuse_rule(purpose, plan.rule)
    if not plan.candidates:
        raise BallotError.saying("no_candidates")
    refs: set[str] = set()
    for one in plan.candidates:
        if one.ref in refs:
            raise BallotError.saying("candidate_twice", label=one.label)
        refs.add(one.ref)
    called = len({person.pk for person in plan.voters})
    if not called:
        raise BallotError.saying("no_voters")
    if max(called, plan.present) > plan.members:
        raise BallotError.saying(
            "numbers", members=plan.members, called=called, present=plan.present
        )
    holders = [one for one in (plan.chair, plan.secretary, plan.scrutineer) if one is not None]
    if len({one.pk for one in holders}) != len(holders):
        raise BallotError.saying("two_holders")


def _refuse_rule(purpose: str, rule: Rule) -> None:
    known = purpose_of(purpose)
    if known is None:
        raise BallotError.saying("unknown_purpose")
    try:
        Rule.model_validate(rule.as_json())
    except ValidationError as error:
        raise BallotError.saying("rule") from error
    if set(rule.options) - set(known.options):
        raise BallotError.saying("rule")


def write_plan(ballot: Ballot, plan: Plan) -> None:
    """The ballot as planned, its voters and its lines. Raises IntegrityError (there is one)."""
    for name in [
        "title",
        "secret",
        "electronic",
        "members",
        "present",
        "chair",
        "secretary",
        "scrutineer",
        "closes_at",
    ]:
        setattr(ballot, name, getattr(plan, name))
    ballot.rule = plan.rule.as_json()
    ballot.save()
    people = {person.pk: person for person in plan.voters}
    voters = Voter.objects.bulk_create(
        Voter(ballot=ballot, person=person, code=person.code, name=person.full_name)
        for person in people.values()
    )
    by_person = {voter.person_id: voter for voter in voters}
    Candidate.objects.bulk_create(
        Candidate(
            ballot=ballot,
            no=no,
            ref=one.ref,
            label=one.label,
            person=one.person,
            own_voter=by_person.get(one.person.pk) if one.person else None,
        )
        for no, one in enumerate(plan.candidates, start=1)
    )
