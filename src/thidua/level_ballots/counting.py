"""On how many subjects units have voted: counted for any number of units in one question."""

from collections.abc import Collection

from thidua.campaigns.models import Campaign
from thidua.db.prepared import ask
from thidua.level_ballots.matters import PURPOSE

_BALLOTED = """
    SELECT e.organisation_id, count(*)
    FROM roster_rosterentry e
    WHERE e.campaign_id = %s AND e.organisation_id = ANY(%s::bigint[]) AND e.rated
        AND concat(
            e.subject_type, ':',
            CASE WHEN e.subject_type IN ('member', 'leader') THEN e.person_id END, ':',
            CASE WHEN e.subject_type <> 'member' THEN e.organisation_id END
        ) IN (
            SELECT c.ref FROM ballots_candidate c JOIN ballots_ballot b ON b.id = c.ballot_id
            WHERE b.campaign_id = %s AND b.purpose = %s AND b.state = 'sealed'
        )
    GROUP BY e.organisation_id
"""


def balloted_at(campaign: Campaign, units: Collection[int]) -> dict[int, int]:
    """By unit how many of those who stand there were in a ballot that is sealed, whatever it came
    to.
    """
    rows = ask(_BALLOTED, [campaign.pk, list(units), campaign.pk, PURPOSE])
    return dict((unit, number) for unit, number in rows)  # noqa: C402 - tuples of any length
