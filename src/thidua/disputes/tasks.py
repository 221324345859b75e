"""What reports of wrong facts ask of a reader, and what became of their own."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.models import Campaign
from thidua.campaigns.tasks import Task
from thidua.disputes.models import Status
from thidua.disputes.queries import asked, to_answer
from thidua.disputes.words import Told, told


def disputes_work(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """Reports that the reader's units have to answer, then what the reader asked."""
    found = to_answer(scope=scope_of_request(request), campaign=campaign) | asked(
        user=request.user, campaign=campaign
    )
    reports = told(list(found), campaign)
    own = [one for one in reports if one.report.asked_by_id == request.user.pk]
    yield from (_to_answer(one) for one in reports if one not in own)
    yield from (_asked(one) for one in own)


def _to_answer(one: Told) -> Task:
    name = one.report.roster_entry.name
    return Task(
        title=_("Trả lời báo dữ kiện sai: {name}, “{title}”").format(name=name, title=one.title),
        detail=_("đang ghi {seen}, đề nghị {wanted}").format(seen=one.seen, wanted=one.wanted),
        href=_address(one),
        button=_("Trả lời"),
        due_on=one.report.due_on,
    )


def _asked(one: Told) -> Task:
    report, title = one.report, one.title
    heading, detail = {
        Status.OPEN: (
            _("Đã báo sai “{title}”").format(title=title),
            _("{name} trả lời chậm nhất {due_on}").format(
                name=report.unit.name, due_on=f"{report.due_on:%d/%m/%Y}"
            ),
        ),
        Status.CORRECTED: (
            _("“{title}” đã được sửa").format(title=title),
            report.answer,
        ),
        Status.KEPT: (
            _("“{title}” được giữ nguyên").format(title=title),
            report.answer,
        ),
    }[Status(report.status)]
    return Task(title=heading, detail=detail, href=_address(one), button=_("Xem"))


def _address(one: Told) -> str:
    return reverse("fact_report", kwargs={"pk": one.report.pk})
