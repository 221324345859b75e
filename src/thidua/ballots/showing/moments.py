"""Hours and days of a ballot as its pages say them."""

import datetime as dt

from thidua.web.clock import shown


def hour_and_day(at: dt.datetime) -> str:
    """ "15:42 ngày 07/12/2022", on the clock of the pages."""
    local = shown(at)
    return f"{local:%H:%M} {local:%d/%m/%Y}"
