"""The lines of five years, and what they come to in words: from the shares that were printed
alone.
"""

from collections.abc import Sequence
from decimal import Decimal

from thidua.language import Text
from thidua.portal.public_figures import PublicFigures, YearShare
from thidua.reports.history import LINE_YEARS
from thidua.reports.wording import number
from thidua.vocabulary import SubjectType, Tier
from thidua.web.line_chart import Line, LineChart


def year_lines(figures: PublicFigures) -> LineChart | None:
    """One line a group; a line needs two years."""
    groups = {
        Tier.GRASSROOTS.plural.capitalised(): figures.grassroots_years,
        SubjectType.MEMBER.plural.capitalised(): figures.member_years,
    }
    years = tuple(range(figures.year - LINE_YEARS + 1, figures.year + 1))
    lines = [_line(name, points, years) for name, points in groups.items()]
    drawn = [line for line in lines if sum(value is not None for value in line.values) > 1]
    return LineChart(years, drawn) if drawn else None


def years_in_words(chart: LineChart | None) -> list[Text]:
    """Where each line began, where it stands now, and how far that is."""
    return [_in_words(line, chart.years) for line in chart.lines] if chart else []


def _line(name: Text, points: Sequence[YearShare], years: Sequence[int]) -> Line:
    known = {point.year: point.good_or_better for point in points}
    return Line(name, [known.get(year) for year in years])


def _in_words(line: Line, years: Sequence[int]) -> Text:
    known = [
        (year, value) for year, value in zip(years, line.values, strict=True) if value is not None
    ]
    (first, then), (last, now) = known[0], known[-1]
    return Text(
        "{name}: {then}% năm {first}, {now}% năm {last}; {how}.",
        "{name}: {then}% in {first}, {now}% in {last}; {how}.",
    ).format(
        name=line.name,
        then=number(then),
        first=first,
        now=number(now),
        last=last,
        how=_moved(now - then),
    )


def _moved(by: Decimal) -> Text:
    if not by:
        return Text("không đổi", "unchanged")
    word = Text("tăng", "up") if by > 0 else Text("giảm", "down")
    return Text("{word} {by} điểm phần trăm", "{word} {by} percentage points").format(
        word=word, by=number(abs(by))
    )
