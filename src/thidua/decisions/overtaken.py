"""What was decided, and has been overtaken since: facts that it rests on changed after it was
issued. The decided level stays until the decision is reopened; here it is said, and counted.

What one subject reached when it was decided and reaches by the facts of now is `ratings.moments`;
here are the subjects for whom to ask, from what the last run stored and what the history keeps.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from thidua.accounts.actors import Scope
from thidua.campaigns.models import Campaign
from thidua.decisions.models import Decision
from thidua.language import Text
from thidua.ratings.links import rating_link
from thidua.ratings.moments import Range, range_text
from thidua.roster.levels import ISSUED
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType

# A fact of somebody below a body counts for the body, its collective and its leaders; another range
# than the decided one, for whomever it is of.
_SOURCES = f"""
    WITH decided AS (
        SELECT i.id AS item, i.roster_entry_id AS entry, i.reached_low, i.reached_high,
               d.id AS decision, d.facts_seen, e.organisation_id, e.subject_type, o.path
        FROM decisions_decisionitem i
        JOIN decisions_decision d ON d.id = i.decision_id AND {ISSUED}
        JOIN roster_rosterentry e ON e.id = i.roster_entry_id
        JOIN organisations_organisation o ON o.id = d.issuer_id
        WHERE d.campaign_id = %(campaign)s AND (%(decision)s::bigint IS NULL OR d.id = %(decision)s)
            AND (%(everything)s OR o.path ^@ ANY(%(paths)s::text[]))
    ), changed AS (
        SELECT v.roster_entry_id AS entry, max(v.pgh_id) AS number
        FROM facts_factsheetevent v
        WHERE v.pgh_id > (SELECT min(facts_seen) FROM decided)
        GROUP BY v.roster_entry_id
    ), below AS (
        SELECT d.item, c.id AS entry
        FROM changed f
        JOIN roster_rosterentry c ON c.id = f.entry AND c.campaign_id = %(campaign)s
        CROSS JOIN LATERAL (SELECT DISTINCT unnest(
            ARRAY[c.organisation_id, c.parent_id, c.grassroots_id, c.upper_level_id]) AS id) place
        JOIN decided d ON d.organisation_id = place.id AND d.subject_type <> '{SubjectType.MEMBER}'
            AND d.entry <> c.id AND f.number > d.facts_seen
    )
"""  # noqa: S608
_OVERTAKEN = f"""{_SOURCES}
    SELECT d.decision, d.entry, d.reached_low, d.reached_high, r.low, r.high,
           array_remove(array_agg(b.entry ORDER BY b.entry), NULL)
    FROM decided d LEFT JOIN ratings_rating r ON r.roster_entry_id = d.entry
    LEFT JOIN below b ON b.item = d.item
    WHERE b.item IS NOT NULL OR (r.low, r.high) <> (d.reached_low, d.reached_high)
    GROUP BY d.decision, d.entry, d.reached_low, d.reached_high, r.low, r.high
    ORDER BY d.decision, d.entry
"""  # noqa: S608


@dataclass(frozen=True)
class Overtaken:
    """One decided subject: the range it had reached when it was decided, the one of the last run
    (None: not rated since), and whose facts below changed since.
    """

    entry: RosterEntry
    then: Range
    now: Range | None
    changed: tuple[RosterEntry, ...]

    @property
    def differs(self) -> bool:
        """Whether the level that it reaches now is another."""
        return self.now is not None and self.now != self.then

    @property
    def text(self) -> Text:
        """What changed, and what is reached now, in a sentence."""
        facts = _FACTS.format(who=_names(self.changed)) if self.changed else _SOMETHING
        if self.now is None:
            return facts
        reached = (_ANOTHER if self.differs else _THE_SAME).format(
            then=range_text(self.then), now=range_text(self.now)
        )
        return Text(f"{facts.vi} {reached.vi}", f"{facts.en} {reached.en}")

    @property
    def href(self) -> str:
        return rating_link(self.entry, year=self.entry.campaign.year)


_FACTS = Text(
    "Dữ kiện của {who} đã đổi sau khi ban hành.", "Facts of {who} changed after it was issued."
)
_SOMETHING = Text(
    "Điều mà mức này dựa vào đã đổi sau khi ban hành.",
    "What this level rests on changed after it was issued.",
)
_ANOTHER = Text(
    "Mức đạt khi quyết định: {then}; mức đạt nay là: {now}.",
    "Reached when decided: {then}; reached now: {now}.",
)
_THE_SAME = Text("Mức đạt nay vẫn là: {now}.", "What is reached now is still: {now}.")
_MOST_NAMED = 3


def _names(entries: tuple[RosterEntry, ...]) -> Text:
    names = "; ".join(f"{one.name} ({one.code})" for one in entries[:_MOST_NAMED])
    more = len(entries) - _MOST_NAMED
    if more <= 0:
        return Text(names, names)
    return Text(f"{names} và {more} trường hợp khác", f"{names} and {more} more")


def overtaken_in(decision: Decision) -> list[Overtaken]:
    """Who in an issued decision was overtaken since; those whose level differs stand first."""
    rows = _rows(decision.campaign, decision=decision.pk)
    keys = {row[1] for row in rows}.union(*(row[6] for row in rows))
    entries = RosterEntry.objects.select_related("organisation").in_bulk(keys)
    for entry in entries.values():
        entry.campaign = decision.campaign
    found = [
        Overtaken(
            entries[entry],
            (then_low, then_high),
            None if low is None else (low, high),
            tuple(sorted((entries[pk] for pk in changed), key=lambda one: one.sort_key)),
        )
        for _, entry, then_low, then_high, low, high, changed in rows
    ]
    return sorted(found, key=lambda one: (not one.differs, one.entry.sort_key, one.entry.pk))


def is_overtaken(campaign: Campaign) -> Q:
    """Of a decision in a query: somebody in it was overtaken since."""
    values: dict[str, Any] = {
        "campaign": campaign.pk,
        "decision": None,
        "everything": True,
        "paths": [],
    }
    rows, params = _positional(f"SELECT o.decision FROM ({_OVERTAKEN}) o", values)  # noqa: S608
    return Q(pk__in=RawSQL(rows, params))  # noqa: S611 - our own words, values apart


def _positional(statement: str, values: Mapping[str, Any]) -> tuple[str, list[Any]]:
    """A statement with named values as Django takes it inside another."""
    names = re.findall(r"%\((\w+)\)s", statement)
    return re.sub(r"%\(\w+\)s", "%s", statement), [values[name] for name in names]


def overtaken_counts(campaign: Campaign, scope: Scope) -> dict[int, int]:
    """How many subjects were overtaken, by the key of the decision that holds them: of issuers in
    the reader's part of the tree.
    """
    counts: dict[int, int] = defaultdict(int)
    for decision, *_ in _rows(campaign, scope=scope):
        counts[decision] += 1
    return dict(counts)


def _rows(
    campaign: Campaign, *, decision: int | None = None, scope: Scope | None = None
) -> list[tuple[Any, ...]]:
    values = {
        "campaign": campaign.pk,
        "decision": decision,
        "everything": scope is None or scope.everything,
        "paths": [] if scope is None else list(scope.paths),
    }
    with connection.cursor() as cursor:
        cursor.execute(_OVERTAKEN, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
