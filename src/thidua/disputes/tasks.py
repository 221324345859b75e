"""What reports of wrong facts ask of a reader, and what became of their own."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.models import Campaign
from thidua.campaigns.tasks import Task, where
from thidua.disputes.models import FactReport, Status
from thidua.disputes.queries import reports_by, to_answer
from thidua.disputes.words import WordedReport, in_words


def _reports(request: SignedIn, campaign: Campaign) -> "QuerySet[FactReport]":
    return to_answer(scope=scope_of_request(request), campaign=campaign) | reports_by(
        user=request.user, campaign=campaign
    )


@where(_reports)
def disputes_work(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """Reports that the reader's units have to answer, then what the reader asked."""
    reports = in_words(list(_reports(request, campaign)), campaign)
    own = [worded for worded in reports if worded.report.asked_by_id == request.user.pk]
    yield from (_to_answer(worded) for worded in reports if worded not in own)
    yield from (_own(worded) for worded in own)


def _to_answer(worded: WordedReport) -> Task:
    name = worded.report.roster_entry.name
    return Task(
        title=_("Trả lời đề nghị sửa thông tin của {name}: “{title}”").format(
            name=name, title=worded.title
        ),
        detail=_("đang ghi {seen}, đề nghị {wanted}").format(
            seen=worded.seen, wanted=worded.wanted
        ),
        href=_address(worded),
        button=_("Trả lời đề nghị"),
        due_on=worded.report.due_on,
    )


def _own(worded: WordedReport) -> Task:
    report, title = worded.report, worded.title
    heading, detail = {
        Status.OPEN: (
            _("Đã gửi đề nghị sửa “{title}”").format(title=title),
            _("{name} trả lời chậm nhất ngày {due_on}").format(
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
    return Task(
        title=heading,
        detail=detail,
        href=_address(worded),
        button=_("Xem đề nghị") if report.is_open else _("Xem trả lời"),
    )


def _address(worded: WordedReport) -> str:
    return reverse("fact_report", kwargs={"pk": worded.report.pk})
