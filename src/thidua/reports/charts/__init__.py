"""Charts as Vega-Lite specifications: the same on screen and in print.

One function draws one kind of chart. A page asks for it with the width of its place (`SCREEN`) and
with the addresses of the lists behind its marks; the report asks for it without. Nothing else
differs, and a test holds that.

Levels keep their colours everywhere. In grey print they are told apart by their order (best first),
by the number written in each segment, and by the outline: the two pale levels, good and completed,
differ in that only completed has a dark one. Words are in the language that is spoken when the
chart is built."""

from thidua.documents.blocks import Spec
from thidua.reports.charts.aims import against_target, indicator_chart
from thidua.reports.charts.claims import claims_matrix
from thidua.reports.charts.levels import stacked_levels
from thidua.reports.charts.pools import pool_chart
from thidua.reports.charts.style import COLOURS, FONT, SCREEN
from thidua.reports.charts.years import five_year_chart

__all__ = [
    "COLOURS",
    "FONT",
    "SCREEN",
    "Spec",
    "against_target",
    "claims_matrix",
    "five_year_chart",
    "indicator_chart",
    "pool_chart",
    "stacked_levels",
]
