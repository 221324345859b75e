"""What reading registrations asks of a reader."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.acceptance.due import answer_dues
from thidua.acceptance.queries import waiting_for
from thidua.acceptance.readers import readers_of
from thidua.accounts.permissions import OFFICERS
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.models import Campaign
from thidua.campaigns.tasks import Task
from thidua.numbers import format_number
from thidua.registrations.models import Registration


def reading_work(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """One task for each committee of the reader's that has registrations to read: as many as wait,
    by the first day on which an answer is due.
    """
    scope = scope_of_request(request)
    if not scope.narrowed and not any(grant.role in OFFICERS for grant in scope.grants):
        return
    waiting = list(waiting_for(scope, campaign))
    if not waiting:
        return
    dues = answer_dues(waiting)
    readers = readers_of([one.organisation for one in waiting])
    by_committee: dict[str, list[Registration]] = {}
    for one in waiting:
        if one.organisation_id in readers:
            by_committee.setdefault(readers[one.organisation_id].code, []).append(one)
    for code, registrations in by_committee.items():
        days = [dues[one.pk] for one in registrations if one.pk in dues]
        number = len(registrations)
        yield Task(
            title=ngettext("Đọc {number} bản đăng ký", "Đọc {number} bản đăng ký", number).format(
                number=format_number(number)
            ),
            detail=", ".join(one.organisation.name for one in registrations[:MOST_NAMED])
            + (_(" và các đơn vị khác") if number > MOST_NAMED else ""),
            href=reverse("acceptance", kwargs={"year": campaign.year, "code": code})
            + "?state=waiting",
            button=_("Đọc bản đăng ký"),
            due_on=min(days, default=None),
        )


MOST_NAMED = 3
