"""A small province that many tests share: who is in it, and short words for changing one thing about it.

    P province
    ├── U1 city (Chí Linh)
    │   ├── G1 ward, committee:   cells G1A, G1B   (12 members each)
    │   └── G2 agency, cell body: members directly (12)
    └── U2 rural district (Gia Lộc)
        └── G3 commune, committee: cells G3A, G3B  (12 members each)

Members are M-<cell>-01 … 12; number 01 is the head of its cell. G1, G3, U1 and U2 have a head (M-…-02) and a deputy
(M-…-03) taken from their members. Everybody's names are invented.
"""

import datetime as dt
from dataclasses import dataclass, field

from django.db import connection

from thidua.accounts.actors import Operator
from thidua.organisations.models import MembershipSpell, Organisation, Person, Placement, Position

OPERATOR = Operator()
SINCE = dt.date(2015, 1, 1)
REVIEW = dt.date(2021, 12, 20)
CUT_OFF = dt.date(2021, 12, 15)
CELLS = ("G1A", "G1B", "G2", "G3A", "G3B")
A_CELL = 12


def organisation(
    code: str, tier: str, *, parent: Organisation | None = None, body: str = "", sector: str = "", name: str = "",
    since: dt.date = SINCE, until: dt.date | None = None,
) -> Organisation:  # fmt: skip
    """An organisation with one place in the tree. Call `refresh_paths()` when the last one is there."""
    made = Organisation.objects.create(
        code=code, name=name or f"Tổ chức {code}", tier=tier, body=body, sector=sector, search_key=code.lower(),
        sort_key=code,
    )  # fmt: skip
    Placement.objects.create(organisation=made, parent=parent, starts_on=since, ends_on=until)
    return made


def refresh_paths() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT organisations_refresh_paths()")


def person(code: str, *, civil_servant: bool = False, admitted_on: dt.date | None = SINCE) -> Person:
    """Somebody with a member's file, in no cell yet."""
    return Person.objects.create(
        code=code, full_name=f"Đảng viên {code}", civil_servant=civil_servant, admitted_on=admitted_on,
        search_key=code.lower(), sort_key=code,
    )  # fmt: skip


def spell(
    who: Person, cell: Organisation, *, status: str = "official", since: dt.date = SINCE, until: dt.date | None = None,
    host: Organisation | None = None,
) -> MembershipSpell:  # fmt: skip
    """A time of membership in a cell."""
    return MembershipSpell.objects.create(
        person=who, organisation=cell, status=status, starts_on=since, ends_on=until, host=host
    )


def post(who: Person, where: Organisation, role: str = "head", *, suspended: bool = False) -> Position:
    """A post held since long ago."""
    return Position.objects.create(
        person=who, organisation=where, role=role, title={"head": "Bí thư", "deputy": "Phó bí thư"}.get(role, ""),
        starts_on=SINCE, suspended=suspended,
    )  # fmt: skip


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
    made["U1"] = organisation("U1", "upper_level", parent=made["P"], sector="city", name="Đảng bộ thành phố Chí Linh")
    made["U2"] = organisation("U2", "upper_level", parent=made["P"], sector="district", name="Đảng bộ huyện Gia Lộc")
    made["G1"] = organisation("G1", "grassroots", parent=made["U1"], body="committee", sector="ward")
    made["G2"] = organisation("G2", "grassroots", parent=made["U1"], body="cell", sector="agency")
    made["G3"] = organisation("G3", "grassroots", parent=made["U2"], body="committee", sector="commune")
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
