"""The years, and by which texts each is rated."""

import datetime as dt

from ninja import Query, Router

from thidua.accounts.viewing import SignedIn
from thidua.api.service import answers, summary
from thidua.api.shapes import Both, Paged, Paging, Shape, Year, part_of
from thidua.campaigns.calendar import StepOfYear, steps_of
from thidua.campaigns.frame import campaign_or_404, frame_of
from thidua.campaigns.models import Campaign, Step
from thidua.frameworks.catalogue import bound_text
from thidua.frameworks.models import FrameworkBinding
from thidua.rulebook import Framework
from thidua.vocabulary import SubjectType

router = Router(tags=["years"])


class YearLine(Shape):
    """A year in the list."""

    year: int
    name: str
    review_date: dt.date


class StepDays(Shape):
    """One of the eight steps of the year, and when it is due."""

    step: Step
    opens_on: dt.date | None
    due_on: dt.date | None


class SourceText(Shape):
    """A document that rules are taken from."""

    number: str
    title: Both
    date: dt.date


class BoundText(Shape):
    """The framework that one kind of subjects is rated by, and where it comes from.

    `fingerprint` is that of the whole text, the local layer applied.
    """

    subject_type: SubjectType
    framework: str
    version: int
    title: Both
    fingerprint: str
    sources: list[SourceText]


class YearOfRating(Shape):
    """A year: its theme, its dates, the texts that it is held under (none before they are
    bound).
    """

    year: int
    name: str
    spirit: str
    next_theme: str
    review_date: dt.date
    cut_off_date: dt.date
    launch_date: dt.date | None
    launch_venue: str
    roster_frozen_at: dt.datetime | None
    local_layer: str
    steps: list[StepDays]
    frameworks: list[BoundText]


@router.get(
    "/years",
    response=answers(Paged[YearLine]),
    **summary("Các năm, năm mới trước", "The years, newest first"),
)
def years(request: SignedIn, query: Query[Paging]) -> Paged[YearLine]:
    found = frame_of(request).campaigns
    lines = [
        YearLine(year=campaign.year, name=campaign.name, review_date=campaign.review_date)
        for campaign in part_of(found, query)
    ]
    return Paged[YearLine].of(lines, count=len(found), paging=query, request=request)


@router.get(
    "/years/{int:year}",
    response=answers(YearOfRating),
    **summary("Một năm: chủ đề, các ngày, khung tiêu chí", "One year: theme, dates, frameworks"),
)
def year(request: SignedIn, year: Year) -> YearOfRating:
    campaign = campaign_or_404(request, year)
    bindings = sorted(
        campaign.bindings.all(),
        key=lambda binding: SubjectType.values().index(binding.subject_type),
    )
    return _year(campaign, bindings)


def _year(campaign: Campaign, bindings: list[FrameworkBinding]) -> YearOfRating:
    return YearOfRating(
        year=campaign.year,
        name=campaign.name,
        spirit=campaign.spirit,
        next_theme=campaign.next_theme,
        review_date=campaign.review_date,
        cut_off_date=campaign.cut_off_date,
        launch_date=campaign.launch_date,
        launch_venue=campaign.launch_venue,
        roster_frozen_at=campaign.roster_frozen_at,
        local_layer=campaign.local_layer,
        steps=[_step(step) for step in steps_of(campaign)],
        frameworks=[_bound(binding) for binding in bindings],
    )


def _step(step: StepOfYear) -> StepDays:
    return StepDays(step=step.step, opens_on=step.opens_on, due_on=step.due_on)


def _bound(binding: FrameworkBinding) -> BoundText:
    framework = bound_text(binding)
    return BoundText(
        subject_type=SubjectType(binding.subject_type),
        framework=framework.id,
        version=framework.version,
        title=Both.of(framework.title),
        fingerprint=binding.fingerprint,
        sources=sources_of(framework),
    )


def sources_of(framework: Framework) -> list[SourceText]:
    """The documents behind a framework."""
    return [
        SourceText(number=source.number, title=Both.of(source.title), date=source.date)
        for source in framework.sources.values()
    ]
