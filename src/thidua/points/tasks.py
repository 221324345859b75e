"""What points ask of a reader on the first page, once the year's cut-off is there: to score their
unit, to check the others, to settle.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.permissions import ACTS as EVERY_ACT
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.blocs.models import Bloc, BlocMember, CriteriaSet, SetState
from thidua.campaigns.models import Campaign
from thidua.campaigns.tasks import Task
from thidua.organisations.models import Placement
from thidua.organisations.queries import placed_on
from thidua.points.models import SHOWN, CheckOfScore, ScoreSheet
from thidua.points.permissions import SCORE, acts_for, may_settle
from thidua.points.presenters import days_of
from thidua.submissions.models import SubmissionStatus
from thidua.web.clock import today


def points_work(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """What waits for the reader's own units in their blocs. One question."""
    grants = scope_of_request(request).grants
    own = {grant.organisation_id for grant in grants if grant.role in EVERY_ACT[SCORE]}
    if not own or today() < campaign.cut_off_date:
        return
    blocs: dict[int, list[Any]] = {}
    for member in _members(campaign, own):
        blocs.setdefault(member.bloc_id, []).append(member)
    for members in blocs.values():
        bloc: Bloc = members[0].bloc
        bloc.campaign = campaign
        yield from _scoring(request, bloc, members)
        yield from _reading(request, bloc, members)


def _members(campaign: Campaign, own: set[int]) -> "QuerySet[Any]":
    """The members at work of scored blocs that these units are in or set up; each knows how its
    newest sheet stands (`status`), and whether an own unit checked it (`checked`).
    """
    signed = CriteriaSet.objects.filter(
        Q(bloc=OuterRef("bloc")) | Q(bloc=None, organiser=OuterRef("bloc__organiser")),
        campaign=campaign,
        state=SetState.SIGNED,
    )
    standing = Placement.objects.filter(placed_on(today()), organisation=OuterRef("organisation"))
    here = {"bloc": OuterRef("bloc"), "unit": OuterRef("organisation")}
    newest = ScoreSheet.objects.filter(**here).order_by("-criteria_set__version", "-pk")
    checked = CheckOfScore.objects.filter(
        unit__in=own,
        score__sheet__bloc=OuterRef("bloc"),
        score__sheet__unit=OuterRef("organisation"),
        score__sheet__status=SubmissionStatus.SENT,
    )
    mine = BlocMember.objects.filter(organisation__in=own, campaign=campaign)
    found = BlocMember.objects.filter(
        Q(bloc__in=mine.values("bloc")) | Q(bloc__organiser__in=own),
        Exists(signed),
        Exists(standing),
        campaign=campaign,
    )
    related = ("organisation", "bloc__head", "bloc__deputy", "bloc__organiser")
    known = found.annotate(status=Subquery(newest.values("status")[:1]), checked=Exists(checked))
    return known.select_related(*related).order_by("bloc", "pk")


def _scoring(request: SignedIn, bloc: Bloc, members: Iterable[Any]) -> Iterator[Task]:
    for member in members:
        unit = member.organisation
        if not acts_for(request.user, unit) or member.status in SHOWN:
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


def _reading(request: SignedIn, bloc: Bloc, members: Sequence[Any]) -> Iterator[Task]:
    """Sheets that were sent: to check, to settle; one row of each for a bloc."""
    reader = request.user
    in_bloc = any(acts_for(reader, one.organisation) for one in members)
    sent = [one for one in members if one.status == SubmissionStatus.SENT]
    others = [one for one in sent if not acts_for(reader, one.organisation)]
    settling = [one for one in others if may_settle(reader, bloc, one.organisation)]
    checking = [one for one in others if in_bloc and one not in settling and not one.checked]
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
