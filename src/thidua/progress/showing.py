"""What the room's pages hand in to others: their step, their tabs, the texts of their scripts, what
they count in.
"""

from thidua.campaigns.steps import STEP_PAGES
from thidua.indicators.tabs import TABS
from thidua.progress.script_texts import PROGRESS
from thidua.progress.steps import PAGES
from thidua.progress.tabs import OWN_TABS
from thidua.progress.units import UNITS
from thidua.web.scripts import SCRIPTS
from thidua.web.units import register_units


def hand_in_pages() -> None:
    """Once, when the site starts."""
    SCRIPTS.add(PROGRESS)
    STEP_PAGES.add(PAGES)
    for tab in OWN_TABS:
        TABS.add(tab)
    register_units(UNITS)
