"""What the launch asks of an upper-level body: to carry the year down."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.models import Role
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.models import Campaign, UnitLaunch
from thidua.campaigns.tasks import Task


def carry_down_work(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """A row for each body of the reader's that has not carried a launched year down. A year that
    was launched by its day alone, before this was kept, asks nobody.
    """
    if campaign.launched_at is None:
        return
    grants = [grant for grant in scope_of_request(request).grants if grant.role == Role.UPPER_LEVEL]
    if not grants:
        return
    done = set(
        UnitLaunch.objects.filter(
            campaign=campaign,
            organisation__in=[grant.organisation_id for grant in grants],
            launched_at__isnull=False,
        ).values_list("organisation", flat=True)
    )
    for grant in grants:
        if grant.organisation_id not in done:
            yield Task(
                title=_("Triển khai năm {year} xuống cơ sở").format(year=campaign.year),
                detail=grant.organisation_name,
                href=reverse(
                    "unit_launch",
                    kwargs={"year": campaign.year, "code": grant.organisation_code},
                ),
                button=_("Xem kế hoạch và triển khai"),
                when_word=_("Mới"),
            )
