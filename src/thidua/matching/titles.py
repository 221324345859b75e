"""What the lines above a table say of all of it: the day up to which it holds, its year."""

import datetime as dt
import re

from thidua.signs import normalise

_UP_TO = r"(?:tính đến|tính tới|có đến|đến hết|đến|chốt|thời điểm|as of)\s*(?:hết\s*)?(?:ngày\s*)?"
_DAYS = (
    re.compile(_UP_TO + r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})"),
    re.compile(_UP_TO + r"(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})"),
)
_OF_A_DAY = re.compile(r"tháng\s*\S{1,4}\s*năm\s*\d{4}|\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}")
_YEAR = re.compile(r"(?:năm|year)\s*(?:học\s*)?((?:19|20)\d\d)(?!\s*[-–]\s*(?:19|20)\d\d)")


def day_in(title: str) -> dt.date | None:
    """The day up to which a table holds ("tính đến ngày 30/11/2022"); None when it names none, or
    two. The day of a decision that it goes with is no such day."""
    found = {
        day
        for pattern in _DAYS
        for match in pattern.finditer(normalise(title).lower())
        if (day := _day(*match.groups())) is not None
    }
    return found.pop() if len(found) == 1 else None


def year_in(title: str) -> int | None:
    """The year that a table is of ("KẾT QUẢ XẾP LOẠI NĂM 2021"), else that of its day; None when
    it names none, or two. The year of a decision's day is no such year."""
    text = _OF_A_DAY.sub(" ", normalise(title).lower())
    found = {int(match[1]) for match in _YEAR.finditer(text)}
    if not found and (day := day_in(title)) is not None:
        return day.year
    return found.pop() if len(found) == 1 else None


def _day(day: str, month: str, year: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
