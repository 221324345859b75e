"""What the head and the end of every paper of an organisation say, in Vietnamese as papers are (HD
36-HD/VPTW).
"""

import datetime as dt
from collections.abc import Sequence

from thidua.organisations.models import Organisation
from thidua.organisations.names import place_name
from thidua.vocabulary import Body, Sector, Tier

BLANK = "……"
"""What the office fills in by hand."""
_TWO_DIGITS_BEFORE = 3
_NAMED_PLACES = frozenset(
    {Sector.CITY, Sector.TOWN, Sector.DISTRICT, Sector.COMMUNE, Sector.WARD, Sector.TOWNSHIP}
)


def long_day(day: dt.date) -> str:
    """“ngày 05 tháng 12 năm 2021”: days and the first two months have two digits, so that nobody
    adds one.
    """
    month = f"{day.month:02}" if day.month < _TWO_DIGITS_BEFORE else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def dated_from(issuer: Organisation, above: Sequence[Organisation]) -> str:
    """Where a paper is dated from: the nearest organisation that is named after a place; `above`:
    the organisations over the issuer, the province first.
    """
    for organisation in (issuer, *reversed(above)):
        if organisation.tier == Tier.PROVINCE or organisation.sector in _NAMED_PLACES:
            return place_name(organisation)
    return BLANK


def on_behalf_of(issuer: Organisation) -> str:
    """For whom a paper of this organisation is signed."""
    if issuer.tier in (Tier.PROVINCE, Tier.UPPER_LEVEL):
        return "T/M BAN THƯỜNG VỤ"
    return "T/M CHI BỘ" if issuer.body == Body.CELL or issuer.tier == Tier.CELL else "T/M ĐẢNG UỶ"
