"""Reading the roster; scoped to who asks."""

from collections import defaultdict
from dataclasses import asdict, dataclass

from django.db.models import Case, CharField, Count, Q, QuerySet, Value, When

from thidua.accounts.actors import Actor, scope_of
from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.organisations.queries import within
from thidua.roster.levels import DECIDED
from thidua.roster.models import RosterEntry, in_state
from thidua.rulebook.values import number_text
from thidua.vocabulary import RosterState, SubjectType


def roster(
    *, campaign: Campaign, actor: Actor, subject_type: SubjectType | None = None
) -> QuerySet[RosterEntry]:
    """The subjects of the year that the actor may see: those in their part of the tree, and
    themselves.
    """
    entries = RosterEntry.objects.filter(
        within(scope_of(actor), organisation="organisation", person="person"), campaign=campaign
    ).select_related("organisation")
    return entries if subject_type is None else entries.filter(subject_type=subject_type)


@dataclass(frozen=True)
class StateCounts:
    """How many subjects of one kind stand in each of the three states of the list."""

    rated: int = 0
    exempt: int = 0
    not_reviewed: int = 0

    @property
    def total(self) -> int:
        return self.rated + self.exempt + self.not_reviewed

    def as_numbers(self) -> dict[str, int]:
        """The three numbers and their sum, for programs."""
        return {**asdict(self), "total": self.total}

    @property
    def sentence(self) -> Text:
        """“5.645 = 4.760 được xếp loại + 864 miễn theo quy định + 21 chưa kiểm điểm”."""
        numbers = [number_text(one) for one in (self.rated, self.exempt, self.not_reviewed)]
        parts = [
            Text(f"{number.vi} {state.title.vi}", f"{number.en} {state.title.en}")
            for number, state in zip(numbers, RosterState, strict=True)
        ]
        whole = number_text(self.total)
        return Text(
            f"{whole.vi} = {' + '.join(part.vi for part in parts)}",
            f"{whole.en} = {' + '.join(part.en for part in parts)}",
        )


def state_counts(*, campaign: Campaign, actor: Actor) -> dict[SubjectType, StateCounts]:
    """The list of the year inside the actor's part of the tree, counted by kind and state: each
    subject in one of the three.
    """
    inside = within(scope_of(actor), organisation="organisation")
    states = Case(
        *(When(in_state(state), then=Value(state.value)) for state in RosterState),
        output_field=CharField(),
    )
    rows = (
        RosterEntry.objects.filter(inside, campaign=campaign)
        .order_by()
        .annotate(stands=states)
        .values_list("subject_type", "stands")
        .annotate(number=Count("pk"))
    )
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for kind, state, number in rows:
        found[kind][state] = number
    return {kind: StateCounts(**found[kind.value]) for kind in SubjectType}


def not_reviewed(*, campaign: Campaign, actor: Actor) -> QuerySet[RosterEntry]:
    """Who is not yet reviewed inside the actor's part of the tree, and who was reviewed later and
    is not decided yet, with `put_off`.
    """
    waiting = in_state(RosterState.NOT_REVIEWED) | (
        Q(put_off__reviewed_on__isnull=False, rated=True) & ~Q(DECIDED)
    )
    entries = roster(campaign=campaign, actor=actor).filter(waiting)
    return entries.select_related("put_off", "organisation").order_by("sort_key", "code")


def deciding_number(entry: RosterEntry) -> str | None:
    """The number of the issued decision that sets a subject's level; None while its level is open.

    As it is stored now, whatever was read of the entry before: for acts that hold the year.
    """
    decided = RosterEntry.objects.filter(DECIDED, pk=entry.pk)
    number: str | None = decided.values_list("decided__decision__number", flat=True).first()
    return number
