"""What dossiers ask of a reader: to send their unit's, to answer those that came."""

from collections.abc import Iterator

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.models import Campaign, Step
from thidua.campaigns.steps import StepPages
from thidua.campaigns.tasks import Task, where
from thidua.dossiers.links import dossier_page, dossiers_page
from thidua.dossiers.models import Dossier
from thidua.dossiers.permissions import ACTS, SEND, SETTLE
from thidua.numbers import format_number
from thidua.submissions.models import SubmissionStatus


def _waits(request: SignedIn, campaign: Campaign) -> "QuerySet[Dossier] | None":
    sending, settling = _units(request)
    if not sending:
        return None
    back = Q(status=SubmissionStatus.RETURNED, organisation__in=sending)
    waiting = Q(status=SubmissionStatus.SENT, receiver__in=settling)
    return Dossier.objects.filter(back | waiting, campaign=campaign)


def _units(request: SignedIn) -> tuple[list[int], list[int]]:
    """For which units the reader sends, and for which they settle."""
    grants = scope_of_request(request).grants
    return (
        [one.organisation_id for one in grants if one.role in ACTS[SEND]],
        [one.organisation_id for one in grants if one.role in ACTS[SETTLE]],
    )


@where(_waits)
def dossiers_work(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """Those that came back to the reader's own unit, and those that wait for their answer."""
    sending, settling = _units(request)
    found = Dossier.objects.filter(campaign=campaign)
    back = found.filter(status=SubmissionStatus.RETURNED, organisation__in=sending)
    for dossier in back.select_related("organisation"):
        yield Task(
            title=_("Hoàn thiện hồ sơ được trả lại của {name}").format(
                name=dossier.organisation.name
            ),
            detail=dossier.reason,
            href=dossier_page(campaign, dossier.organisation),
            button=_("Mở hồ sơ"),
            due_on=dossier.due_on,
        )
    waiting = found.filter(status=SubmissionStatus.SENT, receiver__in=settling).order_by()
    counted = waiting.values_list("receiver", "receiver__code", "receiver__name")
    for _pk, code, name, number in counted.annotate(number=Count("pk")):
        yield Task(
            title=_("Trả lời {number} hồ sơ đề nghị xếp loại").format(number=format_number(number)),
            detail=name,
            href=f"{dossiers_page(campaign)}?of={code}&state=sent",
            button=_("Đọc và trả lời"),
        )


PAGES = StepPages(Step.RATE, frozenset({"dossiers", "dossier"}))
