"""The days that count on the board: of which day the tree is, when what came back is due again."""

import datetime as dt
from collections.abc import Callable, Collection
from functools import cache

from thidua.campaigns.models import Campaign
from thidua.campaigns.working_days import days_off, works
from thidua.state_board.parameters import SEND_AGAIN_WITHIN
from thidua.web.clock import today


def day_of_the_tree(campaign: Campaign) -> dt.date:
    """Today, and after the cut-off day of the year that day: units founded or merged later belong
    to the next one.
    """
    return min(today(), campaign.cut_off_date)


def sent_again_by(returned: dt.date, off: Collection[dt.date]) -> dt.date:
    """The last day of sending again what came back on a day, by the days off around it."""
    day = returned
    for _ in range(SEND_AGAIN_WITHIN):
        day += dt.timedelta(days=1)
        while not works(day, off):
            day += dt.timedelta(days=1)
    return day


def again_by(campaign: Campaign) -> Callable[[dt.date], dt.date]:
    """The same for one year; its days off are read once, when something came back at all."""

    @cache
    def off() -> frozenset[dt.date]:
        return days_off(dt.date(campaign.year, 1, 1), dt.date(campaign.year + 1, 6, 30))

    return lambda returned: sent_again_by(returned, off())
