"""What blocs ask of a reader on the first page: to answer for their unit, to sign."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.permissions import ACTS as EVERY_ACT
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.blocs.models import Agreement, BlocMember, SetState
from thidua.blocs.permissions import AGREE
from thidua.campaigns.models import Campaign
from thidua.campaigns.tasks import Task


def blocs_work(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """Criteria that were sent and wait for the answer of the reader's own unit. One question."""
    grants = scope_of_request(request).grants
    own = {grant.organisation_id for grant in grants if grant.role in EVERY_ACT[AGREE]}
    if not own:
        return
    answered = Agreement.objects.filter(
        criteria_set__bloc=OuterRef("bloc"),
        criteria_set__state=SetState.SENT,
        organisation=OuterRef("organisation"),
    )
    waiting = BlocMember.objects.filter(
        ~Exists(answered),
        organisation__in=own,
        campaign=campaign,
        bloc__criteria_sets__state=SetState.SENT,
    )
    for member in waiting.select_related("bloc", "organisation").order_by("pk"):
        yield Task(
            title=_("Xác nhận tiêu chí, thang điểm của {bloc}").format(bloc=member.bloc.name),
            detail=_("Đơn vị trưởng gửi đến {unit}; đồng ý, hoặc nêu điểm cần sửa.").format(
                unit=member.organisation.name
            ),
            href=reverse("bloc", kwargs={"year": campaign.year, "pk": member.bloc_id}),
            button=_("Xem và xác nhận"),
        )
