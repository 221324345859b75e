"""What the history knows of a subject's year."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Value
from django.db.models.functions import JSONObject

from thidua.facts.keepers import keepers
from thidua.notices.models import About
from thidua.roster.models import RosterEntry


@dataclass(frozen=True)
class Happened:
    """One thing that happened to a subject this year: when, who did it, in which act, and what was
    set.
    """

    at: datetime
    act: str
    actor: str
    what: str
    values: Mapping[str, Any]
    context: Mapping[str, str] = field(default_factory=dict)
    """All that the act said of itself: its reason, the actor's role and organisation, the act
    around it.
    """


_HISTORIES = {
    "facts.FactSheet": ("facts", "work", "overrides", "override_notes"),
    "boards.Proposal": ("self_claimed", "proposed", "chosen", "reason", "returned"),
    "decisions.DecisionItem": ("level", "reason"),
}


def timeline(entry: RosterEntry) -> tuple[Happened, ...]:
    """Everything that was recorded about a subject this year, oldest first; one question to the
    database.
    """
    parts = [
        apps.get_model(f"{model}Event")
        .objects.filter(roster_entry_id=entry.pk)
        .order_by()
        .annotate(
            model=Value(model.partition(".")[2]),
            row=JSONObject(**{column: column for column in columns}),
        )
        .values_list(
            "pgh_created_at", "pgh_id", "pgh_label", "pgh_context__metadata", "model", "row"
        )
        for model, columns in _HISTORIES.items()
    ]
    parts += _reminders(entry)
    # of what was recorded in one moment
    order = [*(model.partition(".")[2] for model in _HISTORIES), "Reminder"]
    rows = sorted(
        parts[0].union(*parts[1:], all=True), key=lambda row: (row[0], order.index(row[4]), row[1])
    )
    return tuple(
        Happened(
            at=at,
            act=(context or {}).get("act", ""),
            actor=(context or {}).get("actor", ""),
            what=f"{model}.{label}",
            values=values,
            context=context or {},
        )
        for at, _, label, context, model, values in rows
    )


def _reminders(entry: RosterEntry) -> list[Any]:
    """What the history keeps of reminders, of missing facts, to the unit that keeps the sheet."""
    unit = keepers([entry]).get(entry.pk)
    if unit is None:
        return []
    row = JSONObject(unit=Value(unit.name), sender="from_unit__name", seen_at="seen_at")
    found = (
        apps.get_model("notices.ReminderEvent")
        .objects.filter(campaign_id=entry.campaign_id, unit_id=unit.pk, about=About.FACTS)
        .order_by()
        .annotate(model=Value("Reminder"), row=row)
    )
    return [
        found.values_list(
            "pgh_created_at", "pgh_id", "pgh_label", "pgh_context__metadata", "model", "row"
        )
    ]
