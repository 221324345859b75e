"""What reviews ask of a reader: to write one's own, to answer those of the cell."""

from collections.abc import Iterator

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.calendar import has_opened
from thidua.campaigns.cells import OWING, spells_in, standing_at
from thidua.campaigns.launched import is_open
from thidua.campaigns.models import Campaign, Step
from thidua.campaigns.tasks import Task
from thidua.numbers import format_number
from thidua.reviews.deadlines import due_on
from thidua.reviews.models import Review
from thidua.reviews.queries import own_review, to_answer
from thidua.submissions.models import SUBMISSION, SubmissionStatus
from thidua.web.clock import today


def reviews_work(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """Of the running year alone, once its calendar has come to the review."""
    if today().year != campaign.year or not has_opened(campaign, Step.REVIEW):
        return
    if scope_of_request(request).person_id is not None:
        yield from _own(request, campaign)
    if scope_of_request(request).grants:
        yield from _cells(request, campaign)


def _own(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    review = own_review(request.user, campaign)
    if review is not None and not SUBMISSION.may("change", review.status):
        return
    person = scope_of_request(request).person_id
    spell = spells_in(campaign).filter(person=person, status__in=OWING)
    found = spell.select_related("organisation").first()
    if found is None or not is_open(campaign, Step.REVIEW, found.organisation):
        return
    yield Task(
        title=_title(campaign, review),
        detail=_detail(review),
        href=reverse("review_own", args=[campaign.year]),
        button=_("Mở bản kiểm điểm"),
        due_on=due_on(campaign, found.organisation),
    )


def _title(campaign: Campaign, review: Review | None) -> str:
    if review is None or review.saved_at is None:
        return _("Viết bản kiểm điểm năm {year}").format(year=campaign.year)
    if review.status == SubmissionStatus.RETURNED:
        return _("Sửa bản kiểm điểm năm {year}: được trả lại").format(year=campaign.year)
    return _("Gửi bản kiểm điểm năm {year}: mới là bản nháp").format(year=campaign.year)


def _detail(review: Review | None) -> str:
    if review is not None and review.status == SubmissionStatus.RETURNED:
        return review.reason
    return _("chỉ mình đồng chí thấy cho đến khi gửi")


def _cells(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """One row for each cell in which reviews wait for the reader: where the people are now."""
    waiting = to_answer(request.user, campaign).order_by()
    counted = (
        waiting.annotate(here=standing_at(campaign, "code"), called=standing_at(campaign, "name"))
        .values_list("here", "called")
        .annotate(number=Count("pk"))
    )
    for code, name, number in counted.order_by("here"):
        yield Task(
            title=_("Đọc {number} bản kiểm điểm").format(number=format_number(number)),
            detail=name,
            href=reverse("reviews_unit", args=[campaign.year, code]),
            button=_("Đọc và trả lời"),
        )
