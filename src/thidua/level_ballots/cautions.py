"""What the procedure puts before a ballot and is not done: said, never in the way."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from thidua.boards.models import UNPROPOSED
from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.level_ballots.states import KindState, state_of
from thidua.numbers import in_both
from thidua.organisations.models import Organisation
from thidua.roster.levels import DECIDED
from thidua.roster.models import RosterEntry
from thidua.rulebook.procedure import Procedure
from thidua.vocabulary import SubjectType

_COLLECTIVES = (SubjectType.COLLECTIVE, SubjectType.ORGANISATION)
States = Mapping[tuple[SubjectType, int], KindState]


@dataclass(frozen=True)
class Waiting:
    """How many units below have no proposed level, and how many members who are civil servants no
    level as such.
    """

    below: int
    servants: int


def waiting_at(campaign: Campaign, unit: Organisation) -> Waiting:
    """Counted for one unit, in one question."""
    here = Q(organisation=unit)
    below = ~here & Q(subject_type=SubjectType.ORGANISATION) & UNPROPOSED & ~DECIDED
    servants = here & Q(
        subject_type=SubjectType.MEMBER,
        facts__civil_servant=True,
        fact_sheet__known__civil_servant_level__isnull=True,
    )
    rows = RosterEntry.objects.filter(
        here | Q(parent=unit) | Q(grassroots=unit), campaign=campaign, rated=True
    )
    counted = rows.order_by().aggregate(
        below=Count("pk", filter=below), servants=Count("pk", filter=servants)
    )
    return Waiting(**counted)


def cautions(
    kind: SubjectType,
    *,
    kinds: Collection[SubjectType],
    waiting: Waiting,
    procedure: Procedure,
    states: States,
) -> list[Text]:
    """Of a ballot on one kind of subjects at a unit that votes on these `kinds`."""
    found = [
        *(_collectives_first(kinds, states) if kind not in _COLLECTIVES else ()),
        *(_lower_first(waiting.below) if kind in _COLLECTIVES else ()),
    ]
    asked = {
        name
        for name, value in (("kinds", "collective_first"), ("levels", "lower_first"))
        if name in procedure.orders and procedure.orders[name].value == value
    }
    texts = [text for name, text in found if name in asked]
    if kind == SubjectType.MEMBER and waiting.servants:
        texts.append(_SERVANTS.format(number=in_both(waiting.servants)))
    return texts


def _collectives_first(
    kinds: Collection[SubjectType], states: States
) -> Iterator[tuple[str, Text]]:
    if any(one in kinds and not state_of(states, one).sealed for one in _COLLECTIVES):
        yield "kinds", _COLLECTIVES_FIRST


def _lower_first(number: int) -> Iterator[tuple[str, Text]]:
    if number:
        yield "levels", _LOWER_FIRST.format(number=in_both(number))


_COLLECTIVES_FIRST = Text(
    "quy trình xếp loại tập thể trước cá nhân: phiếu về tập thể chưa kiểm xong",
    "the procedure rates collectives before people: theirs is not counted yet",
)
_LOWER_FIRST = Text(
    "quy trình xếp loại cấp dưới trước: còn {number} tổ chức trực thuộc chưa có mức đề nghị",
    "the procedure rates the lower first: {number} units below have no proposed level",
)
_SERVANTS = Text(
    "quy trình xếp loại cán bộ, công chức, viên chức trước: còn {number} đảng viên chưa có mức ấy",
    "the civil-servant level comes first: {number} members have none yet",
)
