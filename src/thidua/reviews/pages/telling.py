"""What the rulebook says of one subject, with its pool: the bridge from the stored year to the ladder."""

from dataclasses import dataclass

from thidua.campaigns.binding import bound_frameworks
from thidua.campaigns.errors import NotBoundError
from thidua.campaigns.models import Campaign, RosterEntry, SubjectType
from thidua.rulebook.explanation import Explanation, explain
from thidua.web.components import Gauge


@dataclass(frozen=True)
class Told:
    explanation: Explanation
    pool: Gauge | None = None


def told_of(entry: RosterEntry, *, campaign: Campaign) -> Told | None:
    """The explanation of one subject; None while the year has no frameworks."""
    try:
        framework = bound_frameworks(campaign)[SubjectType(entry.subject_type)]
    except NotBoundError:
        return None
    sheet = getattr(entry, "fact_sheet", None)
    known = {**(sheet.facts if sheet else {}), **entry.facts, "tier": entry.tier, "body": entry.body or None}
    facts = {name: value for name, value in known.items() if name in framework.facts or name in framework.fields}
    return Told(explain(framework, facts))
