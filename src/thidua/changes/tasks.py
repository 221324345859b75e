"""What changes ask of a reader on the first page: members to receive, and what was just done in
their cell.
"""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.accounts.models import Role
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.models import Campaign
from thidua.campaigns.tasks import Task
from thidua.changes.kinds import said_of
from thidua.changes.models import Change, State

RECEIVING = frozenset({Role.UPPER_LEVEL, Role.GRASSROOTS})
"""Who receives: the province keeps every list, so nothing it does waits for anybody."""
TOLD_FOR = dt.timedelta(days=10)
MOST = 5


def changes_work(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """Members to receive into the reader's own organisation's cells; to a cell's secretary, what
    was done there these days.
    """
    grants = scope_of_request(request).grants
    keeping = [grant.path for grant in grants if grant.role in RECEIVING]
    cells = [grant.organisation_id for grant in grants if grant.role == Role.CELL]
    if not keeping and not cells:
        return
    to_receive = Q(pk__in=[])
    for path in keeping:
        to_receive |= Q(state=State.WAITING, to__path__startswith=path)
    lately = timezone.now() - TOLD_FOR
    here = Q(organisation__in=cells) | Q(to__in=cells)
    told = here & Q(state=State.DONE, at__gte=lately)
    rows = Change.objects.filter(to_receive | told).select_related("organisation", "to")
    for change in rows.order_by("-at")[:MOST]:
        yield _to_receive(change) if change.state == State.WAITING else _told(change)


def _to_receive(change: Change) -> Task:
    return Task(
        title=_("Tiếp nhận đồng chí {name} vào {cell}").format(
            name=change.subject, cell=change.to.name if change.to else ""
        ),
        detail=_("{cell} chuyển đến từ ngày {day}").format(
            cell=change.organisation.name, day=f"{change.on:%d/%m/%Y}"
        ),
        href=reverse("change", kwargs={"pk": change.pk}),
        button=_("Tiếp nhận {name}").format(name=change.subject),
    )


def _told(change: Change) -> Task:
    return Task(
        title=said_of(change),
        detail=_("từ ngày {day}; {who}").format(day=f"{change.on:%d/%m/%Y}", who=change.by_name),
        href=reverse("change", kwargs={"pk": change.pk}),
        button=_("Xem thay đổi"),
    )
