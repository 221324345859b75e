"""Reading reviews, scoped to who asks. A draft, and one taken back, is read by its writer alone;
whoever stands above knows only that it is there.
"""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from thidua.accounts.actors import Actor, Scope, scope_of
from thidua.accounts.models import Role, RoleGrant, User
from thidua.campaigns.cells import spells_in, standing_at
from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation
from thidua.organisations.queries import under, within
from thidua.reviews.keys import review_key
from thidua.reviews.models import Review, Section
from thidua.reviews.permissions import ACTS
from thidua.reviews.readers import ALSO_READ
from thidua.roster.identity import SubjectKey
from thidua.submissions.models import SubmissionStatus

READ_ABOVE = (SubmissionStatus.SENT, SubmissionStatus.RETURNED, SubmissionStatus.ACCEPTED)
"""The states in which others than the writer read it."""
_VIEWING, _WRITING, _ANSWERING = (
    ACTS["reviews.view"],
    ACTS["reviews.write"],
    ACTS["reviews.answer"],
)


def reviews_visible_to(actor: Actor, campaign: Campaign) -> "QuerySet[Review]":
    """Of a year: one's own, those of collectives whose officers one is, those typed for others, and
    what was sent: in one's part of the tree (where the person is a member now, too), and as those
    read it who meet over it.
    """
    found = with_names(Review.objects.filter(campaign=campaign))
    scope = scope_of(actor)
    if scope.everything:
        return found
    paths = [grant.path for grant in scope.grants if grant.role in _VIEWING]
    now_here = spells_in(campaign).filter(under(paths, organisation="organisation"))
    in_part = under(paths, organisation="cell") | Q(person__in=now_here.values("person"))
    others = in_part
    for also in ALSO_READ:
        others |= also(actor, campaign)
    seen = (others & Q(status__in=READ_ABOVE)) | own_condition(actor)
    if isinstance(actor, User):
        seen |= Q(typed_by=actor) & in_part
    return found.filter(seen)


def own_condition(actor: Actor) -> Q:
    """Reviews that are the actor's own: of the person, and of collectives whose officers they are
    at exactly that unit.
    """
    scope = scope_of(actor)
    units = [g.organisation_id for g in scope.grants if g.role in _WRITING]
    own = Q(person=None, cell__in=units)
    return own | Q(person=scope.person_id) if scope.person_id is not None else own


def review_of(actor: Actor, campaign: Campaign, key: SubjectKey) -> Review | None:
    """The review of whoever is rated, as far as the actor may read it: a leader's is the person's,
    an organisation's its collective's.
    """
    return reviews_visible_to(actor, campaign).filter(condition_of([review_key(key)])).first()


def own_review(actor: Actor, campaign: Campaign) -> Review | None:
    """The actor's own."""
    person = scope_of(actor).person_id
    if person is None:
        return None
    return with_names(Review.objects.filter(campaign=campaign, person=person)).first()


def review_to_write(actor: Actor, campaign: Campaign, pk: int) -> Review | None:
    """A review that the actor may read; whether they may write it `rights.may_write` says."""
    return reviews_visible_to(actor, campaign).filter(pk=pk).first()


def sections_of(review: Review) -> dict[str, Section]:
    """What is stored under each heading, by its id."""
    return {one.heading: one for one in review.sections.all()}


def units_reviews(actor: Actor, campaign: Campaign, unit: Organisation) -> "QuerySet[Review]":
    """The reviews that stand with exactly this unit and that the actor may read: its collective's,
    and of a cell its members'.
    """
    here = spells_in(campaign).filter(organisation=unit).values("person")
    return reviews_visible_to(actor, campaign).filter(
        Q(person__in=here) | Q(person=None, cell=unit) | Q(person=None, organisation=unit)
    )


def of_keys(campaign: Campaign, keys: Collection[SubjectKey]) -> "QuerySet[Review]":
    """The reviews of these keys (`keys.review_key`), whoever asks: for rooms that act on them."""
    return with_names(Review.objects.filter(campaign=campaign)).filter(condition_of(keys))


def condition_of(keys: Collection[SubjectKey]) -> Q:
    """Reviews of these keys; of none: nothing."""
    people = {key.person_id for key in keys if key.person_id is not None}
    units = {key.organisation_id for key in keys if key.person_id is None}
    return Q(person__in=people) | Q(person=None, organisation__in=units)


def with_names(reviews: "QuerySet[Review]") -> "QuerySet[Review]":
    return reviews.select_related(
        "campaign", "person", "organisation", "cell", "typed_by", "answered_by"
    )


def to_answer(actor: Actor, campaign: Campaign) -> "QuerySet[Review]":
    """What waits for an answer by the actor: members' of the cells they act for, and of a secretary
    of a cell, whose own nobody there may answer, for the grassroots committee above.
    """
    scope = scope_of(actor)
    own = [g.organisation_id for g in scope.grants if g.role in _ANSWERING]
    above = [g.path for g in scope.grants if g.role == Role.GRASSROOTS]
    secretary = Exists(
        RoleGrant.objects.filter(
            under(above, organisation="organisation"),
            role=Role.CELL,
            body=None,
            user__person=OuterRef("person"),
            organisation=OuterRef("now"),
        )
    )
    sent = Review.objects.filter(
        campaign=campaign, status=SubmissionStatus.SENT, person__isnull=False
    )
    members = with_names(sent).annotate(now=standing_at(campaign))
    waiting = members.filter(Q(now__in=own) | secretary)
    return waiting.exclude(person=scope.person_id) if scope.person_id else waiting


def may_view(scope: Scope, unit: Organisation) -> bool:
    """Whether a reader may open the list of a part of the tree."""
    return scope.over(unit.path, _VIEWING)


def unit_for(scope: Scope, code: str) -> Organisation | None:
    """An organisation by its code, for who may see its list; None: there is no such page."""
    found = Organisation.objects.filter(within(scope), code=code).first()
    return found if found is not None and may_view(scope, found) else None
