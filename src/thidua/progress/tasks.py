"""What carrying out asks of a reader: to answer, to free, to confirm; counted, by the unit."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.models import Campaign
from thidua.campaigns.tasks import Task
from thidua.numbers import format_number
from thidua.progress.links import page_of_task, unit_page
from thidua.progress.rules import last_day
from thidua.progress.waiting import BLOCKED, QUESTION, RESULT, Waiting, waiting_for
from thidua.web.clock import today

MOST_UNITS = 5
"""So many units have a row of their own; the others are reached from the movement's page."""


def progress_work(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """While notes of the year are taken."""
    if today() > last_day(campaign.year) or today().year < campaign.year:
        return
    waiting = waiting_for(scope_of_request(request), campaign)
    for what, row in ((QUESTION, _question), (BLOCKED, _blocked), (RESULT, _result)):
        units = _by_unit(one for one in waiting if one.what == what)
        for together in units[:MOST_UNITS]:
            yield row(campaign, together)


def _by_unit(waiting: Iterable[Waiting]) -> list[list[Waiting]]:
    """The unit with the most first."""
    ordered = sorted(waiting, key=lambda one: one.code)
    units = [list(group) for _code, group in groupby(ordered, key=lambda one: one.code)]
    return sorted(units, key=_number, reverse=True)


def _number(together: list[Waiting]) -> int:
    return sum(one.number for one in together)


def _question(campaign: Campaign, together: list[Waiting]) -> Task:
    number = _number(together)
    title = ngettext(
        "Trả lời {number} câu hỏi về kết quả của {name}",
        "Trả lời {number} câu hỏi về kết quả của {name}",
        number,
    )
    return _task(
        campaign, together, title, _("cấp uỷ cấp trên hỏi lại kết quả đã ghi"), _("Trả lời")
    )


def _blocked(campaign: Campaign, together: list[Waiting]) -> Task:
    number = _number(together)
    title = ngettext(
        "Gỡ {number} nhiệm vụ đang vướng của {name}",
        "Gỡ {number} nhiệm vụ đang vướng của {name}",
        number,
    )
    return _task(
        campaign,
        together,
        title,
        _("xem đang vướng gì, hẹn sẽ làm gì và xong khi nào"),
        _("Xem và hẹn gỡ"),
    )


def _result(campaign: Campaign, together: list[Waiting]) -> Task:
    number = _number(together)
    title = ngettext(
        "Xác nhận {number} kết quả của {name}", "Xác nhận {number} kết quả của {name}", number
    )
    return _task(
        campaign, together, title, _("đơn vị ghi đã đạt; xác nhận hoặc hỏi lại"), _("Xem kết quả")
    )


def _task(
    campaign: Campaign, together: list[Waiting], title: str, detail: str, button: str
) -> Task:
    number = format_number(_number(together))
    return Task(
        title=title.format(number=number, name=together[0].name),
        detail=detail,
        href=_page(campaign, together),
        button=button,
        when_word=_("Mới"),
    )


def _page(campaign: Campaign, together: list[Waiting]) -> str:
    """The one task, or the unit with all of them."""
    tasks = {one.task for one in together}
    code = together[0].code
    if len(tasks) == 1:
        return page_of_task(campaign, code, tasks.pop())
    return unit_page(campaign, code)
