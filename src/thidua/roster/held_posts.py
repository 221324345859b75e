"""Who held a post in a year: at any time of it, up to the day on which the roster was taken."""

import datetime as dt

from django.db.models import Q

from thidua.organisations.models import Position
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType

HELD_IN_THE_YEAR = """q.starts_on <= y.cut_off_date
    AND (q.ends_on IS NULL OR q.ends_on >= make_date(y.year, 1, 1))"""
"""Of a post `q` and a campaign `y` in SQL."""

LED_IN_THE_YEAR = f"""
    FROM organisations_position q
    JOIN roster_rosterentry c ON c.organisation_id = q.organisation_id
        AND c.subject_type = 'collective'
    JOIN campaigns_campaign y ON y.id = c.campaign_id AND {HELD_IN_THE_YEAR}
"""
"""In SQL: the posts `q` that somebody held in a year `y` in a leadership collective `c` of its
roster.
"""


def held_a_post(entry: RosterEntry) -> bool:
    """Whether a member held a post in a leadership collective in the year: their discipline is
    asked for even where they are not rated.
    """
    year = entry.campaign
    collectives = RosterEntry.objects.filter(
        campaign=year, subject_type=SubjectType.COLLECTIVE.value
    )
    in_year = Q(ends_on=None) | Q(ends_on__gte=dt.date(year.year, 1, 1))
    return (
        entry.subject_type == SubjectType.MEMBER
        and Position.objects.filter(
            in_year,
            person=entry.person_id,
            starts_on__lte=year.cut_off_date,
            organisation__in=collectives.values("organisation"),
        ).exists()
    )
