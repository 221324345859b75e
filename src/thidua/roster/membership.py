"""Who was a member on a day, with what standing, and for how long."""

import datetime as dt

import polars as pl

from thidua.db.frames import read_frame
from thidua.roster.months import months_until
from thidua.vocabulary import MembershipStatus

PROBATION = 12
"""Months of probation that every full member has behind them (the Charter)."""


def spells_up_to(day: dt.date) -> pl.DataFrame:
    """The spells of membership that had begun by a day: person_id, organisation_id, status,
    civil_servant, starts_on, ends_on; each person's in their order.
    """
    return read_frame(
        """SELECT person_id, organisation_id, status, civil_servant, starts_on, ends_on FROM
           organisations_membershipspell
           WHERE starts_on <= %s ORDER BY person_id, starts_on""",
        [day],
        schema={
            **dict.fromkeys(("person_id", "organisation_id"), pl.Int64),
            "status": pl.String,
            "civil_servant": pl.Boolean,
            **dict.fromkeys(("starts_on", "ends_on"), pl.Date),
        },
    )


def on_day(day: dt.date) -> pl.Expr:
    """Of spells that had begun by then: they had not ended."""
    return pl.col("ends_on").is_null() | (pl.col("ends_on") >= day)


def memberships_on(day: dt.date) -> pl.DataFrame:
    """Every member of that day: person_id, membership_status, admitted_on (null: not known),
    first_known (the day from which the file knows them as a member).
    """
    spells = spells_up_to(day)
    admitted = read_frame(
        "SELECT id, admitted_on FROM organisations_person",
        schema={"person_id": pl.Int64, "admitted_on": pl.Date},
    )
    known = spells.group_by("person_id").agg(first_known=pl.col("starts_on").min())
    return (
        spells.filter(on_day(day))
        .select("person_id", membership_status="status")
        .join(known, on="person_id")
        .join(admitted, on="person_id")
    )


def _at_least() -> pl.Expr:
    """For how long somebody without a day of admission has certainly been a member, as far as it
    tells that they are not new: on file for a year, or a full member.
    """
    on_file = months_until(pl.col("review_date"), since=pl.col("first_known"))
    full = pl.col("membership_status") == MembershipStatus.OFFICIAL.value
    return pl.when(on_file >= PROBATION).then(on_file).when(full).then(PROBATION)


MONTHS_SINCE_ADMISSION = pl.coalesce(
    months_until(pl.col("review_date"), since=pl.col("admitted_on")), _at_least()
)
"""Of `memberships_on` beside a `review_date`: whole months until that review; at least so many
where the day of admission is not known; null where nothing tells.
"""
