"""The level that counts for a subject of the year: the decided one, until then where it stands.

Every number, page and answer asks here. The rule has three faces, which
`tests/roster/test_level_that_counts.py` holds together: `level_that_counts` for one subject;
`RosterEntry.objects.with_level()` for the database (`counting_level`); for frames the engine's
`standing_low` and `standing_high` (`ratings.frames.standing_subjects`), known where both are one.

Decided is who stands as an item in an issued decision, and nobody else. That too is told here
alone: `DECIDED` for queries, `DECIDING` and `DECIDED_LEVEL` for SQL, `RosterEntry.issued_item` for
an entry at hand.
"""

from django.db.models import Case, F, IntegerField, Q, When
from django.db.models.functions import Coalesce

from thidua.vocabulary import DecisionStatus, Level

DECIDED = Q(decided__decision__status=DecisionStatus.ISSUED.value)
"""Of a roster entry in a query: its level is decided."""
ISSUED = f"d.status = '{DecisionStatus.ISSUED.value}'"
"""Of a decision `d` in SQL: what stands in it is decided."""
DECIDING = f"""
    LEFT JOIN decisions_decisionitem i ON i.roster_entry_id = e.id
    LEFT JOIN decisions_decision d ON d.id = i.decision_id AND {ISSUED}
"""
"""Of a roster entry `e` in SQL: `d` is the decision that holds its level; where there is none, `i`
says nothing either.
"""
IS_DECIDED = f"""EXISTS (
    SELECT 1 FROM decisions_decisionitem i JOIN decisions_decision d ON d.id = i.decision_id
    WHERE i.roster_entry_id = e.id AND {ISSUED}
)"""  # noqa: S608
"""Of a roster entry `e` in SQL: its level is decided, and so the entry stays as it is."""
TIMES_REOPENED = """(
    SELECT count(*) FROM decisions_reopenedlevel first
    WHERE first.roster_entry_id = roster_rosterentry.id
)"""
"""Of a roster entry in a query: how often its decided level was reopened by itself."""
STAYS = f"""({IS_DECIDED} OR EXISTS (
    SELECT 1 FROM decisions_reopenedlevel first WHERE first.roster_entry_id = e.id
))"""  # noqa: S608
"""The same, or was decided once and waits for its second decision: its place on the list stays."""
DECIDED_LEVEL = "CASE WHEN d.id IS NOT NULL THEN i.level END"
"""Beside `DECIDING`: the decided level's word, null while it is open."""


def level_that_counts(decided: str | None, standing: int | None) -> Level | None:
    """The level of one subject: `decided` is the word in an issued decision, `standing` the number
    1 to 4 where it stands; neither: cannot tell.
    """
    if decided:
        return Level(decided)
    return Level.from_code(standing) if standing else None


def counting_level() -> Coalesce:
    """The number of the level that counts, of a roster entry in a query; null: cannot tell."""
    decided = Case(
        *(When(DECIDED, decided__level=level.value, then=level.code) for level in Level),
        output_field=IntegerField(),
    )
    return Coalesce(decided, F("rating__standing"), output_field=IntegerField())
