"""What differences between sheets and the work ask of a reader."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.models import Campaign
from thidua.campaigns.tasks import Task
from thidua.facts.differences import difference_counts
from thidua.grounds.links import differences_link
from thidua.grounds.permissions import ACTS, OVERRIDE
from thidua.numbers import format_number
from thidua.organisations.models import Organisation


def differences_work(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """A task for each of the reader's own units whose sheets say otherwise than the work."""
    grants = {
        grant.path: grant
        for grant in scope_of_request(request).grants
        if grant.role in ACTS[OVERRIDE]
    }
    for path, number in difference_counts(campaign, grants).items():
        grant = grants[path]
        unit = Organisation(pk=grant.organisation_id, code=grant.organisation_code)
        yield Task(
            title=_("{number} thông tin ghi khác với kết quả thực hiện").format(
                number=format_number(number)
            ),
            detail=_(
                "Phiếu ghi khác, nên đang tính theo kết quả thực hiện: lấy theo kết quả, hoặc giữ "
                "số trên phiếu kèm lý do."
            ),
            href=differences_link(unit, year=campaign.year),
            button=_("Xem chỗ khác nhau"),
        )
