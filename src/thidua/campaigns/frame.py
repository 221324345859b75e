"""What the page frame says of the year: which years there are, its steps, and where the reader
stands.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django import forms
from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import Exists, JSONField, OuterRef, Q, Subquery, Value
from django.db.models.functions import JSONObject
from django.http import Http404, HttpRequest
from django.urls import reverse

from thidua.accounts.actors import Grant, Scope
from thidua.accounts.models import Role, User
from thidua.accounts.viewing import scope_of_request
from thidua.campaigns.calendar import (
    FoldedYear,
    StepOfYear,
    folded_year,
    note_of,
    step_on,
    steps_of,
)
from thidua.campaigns.models import (
    CalendarChange,
    Campaign,
    ReviewDay,
    Step,
    TierDeadline,
    UnitLaunch,
)
from thidua.campaigns.steps import address_of_step, step_of_page
from thidua.vocabulary import SubjectType
from thidua.web.clock import today
from thidua.web.queries import QueryForm, WordField, with_query
from thidua.web.rail import RAIL, RailItem
from thidua.web.registry import Registry


@dataclass(frozen=True)
class YearLink:
    year: int
    href: str
    current: bool


class YearQuery(QueryForm):
    """The year of a page whose own address names none."""

    year = forms.IntegerField(required=False)


class KindQuery(QueryForm):
    """The kind of subjects that a board shows: it is the same in every year."""

    kind = WordField(SubjectType.values())


Number = Callable[[HttpRequest], Subquery]
ALONG: Registry[tuple[str, Number]] = Registry("numbers asked with the years")
"""What the frame shows of the reader on every page, asked in the one question that reads the years:
a name, and the number of this reader there. No page asks the database once more for it.
"""

PLANS = UnitLaunch.objects.filter(launched_at__isnull=False)
"""Plans that a body carried down; those that are still its drafts are not among them."""

SAME_EVERY_YEAR = frozenset({"year", "code", "subject_type"})
"""What an address may name and still lead somewhere in another year."""


NOT_TOLD_YET = Q(in_preparation=True, launch_withdrawn_at=None)
"""Years that the province prepares and never launched: nobody else knows of them."""


class YearFrame:
    """Filled only when a template asks."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def campaigns(self) -> list[Campaign]:
        user = getattr(self.request, "user", None)
        if not isinstance(user, User):
            return []
        calendar = JSONBAgg(
            JSONObject(step="deadlines__step", due_on="deadlines__due_on"),
            filter=Q(deadlines__isnull=False),
            default=Value([], output_field=JSONField()),
        )
        own_days = Exists(ReviewDay.objects.filter(campaign=OuterRef("pk")))
        tier_days = Exists(TierDeadline.objects.filter(campaign=OuterRef("pk")))
        years = Campaign.objects.annotate(
            calendar=calendar,
            has_own_review_days=own_days,
            has_tier_days=tier_days,
            has_calendar_changes=Exists(CalendarChange.objects.filter(campaign=OuterRef("pk"))),
            has_plans=Exists(PLANS.filter(campaign=OuterRef("pk"))),
            **{name: number(self.request) for name, number in ALONG},
        )
        return list(
            years.filter(Q() if self._prepares else ~NOT_TOLD_YET).order_by("-year")
        )  # a grouped query forgets its order

    @property
    def _prepares(self) -> bool:
        """Whether the reader makes years: others see one when it was launched."""
        return Role.PROVINCE in self._scope.roles

    def along(self, name: str) -> int:
        """A number of `ALONG`; 0 before there is any year."""
        return getattr(self.campaigns[0], name) or 0 if self.campaigns else 0

    @cached_property
    def campaign(self) -> Campaign | None:
        wanted = self._year_of_address()
        if wanted is not None:
            found = (campaign for campaign in self.campaigns if campaign.year == wanted)
            if (campaign := next(found, None)) is not None:
                return campaign
        # A year that is still being prepared is opened by its own address alone.
        ready = (campaign for campaign in self.campaigns if not campaign.in_preparation)
        return next(ready, self.campaigns[0] if self.campaigns else None)

    @property
    def year(self) -> int | None:
        return self.campaign.year if self.campaign else None

    def _year_of_address(self) -> int | None:
        match = self.request.resolver_match
        year = match.kwargs.get("year") if match else None
        return int(year) if year else YearQuery.read(self.request.GET)["year"]

    @cached_property
    def years(self) -> list[YearLink]:
        return [
            YearLink(campaign.year, self._same_page(campaign.year), campaign.year == self.year)
            for campaign in self.campaigns
        ]

    def _same_page(self, year: int) -> str:
        """The same page of another year; of a row that belongs to one year (a decision, a pool) the
        first page of that year.
        """
        match = self.request.resolver_match
        if year == self.year:
            return self.request.get_full_path()
        if not match or not match.url_name or "year" not in match.kwargs:
            return with_query(self.request, year=year)
        if match.kwargs.keys() - SAME_EVERY_YEAR:
            return f"{reverse('home')}?year={year}"
        kind = KindQuery.read(self.request.GET)["kind"]
        address = reverse(match.url_name, kwargs={**match.kwargs, "year": year})
        return f"{address}?{urlencode({'kind': kind})}" if kind else address

    @cached_property
    def _scope(self) -> Scope:
        return scope_of_request(self.request)

    @property
    def _first_grant(self) -> Grant | None:
        return next(iter(self._scope.grants + self._scope.narrowed), None)

    @property
    def place(self) -> str:
        first = self._first_grant
        return first.body_name or first.organisation_name if first else ""

    @property
    def role(self) -> str:
        return str(self._first_grant.role.label) if self._first_grant else ""

    @property
    def initials(self) -> str:
        user = self.request.user
        words = str(user).partition("(")[0].split() if isinstance(user, User) else []
        return "".join(word[0] for word in words[-2:]).upper()

    @cached_property
    def _steps(self) -> list[StepOfYear]:
        if self.campaign:
            return steps_of(self.campaign)
        return [StepOfYear(step, None, None) for step in Step]

    @property
    def folded(self) -> FoldedYear:
        """The year in one line, for a phone."""
        return folded_year(self._steps, today=today())

    @cached_property
    def rail(self) -> list[RailItem]:
        here = self._step_here()
        now = step_on(self._steps, today())
        of_the_year = [
            self._rail_item(number=index, step=step, here=step.step == here, now=now)
            for index, step in enumerate(self._steps, start=1)
        ]
        others = [item for source in RAIL if (item := source(self.request)) is not None]
        others.sort(key=lambda item: item.place)
        above = [item for item in others if item.place < 0]
        return [*above, *of_the_year, *others[len(above) :]]

    def _step_here(self) -> Step | None:
        name = self.request.resolver_match.url_name if self.request.resolver_match else None
        return step_of_page(name or "")

    def _rail_item(
        self, *, number: int, step: StepOfYear, here: bool, now: Step | None
    ) -> RailItem:
        href = address_of_step(self.request, self.campaign, step.step) if self.campaign else ""
        note = note_of(step, now=now, today=today(), opened=bool(href))
        return RailItem(
            name=str(step.step.label),
            href=href,
            number=str(number),
            note=note,
            here=here,
            current=step.step == now,
        )


def frame_of(request: HttpRequest) -> YearFrame:
    """The frame of this request: the page and what surrounds it read the years once."""
    known = getattr(request, "thidua_frame", None)
    if not isinstance(known, YearFrame):
        known = YearFrame(request)
        request.thidua_frame = known  # type: ignore[attr-defined]
    return known


def campaign_of(request: HttpRequest) -> Campaign | None:
    """The year in the address, the one asked with `?year=`, or the newest; None before there is
    any.
    """
    return frame_of(request).campaign


def campaign_or_404(request: HttpRequest, year: int) -> Campaign:
    """The year in the address. Raises Http404 when there is no such year."""
    campaign = frame_of(request).campaign
    if campaign is None or campaign.year != year:
        raise Http404
    return campaign


def year_frame(request: HttpRequest) -> dict[str, object]:
    """The part of the frame that templates read as `frame`."""
    return {"frame": frame_of(request)}
