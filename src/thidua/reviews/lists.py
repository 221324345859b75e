"""The lists of reviews: the members of a cell, the units of whatever stands above cells, and the
report of the unit itself. Who has come how far, and nothing of what a draft says.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.models import User
from thidua.accounts.permissions import grant_at, may
from thidua.campaigns.cells import OWING, day_in, is_cell, spells_in
from thidua.campaigns.counting import Counts, counted_below, summed
from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation, Person
from thidua.organisations.names import committee_name
from thidua.organisations.queries import children_of
from thidua.reviews.deadlines import due_on
from thidua.reviews.models import Review
from thidua.reviews.queries import READ_ABOVE, with_names
from thidua.reviews.standing import shown_status
from thidua.reviews.ways import Way, ways_of
from thidua.submissions.models import SubmissionStatus

BEGUN = Q(person__reviews__saved_at__isnull=False) | ~Q(person__reviews__status="draft")


@dataclass(frozen=True)
class Row:
    """One review of the list, or one that is not there yet. `state` “none”: not begun. `href`: the
    review, for who may read or write it; `types`: the reader may type it for them. `elsewhere`: the
    unit that it was sent to, where that is another one.
    """

    name: str
    code: str
    state: str
    words: str
    href: str = ""
    types: bool = False
    typed_by: str = ""
    sent_at: dt.datetime | None = None
    late: bool = False
    elsewhere: str = ""

    @property
    def not_sent(self) -> bool:
        return self.state in {"none", SubmissionStatus.DRAFT, SubmissionStatus.RETURNED}


@dataclass(frozen=True)
class UnitRow:
    """One unit below: its report, and how many of its members stand where."""

    unit: Organisation
    report: Row
    counts: Counts


@dataclass
class UnitPage:
    """The reviews of one unit. `rows`: of a cell's members; `units`: of what stands below;
    `former`: reports of units that passed into this one.
    """

    campaign: Campaign
    unit: Organisation
    report: Row
    rows: Sequence[Row]
    units: Sequence[UnitRow]
    former: Sequence[Row]
    may_start: bool
    """Whether the reader writes the unit's report and it is not begun."""
    ways: Sequence[Way] = ()

    @property
    def is_cell(self) -> bool:
        return is_cell(self.unit)

    @property
    def may_type(self) -> bool:
        """Whether there is somebody for whom the reader types."""
        return any(row.types for row in self.rows)

    @cached_property
    def due_on(self) -> dt.date | None:
        return due_on(self.campaign, self.unit)

    @cached_property
    def counts(self) -> Counts:
        if not self.is_cell:
            return sum((row.counts for row in self.units), Counts())
        return Counts.of("" if row.state == "none" else row.state for row in self.rows)


def unit_page(campaign: Campaign, unit: Organisation, user: User) -> UnitPage:
    """The list of one unit; a fixed number of questions, whatever its size."""
    reports = list(
        with_names(Review.objects.filter(campaign=campaign, person=None)).filter(
            Q(cell=unit) | Q(organisation=unit)
        )
    )
    own = next((one for one in reports if one.organisation_id == unit.pk), None)
    writes = grant_at(user, "reviews.write", unit.pk) is not None
    cell = is_cell(unit)
    return UnitPage(
        campaign=campaign,
        unit=unit,
        report=_report(campaign, unit, own, writes=writes),
        rows=_members(campaign, unit, user) if cell else [],
        units=[] if cell else _units(campaign, unit, user),
        former=[
            _report(campaign, one.organisation, one, writes=writes)
            for one in reports
            if one is not own and one.organisation is not None
        ],
        may_start=writes and own is None,
        ways=ways_of(campaign, unit, user, here=_address(campaign, unit)),
    )


def _address(campaign: Campaign, unit: Organisation) -> str:
    return reverse("reviews_unit", args=[campaign.year, unit.code])


def _report(campaign: Campaign, unit: Organisation, review: Review | None, *, writes: bool) -> Row:
    readable = review is not None and (writes or review.status in READ_ABOVE)
    return _row(
        committee_name(unit),
        unit.code,
        review,
        href=_read(review) if review is not None and readable else "",
    )


def _members(campaign: Campaign, cell: Organisation, user: User) -> list[Row]:
    """Those who are asked, and those who wrote one without being asked."""
    account = User.objects.filter(person=OuterRef("person"), is_active=True)
    spells = list(
        spells_in(campaign)
        .filter(organisation=cell)
        .select_related("person")
        .annotate(has_account=Exists(account))
        .order_by("person__sort_key", "person__code")
    )
    people = [spell.person_id for spell in spells]
    found = with_names(Review.objects.filter(campaign=campaign, person__in=people))
    by_person = {one.person_id: one for one in found}
    answers = may(user, "reviews.answer", path=cell.path)
    return [
        _member(
            campaign,
            cell,
            spell.person,
            by_person.get(spell.person_id),
            user,
            types=answers and not spell.has_account,
        )
        for spell in spells
        if spell.status in OWING or spell.person_id in by_person
    ]


def _member(  # noqa: PLR0913 - one row of the list, by what it shows
    campaign: Campaign,
    cell: Organisation,
    person: Person,
    review: Review | None,
    user: User,
    *,
    types: bool,
) -> Row:
    own = person.pk == user.person_id
    status = shown_status(review) if review is not None else ""
    types = types and not own and status not in {"sent", "accepted"}
    href = ""
    if own:
        href = reverse("review_own", args=[campaign.year])
    elif review is not None and (status in READ_ABOVE or types):
        href = _read(review)
    elsewhere = ""
    if review is not None and status in READ_ABOVE and review.cell_id != cell.pk:
        elsewhere = review.cell.name
    return _row(person.full_name, person.code, review, href=href, types=types, elsewhere=elsewhere)


def _units(campaign: Campaign, unit: Organisation, user: User) -> list[UnitRow]:
    below = list(children_of(user, unit, on=day_in(campaign)))
    counted = counted_below(campaign, unit, "reviews", begun=BEGUN)
    reports: Mapping[int | None, Review] = {
        one.organisation_id: one
        for one in with_names(
            Review.objects.filter(campaign=campaign, person=None, organisation__in=below)
        )
    }
    return [
        UnitRow(
            one,
            _report(campaign, one, reports.get(one.pk), writes=False),
            summed(counted, one.path),
        )
        for one in below
    ]


def _row(  # noqa: PLR0913 - one row of the list, by what it shows
    name: str,
    code: str,
    review: Review | None,
    *,
    href: str,
    types: bool = False,
    elsewhere: str = "",
) -> Row:
    status = shown_status(review) if review is not None else ""
    if review is None or not status:
        return Row(name, code, "none", _("Chưa viết"), href, types)
    return Row(
        name,
        code,
        status,
        str(review.get_status_display()),
        href,
        types,
        str(review.typed_by) if review.typed_by is not None else "",
        review.sent_at if status in READ_ABOVE else None,
        bool(review.late_reason),
        elsewhere,
    )


def _read(review: Review) -> str:
    return reverse("review_read", args=[review.campaign.year, review.pk])


def people_without_account(campaign: Campaign, cell: Organisation) -> list[Person]:
    """Members of a cell for whom an officer types: nobody there has an account for them, and they
    have not begun.
    """
    account = User.objects.filter(person=OuterRef("person"), is_active=True)
    begun = Review.objects.filter(campaign=campaign, person=OuterRef("person"))
    spells = spells_in(campaign).filter(~Exists(account), ~Exists(begun), organisation=cell)
    found = spells.select_related("person").order_by("person__sort_key", "person__code")
    return [spell.person for spell in found]
