"""Facts that the year's own work tells: rooms hand in where they come from.

What the work tells counts before what a workbook or a page put on the sheet; where the two differ
that is listed for the unit that keeps the sheet. Only an override, by hand
and with a reason, counts before the work (docs/decisions/063). What a source cannot tell though the
fact is its own is stored as null: known to nobody, whatever the sheet says.
"""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import polars as pl
from django.db import transaction
from django.db.models import Q

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import authorise
from thidua.campaigns.models import Campaign
from thidua.db.frames import execute, stage
from thidua.facts.loading.subjects import roster
from thidua.facts.models import FactSheet
from thidua.frameworks.binding import bound_frameworks
from thidua.history.tracking import recording
from thidua.language import Text
from thidua.organisations.queries import root_path
from thidua.rulebook.facts import FactSpec
from thidua.web.registry import Registry

Facts = Mapping[str, object]
Known = Mapping[int, Facts]
"""Facts by the id of the roster entry and the id of the fact. None: the source has the fact, and
nobody can tell; what is left out is not the source's.
"""


@dataclass(frozen=True)
class FactSource:
    """A room that knows facts: `name` for the history, `read` gives what it knows of a year."""

    name: Text
    read: Callable[[Campaign], Known]


FACT_SOURCES: Registry[FactSource] = Registry("sources of facts")

_FILL = """
    INSERT INTO facts_factsheet AS sheet (roster_entry_id, facts, work, overrides, override_notes)
    SELECT roster_entry_id, '{}', work, '{}', '{}' FROM facts_of_work
    ON CONFLICT (roster_entry_id) DO UPDATE SET work = excluded.work
"""


@dataclass(frozen=True)
class Filled:
    """How many facts of a source are new or other than they were, and how many stand otherwise on
    the sheet, where they do not count.
    """

    filled: int
    otherwise: int


@transaction.atomic
def fill_from_sources(*, campaign: Campaign, actor: Actor) -> dict[str, Filled]:
    """Ask every source for the facts of a year and keep what they tell, whole for each subject:
    what no source tells any more goes away. By the source's Vietnamese name; of two that tell the
    same fact the one registered first counts.

    Subjects that are not rated, or decided already, stay as they are. Raises FactError for a value
    that its fact cannot have, NotBoundError for a year without frameworks."""
    if not FACT_SOURCES:
        return {}
    authority = authorise(actor, "facts.fill", path=root_path())
    Campaign.objects.select_for_update().get(pk=campaign.pk)  # decisions wait their turn
    fields = _open_fields(campaign)
    read = {source.name.vi: _as_stored(source.read(campaign), fields) for source in FACT_SOURCES}
    told: dict[int, dict[str, int | str | None]] = {}
    for known in read.values():
        for entry, facts in known.items():
            told[entry] = facts | told.get(entry, {})
    sheets = _sheets(campaign, told)
    found = {name: _compared(known, sheets) for name, known in read.items()}
    changed = {
        entry: told.get(entry, {})
        for entry in fields
        if told.get(entry, {}) != sheets.get(entry, _EMPTY).work
    }
    names = "; ".join(found)
    with recording(act="facts.fill", actor=authority, year=campaign.year, source=names):
        _write(changed)
    return found


def tell_of(told: Known, own: Mapping[int, Collection[str]]) -> None:
    """Put at once what one source tells of some rated, undecided subjects, by their roster entries;
    `own`: of each, the facts that are that source's: what it tells no more goes away, what other
    sources told stays. Inside an act of the source's own room, which holds the year.
    """
    before = FactSheet.objects.filter(pk__in=list(own)).values_list("pk", "work")
    works: dict[int, Facts] = dict(before)
    changed = {}
    for entry, names in own.items():
        work = works.get(entry, {})
        kept = {name: value for name, value in work.items() if name not in names}
        now = kept | dict(told.get(entry, {}))
        if now != work:
            changed[entry] = now
    _write(changed)


@dataclass(frozen=True)
class _Sheet:
    facts: Facts
    work: Facts


_EMPTY = _Sheet({}, {})
_ABSENT = object()


def _sheets(campaign: Campaign, told: Known) -> dict[int, _Sheet]:
    """The sheets of those of whom the work tells something, or told something before."""
    rows = FactSheet.objects.filter(
        Q(pk__in=list(told)) | ~Q(work={}), roster_entry__campaign=campaign
    )
    return {
        entry: _Sheet(facts, work)
        for entry, facts, work in rows.values_list("roster_entry_id", "facts", "work").iterator()
    }


def _compared(known: Known, sheets: Mapping[int, _Sheet]) -> Filled:
    fresh = otherwise = 0
    for entry, facts in known.items():
        sheet = sheets.get(entry, _EMPTY)
        fresh += sum(sheet.work.get(name, _ABSENT) != value for name, value in facts.items())
        otherwise += sum(sheet.facts.get(name, value) != value for name, value in facts.items())
    return Filled(fresh, otherwise)


def _open_fields(campaign: Campaign) -> dict[int, Mapping[str, FactSpec]]:
    """The facts that each subject whose sheet may still change can have, by its roster entry."""
    on_sheet = {
        kind.value: {
            name: spec for name, spec in framework.fields.items() if spec.given_by == "sheet"
        }
        for kind, framework in bound_frameworks(campaign).items()
    }
    subjects = roster(campaign).filter(pl.col("rated") & pl.col("decided_by").is_null())
    pairs = subjects.select("entry_id", "subject_type").iter_rows()
    return {entry: on_sheet[kind] for entry, kind in pairs}


def _as_stored(
    known: Known, fields: Mapping[int, Mapping[str, FactSpec]]
) -> dict[int, dict[str, int | str | None]]:
    """What a source knows of these subjects, in the words of the sheet."""
    return {
        entry: {
            name: None if value is None else _stored(fields[entry][name], value)
            for name, value in facts.items()
            if name in fields[entry]
        }
        for entry, facts in known.items()
        if entry in fields
    }


def _stored(spec: FactSpec, value: object) -> int | str:
    return spec.to_json(spec.parse(value))


def _write(changed: Known) -> None:
    if not changed:
        return
    rows = pl.DataFrame(
        {
            "roster_entry_id": list(changed),
            "work": [json.dumps(facts, ensure_ascii=False) for facts in changed.values()],
        }
    )
    stage("facts_of_work", rows, types={"roster_entry_id": "bigint", "work": "jsonb"})
    execute(_FILL)
