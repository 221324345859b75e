"""What points ask of a reader on the first page, once the year's cut-off is there: to score their
unit, to check the others, to settle.
"""

from collections.abc import Iterable, Iterator

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.permissions import ACTS as EVERY_ACT
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.blocs.models import Bloc, BlocMember, CriteriaSet, SetState
from thidua.campaigns.models import Campaign
from thidua.campaigns.tasks import Task
from thidua.organisations.models import Organisation, Placement
from thidua.organisations.queries import placed_on
from thidua.points.models import SHOWN, CheckOfScore, ScoreSheet
from thidua.points.permissions import SCORE, acts_for, may_settle
from thidua.points.presenters import days_of
from thidua.submissions.models import SubmissionStatus
from thidua.web.clock import today


def points_work(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """What waits for the reader's own units in their blocs. Two questions."""
    grants = scope_of_request(request).grants
    own = {grant.organisation_id for grant in grants if grant.role in EVERY_ACT[SCORE]}
    if not own or today() < campaign.cut_off_date:
        return
    members = list(_members(campaign, own))
    blocs = {member.bloc_id: member.bloc for member in members}
    if not blocs:
        return
    # The newest version's sheet of each unit stands for it.
    sheets = {(one.bloc_id, one.unit_id): one for one in _sheets(blocs, own)}
    for bloc in blocs.values():
        bloc.campaign = campaign
        here = {key[1]: one for key, one in sheets.items() if key[0] == bloc.pk}
        units = [member.organisation for member in members if member.bloc_id == bloc.pk]
        yield from _scoring(request, bloc, units, here)
        yield from _reading(request, bloc, here.values())


def _members(campaign: Campaign, own: set[int]) -> Iterable[BlocMember]:
    """The reader's own units at work in blocs with signed criteria, and a row of each bloc that
    they set up.
    """
    signed = CriteriaSet.objects.filter(
        Q(bloc=OuterRef("bloc")) | Q(bloc=None, organiser=OuterRef("bloc__organiser")),
        campaign=campaign,
        state=SetState.SIGNED,
    )
    standing = Placement.objects.filter(placed_on(today()), organisation=OuterRef("organisation"))
    found = BlocMember.objects.filter(
        Q(organisation__in=own) | Q(bloc__organiser__in=own),
        Exists(signed),
        Exists(standing),
        campaign=campaign,
    )
    related = ("organisation", "bloc__head", "bloc__deputy", "bloc__organiser")
    return found.select_related(*related).order_by("bloc", "pk")


def _sheets(blocs: Iterable[int], own: set[int]) -> Iterable[ScoreSheet]:
    """Sheets of these blocs, old versions first, each knowing whether an own unit checked it."""
    checked = CheckOfScore.objects.filter(score__sheet=OuterRef("pk"), unit__in=own)
    found = ScoreSheet.objects.filter(bloc__in=list(blocs)).annotate(checked=Exists(checked))
    return found.select_related("unit").order_by("criteria_set__version", "pk")


def _scoring(
    request: SignedIn, bloc: Bloc, units: Iterable[Organisation], sheets: dict[int, ScoreSheet]
) -> Iterator[Task]:
    for unit in units:
        sheet = sheets.get(unit.pk)
        if not acts_for(request.user, unit) or (sheet is not None and sheet.status in SHOWN):
            continue
        yield Task(
            title=_("Tự chấm điểm thi đua của {unit}").format(unit=unit.name),
            detail=_("Theo tiêu chí đã ký của {bloc}; phần máy đếm đã điền sẵn.").format(
                bloc=bloc.name
            ),
            href=reverse("points_sheet", args=[bloc.campaign.year, bloc.pk, unit.code]),
            button=_("Tự chấm điểm"),
            due_on=days_of(bloc).send,
        )


def _reading(request: SignedIn, bloc: Bloc, sheets: Iterable[ScoreSheet]) -> Iterator[Task]:
    """Sheets that were sent: to check, to settle; one row of each for a bloc."""
    sent = [one for one in sheets if one.status == SubmissionStatus.SENT]
    others = [one for one in sent if not acts_for(request.user, one.unit)]
    settling = [one for one in others if may_settle(request.user, bloc, one.unit)]
    checking = [
        one
        for one in others
        if one not in settling and not one.checked  # type: ignore[attr-defined]
    ]
    href = reverse("points", args=[bloc.campaign.year, bloc.pk])
    days = days_of(bloc)
    if checking:
        yield Task(
            title=_("Kiểm tra chéo {number} phiếu chấm điểm").format(number=len(checking)),
            detail=bloc.name,
            href=href,
            button=_("Kiểm tra chéo"),
            due_on=days.check,
        )
    if settling:
        yield Task(
            title=_("Chốt {number} phiếu chấm điểm").format(number=len(settling)),
            detail=bloc.name,
            href=href,
            button=_("Chốt điểm thi đua"),
            due_on=days.settle,
        )
