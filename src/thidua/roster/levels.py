"""The level that counts for a subject of the year: the decided one, until then where it stands.

Every number, page and answer asks here. The rule has three faces, which
`tests/roster/test_level_that_counts.py` holds together: `level_that_counts` for one subject;
`RosterEntry.objects.with_level()` for the database (`counting_level`); for frames the engine's
`standing_low` and `standing_high` (`ratings.frames.standing_subjects`), known where both are one.
A level is decided by an issued decision alone: reopening one takes its items away.
"""

from django.db.models import Case, F, IntegerField, When
from django.db.models.functions import Coalesce

from thidua.vocabulary import DecisionStatus, Level


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
        *(
            When(
                decided__decision__status=DecisionStatus.ISSUED.value,
                decided__level=level.value,
                then=level.code,
            )
            for level in Level
        ),
        output_field=IntegerField(),
    )
    return Coalesce(decided, F("rating__standing"), output_field=IntegerField())
