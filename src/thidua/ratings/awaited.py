"""What is missing of whom, and who keeps it: the one home of what a level waits for.

A fact that is not known, on a sheet or in the lists; the discipline of somebody who held a post in
the collective; the level of a member, of an organisation below, of whoever caps. Each thing once.
Worked out from the facts of now, for a page or for a whole province by the same few questions.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import narwhals as nw
import polars as pl

from thidua.campaigns.models import Campaign
from thidua.facts.keepers import keeper_key
from thidua.language import Text
from thidua.organisations.models import Organisation
from thidua.ratings.frames import standing_subjects, subjects
from thidua.ratings.known import CAPS, CHILDREN, PLACE_OF, known
from thidua.ratings.member_discipline import FACT, what_is_unknown
from thidua.roster.models import RosterEntry
from thidua.rulebook import Framework, classify
from thidua.rulebook.lacking import Lacking, lacking
from thidua.vocabulary import SubjectType, Tier


class Held(StrEnum):
    """Where a missing thing is to come from."""

    SHEET = "sheet"
    WORK = "work"
    LISTS = "lists"
    LEVEL = "level"


@dataclass(frozen=True)
class Awaited:
    """One thing without which nobody can tell the level of a subject.

    `fact` is its id in the framework ("" of a level), `what` its name with `{whose}` in it where it
    is of somebody else. `entry` is the roster entry on whose sheet it stands, or whose level is
    waited for; `holder` the key of the organisation that keeps it, or, of what the year's work
    cannot tell yet, that carries the work out."""

    fact: str
    what: Text
    held: Held
    entry: int
    holder: int
    whose: str = ""

    @property
    def title(self) -> Text:
        """“Thực hiện chức trách, quyền hạn”; of a level “mức của Lê Thị Thoa”."""
        return self.what.format(whose=self.whose) if self.whose else self.what


LEVEL_OF = Text("mức của {whose}", "the level of {whose}")
_COLLECTIVE = Text(
    "mức của tập thể lãnh đạo {whose}", "the level of the leadership collective of {whose}"
)

Found = dict[int, list[Awaited]]


def awaited(
    campaign: Campaign, framework: Framework, entries: Sequence[int]
) -> dict[int, tuple[Awaited, ...]]:
    """What each roster entry (rated, all of the framework's subject type) waits for: its own sheet
    first, then the lists, then what others still lack. Nothing where its level can be told.

    Raises ClassificationError for a stored fact that the framework cannot read."""
    if not entries:
        return {}
    here = subjects(campaign, entry=entries)
    frame = classify(framework, known(campaign, framework, here))
    asked = lacking(framework)
    found: Found = {entry: [] for entry in entries}
    _own_facts(found, framework, asked, frame, here)
    if framework.subject is SubjectType.COLLECTIVE:
        _discipline(found, campaign, asked, frame)
    for children in CHILDREN:
        _levels_below(found, campaign, asked, children, frame)
    for of in CAPS:
        _levels_that_cap(found, campaign, asked, of, frame)
    return {entry: tuple(dict.fromkeys(things)) for entry, things in found.items()}


def _where(frame: pl.DataFrame, waits: nw.Expr) -> pl.DataFrame:
    """The subjects of whom the expression is true."""
    kept: pl.DataFrame = nw.from_native(frame).filter(waits).to_native()
    return kept


def _own_facts(
    found: Found, framework: Framework, asked: Lacking, frame: pl.DataFrame, here: pl.DataFrame
) -> None:
    """Facts of the subject itself, sheet before lists. What the year's work cannot tell is not for
    the sheet to say: a null among what is known is the work's (`facts.sources`).
    """
    fields = framework.fields
    on_sheet = [name for name in asked.facts if name in fields and name != FACT]
    on_sheet.sort(key=lambda name: fields[name].given_by != "sheet")
    for name in on_sheet:
        held = Held.SHEET if fields[name].given_by == "sheet" else Held.LISTS
        waiting = _where(frame, asked.facts[name])
        if waiting.is_empty():
            continue
        lists = _province() if held is Held.LISTS else None
        of_work = dict(_told_by_nobody(here, name)) if held is Held.SHEET else {}
        for entry, holder in _keepers(waiting):
            whose = Held.WORK if entry in of_work else held
            keeper = of_work.get(entry) or lists or holder or _province()
            found[entry].append(Awaited(name, fields[name].title, whose, entry, keeper))


def _told_by_nobody(here: pl.DataFrame, fact: str) -> Iterator[tuple[int, int]]:
    """Of whom the year's work has this fact and cannot tell it, and who carries that work out."""
    null = pl.col("facts").str.contains(f'"{fact}": null', literal=True)  # as jsonb is written
    return here.filter(null).select("entry", "organisation_id").iter_rows()


def _province() -> int:
    """Who keeps the lists and the tree."""
    return Organisation.objects.filter(tier=Tier.PROVINCE).values_list("pk", flat=True)[:1].get()


def _keepers(frame: pl.DataFrame) -> Iterator[tuple[int, int | None]]:
    return frame.select("entry", keeper_key()).iter_rows()


def _discipline(found: Found, campaign: Campaign, asked: Lacking, frame: pl.DataFrame) -> None:
    """What is missing of those who held a post in a collective: on their own sheets."""
    if FACT not in asked.facts:
        return
    here = _where(frame, asked.facts[FACT])
    if here.is_empty():
        return
    province = _province()
    unknown = what_is_unknown(campaign, here["organisation_id"].to_list())
    people = {one.person for things in unknown.values() for one in things if one.person}
    sheets = _sheets_of(campaign, list(people))
    for place, (entry, holder) in zip(here["organisation_id"], _keepers(here), strict=True):
        for one in unknown[place]:
            if not one.fact:  # nobody holds a post on file
                thing = Awaited(FACT, one.what, Held.LISTS, entry, province)
            else:
                sheet, keeper = sheets.get(one.person, (entry, holder or province))
                thing = Awaited(one.fact, one.what, Held.SHEET, sheet, keeper, one.whose)
            found[entry].append(thing)


def _levels_below(
    found: Found, campaign: Campaign, asked: Lacking, children: str, frame: pl.DataFrame
) -> None:
    """Members, or organisations below, of whom it is not known whether they reach what is asked."""
    levels = {level: waits for (kind, level), waits in asked.children.items() if kind == children}
    if not levels:
        return
    waiting = {level: _where(frame, waits) for level, waits in levels.items()}
    places = pl.concat(waiting.values())["organisation_id"].unique().to_list()
    if not places:
        return
    at = PLACE_OF[children]
    below = standing_subjects(
        campaign, subject_type=[CHILDREN[children].value], **{_NARROWED[children]: places}
    ).with_columns(keeper=keeper_key())
    for level, here in waiting.items():
        open_ones = below.filter(
            (pl.col("standing_low") < level) & (pl.col("standing_high") >= level)
        )
        rows = here.select("entry", "organisation_id").join(
            open_ones.select(pl.col(at).alias("organisation_id"), *_SHOWN),
            on="organisation_id",
            maintain_order="left_right",
        )
        for row in rows.iter_rows(named=True):
            found[row["entry"]].append(_level_of(row))


_NARROWED: Mapping[str, Any] = {"members": "organisation", "subordinates": "parent"}
_SHOWN = (pl.col("entry").alias("other"), "name", "subject_type", "keeper")


def _levels_that_cap(
    found: Found, campaign: Campaign, asked: Lacking, of: str, frame: pl.DataFrame
) -> None:
    """The level of the organisation, or of its collective, that the subject may not exceed."""
    if of not in asked.caps:
        return
    here = _where(frame, asked.caps[of])
    if here.is_empty():
        return
    above = subjects(
        campaign,
        subject_type=[CAPS[of].value],
        organisation=here["organisation_id"].unique().to_list(),
    ).with_columns(keeper=keeper_key())
    rows = here.select("entry", "organisation_id").join(
        above.select("organisation_id", *_SHOWN), on="organisation_id", maintain_order="left_right"
    )
    for row in rows.iter_rows(named=True):
        found[row["entry"]].append(_level_of(row))


def _level_of(row: Mapping[str, Any]) -> Awaited:
    collective = row["subject_type"] == SubjectType.COLLECTIVE.value
    what = _COLLECTIVE if collective else LEVEL_OF
    keeper = row["keeper"] if row["keeper"] is not None else _province()
    return Awaited("", what, Held.LEVEL, row["other"], keeper, row["name"])


def _sheets_of(campaign: Campaign, people: list[int]) -> dict[int | None, tuple[int, int]]:
    """Per member, rated or not: the roster entry, and the cell that keeps its sheet."""
    entries = RosterEntry.objects.filter(
        campaign=campaign, person__in=people, subject_type=SubjectType.MEMBER
    )
    return {
        person: (entry, cell)
        for person, entry, cell in entries.values_list("person_id", "pk", "organisation_id")
    }
