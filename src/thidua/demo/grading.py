"""The grades that the demo's people gave each other, in the words of `demo/opinions.yaml`. What
counts is what the sheets say, so that no level and no figure moves. Pure: no database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from thidua.demo.decks import Decks, words_of
from thidua.demo.year_of import CellYear, CommuneYear, Member, Sheet
from thidua.vocabulary import OpinionKind

WORDS = words_of("opinions")
GRADES = ("poor", "average", "good", "excellent")
HIGHER, LOWER = 0.12, 0.05
"""The shares of members who grade themselves once above, or below, what their cell's committee
grades."""
IN_MASS, MASS_DIFFERS = 0.15, 0.3
"""The share of the members of a village whom a mass organisation grades too, and of those whom it
sees otherwise."""
LIVES_ELSEWHERE = ("school", "office", "health", "agency", "police", "military")


@dataclass(frozen=True)
class Given:
    """One opinion: of a subject (its type and code), given by a `unit`, a `name`, or by oneself.
    `grades`: criterion → grade and, where it is another than somebody else's, why.
    """

    subject_type: str
    code: str
    kind: OpinionKind
    unit: str = ""
    name: str = ""
    level: str = ""
    servant: str = ""
    comment: str = ""
    grades: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def opinions_of(cell: CellYear, commune: CommuneYear, decks: Decks) -> Iterator[Given]:
    """Everything that is said of the members of a cell."""
    for member in cell.members:
        yield from of_member(member, commune, decks)


def of_member(member: Member, commune: CommuneYear, decks: Decks) -> Iterator[Given]:
    """Oneself, the cell's committee, the cell; of some others more."""
    sheet, code, cell = member.sheet, member.person.code, member.cell
    own, reasons = _own(sheet, decks)
    graded = {name: grade for name, grade in sheet.grades.items() if grade}
    yield Given(
        "member",
        code,
        OpinionKind.SELF,
        level=sheet.claimed,
        grades={name: (grade, "") for name, grade in own.items()},
    )
    yield Given(
        "member",
        code,
        OpinionKind.CELL_COMMITTEE,
        unit=cell.code,
        level=sheet.proposed,
        grades={name: (grade, reasons.get(name, "")) for name, grade in graded.items()},
    )
    yield Given("member", code, OpinionKind.CELL, unit=cell.code, level=sheet.proposed)
    if cell.kind in {"village", "quarter"} and decks.often(IN_MASS):
        yield _of_mass(code, graded, commune, decks)
    if sheet.servant:
        comment = decks.draw("employer", WORDS["comment"]["employer"])
        where = cell.short_name if cell.kind in LIVES_ELSEWHERE else "Cơ quan nơi công tác"
        yield Given(
            "member", code, OpinionKind.EMPLOYER, name=where, servant=sheet.servant, comment=comment
        )
    if cell.kind in LIVES_ELSEWHERE:
        home = decks.random.choice(
            [one.unit for one in commune.cells if one.unit.kind == "village"]
        )
        comment = decks.draw("residence", WORDS["comment"]["residence"])
        name = f"Chi uỷ {home.short_name[:1].lower()}{home.short_name[1:]}, nơi cư trú"
        yield Given("member", code, OpinionKind.RESIDENCE, name=name, comment=comment)


def of_units(commune: CommuneYear, above: str, decks: Decks) -> Iterator[Given]:
    """Of each cell and of the commune: its own committee, and the committee above (`above`: code of
    the district).
    """
    for unit, sheet, superior in (
        *((one.unit, one.sheet, commune.unit.code) for one in commune.cells),
        (commune.unit, commune.sheet, above),
    ):
        graded = {name: (grade, "") for name, grade in sheet.grades.items() if grade}
        own = OpinionKind.COMMITTEE
        yield Given(
            "organisation", unit.code, own, unit=unit.code, level=sheet.claimed, grades=graded
        )
        comment = decks.draw("committee", WORDS["comment"]["committee"])
        yield Given(
            "organisation",
            unit.code,
            OpinionKind.SUPERIOR,
            unit=superior,
            level=sheet.proposed,
            comment=comment,
            grades=graded,
        )


def _own(sheet: Sheet, decks: Decks) -> tuple[dict[str, str], dict[str, str]]:
    """What somebody grades themself, and why the committee sees one criterion otherwise."""
    own = {name: grade for name, grade in sheet.grades.items() if grade}
    reasons: dict[str, str] = {}
    chance = decks.random.random()
    step, slot = (1, "lowered") if chance < HIGHER else (-1, "raised")
    if chance >= HIGHER + LOWER:
        return own, reasons
    possible = [
        name
        for name, grade in own.items()
        if 0 <= GRADES.index(grade) + step < len(GRADES) and GRADES.index(grade) > 1
    ]
    if possible:
        name = decks.random.choice(possible)
        own[name] = GRADES[GRADES.index(own[name]) + step]
        reasons[name] = decks.draw(slot, WORDS[slot])
    return own, reasons


def _of_mass(code: str, graded: Mapping[str, str], commune: CommuneYear, decks: Decks) -> Given:
    grades = {name: (grade, "") for name, grade in graded.items()}
    good = [name for name, grade in graded.items() if grade == "good"]
    if good and decks.often(MASS_DIFFERS):
        reason = decks.draw("mass_differs", WORDS["mass_differs"])
        grades[decks.random.choice(good)] = ("excellent", reason)
    place = commune.unit.short_name[:1].lower() + commune.unit.short_name[1:]
    return Given(
        "member",
        code,
        OpinionKind.MASS,
        name=f"Hội Nông dân {place}",
        comment=decks.draw("mass", WORDS["comment"]["mass"]),
        grades=grades,
    )
