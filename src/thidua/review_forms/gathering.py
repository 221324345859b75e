"""What the forms of several subjects say, gathered with few questions: for whoever may read it."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from thidua.accounts.actors import Actor, scope_of
from thidua.campaigns.cells import standing_at
from thidua.campaigns.models import Campaign
from thidua.opinions.counting import Counting, counting
from thidua.opinions.models import Ask, Opinion
from thidua.opinions.permissions import Giver
from thidua.opinions.queries import unit_for
from thidua.opinions.reading import Said, giver_of_ask, said_of
from thidua.organisations.models import Organisation, Position
from thidua.organisations.queries import placed_on
from thidua.procedures.reading import forms_of, procedure_of
from thidua.reviews.keys import review_key
from thidua.reviews.models import Review
from thidua.reviews.queries import READ_ABOVE, reviews_visible_to
from thidua.roster.identity import SubjectKey, entries_of, key_of
from thidua.roster.models import RosterEntry
from thidua.rulebook.review_form import Form
from thidua.vocabulary import OpinionKind, SubjectType
from thidua.web.clock import today

PERSONAL = "02"
"""The form in which people are reviewed; every other with headings is a collective's."""
RELATED = (
    "organisation",
    "person",
    "grassroots",
    "upper_level",
    "rating",
    "proposal",
    "decided__decision",
)


@dataclass(frozen=True)
class Told:
    """What is known of one subject. `entry` None: not on the year's list (yet). `workplace`: the
    employing unit, as far as it was asked or spoke ("": not known).
    """

    entry: RosterEntry | None = None
    workplace: str = ""
    said: Sequence[Said] = ()
    counting: Mapping[str, Counting] = field(default_factory=dict)

    def of_kind(self, kind: OpinionKind) -> Said | None:
        """The last opinion of a kind."""
        return next((one for one in reversed(self.said) if one.kind is kind), None)


@dataclass(frozen=True)
class Ready:
    """How far a form is for a part of the tree: how many could be printed, of how many."""

    form: Form
    ready: int
    wanted: int


def may_print(actor: Actor, unit: Organisation) -> bool:
    """Whether somebody takes the forms of a unit: whoever reads what is said in it."""
    return unit_for(scope_of(actor), unit.code) is not None


def reviews_to_print(
    actor: Actor, campaign: Campaign, unit: Organisation, form: Form
) -> list[Review]:
    """The reviews on this form that were sent and stand with the unit or under it, in the order of
    the tree: a draft is its writer's alone. Each knows where its member stands `now` (a key) and
    `now_path`: whoever moved takes theirs along, and the former unit keeps what it received.
    """
    found = reviews_visible_to(actor, campaign).filter(status__in=READ_ABOVE)
    found = found.annotate(
        now=standing_at(campaign), now_path=standing_at(campaign, "path")
    ).filter(_in(unit))
    found = found.filter(Q(person=None) if form.id != PERSONAL else Q(person__isnull=False))
    return list(found.order_by("now_path", "person__sort_key", "pk"))


def _in(unit: Organisation) -> Q:
    return Q(cell__path__startswith=unit.path) | Q(now_path__startswith=unit.path)


def entries_to_print(campaign: Campaign, unit: Organisation, form: Form) -> list[RosterEntry]:
    """Those on the year's list who have this slip, under the unit, in the order of the tree."""
    found = RosterEntry.objects.filter(
        campaign=campaign,
        subject_type__in=[kind.value for kind in form.subject_types],
        rated=True,
        organisation__path__startswith=unit.path,
    )
    return list(found.select_related(*RELATED).order_by("organisation__path", "sort_key", "code"))


def told_of_entries(campaign: Campaign, entries: Sequence[RosterEntry]) -> list[Told]:
    """What is known of each, in their order. Four questions."""
    keys = [key_of(entry) for entry in entries]
    return _told(campaign, dict(zip(keys, entries, strict=True)), keys)


def told_of_reviews(campaign: Campaign, reviews: Sequence[Review]) -> list[Told]:
    """The same of those whose reviews these are: a member, or an organisation's collective."""
    keys = [_rated(review) for review in reviews]
    entries = entries_of(campaign, keys)
    full = RosterEntry.objects.filter(pk__in=[entry.pk for entry in entries.values()])
    by_key = {key_of(entry): entry for entry in full.select_related(*RELATED)}
    return _told(campaign, by_key, keys)


