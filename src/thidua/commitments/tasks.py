"""What commitments ask of a reader: to write one's own, to answer those of the cell."""

from collections.abc import Iterator

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.cells import OWING, spells_in, standing_at
from thidua.campaigns.models import Campaign, Step
from thidua.campaigns.steps import StepPages
from thidua.campaigns.tasks import Task
from thidua.commitments.deadlines import due_on, require_open
from thidua.commitments.errors import CommitmentError
from thidua.commitments.models import Commitment
from thidua.commitments.queries import own_commitments, to_answer
from thidua.numbers import format_number
from thidua.organisations.models import Organisation
from thidua.submissions.models import SUBMISSION, SubmissionStatus
from thidua.web.clock import today


def commitments_work(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """Of the running year alone: what is over is over."""
    if today().year != campaign.year:
        return
    if scope_of_request(request).person_id is not None:
        yield from _own(request, campaign)
    if scope_of_request(request).grants:
        yield from _cells(request, campaign)


def _own(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    commitment = own_commitments(request.user, campaign).first()
    status = commitment.status if commitment else SubmissionStatus.DRAFT
    if not SUBMISSION.may("change", status):
        return
    person = scope_of_request(request).person_id
    spell = spells_in(campaign).filter(person=person, status__in=OWING)
    found = spell.select_related("organisation").first()
    if found is None or not _open(campaign, found.organisation):
        return
    yield Task(
        title=_title(campaign, commitment),
        detail=_detail(commitment),
        href=reverse("commitments", args=[campaign.year]),
        button=_("Mở cam kết"),
        due_on=due_on(campaign, found.organisation),
    )


def _title(campaign: Campaign, commitment: Commitment | None) -> str:
    if commitment is None:
        return _("Viết cam kết năm {year}").format(year=campaign.year)
    if commitment.status == SubmissionStatus.RETURNED:
        return _("Sửa cam kết năm {year}: chi uỷ trả lại").format(year=campaign.year)
    return _("Gửi cam kết năm {year}: mới là bản nháp").format(year=campaign.year)


def _detail(commitment: Commitment | None) -> str:
    if commitment is None:
        return _("3 đến 5 điều, điều nào cũng nhìn thấy được là đã làm hay chưa")
    return commitment.reason if commitment.status == SubmissionStatus.RETURNED else ""


def _open(campaign: Campaign, cell: Organisation) -> bool:
    try:
        require_open(campaign, cell)
    except CommitmentError:
        return False
    return True


def _cells(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """One row for each cell in which commitments wait for the reader: where the people are now."""
    waiting = to_answer(scope_of_request(request), campaign).order_by()
    named = waiting.annotate(
        here=standing_at(campaign, "code"), called=standing_at(campaign, "name")
    )
    counted = named.values_list("here", "called").annotate(n=Count("pk"))
    for code, name, number in counted.order_by("here"):
        yield Task(
            title=_("Trả lời {number} cam kết của đảng viên").format(number=format_number(number)),
            detail=name,
            href=reverse("commitment_cell", args=[campaign.year, code]),
            button=_("Đọc và trả lời"),
        )


def own_address(request: HttpRequest, campaign: Campaign) -> str:
    """Where the step of registering leads a member."""
    if scope_of_request(request).person_id is None:
        return ""
    return reverse("commitments", args=[campaign.year])


COMMITMENTS_STEP = StepPages(
    Step.REGISTER,
    frozenset({"commitments", "commitment_save", "commitment_member", "commitment_cell"}),
    leads=own_address,
)
