"""Bars, lines and gauges are laid out right."""

from decimal import Decimal

from thidua.language import Text, speaking
from thidua.vocabulary import Level, LevelCounts
from thidua.web.components import Count, Gauge, segments
from thidua.web.line_chart import Line, LineChart


def test_segments_fill_the_bar_and_leave_out_what_is_empty() -> None:
    found = segments([Count(Level.OUTSTANDING, 1), Count(Level.GOOD, 0), Count(Level.COMPLETED, 3)])
    assert [(piece.x, piece.width) for piece in found] == [
        ("0.000%", "25.000%"),
        ("25.000%", "75.000%"),
    ]


def test_a_number_that_does_not_fit_is_not_drawn() -> None:
    thin, wide = segments([Count(Level.OUTSTANDING, 1), Count(Level.GOOD, 99)])
    assert not thin.labelled
    assert wide.labelled
    assert thin.narrow


def test_a_bar_of_nobody_has_no_segments() -> None:
    assert segments([Count(level, number) for level, number in LevelCounts().each()]) == []


def test_a_year_without_a_value_is_a_gap_in_the_line() -> None:
    chart = LineChart((2019, 2020, 2021), [Line(Text("a", "a"), (Decimal(90), None, Decimal(92)))])
    (drawn,) = chart.drawn()
    assert drawn.path.count("M") == 2
    assert len(drawn.points) == 2
    with speaking("vi"):
        assert chart.rows() == [("2019", ["90,0%"]), ("2020", ["–"]), ("2021", ["92,0%"])]


def test_higher_values_stand_higher() -> None:
    chart = LineChart((2020, 2021), [Line(Text("a", "a"), (Decimal(80), Decimal(95)))])
    low, high = chart.drawn()[0].points
    assert Decimal(high.y) < Decimal(low.y)


def test_a_gauge_says_by_colour_whether_it_is_full() -> None:
    assert Gauge("", used=1, ceiling=2, size=5).css == "outstanding"
    assert Gauge("", used=2, ceiling=2, size=5).css == "completed"
    over = Gauge("", used=3, ceiling=2, size=5)
    assert (over.css, over.fill, over.left) == ("not_completed", "100.0%", -1)
    assert Gauge("", used=0, ceiling=0, size=2).fill == "0.0%"