def _rated(review: Review) -> SubjectKey:
    """As whom the subject of a review is rated."""
    if review.person_id is not None:
        return review_key(review.key)
    return SubjectKey(SubjectType.ORGANISATION, organisation_id=review.organisation_id)


def _told(
    campaign: Campaign, entries: Mapping[SubjectKey, RosterEntry], keys: Sequence[SubjectKey]
) -> list[Told]:
    said = said_of(campaign, keys)
    asked = _employers_asked(campaign, keys)
    procedure = procedure_of(campaign)
    found = []
    for key in keys:
        entry, opinions = entries.get(key), said.get(key, [])
        counts = counting(
            opinions,
            kinds=procedure.counting(key.subject_type),
            place=entry.organisation_id if entry else None,
        )
        spoke = next((one for one in opinions if one.kind is OpinionKind.EMPLOYER), None)
        workplace = _name_of(spoke.giver) if spoke else asked.get(key.person_id or 0, "")
        found.append(Told(entry, workplace, opinions, counts))
    return found


def _employers_asked(campaign: Campaign, keys: Sequence[SubjectKey]) -> dict[int, str]:
    """The employing units that were asked about people, by the person's key."""
    people = {key.person_id for key in keys if key.person_id is not None}
    if not people:
        return {}
    asks = Ask.objects.filter(campaign=campaign, kind=OpinionKind.EMPLOYER, person__in=people)
    return {
        one.person_id or 0: _name_of(giver_of_ask(one))
        for one in asks.select_related("unit", "body").order_by("pk")
    }


def _name_of(giver: Giver) -> str:
    return giver.body.name if giver.body else giver.name


def posts_of(people: Collection[int]) -> dict[int, str]:
    """The Party posts that people hold, in words: “Bí thư, Chi bộ 3”."""
    held = Position.objects.filter(placed_on(today()), person__in=people)
    found: dict[int, list[str]] = {}
    for post in held.select_related("organisation").order_by("pk"):
        title = post.title or post.get_role_display()
        found.setdefault(post.person_id, []).append(f"{title}, {post.organisation.name}")
    return {person: "; ".join(posts) for person, posts in found.items()}


def forms_ready(actor: Actor, campaign: Campaign, unit: Organisation) -> list[Ready]:
    """Each form of the year for a unit: how many can be printed now, of how many; four
    questions.
    """
    listed = RosterEntry.objects.filter(
        campaign=campaign, rated=True, organisation__path__startswith=unit.path
    )
    wanted = Counter(listed.values_list("subject_type", flat=True))
    sent = reviews_visible_to(actor, campaign).filter(status__in=READ_ABOVE)
    sent = sent.annotate(now_path=standing_at(campaign, "path")).filter(_in(unit))
    written = Counter(pk is not None for pk in sent.values_list("person", flat=True))
    heard = _heard(campaign, listed)
    return [
        Ready(
            form,
            written[form.id == PERSONAL]
            if form.headings
            else sum(heard[kind] for kind in form.subject_types),
            wanted[form.subject_types[0].value],
        )
        for form in forms_of(campaign).forms
    ]


def subjects_named(campaign: Campaign, unit: Organisation) -> list[tuple[str, str]]:
    """Code and name of those at exactly this unit on the year's list, so that nobody needs to know
    a code by heart.
    """
    found = RosterEntry.objects.filter(campaign=campaign, rated=True, organisation=unit)
    rows = found.order_by("sort_key", "code").values_list("code", "name")
    return list(dict.fromkeys(rows))


def _heard(campaign: Campaign, listed: "QuerySet[RosterEntry]") -> Counter[str]:
    """Of how many subjects of each kind somebody has said something."""
    people = listed.filter(subject_type=SubjectType.MEMBER).values("person")
    bodies = listed.filter(person=None).values("organisation")
    rows = Opinion.objects.filter(
        Q(subject_type=SubjectType.MEMBER, person__in=people)
        | Q(person=None, organisation__in=bodies),
        campaign=campaign,
    ).order_by()
    subjects = rows.values_list("subject_type", "person", "organisation").distinct()
    return Counter(kind for kind, _person, _organisation in subjects)
