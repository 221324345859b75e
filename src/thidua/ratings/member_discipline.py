"""The worst discipline among those who held posts in a leadership collective in the year.

Of everybody who held one at any time of it: who is not rated, who gave the post up, who went to
another organisation. A violation that was counted in an earlier year is not counted again (HD
21-HD/BTCTW, II.B.3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from thidua.campaigns.models import Campaign
from thidua.db.frames import read_frame
from thidua.language import Text
from thidua.roster.held_posts import LED_IN_THE_YEAR
from thidua.vocabulary import Discipline

FACT = "worst_member_discipline"
"""The fact of a collective that is worked out here."""

# Who is not on the roster has no sheet: how their membership ended tells of an expulsion, of
# anything else the collective's own sheet does.
_HOLDERS = f"""
    SELECT DISTINCT q.organisation_id, q.person_id, p.full_name, e.id IS NOT NULL,
        CASE WHEN e.id IS NOT NULL THEN f.known ->> 'discipline'
             WHEN EXISTS (SELECT 1 FROM organisations_membershipspell s
                 WHERE s.person_id = q.person_id AND s.end_reason = 'expelled'
                     AND s.ends_on >= make_date(y.year, 1, 1)) THEN 'expulsion'
             ELSE fc.known ->> 'departed_member_discipline' END,
        CASE WHEN e.id IS NULL THEN 'false' ELSE f.known ->> 'violation_counted_before' END
    {LED_IN_THE_YEAR}
    JOIN organisations_person p ON p.id = q.person_id
    LEFT JOIN roster_rosterentry e ON e.campaign_id = c.campaign_id
        AND e.subject_type = 'member' AND e.person_id = q.person_id
    LEFT JOIN facts_factsheet f ON f.roster_entry_id = e.id
    LEFT JOIN facts_factsheet fc ON fc.roster_entry_id = c.id
    WHERE c.campaign_id = %s
"""  # noqa: S608 - pieces of our own
_NONE, _WARNING = Discipline.NONE.code, Discipline.WARNING.code


def holders_of_posts(
    campaign: Campaign, organisations: Sequence[int] | None = None
) -> pl.DataFrame:
    """A row for each holder and collective of the year: organisation_id, person_id, name,
    on_roster, discipline (code), counted_before, `counts` (the discipline that counts for the
    collective; null: nobody can tell).

    `organisations`: only the collectives of these; None: of all."""
    narrowed = "" if organisations is None else " AND q.organisation_id = ANY(%s)"
    held = read_frame(
        _HOLDERS + narrowed,
        [campaign.pk] + ([] if organisations is None else [list(organisations)]),
        schema={
            **dict.fromkeys(("organisation_id", "person_id"), pl.Int64),
            "name": pl.String,
            "on_roster": pl.Boolean,
            **dict.fromkeys(("discipline", "counted_before"), pl.String),
        },
    ).with_columns(
        pl.col("discipline").replace_strict(Discipline.codes(), default=None, return_dtype=pl.Int8),
        counted_before=pl.col("counted_before") == "true",
    )
    return held.with_columns(counts=_counts())


def _counts() -> pl.Expr:
    """Nothing of a violation counted before; of a warning or worse nothing is known until it is
    said whether it was; less than that burdens no collective either way.
    """
    given, before = pl.col("discipline"), pl.col("counted_before")
    return (
        pl.when(before)
        .then(pl.lit(_NONE, pl.Int8))
        .when(before.is_null() & (given >= _WARNING))
        .then(None)
        .otherwise(given)
    )


def worst_member_discipline(
    campaign: Campaign, organisations: Sequence[int] | None = None
) -> pl.DataFrame:
    """Per collective of the year that anybody held a post in: organisation_id,
    worst_member_discipline (code).

    Unknown (null) when somebody's is not known and nobody known was warned or worse: from a warning
    up it no longer matters what the others have (HD 21-HD/BTCTW, II.B.3)."""
    counts = pl.col("counts")
    worst, unknown = counts.max(), counts.is_null().any()
    warned = worst.fill_null(_NONE) >= _WARNING
    held = holders_of_posts(campaign, organisations)
    return held.group_by("organisation_id").agg(
        pl.when(unknown & ~warned).then(None).otherwise(worst).alias(FACT)
    )


@dataclass(frozen=True)
class UnknownDiscipline:
    """One thing missing to know the discipline in a collective: `what` names it with `{whose}` in
    it, `fact` stands on the sheet of the member of this `person` (None: on the collective's own;
    an empty `fact`: in the lists).
    """

    what: Text
    whose: str
    fact: str
    person: int | None = None

    @property
    def title(self) -> Text:
        return self.what.format(whose=self.whose)


def what_is_unknown(
    campaign: Campaign, organisations: Sequence[int]
) -> dict[int, tuple[UnknownDiscipline, ...]]:
    """Per organisation what is missing to know the discipline in its collective: whose, or that
    nobody holds a post on file.
    """
    held = holders_of_posts(campaign, organisations)
    led = set(held["organisation_id"])
    found: dict[int, list[UnknownDiscipline]] = {place: [] for place in organisations}
    unknown = held.filter(pl.col("counts").is_null()).sort("name", "person_id")
    for row in unknown.iter_rows(named=True):
        found[row["organisation_id"]].append(_unknown_of(row))
    return {
        place: tuple(things) if place in led else (_NO_POSTS,) for place, things in found.items()
    }


def _unknown_of(row: Mapping[str, Any]) -> UnknownDiscipline:
    if not row["on_roster"]:
        return UnknownDiscipline(_DEPARTED, row["name"], "departed_member_discipline")
    if row["discipline"] is None:
        return UnknownDiscipline(_WHOSE, row["name"], "discipline", row["person_id"])
    return UnknownDiscipline(
        _COUNTED_BEFORE, row["name"], "violation_counted_before", row["person_id"]
    )


_NO_POSTS = UnknownDiscipline(
    Text(
        "Chức vụ của cấp uỷ (chưa có ai: nạp trang tính Chức vụ)",
        "Posts of the committee (nobody holds one: load the sheet Positions)",
    ),
    whose="",
    fact="",
)
_WHOSE = Text("Hình thức kỷ luật trong năm của {whose}", "Discipline in the year of {whose}")
_COUNTED_BEFORE = Text(
    "Vi phạm của {whose} đã tính ở năm trước hay chưa",
    "Whether the violation of {whose} was counted in an earlier year",
)
_DEPARTED = Text(
    "Kỷ luật của {whose}, không còn trong danh sách năm (ghi ở trang tính Tập thể lãnh đạo)",
    "Discipline of {whose}, no longer on the roster (on the sheet of leadership collectives)",
)
