"""What an inspector reads of a year's reviews: where they lack, where a grade was changed and why,
where opinions part, which remedies are overdue. Read only; whose file a row is of goes with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.accounts.actors import Scope
from thidua.campaigns.cells import OWING, spells_in
from thidua.campaigns.models import Campaign
from thidua.facts.models import FactSheet
from thidua.numbers import format_number
from thidua.organisations.models import Organisation
from thidua.organisations.queries import within
from thidua.remedies.counting import overdue_on
from thidua.remedies.links import page_of
from thidua.remedies.models import Remedy
from thidua.remedies.presenters import heading_of, state_words, who_does, who_verifies
from thidua.remedies.queries import NAMED
from thidua.reviews.models import Review
from thidua.submissions.models import SubmissionStatus
from thidua.supervision.grade_history import regraded, regraded_rows
from thidua.supervision.kinds import Kind
from thidua.supervision.opinion_rows import (
    Found,
    changed_rows,
    parting,
    parting_rows,
    reasoned,
)
from thidua.supervision.watching import MOST, Row
from thidua.web.clock import today

SENT = (SubmissionStatus.SENT, SubmissionStatus.ACCEPTED)


# Reviews that lack
# --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Lacking:
    """A cell (its key) in which so many owe a review, and of fewer one is known: sent here, or told
    by the year's sheets.
    """

    cell: int
    owing: int
    sent: int


def lacking(campaign: Campaign, scope: Scope) -> list[Lacking]:
    """Every such cell of a part of the tree, in one question."""
    sent = Review.objects.filter(campaign=campaign, person=OuterRef("person"), status__in=SENT)
    told = FactSheet.objects.filter(
        roster_entry__campaign=campaign,
        roster_entry__person=OuterRef("person"),
        known__self_reviewed=True,
    )
    spells = spells_in(campaign).filter(
        within(scope, organisation="organisation"), status__in=OWING
    )
    known = spells.annotate(was_sent=Exists(sent) | Exists(told))
    rows = known.order_by().values("organisation")
    counted = rows.annotate(owing=Count("pk"), there=Count("pk", filter=Q(was_sent=True))).exclude(
        owing=0
    )
    found = (Lacking(one["organisation"], one["owing"], one["there"]) for one in counted)
    return [one for one in found if one.sent < one.owing]


def lacking_rows(campaign: Campaign, scope: Scope) -> list[Found]:
    """Each such cell: how many of how many are missing."""
    found = {one.cell: one for one in lacking(campaign, scope)}
    cells = list(Organisation.objects.filter(pk__in=found).order_by("path")[:MOST])
    names = Organisation.objects.in_bulk({_parent(cell) for cell in cells})
    return [
        Found(_lacking(campaign, cell, found[cell.pk], names.get(_parent(cell)))) for cell in cells
    ]


def _parent(cell: Organisation) -> int:
    """The key of the organisation above."""
    keys = [int(part) for part in cell.path.split("/") if part]
    return keys[-2] if len(keys) > 1 else cell.pk


def _lacking(
    campaign: Campaign, cell: Organisation, one: Lacking, parent: Organisation | None
) -> Row:
    return Row(
        what=_("Chưa đủ bản kiểm điểm"),
        name=cell.name,
        place=parent.name if parent else "",
        href=_address("reviews_unit", campaign, cell.code),
        after=_("{missing} trong {owing} người chưa gửi").format(
            missing=format_number(one.owing - one.sent), owing=format_number(one.owing)
        ),
    )


def _address(name: str, campaign: Campaign, code: str) -> str:
    """The page of a unit in another room; its page in the tree where that room shows none."""
    try:
        return reverse(name, args=(campaign.year, code))
    except NoReverseMatch:
        return reverse("organisation", args=(code,))


# Remedies
# --------------------------------------------------------------------------------------------------


def late_remedies(campaign: Campaign, scope: Scope) -> "QuerySet[Remedy]":
    """Those of the reviews up to this year that are overdue."""
    late = Remedy.objects.filter(within(scope, organisation="organisation"), overdue_on(today()))
    return late.filter(campaign__year__lte=campaign.year).select_related(*NAMED)


def late_rows(campaign: Campaign, scope: Scope) -> list[Found]:
    """What is to be done, by whom, how long it is overdue; the longest first."""
    return [
        Found(
            Row(
                what=heading_of(one),
                name=who_does(one),
                place=one.organisation.name,
                href=page_of(one),
                after=state_words(one),
                who=_("xác nhận: {name}").format(name=who_verifies(one)),
                why=one.limit,
                day=one.due_on,
            ),
            one.person_id,
        )
        for one in late_remedies(campaign, scope).order_by("due_on", "pk")[:MOST]
    ]


KINDS: Mapping[str, Kind] = {
    "reviews": Kind(
        gettext_lazy("Thiếu bản kiểm điểm"),
        lambda campaign, scope: len(lacking(campaign, scope)),
        lacking_rows,
        gettext_lazy("Chi bộ nào cũng đủ bản kiểm điểm đã gửi."),
    ),
    "grades": Kind(
        gettext_lazy("Chấm khác, có lý do"),
        reasoned,
        changed_rows,
        gettext_lazy("Chưa nơi nào chấm khác mức nơi khác đã chấm."),
    ),
    "changed": Kind(
        gettext_lazy("Sửa mức đã chấm"),
        regraded,
        regraded_rows,
        gettext_lazy("Chưa ai sửa hay bỏ mức mà chính mình đã chấm."),
    ),
    "opinions": Kind(
        gettext_lazy("Ý kiến lệch nhau"),
        lambda campaign, scope: parting(campaign, scope).count(),
        parting_rows,
        gettext_lazy("Các ý kiến đã cho không lệch nhau ở tiêu chí nào."),
    ),
    "remedies": Kind(
        gettext_lazy("Khắc phục quá hạn"),
        late_remedies,
        late_rows,
        gettext_lazy("Không việc khắc phục nào quá hạn."),
    ),
}
"""By the word in the address, in the order of the tabs."""
