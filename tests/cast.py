"""A small province that many tests share: who is in it, and short words for changing one thing
about it.

    P province
    ├── U1 city (Chí Linh)
    │   ├── G1 ward, committee:   cells G1A, G1B   (12 members each)
    │   └── G2 agency, cell body: members directly (12)
    └── U2 rural district (Gia Lộc)
        └── G3 commune, committee: cells G3A, G3B  (12 members each)

Members are M-<cell>-01 … 12; number 01 is the head of its cell. G1, G3, U1 and U2 have a head
(M-…-02) and a deputy (M-…-03) taken from their members. Everybody's names are invented."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from tests.second_factor import give_second_factor
from thidua.accounts.actors import Actor, Operator
from thidua.accounts.models import Role, RoleGrant, User
from thidua.accounts.permissions import authorise
from thidua.boards.models import Proposal
from thidua.campaigns.actions import open_campaign
from thidua.campaigns.models import Campaign
from thidua.decisions.models import Decision
from thidua.facts.models import FactSheet
from thidua.frameworks.actions import bind_frameworks
from thidua.frameworks.binding import bound_frameworks
from thidua.history.tracking import recording
from thidua.organisations.models import MembershipSpell, Organisation, Person, Placement, Position
from thidua.roster.actions import freeze_roster
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType

OPERATOR = Operator()
SINCE = dt.date(2015, 1, 1)
REVIEW = dt.date(2021, 12, 20)
CUT_OFF = dt.date(2021, 12, 15)
CELLS = ("G1A", "G1B", "G2", "G3A", "G3B")
A_CELL = 12


def organisation(
    code: str,
    tier: str,
    *,
    parent: Organisation | None = None,
    body: str = "",
    sector: str = "",
    name: str = "",
    since: dt.date = SINCE,
    until: dt.date | None = None,
) -> Organisation:
    """An organisation with one place in the tree. Call `refresh_paths()` when the last one is
    there.
    """
    made = Organisation.objects.create(
        code=code,
        name=name or f"Tổ chức {code}",
        tier=tier,
        body=body,
        sector=sector,
        search_key=code.lower(),
        sort_key=code,
    )
    Placement.objects.create(organisation=made, parent=parent, starts_on=since, ends_on=until)
    return made


def refresh_paths() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT organisations_refresh_paths()")


def person(
    code: str, *, civil_servant: bool = False, admitted_on: dt.date | None = SINCE
) -> Person:
    """Somebody with a member's file, in no cell yet."""
    return Person.objects.create(
        code=code,
        full_name=f"Đảng viên {code}",
        civil_servant=civil_servant,
        admitted_on=admitted_on,
        search_key=code.lower(),
        sort_key=code,
    )


def spell(
    who: Person,
    cell: Organisation,
    *,
    status: str = "official",
    since: dt.date = SINCE,
    until: dt.date | None = None,
    host: Organisation | None = None,
) -> MembershipSpell:
    """A time of membership in a cell."""
    return MembershipSpell.objects.create(
        person=who, organisation=cell, status=status, starts_on=since, ends_on=until, host=host
    )


def post(
    who: Person, where: Organisation, role: str = "head", *, suspended: bool = False
) -> Position:
    """A post held since long ago."""
    return Position.objects.create(
        person=who,
        organisation=where,
        role=role,
        title={"head": "Bí thư", "deputy": "Phó bí thư"}.get(role, ""),
        starts_on=SINCE,
        suspended=suspended,
    )


def officer(name: str, role: Role, where: Organisation) -> User:
    """Somebody who signs in, with one role over one part of the tree."""
    user = User.objects.create(username=name, password="unusable")
    RoleGrant.objects.create(user=user, role=role, organisation=where, starts_on=SINCE)
    give_second_factor(user)
    return user


@dataclass
class Cast:
    """The province of this module, by code."""

    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def __getitem__(self, code: str) -> Organisation:
        return self.organisations[code]

    def member(self, cell: str, number: int) -> Person:
        return self.people[f"M-{cell}-{number:02}"]


def build() -> Cast:
    """Write the province of this module into the database."""
    cast = Cast()
    made = cast.organisations
    made["P"] = organisation("P", "province", name="Đảng bộ tỉnh")
    made["U1"] = organisation(
        "U1", "upper_level", parent=made["P"], sector="city", name="Đảng bộ thành phố Chí Linh"
    )
    made["U2"] = organisation(
        "U2", "upper_level", parent=made["P"], sector="district", name="Đảng bộ huyện Gia Lộc"
    )
    made["G1"] = organisation(
        "G1", "grassroots", parent=made["U1"], body="committee", sector="ward"
    )
    made["G2"] = organisation("G2", "grassroots", parent=made["U1"], body="cell", sector="agency")
    made["G3"] = organisation(
        "G3", "grassroots", parent=made["U2"], body="committee", sector="commune"
    )
    for cell in ("G1A", "G1B", "G3A", "G3B"):
        made[cell] = organisation(cell, "cell", parent=made[cell[:2]])
    refresh_paths()
    for cell in CELLS:
        made[cell].refresh_from_db()
        for number in range(1, A_CELL + 1):
            code = f"M-{cell}-{number:02}"
            cast.people[code] = person(code)
            spell(cast.people[code], made[cell])
        post(cast.member(cell, 1), made[cell])
    for where, cell in (("G1", "G1A"), ("G3", "G3A"), ("U1", "G1B"), ("U2", "G3B")):
        post(cast.member(cell, 2), made[where])
        post(cast.member(cell, 3), made[where], "deputy")
    for one in made.values():
        one.refresh_from_db()
    return cast


# The year
# --------------------------------------------------------------------------------------------------


def campaign(*, local_layer: str = "hai_duong_2021", frozen: bool = True) -> Campaign:
    """The year 2021, its frameworks bound, its roster frozen unless asked otherwise."""
    year = open_campaign(
        year=2021,
        values={"review_date": REVIEW, "cut_off_date": CUT_OFF, "local_layer": local_layer},
        actor=OPERATOR,
    )
    bind_frameworks(campaign=year, actor=OPERATOR)
    if frozen:
        freeze_roster(campaign=year, actor=OPERATOR)
        year.refresh_from_db()
    return year


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
    """Every fact of a sheet for a subject that reaches `level` when all around it allows."""
    facts: dict[str, Any] = {}
    for name, spec in bound_frameworks(year)[SubjectType(subject_type)].fields.items():
        if spec.given_by != "sheet":
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


def decision(
    year: Campaign, issuer: Organisation, covers: Iterable[str], *, number: str = "", tier: str = ""
) -> Decision:
    """A draft decision."""
    return Decision.objects.create(
        campaign=year,
        issuer=issuer,
        covers=list(covers),
        tier=tier,
        decided_on=REVIEW,
        signer_post="Bí thư",
        number=number or f"{issuer.code}-QĐ",
    )


def all_decisions(year: Campaign, cast: Cast) -> dict[str, Decision]:
    """A draft for every issuer, by its code: together they cover everybody."""
    covers = {
        **dict.fromkeys(("G1", "G3"), ("member", "organisation")),
        "G2": ("member",),
        **dict.fromkeys(("U1", "U2", "P"), ("organisation", "collective", "leader")),
    }
    return {code: decision(year, cast[code], kinds) for code, kinds in covers.items()}
