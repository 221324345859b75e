"""What remedies ask of a reader: to confirm, to do; and what a unit can be reminded of."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from django.db.models import Count
from django.utils.translation import gettext as _

from thidua.accounts.viewing import SignedIn
from thidua.campaigns.models import Campaign, Step
from thidua.campaigns.tasks import Task
from thidua.language import Text
from thidua.notices.matters import Matter
from thidua.numbers import format_number
from thidua.organisations.models import Organisation
from thidua.remedies.counting import overdue_on
from thidua.remedies.forms import MINE, OVERDUE
from thidua.remedies.links import board, page_of
from thidua.remedies.models import Remedy
from thidua.remedies.presenters import heading_of
from thidua.remedies.queries import whose_turn
from thidua.web.clock import today

MOST = 3
"""So many remedies have a row of their own; more stand together."""


def remedies_work(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """Of the running year and the one before: what is due does not end with the year."""
    if not campaign.year <= today().year <= campaign.year + 1:
        return
    verify, work = whose_turn(request.user)
    waiting = [one for one in verify if one.campaign.year <= campaign.year]
    if waiting:
        number = format_number(len(waiting))
        yield Task(
            title=_("Xác nhận {number} việc khắc phục").format(number=number),
            detail=_("xem minh chứng, đồng ý hoặc hỏi lại"),
            href=f"{board(campaign)}?xem={MINE}",
            button=_("Xem và xác nhận"),
        )
    yield from _doing(campaign, [one for one in work if one.campaign.year <= campaign.year])


def _doing(campaign: Campaign, mine: Sequence[Remedy]) -> Iterator[Task]:
    if len(mine) > MOST:
        number = format_number(len(mine))
        yield Task(
            title=_("Làm {number} việc khắc phục").format(number=number),
            detail=_("ghi từng bước, kèm minh chứng"),
            href=f"{board(campaign)}?xem={MINE}",
            button=_("Mở việc khắc phục"),
            due_on=mine[0].due_on,
        )
        return
    for one in mine:
        yield Task(
            title=_("Khắc phục: {what}").format(what=heading_of(one)),
            detail=one.source_words,
            href=page_of(one),
            button=_("Mở việc khắc phục"),
            due_on=one.due_on,
        )


def _left(campaign: Campaign, units: Collection[Organisation]) -> Mapping[int, int]:
    """Overdue ones of the very units."""
    late = Remedy.objects.filter(overdue_on(today()), unit__in=units, person=None)
    counted = late.filter(campaign__year__lte=campaign.year).order_by().values_list("unit")
    return dict(counted.annotate(n=Count("pk")))


def _address(campaign: Campaign, unit: Organisation) -> str:
    return f"{board(campaign)}?xem={OVERDUE}&don_vi={unit.code}"


def _what(number: int) -> Text:
    return Text("Làm việc khắc phục quá hạn", "Do the remedies that are overdue")


def _button(number: int) -> Text:
    return Text("Mở việc khắc phục", "Open the remedies")


FOLLOW_UP = Matter(Step.FOLLOW_UP.value, _address, _left, _what, _button)
