"""What other units remind the reader's own of: a row each, until it is done."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.models import Campaign
from thidua.campaigns.tasks import Task
from thidua.notices.matters import matter_of
from thidua.notices.models import Reminder
from thidua.notices.queries import reminders_to
from thidua.notices.titles import work_left
from thidua.notices.words import day_of
from thidua.organisations.names import committee_name


def reminders_work(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """The newest reminder of each thing of which something is left."""
    waiting = reminders_to(scope=scope_of_request(request), campaign=campaign)
    for reminder, number in still_left(campaign, waiting):
        yield Task(
            title=_("{name} nhắc: {work}").format(
                name=committee_name(reminder.from_unit),
                work=work_left(reminder.about, number),
            ),
            detail=_detail(reminder),
            href=reverse("reminder", kwargs={"pk": reminder.pk}),
            button=_("Xem lời nhắc"),
            due_on=reminder.promised_on,
            when_word=_("Mới") if reminder.seen_at is None else "",
        )


def still_left(campaign: Campaign, reminders: Sequence[Reminder]) -> Iterator[tuple[Reminder, int]]:
    """The reminders of which something is left, each with how much by now."""
    for about in {reminder.about for reminder in reminders}:
        of_this = [reminder for reminder in reminders if reminder.about == about]
        matter = matter_of(about)
        left = matter.left(campaign, [one.unit for one in of_this]) if matter else {}
        for reminder in of_this:
            if number := left.get(reminder.unit_id, 0):
                yield reminder, number


def _detail(reminder: Reminder) -> str:
    day = day_of(reminder.asked_at)
    if reminder.promised_on:
        return _("nhắc ngày {day}; đã hẹn xong ngày {promised}").format(
            day=day, promised=f"{reminder.promised_on:%d/%m/%Y}"
        )
    return _("nhắc ngày {day}, gửi {unit}").format(day=day, unit=reminder.unit.name)
