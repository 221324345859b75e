"""What is reported of the year, whether the province's indicator or an own one of a unit."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from thidua.campaigns.models import Campaign, Direction, Indicator
from thidua.indicators.models import Reporting
from thidua.indicators.reporting import HowOften, Reported
from thidua.organisations.models import Organisation
from thidua.targets.keys import key_of
from thidua.targets.models import OwnIndicator


@dataclass(frozen=True)
class Line:
    """One indicator of the year with how it is reported. `code` is one word for it in every year
    ("": an own one, which goes by its name). `target`, `result`: what the year's sheet says of the
    province; `adds_up` None: nobody has said. `before`: the key of the same indicator of last year,
    `last_result` what the sheet said of it then.
    """

    key: str
    code: str
    name: str
    unit: str
    higher_is_better: bool
    adds_up: bool | None
    set_by: int | None
    set_by_name: str
    suggestion: str
    target: Decimal | None
    result: Decimal | None
    reported: Reported
    before: str = ""
    last_result: Decimal | None = None
    measured: str = ""

    @property
    def pk(self) -> int:
        return int(self.key[1:])

    @property
    def is_own(self) -> bool:
        return self.set_by is not None


def lines_of(campaign: Campaign, units: Iterable[Organisation]) -> list[Line]:
    """Every indicator of these units in the year, the province's first, then own ones from above
    down. Two questions.
    """
    above = {int(part) for unit in units for part in unit.path.split("/") if part}
    return [*_provincial(campaign), *_own(campaign, above)]


def lines_for(lines: Iterable[Line], unit: Organisation) -> list[Line]:
    """Those of one unit: the province's, its own ones and those of the units above it."""
    chain = {int(part) for part in unit.path.split("/") if part}
    return [line for line in lines if line.set_by is None or line.set_by in chain]


def _provincial(campaign: Campaign) -> list[Line]:
    years = (campaign.year, campaign.year - 1)
    found = Indicator.objects.filter(campaign__year__in=years).select_related(
        "setting", "reporting", "campaign"
    )
    rows = list(found.order_by("position", "pk"))
    earlier = {row.code: row for row in rows if row.campaign.year != campaign.year}
    return [_line_of(row, earlier.get(row.code)) for row in rows if row.campaign_id == campaign.pk]


def _line_of(row: Indicator, earlier: Indicator | None) -> Line:
    setting = getattr(row, "setting", None)
    return Line(
        key=key_of(indicator=row.pk, own=None),
        code=row.code,
        name=row.name,
        unit=row.unit,
        higher_is_better=row.direction == Direction.HIGHER,
        adds_up=setting.adds_up if setting is not None else None,
        set_by=None,
        set_by_name="",
        suggestion="",
        target=row.target,
        result=row.result,
        reported=_reported(getattr(row, "reporting", None)),
        before=key_of(indicator=earlier.pk, own=None) if earlier is not None else "",
        last_result=earlier.result if earlier is not None else None,
    )


def _own(campaign: Campaign, organisations: Collection[int]) -> list[Line]:
    years = (campaign.year, campaign.year - 1)
    found = OwnIndicator.objects.filter(
        campaign__year__in=years, organisation__in=organisations
    ).select_related("organisation", "reporting", "campaign")
    rows = list(found.order_by("organisation__path", "position", "pk"))
    earlier = {
        (row.organisation_id, row.name.casefold()): row.pk
        for row in rows
        if row.campaign.year != campaign.year
    }
    return [
        _own_line(row, earlier.get((row.organisation_id, row.name.casefold())))
        for row in rows
        if row.campaign_id == campaign.pk
    ]


def _own_line(row: OwnIndicator, before: int | None) -> Line:
    return Line(
        key=key_of(indicator=None, own=row.pk),
        code="",
        name=row.name,
        unit=row.unit,
        higher_is_better=row.direction == Direction.HIGHER,
        adds_up=row.adds_up,
        set_by=row.organisation_id,
        set_by_name=row.organisation.name,
        suggestion=row.suggestion,
        target=None,
        result=None,
        reported=_reported(getattr(row, "reporting", None)),
        before=key_of(indicator=None, own=before) if before is not None else "",
        measured=row.measured,
    )


def _reported(row: Reporting | None) -> Reported:
    """As somebody set it, else the defaults."""
    if row is None:
        return Reported()
    return Reported(HowOften(row.how_often), row.due_day, row.answered_by, row.counted)
