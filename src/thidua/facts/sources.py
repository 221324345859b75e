"""Facts that the year's own work tells: rooms hand in where they come from.

A fact that somebody has put on a sheet stays: a source fills what is not known, and where it says
otherwise that is counted, for a person to settle.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl
from django.db import transaction

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

Known = Mapping[int, Mapping[str, object]]
"""Facts by the id of the roster entry and the id of the fact; what is not known is left out."""


@dataclass(frozen=True)
class FactSource:
    """A room that knows facts: `name` for the history, `read` gives what it knows of a year."""

    name: Text
    read: Callable[[Campaign], Known]


FACT_SOURCES: Registry[FactSource] = Registry("sources of facts")

_FILL = """
    INSERT INTO facts_factsheet AS sheet (roster_entry_id, facts)
    SELECT roster_entry_id, facts FROM facts_of_source
    ON CONFLICT (roster_entry_id) DO UPDATE SET facts = excluded.facts || sheet.facts
"""


@dataclass(frozen=True)
class Filled:
    """How many facts a source filled in, and how many stand otherwise on the sheet and stayed."""

    filled: int
    otherwise: int


@transaction.atomic
def fill_from_sources(*, campaign: Campaign, actor: Actor) -> dict[str, Filled]:
    """Ask every source for the facts of a year; by the source's Vietnamese name.

    Subjects that are not rated, or decided already, stay as they are. Raises FactError for a value
    that its fact cannot have, NotBoundError for a year without frameworks."""
    if not FACT_SOURCES:
        return {}
    authority = authorise(actor, "facts.fill", path=root_path())
    Campaign.objects.select_for_update().get(pk=campaign.pk)  # decisions wait their turn
    fields = _open_fields(campaign)
    found = {}
    for source in FACT_SOURCES:
        known = _as_stored(source.read(campaign), fields)
        on_sheets = dict(
            FactSheet.objects.filter(pk__in=known).values_list("roster_entry_id", "facts")
        )
        fresh = {
            entry: {
                name: value for name, value in facts.items() if name not in on_sheets.get(entry, {})
            }
            for entry, facts in known.items()
        }
        otherwise = sum(
            on_sheets[entry].get(name, value) != value
            for entry, facts in known.items()
            if entry in on_sheets
            for name, value in facts.items()
        )
        with recording(
            act="facts.fill", actor=authority, year=campaign.year, source=source.name.vi
        ):
            _write({entry: facts for entry, facts in fresh.items() if facts})
        found[source.name.vi] = Filled(sum(map(len, fresh.values())), otherwise)
    return found


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
) -> dict[int, dict[str, int | str]]:
    """What a source knows of these subjects, in the words of the sheet."""
    return {
        entry: {
            name: fields[entry][name].to_json(fields[entry][name].parse(value))
            for name, value in facts.items()
            if name in fields[entry]
        }
        for entry, facts in known.items()
        if entry in fields
    }


def _write(fresh: Mapping[int, Mapping[str, object]]) -> None:
    if not fresh:
        return
    rows = pl.DataFrame(
        {
            "roster_entry_id": list(fresh),
            "facts": [json.dumps(facts, ensure_ascii=False) for facts in fresh.values()],
        }
    )
    stage("facts_of_source", rows, types={"roster_entry_id": "bigint", "facts": "jsonb"})
    execute(_FILL)
