"""The indicators of a body in short: how many are exceeded, met, missed, and of how many nobody
knows; the table itself is the room's of indicators.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from thidua.indicators.results import targets_and_results
from thidua.movement.figures import MovementFigures
from thidua.organisations.models import Organisation
from thidua.vocabulary import Reached


@dataclass(frozen=True)
class IndicatorsShown:
    """`counted`: how many stand in each way, as words and numbers; `href`: their page."""

    total: int
    counted: Sequence[tuple[str, int]]
    href: str


def indicators_shown(figures: MovementFigures) -> IndicatorsShown:
    """Those of the body itself that have a target, as they stood on the day: five questions."""
    unit = Organisation.objects.get(pk=figures.place.pk)
    rows = targets_and_results(figures.campaign, [unit], on=figures.on)[unit.pk]
    counted = Counter(one.reached for one in rows)
    return IndicatorsShown(
        total=len(rows),
        counted=[(way.label, counted[way]) for way in Reached],
        href=reverse("indicators", kwargs={"year": figures.campaign.year, "code": unit.code}),
    )
