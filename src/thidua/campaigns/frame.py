"""What the page frame says of the year: which years there are, its steps, and where the reader
stands.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import JSONField, Q, Value
from django.db.models.functions import JSONObject
from django.http import Http404, HttpRequest
from django.urls import NoReverseMatch, reverse

from thidua.accounts.actors import Scope
from thidua.accounts.models import User
from thidua.accounts.viewing import scope_of_request
from thidua.campaigns.models import Campaign, Step
from thidua.language import say
from thidua.web.clock import today
from thidua.web.components import YearStep

# The pages of a step; the other steps have none yet.
PAGES = {Step.RATE: "boards", Step.RECOGNISE: "awards", Step.SUM_UP: "figures"}
# The step that an address belongs to.
_OF_RATING = ("boards", "board", "board_pool", "board_compare", "rating", "figures_list", "pools")
_OF_DECIDING = ("decisions", "decision", "decision_new", "returned")
_OF_RECOGNISING = ("awards", "award")
STEP_OF = {
    **dict.fromkeys((*_OF_RATING, *_OF_DECIDING), Step.RATE),
    **dict.fromkeys(_OF_RECOGNISING, Step.RECOGNISE),
    "figures": Step.SUM_UP,
}


@dataclass(frozen=True)
class StepOfYear:
    """A step with its days: it opens when the one before is due (the first: on the launch day)."""

    step: Step
    opens_on: dt.date | None
    due_on: dt.date | None


@dataclass(frozen=True)
class RailItem:
    name: str
    href: str = ""
    number: str = ""
    icon: str = ""
    note: str = ""
    here: bool = False
    current: bool = False
    rule_before: bool = False


RailSource = Callable[[HttpRequest], RailItem | None]

_below_the_year: list[RailSource] = []


def rail_item(source: RailSource) -> RailSource:
    """Register a page outside the steps of the year: its entry stands below them, for those to whom
    it is given.

    Called once a page for everybody who signed in: it asks the request's scope, not the database.
    """
    if source not in _below_the_year:
        _below_the_year.append(source)
    return source


@dataclass(frozen=True)
class YearLink:
    year: int
    href: str
    current: bool


def steps_of(campaign: Campaign) -> list[StepOfYear]:
    """The eight steps in order, with the days known of each; the calendar that came with the
    campaign saves a query.
    """
    calendar = getattr(campaign, "calendar", None)
    if calendar is None:
        due = {deadline.step: deadline.due_on for deadline in campaign.deadlines.all()}
    else:
        due = {entry["step"]: dt.date.fromisoformat(entry["due_on"]) for entry in calendar}
    steps: list[StepOfYear] = []
    opens = campaign.launch_date
    for step in Step:
        due_on = due.get(step)
        steps.append(StepOfYear(step, opens, due_on))
        opens = due_on + dt.timedelta(days=1) if due_on else opens
    return steps


def step_on(steps: list[StepOfYear], day: dt.date) -> Step | None:
    """The step that the calendar is in; None before the first day, after the last, or without a
    calendar.
    """
    if not any(step.due_on for step in steps) or (steps[0].opens_on and day < steps[0].opens_on):
        return None
    return next((step.step for step in steps if step.due_on and step.due_on >= day), None)


def year_line(steps: list[StepOfYear], *, today: dt.date) -> list[YearStep]:
    """The steps that have a deadline, as a line with today on it."""
    known = [step for step in steps if step.due_on]
    now = step_on(steps, today)
    line: list[YearStep] = []
    for step in known:
        assert step.due_on is not None  # noqa: S101  (narrowed above; for the type checker)
        starts = step.opens_on or dt.date(step.due_on.year, 1, 1)
        days = max(1, (step.due_on - starts).days + 1)
        inside = max(0, min(100, round(100 * (today - starts).days / days)))
        line.append(
            YearStep(
                name=str(step.step.label),
                until=_until(step.due_on, known[0].due_on),
                state="now" if step.step == now else "done" if step.due_on < today else "later",
                weight=max(1, min(5, round(days / 30))),
                today=f"{inside}%"
                if step.step == now or (now is None and step is known[-1] and inside == 100)
                else "",
            )
        )
    return line


def _until(day: dt.date, first: dt.date | None) -> str:
    """The year is named only where it is not the year's own."""
    written = f"{day:%d/%m}" if first and day.year == first.year else f"{day:%d/%m/%y}"
    return say(f"đến {written}", f"until {written}")


