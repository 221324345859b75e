"""How each of the demo's years came out, from what was planned for it. Pure."""

from thidua.demo.build import Province
from thidua.demo.endings import Plans, results_of
from thidua.demo.open_tasks import lively
from thidua.demo.promises import promised
from thidua.demo.results import YearResults
from thidua.demo.season import YEAR, Season
from thidua.demo.staff import YEAR as DECIDED
from thidua.demo.stands import Stand, stands_of

EVERYTHING = 99
LOST = {Stand.WAITS: EVERYTHING, Stand.DRAFTED: EVERYTHING, Stand.CAME_BACK: 1}
"""How many of a unit's first tasks were not accepted."""


def of_the_decided_year(province: Province) -> YearResults:
    """The year that is over: everything was accepted, and of everything it is known."""
    return results_of(
        Plans(
            province,
            DECIDED,
            province.organisations,
            province.leading,
            promises=promised(province, DECIDED),
        )
    )


def of_the_season(season: Season) -> YearResults:
    """The year in progress, as it stands on the day of the demo."""
    stands = stands_of(season)
    return results_of(
        Plans(
            season.province,
            YEAR,
            season.organisations,
            season.leading,
            promises=promised(season.province, YEAR),
            lost={code: LOST[stand] for code, stand in stands.items()},
            going_on=lively(season),
        )
    )
