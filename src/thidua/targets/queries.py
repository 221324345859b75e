"""Reading targets: a unit's indicators with what is wanted above, its own and what is below it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from thidua.accounts.actors import Actor, Scope, scope_of
from thidua.campaigns.models import Campaign, Direction, Indicator
from thidua.organisations.models import Organisation
from thidua.organisations.queries import under, within
from thidua.targets.keys import key_of
from thidua.targets.models import OwnIndicator, Target
from thidua.targets.permissions import ACTS
from thidua.targets.sums import Sum, Verdict, add_up, compare_one
from thidua.targets.tree import Neighbours

_VIEWING = ACTS["targets.view"]
_REGISTERING = ACTS["targets.register"]


@dataclass(frozen=True)
class Row:
    """One indicator of a unit's page. `above`: the target of the unit above (the province's own of
    its indicators; None: not known). `adds_up` None: nobody has said. `below`: each unit under this
    one with its target; `total`: what they come to beside `own`, where they add up.
    """

    key: str
    name: str
    unit: str
    direction: Direction
    measured: str
    adds_up: bool | None
    set_by: Organisation | None
    """Whose own indicator it is; None: the province's of the year."""
    suggestion: str
    above: Decimal | None
    own: Target | None
    wanted: Decimal | None
    """What the units below are measured by: `own`'s value; the province's target at the top."""
    below: tuple[tuple[Organisation, Target | None], ...]

    @property
    def higher_is_better(self) -> bool:
        return self.direction == Direction.HIGHER

    @property
    def total(self) -> Sum | None:
        if not self.adds_up or not self.below:
            return None
        values = [target.value if target else None for _, target in self.below]
        return add_up(values, wanted=self.wanted, higher_is_better=self.higher_is_better)

    @property
    def beside_above(self) -> Verdict:
        """One's own beside the one above, where they stand side by side."""
        if self.adds_up or self.own is None:
            return Verdict.UNKNOWN
        return compare_one(self.own.value, self.above, higher_is_better=self.higher_is_better)


def rows_of(campaign: Campaign, unit: Organisation, near: Neighbours) -> list[Row]:
    """Every indicator of a unit in the year, the province's first. Three questions."""
    targets = _targets(campaign, unit, near)
    return [
        *(_provincial(indicator, unit, near, targets) for indicator in _provincials(campaign)),
        *(_own(one, unit, near, targets) for one in own_indicators(campaign, unit)),
    ]


Targets = dict[tuple[str, int], Target]
"""By the key of the indicator and that of the unit."""


def _targets(campaign: Campaign, unit: Organisation, near: Neighbours) -> Targets:
    units = [unit.pk, *(one.pk for one in near.below)]
    if near.above is not None:
        units.append(near.above.pk)
    of_year = Q(indicator__campaign=campaign) | Q(own__campaign=campaign)
    found = Target.objects.filter(of_year, organisation__in=units)
    return {
        (key_of(indicator=one.indicator_id, own=one.own_id), one.organisation_id): one
        for one in found
    }


def _provincials(campaign: Campaign) -> "QuerySet[Indicator]":
    return campaign.indicators.select_related("setting")


def own_indicators(campaign: Campaign, unit: Organisation) -> "QuerySet[OwnIndicator]":
    """What the unit and the units above it set for themselves and what is below them."""
    line = [int(part) for part in unit.path.split("/") if part]
    found = OwnIndicator.objects.filter(campaign=campaign, organisation__in=line)
    return found.select_related("organisation").order_by("organisation__path", "position", "pk")


def _provincial(
    indicator: Indicator, unit: Organisation, near: Neighbours, targets: Targets
) -> Row:
    key = key_of(indicator=indicator.pk, own=None)
    own = targets.get((key, unit.pk))
    above = indicator.target if _is_province(near.above) else _value(targets, key, near.above)
    setting = getattr(indicator, "setting", None)
    return Row(
        key=key,
        name=indicator.name,
        unit=indicator.unit,
        direction=Direction(indicator.direction),
        measured="",
        adds_up=setting.adds_up if setting is not None else None,
        set_by=None,
        suggestion="",
        above=above if near.above is not None else None,
        own=own,
        wanted=indicator.target if near.above is None else own.value if own else None,
        below=_below(key, near, targets),
    )


def _own(one: OwnIndicator, unit: Organisation, near: Neighbours, targets: Targets) -> Row:
    key = key_of(indicator=None, own=one.pk)
    own = targets.get((key, unit.pk))
    return Row(
        key=key,
        name=one.name,
        unit=one.unit,
        direction=Direction(one.direction),
        measured=one.measured,
        adds_up=one.adds_up,
        set_by=one.organisation,
        suggestion=one.suggestion,
        above=_value(targets, key, near.above) if one.organisation_id != unit.pk else None,
        own=own,
        wanted=own.value if own else None,
        below=_below(key, near, targets),
    )


def _is_province(unit: Organisation | None) -> bool:
    return unit is not None and unit.tier == "province"


def _value(targets: Targets, key: str, unit: Organisation | None) -> Decimal | None:
    found = targets.get((key, unit.pk)) if unit is not None else None
    return found.value if found is not None else None


def _below(
    key: str, near: Neighbours, targets: Targets
) -> tuple[tuple[Organisation, Target | None], ...]:
    return tuple((one, targets.get((key, one.pk))) for one in near.below)


def targets_set(campaign: Campaign, unit: Organisation) -> tuple[int, int]:
    """How many of a unit's indicators have its target, and how many there are. Two queries."""
    line = [int(part) for part in unit.path.split("/") if part]
    of_year = Q(indicator__campaign=campaign) | Q(
        own__campaign=campaign, own__organisation__in=line
    )
    done = Target.objects.filter(of_year, organisation=unit).count()
    return done, indicators_there(campaign, unit)


def indicators_there(campaign: Campaign, unit: Organisation) -> int:
    """How many indicators a unit has: the province's, its own, those of the units above it. One
    query.
    """
    line = [int(part) for part in unit.path.split("/") if part]
    own = OwnIndicator.objects.filter(campaign=campaign, organisation__in=line)
    both = campaign.indicators.order_by().values("pk").union(own.order_by().values("pk"), all=True)
    return both.count()


def targets_visible_to(actor: Actor, campaign: Campaign) -> "QuerySet[Target]":
    """The targets of the year in the actor's part of the tree."""
    scope = scope_of(actor)
    inside = Q() if scope.everything else under(_paths(scope), organisation="organisation")
    of_year = Q(indicator__campaign=campaign) | Q(own__campaign=campaign)
    return Target.objects.filter(of_year, inside).select_related("organisation", "indicator", "own")


def _paths(scope: Scope) -> Iterator[str]:
    return (grant.path for grant in scope.grants if grant.role in _VIEWING)


def unit_for(scope: Scope, code: str) -> Organisation | None:
    """A unit by its code, for who may read its targets; None: there is no such page."""
    found = Organisation.objects.filter(within(scope), code=code).exclude(path="").first()
    seen = found is not None and (
        scope.everything or any(found.path.startswith(path) for path in _paths(scope))
    )
    return found if seen else None


def may_register(scope: Scope, unit: Organisation) -> bool:
    """Whether the reader registers the targets of exactly this unit."""
    return any(
        grant.role in _REGISTERING and grant.organisation_id == unit.pk for grant in scope.grants
    )