class YearFrame:
    """Filled only when a template asks."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def campaigns(self) -> list[Campaign]:
        if not getattr(self.request, "user", None) or not self.request.user.is_authenticated:
            return []
        calendar = JSONBAgg(
            JSONObject(step="deadlines__step", due_on="deadlines__due_on"),
            filter=Q(deadlines__isnull=False),
            default=Value([], output_field=JSONField()),
        )
        return list(
            Campaign.objects.annotate(calendar=calendar).order_by("-year")
        )  # a grouped query forgets its order

    @cached_property
    def campaign(self) -> Campaign | None:
        wanted = self._asked_year()
        return next(
            (one for one in self.campaigns if one.year == wanted),
            self.campaigns[0] if self.campaigns else None,
        )

    @property
    def year(self) -> int | None:
        return self.campaign.year if self.campaign else None

    def _asked_year(self) -> int | None:
        match = self.request.resolver_match
        asked = (match.kwargs.get("year") if match else None) or self.request.GET.get("year")
        return int(asked) if asked and str(asked).isdigit() else None

    @cached_property
    def years(self) -> list[YearLink]:
        return [
            YearLink(one.year, self._same_page(one.year), one.year == self.year)
            for one in self.campaigns
        ]

    def _same_page(self, year: int) -> str:
        match = self.request.resolver_match
        if match and match.url_name and "year" in match.kwargs:
            try:
                return reverse(match.url_name, kwargs={**match.kwargs, "year": year})
            except NoReverseMatch:
                pass
        query = self.request.GET.copy()
        query["year"] = str(year)
        return "?" + query.urlencode()

    @cached_property
    def _scope(self) -> Scope:
        return scope_of_request(self.request)

    @property
    def place(self) -> str:
        return self._scope.grants[0].organisation_name if self._scope.grants else ""

    @property
    def role(self) -> str:
        return str(self._scope.grants[0].role.label) if self._scope.grants else ""

    @property
    def initials(self) -> str:
        user = self.request.user
        words = str(user).partition("(")[0].split() if isinstance(user, User) else []
        return "".join(word[0] for word in words[-2:]).upper()

    @cached_property
    def rail(self) -> list[RailItem]:
        path = self.request.path
        items = [
            RailItem(
                name=say("Việc của tôi", "My work"),
                href=reverse("home"),
                icon="list",
                here=path == reverse("home"),
            )
        ]
        here = self._step_here()
        steps = (
            steps_of(self.campaign)
            if self.campaign
            else [StepOfYear(step, None, None) for step in Step]
        )
        now = step_on(steps, today())
        items += [
            self._rail_item(number=index, step=step, here=step.step == here, now=now)
            for index, step in enumerate(steps, start=1)
        ]
        tree = reverse("tree")
        items.append(
            RailItem(
                name=say("Hệ thống tổ chức", "Organisations"),
                href=tree,
                icon="tree",
                here=path.startswith(tree),
                rule_before=True,
            )
        )
        items += [item for source in _below_the_year if (item := source(self.request)) is not None]
        return items

    def _step_here(self) -> Step | None:
        name = self.request.resolver_match.url_name if self.request.resolver_match else None
        return STEP_OF.get(name or "")

    def _rail_item(
        self, *, number: int, step: StepOfYear, here: bool, now: Step | None
    ) -> RailItem:
        page = PAGES.get(step.step)
        opens = step.opens_on
        note = (
            say(f"mở từ {opens:%d/%m/%Y}", f"opens {opens:%d/%m/%Y}")
            if opens and today() < opens
            else ""
        )
        href = reverse(page, kwargs={"year": self.year}) if page and self.year else ""
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


def campaign_asked(request: HttpRequest) -> Campaign | None:
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
    """The frame's part for `thidua.web.context`."""
    return {"frame": frame_of(request)}


@rail_item
def _accounts(request: HttpRequest) -> RailItem | None:
    """For whoever looks after accounts: their work lies there, not in the year."""
    if not scope_of_request(request).administers:
        return None
    href = reverse("accounts")
    return RailItem(
        name=say("Quản trị tài khoản", "Accounts"),
        href=href,
        icon="tree",
        here=request.path.startswith(href),
    )


def rating_due(campaign: Campaign) -> dt.date | None:
    """The day by which ratings are to be decided."""
    return next((step.due_on for step in steps_of(campaign) if step.step == Step.RATE), None)
