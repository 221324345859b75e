"""By when an organisation has to be done with a step of the year.

The province sets a day for each tier (`TierDeadline`); a body above may set an earlier one for what
stands below it (`UnitDeadline`). The earliest of these counts, so that nobody is ever given more
time than the province gives. A step with days by tier asks nothing of a tier that has none there; a
sub-committee goes with the grassroots unless it has days of its own. A step without days by tier is
due for everybody on its one `Deadline`. Who reviews on a day of its own (`ReviewDay`) is done with
the review by that day.
"""

import datetime as dt
from collections.abc import Collection

from django.db import connection

from thidua.campaigns.models import Campaign, Step
from thidua.campaigns.queries import own_review_dates
from thidua.organisations.models import Organisation

_DUE_DATES = """
    WITH calendar AS (
        SELECT tier, due_on FROM campaigns_tierdeadline
        WHERE campaign_id = %(campaign)s AND step = %(step)s
    ), earlier AS (
        SELECT a.path, u.tier, u.due_on FROM campaigns_unitdeadline u
        JOIN organisations_organisation a ON a.id = u.organisation_id
        WHERE u.campaign_id = %(campaign)s AND u.step = %(step)s
    ), unit AS (
        SELECT o.id, o.path, CASE
            WHEN o.tier = 'sub_committee'
                AND NOT EXISTS (SELECT 1 FROM calendar WHERE tier = 'sub_committee')
            THEN 'grassroots' ELSE o.tier END AS tier
        FROM organisations_organisation o
        WHERE %(everybody)s OR o.id = ANY(%(units)s)
    )
    SELECT unit.id, CASE WHEN EXISTS (SELECT 1 FROM calendar)
        THEN LEAST(calendar.due_on, (
            SELECT min(earlier.due_on) FROM earlier
            WHERE earlier.tier = unit.tier AND unit.path <> earlier.path
                AND starts_with(unit.path, earlier.path) AND calendar.due_on IS NOT NULL))
        ELSE (
            SELECT due_on FROM campaigns_deadline
            WHERE campaign_id = %(campaign)s AND step = %(step)s)
        END
    FROM unit LEFT JOIN calendar ON calendar.tier = unit.tier
"""


def due_dates(
    campaign: Campaign, step: Step, organisations: Collection[int] | None = None
) -> dict[int, dt.date | None]:
    """The day of each of these organisations (by key; None: of all of the province), or None where
    the step asks nothing of it. One query, for the review two.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _DUE_DATES,
            {
                "campaign": campaign.pk,
                "step": Step(step).value,
                "everybody": organisations is None,
                "units": list(organisations or ()),
            },
        )
        found: dict[int, dt.date | None] = dict(cursor.fetchall())
    if step == Step.REVIEW:
        own = own_review_dates(campaign).iter_rows()
        found |= {unit: day for unit, day in own if unit in found}
    return found


def due_date(campaign: Campaign, step: Step, organisation: Organisation) -> dt.date | None:
    """The day of one organisation; None: the step asks nothing of it."""
    return due_dates(campaign, step, [organisation.pk]).get(organisation.pk)
