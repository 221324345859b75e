"""By when an organisation has to be done with a step of the year.

The province sets a day for each tier (`TierDeadline`); a body above may set an earlier one for what
stands below it (`UnitDeadline`). The earliest of these counts, so that nobody is ever given more
time than the province gives. A step with days by tier asks nothing of a tier that has none there; a
sub-committee goes with the grassroots unless it has days of its own. A step without days by tier is
due for everybody on its one `Deadline`. Who reviews on a day of its own (`ReviewDay`) is done with
the review by that day.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence

from django.db import connection

from thidua.campaigns.calendar import steps_of
from thidua.campaigns.models import Campaign, Step
from thidua.campaigns.queries import own_review_dates
from thidua.organisations.models import Organisation

_DUE_DATES = """
    WITH calendar AS (
        SELECT step, tier, due_on FROM campaigns_tierdeadline
        WHERE campaign_id = %(campaign)s AND step = ANY(%(steps)s)
    ), earlier AS (
        SELECT a.path, u.step, u.tier, u.due_on FROM campaigns_unitdeadline u
        JOIN organisations_organisation a ON a.id = u.organisation_id
        WHERE u.campaign_id = %(campaign)s AND u.step = ANY(%(steps)s)
    ), unit AS (
        SELECT o.id, o.path, wanted.step, CASE
            WHEN o.tier = 'sub_committee' AND NOT EXISTS (
                SELECT 1 FROM calendar c WHERE c.step = wanted.step AND c.tier = 'sub_committee')
            THEN 'grassroots' ELSE o.tier END AS tier
        FROM organisations_organisation o CROSS JOIN unnest(%(steps)s::text[]) AS wanted (step)
        WHERE %(everybody)s OR o.id = ANY(%(units)s::bigint[])
    )
    SELECT unit.id, unit.step,
        CASE WHEN EXISTS (SELECT 1 FROM calendar c WHERE c.step = unit.step)
        THEN LEAST(calendar.due_on, (
            SELECT min(earlier.due_on) FROM earlier
            WHERE earlier.step = unit.step AND earlier.tier = unit.tier
                AND unit.path <> earlier.path AND starts_with(unit.path, earlier.path)
                AND calendar.due_on IS NOT NULL))
        ELSE (
            SELECT due_on FROM campaigns_deadline d
            WHERE d.campaign_id = %(campaign)s AND d.step = unit.step)
        END
    FROM unit LEFT JOIN calendar ON calendar.step = unit.step AND calendar.tier = unit.tier
"""


def due_dates(
    campaign: Campaign, step: Step, organisations: Collection[int] | None = None
) -> dict[int, dt.date | None]:
    """The day of each of these organisations (by key; None: of all of the province), or None where
    the step asks nothing of it. One query, for the review two.
    """
    return {unit: day for unit, _step, day in _found(campaign, [step], organisations)}


def due_date(campaign: Campaign, step: Step, organisation: Organisation) -> dt.date | None:
    """The day of one organisation; None: the step asks nothing of it."""
    return due_dates(campaign, step, [organisation.pk]).get(organisation.pk)


def days_of(campaign: Campaign, organisation: Organisation) -> dict[Step, dt.date | None]:
    """The day of one organisation in every step, in two queries."""
    return days_of_steps(campaign, list(Step), [organisation.pk]).get(organisation.pk, {})


def days_of_steps(
    campaign: Campaign, steps: Sequence[Step], organisations: Collection[int]
) -> dict[int, dict[Step, dt.date | None]]:
    """The day of each of these organisations in each of these steps, in two queries."""
    found: dict[int, dict[Step, dt.date | None]] = {}
    for unit, step, day in _found(campaign, steps, organisations):
        found.setdefault(unit, {})[step] = day
    return found


def step_due(campaign: Campaign, step: Step, organisation: Organisation) -> dt.date | None:
    """The day of a step for one organisation, read once for all that a page says of that year and
    organisation; a year without days by tier or of its own is asked nothing.
    """
    if not getattr(campaign, "has_tier_days", True) and (
        step != Step.REVIEW or not getattr(campaign, "has_own_review_days", True)
    ):
        return next((one.due_on for one in steps_of(campaign) if one.step == step), None)
    return days_known(campaign, organisation).get(step)


def days_known(campaign: Campaign, organisation: Organisation) -> dict[Step, dt.date | None]:
    """As `days_of`, read once for all that a page says of that year and organisation."""
    known: dict[int, dict[Step, dt.date | None]] = vars(campaign).setdefault("_days_known", {})
    if organisation.pk not in known:
        known[organisation.pk] = days_of(campaign, organisation)
    return known[organisation.pk]


def _found(
    campaign: Campaign, steps: Sequence[Step], organisations: Collection[int] | None
) -> Iterator[tuple[int, Step, dt.date | None]]:
    own: dict[int, dt.date] = {}
    if Step.REVIEW in steps:
        own = dict(own_review_dates(campaign).iter_rows())
    for unit, step, day in _rows(campaign, steps, organisations):
        yield unit, step, own.get(unit, day) if step == Step.REVIEW else day


def _rows(
    campaign: Campaign, steps: Sequence[Step], organisations: Collection[int] | None
) -> list[tuple[int, Step, dt.date | None]]:
    if organisations is not None and not getattr(campaign, "has_tier_days", True):
        # as the frame of a page tells: the same day for everybody, and known
        days = {one.step: one.due_on for one in steps_of(campaign)}
        return [(unit, Step(step), days.get(step)) for unit in organisations for step in steps]
    with connection.cursor() as cursor:
        cursor.execute(
            _DUE_DATES,
            {
                "campaign": campaign.pk,
                "steps": [Step(step).value for step in steps],
                "everybody": organisations is None,
                "units": list(organisations or ()),
            },
        )
        return [(unit, Step(step), day) for unit, step, day in cursor.fetchall()]
