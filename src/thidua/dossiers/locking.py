"""What was sent stays as it was sent: proposals in a dossier that is sent or accepted are not
changed until it is taken back or returned.
"""

from collections.abc import Collection, Mapping

from django.db.models import OuterRef, Subquery

from thidua.campaigns.models import Campaign
from thidua.dossiers.models import Dossier
from thidua.dossiers.units import subjects_among
from thidua.language import Text
from thidua.organisations.models import Organisation
from thidua.submissions.models import SubmissionStatus

HOLDING = (SubmissionStatus.SENT, SubmissionStatus.ACCEPTED)
_SENT = Text(
    "hồ sơ của đơn vị đã gửi lên cấp trên: lấy lại hồ sơ rồi sửa mức đề nghị",
    "the dossier of the unit was sent: take it back, then change the proposed level",
)
_ACCEPTED = Text(
    "cấp trên đã nhận hồ sơ của đơn vị: đề nghị cấp trên trả lại hồ sơ rồi sửa mức đề nghị",
    "the committee above accepted the dossier: ask for its return, then change the proposed level",
)


def held_by_dossiers(campaign: Campaign, entries: Collection[int]) -> Mapping[int, Text]:
    """Of these entries (keys) those whose proposal lies in such a dossier. One question."""
    sent = Dossier.objects.filter(
        campaign=campaign, organisation=OuterRef("organisation"), status__in=HOLDING
    )
    rows = subjects_among(campaign).filter(pk__in=entries)
    found = rows.annotate(held=Subquery(sent.values("status")[:1])).exclude(held=None)
    words = {SubmissionStatus.SENT.value: _SENT, SubmissionStatus.ACCEPTED.value: _ACCEPTED}
    return {pk: words[status] for pk, status in found.values_list("pk", "held")}


def hold_subjects(campaign: Campaign, unit: Organisation) -> None:
    """Wait for whoever is changing a proposal of this unit: what is counted afterwards is what is
    sent. Boards lock the same rows in the same order.
    """
    rows = subjects_among(campaign).filter(organisation=unit).order_by("pk")
    list(rows.select_for_update(no_key=True, of=("self",)).values_list("pk", flat=True))
