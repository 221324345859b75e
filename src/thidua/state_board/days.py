"""The days that count on the board: of which day the tree is, when what came back is due again."""

import datetime as dt
from collections.abc import Collection

from thidua.campaigns.calendar import steps_of
from thidua.campaigns.models import Campaign, Step
from thidua.organisations.models import Organisation
from thidua.state_board.parameters import SEND_AGAIN_WITHIN
from thidua.web.clock import today, working_days_later


def day_of_the_tree(campaign: Campaign) -> dt.date:
    """Today, and after the cut-off day of the year that day: units founded or merged later belong
    to the next one.
    """
    return min(today(), campaign.cut_off_date)


def again_by(returned: dt.date) -> dt.date:
    """The last day of sending again what came back on a day."""
    return working_days_later(returned, SEND_AGAIN_WITHIN)


def due_dates(
    campaign: Campaign, step: Step, organisations: Collection[int]
) -> dict[int, dt.date | None]:
    """The deadline of each organisation, by its key."""
    due = next(known.due_on for known in steps_of(campaign) if known.step == step)
    return dict.fromkeys(organisations, due)


def due_date(campaign: Campaign, step: Step, organisation: Organisation) -> dt.date | None:
    """The deadline of one organisation; None: no day is set."""
    return due_dates(campaign, step, [organisation.pk])[organisation.pk]
