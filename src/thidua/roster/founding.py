"""How old organisations are: since when each has stood, whatever it was called and wherever."""

import polars as pl

from thidua.db.frames import read_frame

_FOUNDED = """
    WITH RECURSIVE line (organisation_id, at) AS (
        SELECT id, id FROM organisations_organisation
        UNION
        SELECT l.organisation_id, s.predecessor_id
        FROM line l JOIN organisations_succession s ON s.successor_id = l.at AND s.kind = 'rename'
    )
    SELECT l.organisation_id, min(p.starts_on)
    FROM line l JOIN organisations_placement p ON p.organisation_id = l.at
    GROUP BY l.organisation_id
"""


def founding_days() -> pl.DataFrame:
    """organisation_id, founded_on: the first day of its first place in the tree.

    Another parent is no founding, and neither is a new name or form (a succession of the kind
    `rename`): the organisation goes on. One that came out of a merger or a split is founded on its
    own first day (decision 033). Where the tree begins with the data, an organisation is as old as
    the data say."""
    schema = {"organisation_id": pl.Int64, "founded_on": pl.Date}
    return read_frame(_FOUNDED, schema=schema)
