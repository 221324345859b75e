"""What stands against making a year public: every reason, counted."""

from django.db.models import Q

from thidua.accounts.actors import Operator
from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.reports.levels import AT, Who, levelled
from thidua.reports.sentences import ONE_OF
from thidua.reports.wording import number
from thidua.reviews.models import DecisionStatus

SHOWN = (Who.UPPER_LEVEL, Who.GRASSROOTS, Who.MEMBERS)
"""Whose levels are made public: all of them must be decided."""

_EMPTY = Text("chưa có {one} nào được xếp loại", "no {one} were rated")
_UNKNOWN = Text("{n} {one} chưa xác định được mức", "{n} {one} cannot be told yet")
_UNDECIDED = Text("{n} {one} chưa có quyết định xếp loại", "{n} {one} have no decision yet")


def against_publishing(campaign: Campaign) -> list[Text]:
    """Every reason why the year cannot be made public yet; none: it can."""
    whole = Operator("public figures")
    found: list[Text] = []
    for who in SHOWN:
        rated = levelled(campaign=campaign, actor=whole, who=who)
        decided = Q(decided__decision__status=DecisionStatus.ISSUED)
        unknown = rated.filter(AT["cannot_tell"]).count()
        undecided = rated.exclude(decided).exclude(AT["cannot_tell"]).count()
        if not rated.exists():
            found.append(_EMPTY.format(one=ONE_OF[who]))
        if unknown:
            found.append(_UNKNOWN.format(n=number(unknown), one=ONE_OF[who]))
        if undecided:
            found.append(_UNDECIDED.format(n=number(undecided), one=ONE_OF[who]))
    return found
