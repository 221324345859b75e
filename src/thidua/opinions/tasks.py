"""What opinions ask of a reader: the members whom the committee of their cell has not graded, what
a body that they work for was asked.
"""

from collections.abc import Iterator, Mapping, Sequence

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.accounts.models import Role
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.calendar import has_opened
from thidua.campaigns.due_dates import due_dates
from thidua.campaigns.models import Campaign, Step
from thidua.campaigns.tasks import Task
from thidua.frameworks.binding import bound_frameworks
from thidua.frameworks.errors import NotBoundError
from thidua.numbers import format_number
from thidua.opinions.asking import asked_of
from thidua.opinions.models import Grade
from thidua.organisations.models import Organisation
from thidua.roster.levels import DECIDED
from thidua.roster.models import RosterEntry
from thidua.vocabulary import OpinionKind, SubjectType
from thidua.web.clock import today

GRADING = frozenset({Role.CELL, Role.GRASSROOTS})
"""Whose own unit may have members that it grades."""


def grades_owed(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """A row for each of the reader's cells with open cells of its grid, from the season of the
    review on: the grades are brought to the meeting.
    """
    units = [one.organisation_id for one in scope_of_request(request).grants if one.role in GRADING]
    if not units or today().year != campaign.year or not has_opened(campaign, Step.REVIEW):
        return
    left = _left(campaign, units)
    if not left:
        return
    days = due_dates(campaign, Step.RATE, list(left))
    for unit in Organisation.objects.filter(pk__in=list(left)).order_by("path"):
        number = left[unit.pk]
        words = ngettext("Chấm tiêu chí {n} đảng viên", "Chấm tiêu chí {n} đảng viên", number)
        yield Task(
            title=words.format(n=format_number(number)),
            detail=_("{name} · xong thì đưa ra họp chi bộ").format(name=unit.name),
            href=reverse("opinions_grid", args=[campaign.year, unit.code]),
            button=_("Mở bảng chấm"),
            due_on=days.get(unit.pk),
        )


def asks_of_bodies(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """A row for each body that the reader works for, while an opinion that it was asked for is
    owed.
    """
    for grant in scope_of_request(request).narrowed:
        assert grant.body_id is not None  # noqa: S101  (what narrowed means)
        owed = [one.ask for one in asked_of(campaign, grant.body_id) if not one.answered]
        if not owed:
            continue
        words = ngettext("Trả lời {n} lời xin ý kiến", "Trả lời {n} lời xin ý kiến", len(owed))
        yield Task(
            title=words.format(n=format_number(len(owed))),
            detail=grant.body_name,
            href=reverse("opinions_body", args=[campaign.year, grant.body_id]),
            button=_("Cho ý kiến"),
            due_on=min((ask.due_on for ask in owed if ask.due_on), default=None),
        )


def _left(campaign: Campaign, units: Sequence[int]) -> Mapping[int, int]:
    """How many members have a criterion that their cell's committee has not graded; one question
    beside the year's criteria. Who is decided about is left out, and cells where nobody is left.
    """
    try:
        criteria = list(bound_frameworks(campaign)[SubjectType.MEMBER].terms.criteria)
    except (NotBoundError, KeyError):
        return {}
    grades = Grade.objects.filter(
        opinion__campaign=campaign,
        opinion__kind=OpinionKind.CELL_COMMITTEE,
        opinion__unit=OuterRef("organisation"),
        opinion__person=OuterRef("person"),
        criterion__in=criteria,
    )
    counted = grades.order_by().values("opinion").annotate(n=Count("pk")).values("n")
    members = RosterEntry.objects.filter(
        Q(campaign=campaign, subject_type=SubjectType.MEMBER, rated=True, organisation__in=units)
    ).exclude(DECIDED)
    owing = members.annotate(graded=Coalesce(Subquery(counted[:1]), 0))
    owing = owing.filter(graded__lt=len(criteria)).order_by()
    return dict(owing.values_list(F("organisation")).annotate(n=Count("pk")))
