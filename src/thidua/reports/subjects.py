"""The subjects behind a figure: every number of the reports can show the rows it counts.

A key is a table and a figure as in the figures ("members.outstanding",
"awards.flag_five_years_cells"); groups that are counted but not published have keys too
("cells.good")."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import QuerySet

from thidua.accounts.actors import Actor
from thidua.awards.models import Award
from thidua.campaigns.models import Campaign
from thidua.organisations.names import short_name
from thidua.ratings.links import place_of
from thidua.reports.errors import UnknownFigureError
from thidua.reports.figures import limits
from thidua.reports.history import long_standing
from thidua.reports.indicators import IndicatorRow, indicator_rows
from thidua.reports.levels import AT, Who, levelled
from thidua.reports.places import full_name
from thidua.reports.recognition import AWARD_FIGURES, AwardFigure, awards_behind, subject_name
from thidua.roster.models import RosterEntry
from thidua.vocabulary import Level, Outcome

PAGE = 2_000
"""Rows fetched at a time when a list is read to its end."""


@dataclass(frozen=True)
class SubjectRow:
    """One row behind a figure. `level` is None where none counts; the ids lead to the subject's own
    pages.
    """

    code: str
    name: str
    place: str
    level: Level | None = None
    note: str = ""
    roster_entry_id: int | None = None
    organisation_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True)
class Subjects:
    """The rows behind one figure: how many, and any part of them in order."""

    key: str
    rows: "QuerySet[Any, Any] | list[Any]"
    translate: Callable[[Any], SubjectRow]

    def __len__(self) -> int:
        return len(self.rows) if isinstance(self.rows, list) else self.rows.count()

    def page(self, start: int = 0, size: int = PAGE) -> list[SubjectRow]:
        return [self.translate(row) for row in self.rows[start : start + size]]

    def __iter__(self) -> Iterator[SubjectRow]:
        start = 0
        while page := self.page(start):
            yield from page
            start += PAGE


def _from_entry(entry: RosterEntry) -> SubjectRow:
    code = getattr(entry, "level", None)
    return SubjectRow(
        code=entry.code,
        name=full_name(entry),
        place=place_of(entry),
        level=Level.from_code(code) if code else None,
        roster_entry_id=entry.pk,
        organisation_id=entry.organisation_id,
        person_id=entry.person_id,
    )


def _from_award(award: Award) -> SubjectRow:
    subject = award.person or award.organisation
    return SubjectRow(
        code=subject.code if subject else "",
        name=award.organisation.name
        if award.organisation and not award.person
        else subject_name(award),
        place=short_name(award.organisation) if award.organisation and award.person else "",
        note=" · ".join(
            part
            for part in (award.number, award.decided_on and f"{award.decided_on:%d/%m/%Y}")
            if part
        ),
        organisation_id=award.organisation_id,
        person_id=award.person_id,
    )


def _from_indicator(row: IndicatorRow) -> SubjectRow:
    return SubjectRow(code=row.code, name=row.name, place="", note=row.outcome.title.vi)


def _of_level(*, campaign: Campaign, actor: Actor, who: Who, at: str) -> Subjects:
    entries = levelled(campaign=campaign, actor=actor, who=who).filter(AT[at])
    ordered = entries.select_related("organisation", "grassroots", "upper_level")
    order = ("sort_key", "code") if who in (Who.MEMBERS, Who.LEADERS) else ("code",)
    return Subjects(key=f"{who}.{at}", rows=ordered.order_by(*order), translate=_from_entry)


def _of_award(*, campaign: Campaign, actor: Actor, figure: AwardFigure, key: str) -> Subjects:
    return Subjects(
        key=key, rows=awards_behind(figure, campaign=campaign, actor=actor), translate=_from_award
    )


def _of_excellence(*, campaign: Campaign, actor: Actor, who: Who, key: str) -> Subjects:
    return Subjects(
        key=key, rows=long_standing(campaign=campaign, actor=actor, who=who), translate=_from_entry
    )


def _of_indicators(
    *, campaign: Campaign, actor: Actor, outcome: Outcome | None, key: str
) -> Subjects:
    rows = indicator_rows(campaign=campaign, actor=actor)
    chosen = [row for row in rows if outcome is None or row.outcome is outcome]
    return Subjects(key=key, rows=chosen, translate=_from_indicator)


def _of_limits(*, campaign: Campaign, actor: Actor) -> Subjects:
    found = limits(campaign=campaign, actor=actor)
    return Subjects(
        key="limits.list",
        rows=found,
        translate=lambda limit: SubjectRow(code=str(limit.position), name=limit.text, place=""),
    )


def _lists() -> dict[str, Callable[..., Subjects]]:
    found: dict[str, Callable[..., Subjects]] = {
        f"{who}.{at}": partial(_of_level, who=who, at=at) for who in Who for at in AT
    }
    outcomes = {"total": None, "met_or_exceeded": Outcome.MET, "not_met": Outcome.NOT_MET}
    for at, outcome in {**outcomes, "cannot_tell": Outcome.CANNOT_TELL}.items():
        found[f"indicators.{at}"] = partial(_of_indicators, outcome=outcome, key=f"indicators.{at}")
    for name, who in {"upper_level": Who.UPPER_LEVEL, "grassroots": Who.GRASSROOTS}.items():
        key = f"long_standing_excellence.{name}"
        found[key] = partial(_of_excellence, who=who, key=key)
    for figure in AWARD_FIGURES:
        found[f"awards.{figure.key}"] = partial(
            _of_award, figure=figure, key=f"awards.{figure.key}"
        )
    key = f"{Who.UPPER_LEVEL}.commended"
    by_key = {figure.key: figure for figure in AWARD_FIGURES}
    found[key] = partial(_of_award, figure=by_key["provincial_certificate_upper_level"], key=key)
    return {**found, "limits.list": _of_limits}


LISTS = _lists()
"""Per key of a figure, what lists the subjects behind it."""


def subjects_behind(*, campaign: Campaign, key: str, actor: Actor) -> Subjects:
    """The rows that a figure counts, inside the actor's part of the tree. Raises
    UnknownFigureError.
    """
    if key not in LISTS:
        raise UnknownFigureError.of(key, LISTS)
    return LISTS[key](campaign=campaign, actor=actor)
