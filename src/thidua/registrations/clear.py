"""What keeps a task from being sent: of each clarity the least that makes it one. Pure.

Nothing else ever blocks; what would merely be better is `advice`."""

import datetime as dt
from collections.abc import Callable, Mapping

from thidua.language import Text
from thidua.registrations.clarities import Clarity, clarities_of
from thidua.registrations.content import Content
from thidua.registrations.models import Task
from thidua.registrations.rows import content_of


def problems(task: Task) -> dict[Clarity, Text]:
    """What blocks sending a task, of each clarity that blocks; empty: it can be sent."""
    return problems_of(content_of(task), task.registration.campaign.year)


def problems_of(content: Content, year: int, *, ends_in: int | None = None) -> dict[Clarity, Text]:
    """The same of what a task says, by the list of the year; `ends_in`: the year in which it has
    to end, where that is another one.
    """
    found: dict[Clarity, Text] = {}
    for clarity in clarities_of(year):
        for check in clarity.requires:
            missing = CHECKS[check](content, ends_in or year)
            if missing is not None:
                found.setdefault(clarity.id, missing)
    return found


def _work(content: Content, year: int) -> Text | None:
    return None if content.work else Text("chưa viết làm gì", "what is done is not written")


def _doer(content: Content, year: int) -> Text | None:
    if content.doers:
        return None
    return Text("chưa có người hay đơn vị nào làm", "no person or unit does it")


def _end(content: Content, year: int) -> Text | None:
    if content.ends_on is None:
        return Text("chưa có hạn cuối", "there is no end date")
    if not dt.date(year, 1, 1) <= content.ends_on <= dt.date(year, 12, 31):
        return Text(f"hạn cuối phải nằm trong năm {year}", f"the end date must lie inside {year}")
    return None


def _measure(content: Content, year: int) -> Text | None:
    if any(line.is_whole for line in content.measures):
        return None
    return Text(
        "chưa có thước đo nào đủ đơn vị và mức phấn đấu",
        "no measure has both its unit and its target",
    )


def _answers(content: Content, year: int) -> Text | None:
    if content.answers or content.answers_title:
        return None
    return Text("chưa có người chịu trách nhiệm", "nobody answers for it")


def _decides(content: Content, year: int) -> Text | None:
    return None if content.decides else Text("chưa nêu ai quyết định", "who decides is not said")


CHECKS: Mapping[str, Callable[[Content, int], Text | None]] = {
    "work": _work,
    "doer": _doer,
    "end": _end,
    "measure": _measure,
    "answers": _answers,
    "decides": _decides,
}
"""What a clarity of the lists may require (`requires`), by its name there."""
