"""Values for the pages of blocs and their criteria."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor
from thidua.blocs.models import (
    Agreement,
    Bloc,
    BlocMember,
    CriteriaSet,
    Criterion,
    LinkKind,
    Scale,
    SetState,
)
from thidua.blocs.permissions import AGREE, own_authority
from thidua.blocs.queries import no_more
from thidua.blocs.sums import Sum, sum_of
from thidua.campaigns.models import Campaign
from thidua.numbers import format_number
from thidua.organisations.models import Organisation
from thidua.registrations.models import Task, TaskStatus

Links = list[tuple[str, str]]
"""What a criterion can count by: the word that is stored (kind:key) and its name."""


@dataclass(frozen=True)
class MemberRow:
    """A member and what it answered; `became`: what a unit that is no more is now ("": it is at
    work; `gone` without it: nothing is known). `mine`: this reader answers for it.
    """

    unit: Organisation
    leads: str
    gone: bool
    became: str
    answer: Agreement | None
    mine: bool


def member_rows(
    bloc: Bloc,
    members: Sequence[BlocMember],
    answers: Mapping[int, Agreement],
    actor: Actor,
) -> list[MemberRow]:
    """The members in order. Two questions, however many."""
    gone = no_more([member.organisation_id for member in members])
    return [_member_row(bloc, member.organisation, gone, answers, actor) for member in members]


def _member_row(
    bloc: Bloc,
    unit: Organisation,
    gone: Mapping[int, Organisation | None],
    answers: Mapping[int, Agreement],
    actor: Actor,
) -> MemberRow:
    leads = {bloc.head_id: _("đơn vị trưởng"), bloc.deputy_id: _("đơn vị phó")}
    became = gone.get(unit.pk)
    return MemberRow(
        unit=unit,
        leads=leads.get(unit.pk, ""),
        gone=unit.pk in gone,
        became=became.name if became else "",
        answer=answers.get(unit.pk),
        mine=unit.pk not in gone and own_authority(actor, AGREE, unit) is not None,
    )


@dataclass(frozen=True)
class CriterionRow:
    """A criterion in words: its numbers as they are read, what it counts by."""

    number: int
    criterion: Criterion
    points: str
    weight: str
    counts_by: str


@dataclass(frozen=True)
class SetView:
    """A version in words: its rows, and what they add up to."""

    criteria_set: CriteriaSet
    state: str
    by_points: bool
    rows: list[CriterionRow]
    sum: Sum
    found: str
    wanted: str

    @property
    def is_draft(self) -> bool:
        return self.criteria_set.state == SetState.DRAFT

    @property
    def is_sent(self) -> bool:
        return self.criteria_set.state == SetState.SENT

    @property
    def is_signed(self) -> bool:
        return self.criteria_set.state == SetState.SIGNED


def set_view(criteria_set: CriteriaSet, links: Links) -> SetView:
    """A version as its page shows it. One question."""
    rows = list(criteria_set.criteria.order_by("position", "pk"))
    names, by_points = dict(links), criteria_set.scale == Scale.POINTS
    found = sum_of(rows, by_points=by_points, total=criteria_set.total)
    return SetView(
        criteria_set=criteria_set,
        state=str(SetState(criteria_set.state).label),
        by_points=by_points,
        rows=[_criterion_row(at, row, names) for at, row in enumerate(rows, start=1)],
        sum=found,
        found=format_number(found.found),
        wanted=format_number(found.wanted),
    )


def _criterion_row(number: int, row: Criterion, names: Mapping[str, str]) -> CriterionRow:
    return CriterionRow(
        number=number,
        criterion=row,
        points=_number(row.points),
        weight=_number(row.weight),
        counts_by=names.get(link_of(row), link_of(row)) if row.link_kind else "",
    )


def _number(value: Decimal | None) -> str:
    return "" if value is None else format_number(value)


def link_of(row: Criterion) -> str:
    """The word of what a criterion counts by: kind, or kind:key."""
    return f"{row.link_kind}:{row.link_key}" if row.link_key else row.link_kind


def links_for(campaign: Campaign, organiser: Organisation) -> Links:
    """What criteria of a year can count by: all registered tasks of a kind, the year's indicators,
    tasks that the organiser or somebody above it offers to units below. Two questions.
    """
    above = [int(key) for key in organiser.path.strip("/").split("/") if key]
    offered = Task.objects.filter(
        registration__campaign=campaign,
        registration__organisation__in=above,
        offered=True,
        status=TaskStatus.ACCEPTED,
    )
    indicators = campaign.indicators.values_list("code", "name")
    return [
        ("", _("Người chấm")),
        (LinkKind.KEY_TASKS.value, str(LinkKind.KEY_TASKS.label)),
        (LinkKind.BREAKTHROUGHS.value, str(LinkKind.BREAKTHROUGHS.label)),
        *(
            (f"{LinkKind.INDICATOR.value}:{code}", _("Chỉ tiêu: {name}").format(name=name))
            for code, name in indicators
        ),
        *(
            (f"{LinkKind.TASK.value}:{pk}", _("Nhiệm vụ: {name}").format(name=title or pk))
            for pk, title in offered.order_by("pk").values_list("pk", "title")
        ),
    ]
