"""Whose a fact is: where its value comes from, one owner at a time.

What the tree and the year's list know; what the year's work tells; what stands by hand in the place
of the work, with a reason; else who put it on the sheet last: a workbook, or somebody on a page.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.apps import apps

from thidua.facts.models import FactSheet
from thidua.language import Text
from thidua.rulebook.facts import FactSpec
from thidua.web.registry import Registry

IMPORT = "import"
"""The act under which the history keeps what came in a workbook."""


class Owns(StrEnum):
    """The kinds of owners."""

    TREE = "tree"
    WORK = "work"
    OPINION = "opinion"
    OVERRIDE = "override"
    WORKBOOK = "workbook"
    PAGE = "page"

    @property
    def words(self) -> Text:
        return _WORDS[self]


_WORDS = {
    Owns.TREE: Text("danh sách và hệ thống tổ chức", "the lists and the tree"),
    Owns.WORK: Text("kết quả thực hiện nhiệm vụ", "the year's work"),
    Owns.OPINION: Text("ý kiến đánh giá", "opinions"),
    Owns.OVERRIDE: Text("ghi khác kết quả thực hiện", "put otherwise than the work"),
    Owns.WORKBOOK: Text("bảng tính", "a workbook"),
    Owns.PAGE: Text("nhập trên trang", "entered on a page"),
}


@dataclass(frozen=True)
class Owner:
    """Whose a fact is. Of an override, and of what was entered on a page: by which role where, and
    when; `place` of an opinion: whose it is. `reason`: of an override, of a grade that is another
    than somebody else's. `said`: what does not count beside it (None: the same, or nothing): of
    what the work or an opinion tells what the sheet says, of an override what the work tells.
    """

    kind: Owns
    at: dt.datetime | None = None
    role: str = ""
    place: str = ""
    reason: str = ""
    said: object = None


Teller = Callable[[FactSheet, Collection[str]], Mapping[str, Owner]]
"""Of the facts that the year's work tells on a sheet: those that a room tells, with whose each is;
`said` is put in here.
"""
TELLERS: Registry[Teller] = Registry("rooms that say whose a told fact is")

Stored = Iterable[Mapping[str, Any]]
"""A sheet's rows in the history, the oldest first: `facts`, `at`, and its act's `context`."""


def owners_of(
    sheet: FactSheet | None, fields: Mapping[str, FactSpec], *, stored: Stored | None = None
) -> dict[str, Owner]:
    """The owner of each known fact of a sheet, and of each that is not for a sheet to say; by its
    id. `stored`: the history of the sheet where it is at hand; else one question to the database.
    """
    wanted = set(fields)
    found = {name: Owner(Owns.TREE) for name in wanted if fields[name].given_by != "sheet"}
    if sheet is None:
        return found
    own = wanted - found.keys()
    found |= {name: _override(sheet, name) for name in own & sheet.overrides.keys()}
    told = own & sheet.work.keys() - found.keys()
    whose = _tellers(sheet, told)
    found |= {
        name: replace(whose.get(name, Owner(Owns.WORK)), said=_otherwise(sheet, name))
        for name in told
    }
    entered = own & sheet.facts.keys() - found.keys()
    if not entered:
        return found
    return found | _entered(_history(sheet) if stored is None else stored, entered)


def owner_of(sheet: FactSheet | None, fact: str, spec: FactSpec) -> Owner | None:
    """The same of one fact; None: nobody has said anything."""
    return owners_of(sheet, {fact: spec}).get(fact)


def _tellers(sheet: FactSheet, told: Collection[str]) -> dict[str, Owner]:
    found: dict[str, Owner] = {}
    for teller in TELLERS if told else ():
        found |= teller(sheet, told)
    return found


def _otherwise(sheet: FactSheet, fact: str) -> object:
    said = sheet.facts.get(fact)
    return None if said == sheet.work[fact] else said


def _override(sheet: FactSheet, fact: str) -> Owner:
    note = sheet.override_notes.get(fact, {})
    at = dt.datetime.fromisoformat(note["at"]) if note.get("at") else None
    return Owner(
        Owns.OVERRIDE,
        at=at,
        role=note.get("role", ""),
        place=note.get("place", ""),
        reason=note.get("reason", ""),
        said=sheet.work.get(fact),
    )


def _history(sheet: FactSheet) -> Stored:
    events = apps.get_model("facts", "FactSheetEvent").objects.filter(pgh_obj_id=sheet.pk)
    rows = events.order_by("pgh_id").values_list("facts", "pgh_created_at", "pgh_context__metadata")
    return [{"facts": facts, "at": at, "context": act or {}} for facts, at, act in rows]


def _entered(stored: Stored, facts: set[str]) -> dict[str, Owner]:
    """By which act each fact came to stand on the sheet as it does."""
    found: dict[str, Owner] = {}
    before: Mapping[str, Any] = {}
    for row in stored:
        now = row["facts"]
        for name in facts:
            if name in now and now[name] != before.get(name):
                found[name] = _by(row["at"], row["context"])
        before = now
    return found


def _by(at: dt.datetime, act: Mapping[str, str]) -> Owner:
    if act.get("act", IMPORT) == IMPORT:
        return Owner(Owns.WORKBOOK, at=at)
    return Owner(Owns.PAGE, at=at, role=act.get("role", ""), place=act.get("place", ""))
