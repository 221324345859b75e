"""What is sealed of each subject of a decision: level, reached range, reason, every fact with where
it came from, the text it was rated by, the decisions that its counts and caps rest on.

A leaf names its subject and nobody else."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

import polars as pl

from thidua.campaigns.models import Campaign
from thidua.db.frames import read_frame
from thidua.decisions.resting import rests_on
from thidua.ratings.explaining import facts_from_the_tree
from thidua.roster.identity import identified_by
from thidua.rulebook import Framework
from thidua.seals.canonical import canonical_of_read
from thidua.vocabulary import SubjectType

FORMAT = "thidua/sealed-level/1"

_ITEMS = """
    SELECT i.decision_id, e.id, e.subject_type, e.person_id, e.organisation_id, e.tier, e.body,
           e.code, e.name, o.code, o.name, i.level, i.reached_low, i.reached_high, i.reason,
           e.facts::text, f.facts::text, f.work::text, f.overrides::text, f.override_notes::text
    FROM decisions_decisionitem i
    JOIN roster_rosterentry e ON e.id = i.roster_entry_id
    JOIN organisations_organisation o ON o.id = e.organisation_id
    LEFT JOIN facts_factsheet f ON f.roster_entry_id = e.id
    WHERE i.decision_id = ANY(%s)
    ORDER BY e.id
"""


_TEXT = pl.String
_COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    "decision_id": pl.Int64, "pk": pl.Int64, "subject_type": _TEXT, "person_id": pl.Int64,
    "organisation_id": pl.Int64, "tier": _TEXT, "body": _TEXT, "code": _TEXT, "name": _TEXT,
    "place_code": _TEXT, "place": _TEXT, "level": _TEXT, "low": pl.Int64, "high": pl.Int64,
    "reason": _TEXT, "roster": _TEXT, "sheet": _TEXT, "work": _TEXT, "overrides": _TEXT,
    "notes": _TEXT,
}  # fmt: skip


class Item(NamedTuple):
    """A row of `_ITEMS`."""

    decision_id: int
    pk: int
    subject_type: str
    person_id: int | None
    organisation_id: int
    tier: str
    body: str
    code: str
    name: str
    place_code: str
    place: str
    level: str
    low: int
    high: int
    reason: str
    roster: str
    sheet: str | None
    work: str | None
    overrides: str | None
    notes: str | None


class Placed(NamedTuple):
    """Of an item what says where it stands (`ratings.explaining.InTheTree`)."""

    pk: int
    tier: str
    body: str
    organisation_id: int
    campaign: Campaign


class Leaf(NamedTuple):
    """One subject's level, to be sealed: whose it is, and its content as canonical bytes."""

    decision_id: int
    subject_type: str
    person_id: int | None
    organisation_id: int | None
    level: str
    content: bytes


Texts = Mapping[SubjectType, tuple[Framework, str]]
"""Each kind's framework with the SHA-256 of its text."""


@dataclass(frozen=True)
class Gathered:
    """All that the leaves of some decisions are made of: nothing more is asked of the database."""

    campaign: Campaign
    decisions: Mapping[int, str]
    texts: Texts
    items: pl.DataFrame
    tree: Mapping[int, Mapping[str, Any]]
    resting: Mapping[int, Sequence[Mapping[str, Any]]]

    def __iter__(self) -> Iterator[Leaf]:
        """The leaf of every subject that these decisions hold."""
        fields = {
            kind.value: frozenset(framework.terms.every_field())
            for kind, (framework, _) in self.texts.items()
        }
        told = {
            kind.value: {"id": framework.id, "version": framework.version, "sha256": sha256}
            for kind, (framework, sha256) in self.texts.items()
        }
        told_by = {kind.value: identified_by(kind) for kind in self.texts}
        for item in map(Item._make, self.items.iter_rows()):
            facts = _facts(item, fields[item.subject_type], self.tree.get(item.pk, {}))
            said = {
                "format": FORMAT,
                "year": self.campaign.year,
                "decision": self.decisions[item.decision_id],
                "subject": _subject(item),
                "level": item.level,
                "reached": [item.low, item.high],
                "reason": item.reason,
                "framework": told[item.subject_type],
                "facts": facts,
                **_of_overrides(item, facts),
                "rests_on": self.resting.get(item.pk, []),
            }
            by_person, by_place = told_by[item.subject_type]
            yield Leaf(
                item.decision_id,
                item.subject_type,
                item.person_id if by_person else None,
                item.organisation_id if by_place else None,
                item.level,
                canonical_of_read(said),
            )


def gather(campaign: Campaign, decisions: Mapping[int, str], texts: Texts) -> Gathered:
    """What the leaves of these issued decisions of a year are made of. `decisions`: their keys in
    the chain by their ids.
    """
    items = read_frame(_ITEMS, [list(decisions)], schema=_COLUMNS)
    tree: dict[int, Mapping[str, Any]] = {}
    for kind, (framework, _) in texts.items():
        tree |= _tree(campaign, items.filter(pl.col("subject_type") == kind.value), framework)
    return Gathered(campaign, decisions, texts, items, tree, rests_on(campaign, decisions))


def _subject(item: Item) -> dict[str, str]:
    return {
        "type": item.subject_type,
        "code": item.code,
        "name": item.name,
        "organisation": item.place_code,
        "organisation_name": item.place,
    }


def _tree(
    campaign: Campaign, items: pl.DataFrame, framework: Framework
) -> Mapping[int, Mapping[str, Any]]:
    """What the tree knows of these subjects. Members have nothing of it: they are not gone through
    one by one.
    """
    if items.is_empty() or framework.subject is SubjectType.MEMBER:
        return {}
    rows = items.select("pk", "tier", "body", "organisation_id").iter_rows()
    placed = [Placed(pk, tier, body, place, campaign) for pk, tier, body, place in rows]
    return facts_from_the_tree(placed, framework)


def _facts(
    item: Item, fields: Collection[str], tree: Mapping[str, Any]
) -> dict[str, dict[str, Any]]:
    """What counted when it was rated, each fact once, under where it came from: counted from
    levels around it (`tree`), known of the list (`roster`), put in the place of the work by hand
    (`override`), told by the year's work (`work`), put on the sheet (`sheet`).
    """
    said = (
        ("tree", tree),
        ("roster", _read(item.roster)),
        ("override", _read(item.overrides)),
        ("work", _read(item.work)),
        ("sheet", _read(item.sheet)),
    )
    found: dict[str, dict[str, Any]] = {}
    taken: set[str] = set()
    for origin, facts in said:
        mine = {
            name: value for name, value in facts.items() if name in fields and name not in taken
        }
        taken.update(mine)
        if mine:
            found[origin] = mine
    return found


def _of_overrides(item: Item, facts: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Of facts that an officer put in the place of the work: by which role, over what, when, and
    what the work had told. Who it was stays with the sheet: a leaf names its subject alone.
    """
    if "override" not in facts:
        return {}
    work, notes = _read(item.work), _read(item.notes)
    return {
        "overrides": {
            name: {
                "instead_of": work.get(name),
                **{key: notes.get(name, {}).get(key, "") for key in ("role", "place", "at")},
            }
            for name in facts["override"]
        }
    }


_DECODER = json.JSONDecoder(parse_float=Decimal)


def _read(stored: str | None) -> Mapping[str, Any]:
    if stored is None or stored == "{}":
        return {}
    read: dict[str, Any] = _DECODER.decode(stored)
    return read
