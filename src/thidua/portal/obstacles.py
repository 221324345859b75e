"""What stands against making a year public: every reason, counted."""

from collections.abc import Iterator

from django.db.models import Count, Q

from thidua.accounts.actors import Operator
from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.reports.levels import Who, group_of, levelled
from thidua.reports.wording import number
from thidua.roster.levels import DECIDED

MADE_PUBLIC = (Who.UPPER_LEVEL, Who.GRASSROOTS, Who.MEMBERS)
"""Whose levels are made public: all of them must be decided."""

_EMPTY = Text("chưa có {noun} nào được xếp loại", "no {noun} were rated")
_UNKNOWN = Text("{n} {noun} chưa đủ căn cứ xếp loại", "{n} {noun} cannot be told yet")
_UNDECIDED = Text("{n} {noun} chưa có quyết định xếp loại", "{n} {noun} have no decision yet")


def against_publishing(campaign: Campaign) -> list[Text]:
    """Every reason why the year cannot be made public yet; none: it can. One question to the
    database.
    """
    known = Q(level__isnull=False)
    counted: dict[Who | None, tuple[int, int]] = {}
    rows = levelled(campaign=campaign, actor=Operator("public figures")).order_by()
    for kind, tier, unknown, undecided in rows.values_list("subject_type", "tier").annotate(
        unknown=Count("pk", filter=~known), undecided=Count("pk", filter=known & ~DECIDED)
    ):
        before = counted.get(group_of(kind, tier), (0, 0))
        counted[group_of(kind, tier)] = (before[0] + unknown, before[1] + undecided)
    return [reason for who in MADE_PUBLIC for reason in _reasons(who, counted.get(who))]


def _reasons(who: Who, counted: tuple[int, int] | None) -> Iterator[Text]:
    if counted is None:
        yield _EMPTY.format(noun=who.plural)
        return
    for sentence, how_many in zip((_UNKNOWN, _UNDECIDED), counted, strict=True):
        if how_many:
            yield sentence.format(n=number(how_many), noun=who.plural)
