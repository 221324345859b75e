"""What reports of wrong facts ask of a reader, and what became of their own."""

from collections.abc import Iterator

from django.urls import reverse

from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.models import Campaign
from thidua.campaigns.tasks import Task
from thidua.disputes.models import Status
from thidua.disputes.queries import asked, to_answer
from thidua.disputes.words import Told, told
from thidua.language import say


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
        title=say(
            f"Trả lời báo dữ kiện sai: {name}, “{one.title}”",
            f"Answer a report: {name}, “{one.title}”",
        ),
        detail=say(
            f"đang ghi {one.seen}, đề nghị {one.wanted}",
            f"stands at {one.seen}, should be {one.wanted}",
        ),
        href=_address(one),
        button=say("Trả lời", "Answer"),
        due_on=one.report.due_on,
    )


def _asked(one: Told) -> Task:
    report, title = one.report, one.title
    heading, detail = {
        Status.OPEN: (
            say(f"Đã báo sai “{title}”", f"You reported “{title}”"),
            say(
                f"{report.unit.name} trả lời chậm nhất {report.due_on:%d/%m/%Y}",
                f"{report.unit.name} answers by {report.due_on:%d/%m/%Y}",
            ),
        ),
        Status.CORRECTED: (
            say(f"“{title}” đã được sửa", f"“{title}” was corrected"),
            report.answer,
        ),
        Status.KEPT: (
            say(f"“{title}” được giữ nguyên", f"“{title}” stays as it is"),
            report.answer,
        ),
    }[Status(report.status)]
    return Task(title=heading, detail=detail, href=_address(one), button=say("Xem", "See"))


def _address(one: Told) -> str:
    return reverse("fact_report", kwargs={"pk": one.report.pk})
