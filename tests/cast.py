"""A small province that many tests share: who is in it, and short words for changing one thing
about it.

Every cell has 12 members, M-<cell>-01 … 12; number 01 is the head of its cell. G1, G3, U1 and U2
have a head (M-…-02) and a deputy (M-…-03) taken from their members.
"""

from collections.abc import Iterable
from typing import Any

from tests.builder import OPERATOR, Province, decision, open_year, post
from tests.worlds import written_once
from thidua.accounts.actors import Actor
from thidua.accounts.permissions import authorise
from thidua.boards.models import Proposal
from thidua.campaigns.models import Campaign
from thidua.decisions.models import Decision
from thidua.facts.models import FactSheet
from thidua.frameworks.binding import bound_frameworks
from thidua.history.tracking import recording
from thidua.organisations.models import Person
from thidua.ratings.actions import classify
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType

TREE = """
P province: Đảng bộ tỉnh
  U1 upper_level city: Đảng bộ thành phố Chí Linh
    G1 grassroots committee ward
      G1A cell
      G1B cell
    G2 grassroots as_cell agency
  U2 upper_level district: Đảng bộ huyện Gia Lộc
    G3 grassroots committee commune
      G3A cell
      G3B cell
"""
CELLS = ("G1A", "G1B", "G2", "G3A", "G3B")
A_CELL = 12
LED_FROM = {"G1": "G1A", "G3": "G3A", "U1": "G1B", "U2": "G3B"}


class Cast(Province):
    """The province of this module."""

    def of_cell(self, cell: str, number: int) -> Person:
        return self.people[f"M-{cell}-{number:02}"]


@written_once
def build() -> Cast:
    """Write the province of this module into the database."""
    cast = Cast(TREE)
    for cell in CELLS:
        for number in range(1, A_CELL + 1):
            cast.member(f"M-{cell}-{number:02}", cell)
        post(cast.of_cell(cell, 1), cast[cell])
    for where, cell in LED_FROM.items():
        post(cast.of_cell(cell, 2), cast[where])
        post(cast.of_cell(cell, 3), cast[where], "deputy")
    return cast


# The year
# --------------------------------------------------------------------------------------------------


@written_once
def campaign(*, local_layer: str = "hai_duong_2021", frozen: bool = True) -> Campaign:
    """The year 2021, its frameworks bound, its roster frozen unless asked otherwise."""
    return open_year({"local_layer": local_layer}, frozen=frozen)


def entry(year: Campaign, code: str, subject_type: str = "", *, leads: str = "") -> RosterEntry:
    """One subject of the year by its code; members and organisations unless a type is given."""
    found = RosterEntry.objects.filter(campaign=year, code=code)
    found = (
        found.filter(subject_type=subject_type)
        if subject_type
        else found.filter(subject_type__in=[SubjectType.MEMBER, SubjectType.ORGANISATION])
    )
    return (found.filter(organisation__code=leads) if leads else found).get()


GRADE = {
    "outstanding": "excellent",
    "good": "good",
    "completed": "average",
    "not_completed": "poor",
}
_FLAGS = {
    "self_reviewed",
    "main_targets_done",
    "initiatives_applied",
    "former_cell_comment",
    "temporary_cell_comment",
}


def words(year: Campaign, subject_type: str, level: str) -> dict[str, Any]:
    """Every fact of a sheet for a subject that reaches `level` when all around it allows; what is
    exceptional is not stated.
    """
    facts: dict[str, Any] = {}
    for name, spec in bound_frameworks(year)[SubjectType(subject_type)].fields.items():
        if spec.given_by != "sheet" or spec.unless_stated is not None:
            continue
        by_type = {
            "grade": GRADE[level],
            "bool": name in _FLAGS,
            "percent": 100,
            "level": level,
            "choice": "none",
        }
        facts[name] = by_type.get(spec.type, 10)
    return facts | {name: 0 for name in ("own_tasks_below_standard",) if name in facts}


def write_facts(one: RosterEntry, level: str = "good", **changes: Any) -> None:
    """The fact sheet of one subject: as for `level`, with some facts changed (None: not known)."""
    facts = words(one.campaign, one.subject_type, level) | changes
    known = {name: value for name, value in facts.items() if value is not None}
    FactSheet.objects.update_or_create(roster_entry=one, defaults={"facts": known})


@written_once
def everybody_good(year: Campaign, outstanding: Iterable[str] = ()) -> None:
    """Facts for the whole roster: everybody reaches good; members and organisations of these codes
    outstanding.
    """
    best = set(outstanding)
    written = {
        (kind, level): words(year, kind, level) for kind in SubjectType.values() for level in GRADE
    }
    FactSheet.objects.bulk_create(
        FactSheet(
            roster_entry=one,
            facts=written[one.subject_type, "outstanding" if one.code in best else "good"],
        )
        for one in RosterEntry.objects.filter(campaign=year, rated=True)
    )


@written_once
def good_year() -> Campaign:
    """The year rated, everybody at good."""
    year = campaign()
    everybody_good(year)
    classify(campaign=year, actor=OPERATOR)
    return year


def choose(one: RosterEntry, level: str = "outstanding", reason: str = "") -> None:
    """What the committee chose, without any check."""
    Proposal.objects.update_or_create(
        roster_entry=one, defaults={"chosen": level, "reason": reason}
    )


def propose(one: RosterEntry, *, actor: Actor = OPERATOR, **says: str) -> None:
    """What was claimed and proposed, without any check; the history names who did it."""
    authority = authorise(actor, "boards.propose", path=one.organisation.path)
    with recording(act="boards.propose", actor=authority, subject=one.code):
        Proposal.objects.update_or_create(roster_entry=one, defaults=says)


def all_decisions(year: Campaign, cast: Cast) -> dict[str, Decision]:
    """A draft for every issuer, by its code: together they cover everybody."""
    covers = {
        **dict.fromkeys(("G1", "G3"), ("member", "organisation")),
        "G2": ("member",),
        **dict.fromkeys(("U1", "U2", "P"), ("organisation", "collective", "leader")),
    }
    return {code: decision(year, cast[code], kinds) for code, kinds in covers.items()}
