"""Reading commitments, scoped to who asks. A draft, and one taken back, is read by its writer
alone; so is what an officer above knows only that it is there.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from thidua.accounts.actors import Actor, Scope, scope_of
from thidua.accounts.models import Role, RoleGrant, User
from thidua.accounts.oneself import has_account
from thidua.accounts.permissions import may
from thidua.campaigns.cells import OWING, cell_of, spells_in, standing_at
from thidua.campaigns.models import Campaign
from thidua.commitments.models import Commitment
from thidua.commitments.permissions import ACTS
from thidua.organisations.models import MembershipSpell, Organisation, Person
from thidua.organisations.queries import under, within
from thidua.submissions.models import SubmissionStatus

READ_ABOVE = (SubmissionStatus.SENT, SubmissionStatus.RETURNED, SubmissionStatus.ACCEPTED)
"""The states in which others than the writer read the items."""
_VIEWING, _ANSWERING = ACTS["commitments.view"], ACTS["commitments.answer"]


def commitment_of(campaign: Campaign, person: Person) -> Commitment | None:
    """A person's commitment with its items: for that person's own page."""
    found = Commitment.objects.filter(campaign=campaign, person=person)
    return (
        found.select_related("cell", "person", "typed_by", "answered_by")
        .prefetch_related("items")
        .first()
    )


def own_commitments(actor: Actor, campaign: Campaign) -> "QuerySet[Commitment]":
    """The actor's own of a year: one or none."""
    found = Commitment.objects.filter(campaign=campaign, person=scope_of(actor).person_id)
    return found.select_related("cell").prefetch_related("items")


def commitments_visible_to(actor: Actor, campaign: Campaign) -> "QuerySet[Commitment]":
    """Of a year: the actor's own, and what was sent in the part of the tree where they act for the
    Party: by people who are members there now, or were then.

    A draft is its writer's: the member's, or the officer's who typed it for them."""
    found = Commitment.objects.filter(campaign=campaign)
    scope = scope_of(actor)
    if scope.everything:
        return found
    paths = [grant.path for grant in scope.grants if grant.role in _VIEWING]
    now_here = spells_in(campaign).filter(under(paths, organisation="organisation"))
    in_part = under(paths, organisation="cell") | Q(person__in=now_here.values("person"))
    seen = in_part & Q(status__in=READ_ABOVE)
    if isinstance(actor, User):
        seen |= Q(typed_by=actor) & in_part
    if scope.person_id is not None:
        seen |= Q(person=scope.person_id)
    return found.filter(seen)


@dataclass(frozen=True)
class Line:
    """One member of a cell, and how their commitment stands ("": not begun)."""

    person: Person
    status: str
    items: int
    commitment: Commitment | None
    has_account: bool
    asked: bool
    """Whether a commitment is asked of them (`cells.OWING`)."""


def lines_of_cell(campaign: Campaign, cell: Organisation) -> list[Line]:
    """The members of a cell, in Vietnamese order; for whoever may see that cell. Exempt members
    stand there where they wrote one.
    """
    spells = spells_in(campaign).filter(organisation=cell).select_related("person")
    account = User.objects.filter(person=OuterRef("person"), is_active=True)
    spells = spells.annotate(has_account=Exists(account)).order_by(
        "person__sort_key", "person__code"
    )
    of = {one.person_id: one for one in _with_items(campaign, [s.person_id for s in spells])}
    return [
        _line(spell, of.get(spell.person_id), has_account=spell.has_account)
        for spell in spells
        if spell.status in OWING or spell.person_id in of
    ]


def _with_items(campaign: Campaign, people: Iterable[int]) -> "QuerySet[Commitment]":
    found = Commitment.objects.filter(campaign=campaign, person__in=people)
    return found.select_related("cell", "typed_by").prefetch_related("items")


def _line(spell: MembershipSpell, commitment: Commitment | None, *, has_account: bool) -> Line:
    return Line(
        person=spell.person,
        status=commitment.status if commitment else "",
        items=len(commitment.items.all()) if commitment else 0,
        commitment=commitment,
        has_account=has_account,
        asked=spell.status in OWING,
    )


def may_view(scope: Scope, cell: Organisation) -> bool:
    """Whether a reader may open the list of a part of the tree."""
    return scope.over(cell.path, _VIEWING)


def cell_for(scope: Scope, code: str) -> Organisation | None:
    """An organisation by its code, for who may see its list; None: there is no such page."""
    found = Organisation.objects.filter(within(scope), code=code).first()
    return found if found is not None and may_view(scope, found) else None


def to_answer(scope: Scope, campaign: Campaign) -> "QuerySet[Commitment]":
    """What waits for the reader's answer: of the members of their own cell, wherever it was sent
    before they moved there; and the commitment of a secretary, which the committee above answers.
    """
    own = [g.organisation_id for g in scope.grants if g.role in _ANSWERING]
    above = [g.path for g in scope.grants if g.role == Role.GRASSROOTS]
    of_the_secretary = Exists(
        RoleGrant.objects.filter(
            under(above, organisation="organisation"),
            role=Role.CELL,
            body=None,
            user__person=OuterRef("person"),
            organisation=OuterRef("now"),
        )
    )
    sent = Commitment.objects.filter(campaign=campaign, status=SubmissionStatus.SENT)
    waiting = sent.annotate(now=standing_at(campaign)).filter(Q(now__in=own) | of_the_secretary)
    return waiting.exclude(person=scope.person_id) if scope.person_id else waiting


def waiting_in(user: User, campaign: Campaign, cell: Organisation) -> "QuerySet[Commitment]":
    """What the reader may answer in one cell, with its items, the oldest first."""
    sent = Commitment.objects.filter(campaign=campaign, status=SubmissionStatus.SENT)
    mine = sent.annotate(now=standing_at(campaign)).filter(now=cell.pk)
    if user.person_id is not None:
        mine = mine.exclude(person=user.person_id)
    return mine.select_related("person", "typed_by").prefetch_related("items").order_by("sent_at")


def may_type_for(user: User, campaign: Campaign, person: Person) -> bool:
    """Whether the reader types the commitment of somebody without an account."""
    cell = cell_of(person, campaign)
    return (
        cell is not None
        and may(user, "commitments.answer", path=cell.path)
        and not has_account(person.pk)
    )


def last_done(campaign: Campaign, person: Person) -> tuple[Commitment, int, int] | None:
    """Last year's commitment: how many items it had and how many were done. None where there was
    none that was accepted, or where it is not known of every item.
    """
    found = Commitment.objects.filter(
        person=person,
        campaign__year=campaign.year - 1,
        status=SubmissionStatus.ACCEPTED,
    )
    last = found.select_related("campaign").prefetch_related("items").first()
    if last is None:
        return None
    done = [item.done for item in last.items.all()]
    return None if not done or None in done else (last, len(done), done.count(True))
