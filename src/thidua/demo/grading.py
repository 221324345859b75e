"""The grades that the demo's people gave each other, in the words of `demo/opinions.yaml`. What
counts is what the sheets say, so that no level and no figure moves. Pure: no database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

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
        where = cell.short_name if cell.kind in LIVES_ELSEWHERE else employer_of(commune)
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


def of_leaders(commune: CommuneYear, above: str, decks: Decks) -> Iterator[Given]:
    """Of each leader of the commune: oneself, the committee led, the committee above (`above`)."""
    for code, sheet in commune.leaders.items():
        own, reasons = _own(sheet, decks)
        graded = {name: grade for name, grade in sheet.grades.items() if grade}
        grades = {name: (grade, reasons.get(name, "")) for name, grade in graded.items()}
        comment = decks.draw("committee", WORDS["comment"]["committee"])
        for given in (
            Given("leader", code, OpinionKind.SELF, grades={n: (g, "") for n, g in own.items()}),
            Given("leader", code, OpinionKind.COMMITTEE, unit=commune.unit.code, grades=grades),
            Given("leader", code, OpinionKind.SUPERIOR, unit=above, comment=comment, grades=grades),
        ):
            level = sheet.claimed if given.kind is OpinionKind.SELF else sheet.proposed
            yield replace(given, level=level)


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
    return Given(
        "member",
        code,
        OpinionKind.MASS,
        name=mass_of(commune),
        comment=decks.draw("mass", WORDS["comment"]["mass"]),
        grades=grades,
    )


def mass_of(commune: CommuneYear) -> str:
    """The mass organisation that grades members of villages, by its name beside the committee."""
    return f"Hội Nông dân {_place(commune)}"


def employer_of(commune: CommuneYear) -> str:
    """Where members of villages work who are civil servants, by its name beside the committee."""
    return f"Uỷ ban nhân dân {_place(commune)}"


def _place(commune: CommuneYear) -> str:
    """“xã Gia Minh”."""
    name = commune.unit.short_name
    return name[:1].lower() + name[1:]
