"""The organisations of the demo province: real communes, plausible agencies, schools, hospitals and
units.
"""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random

import vietnam_provinces

from thidua.demo import catalogue
from thidua.demo.plan import Plan, UpperPlan

PROVINCE_CODE = "30"
FOUNDED = dt.date(2015, 7, 1)
MERGED_ON = dt.date(2019, 12, 1)
CONVERTED_ON = dt.date(2018, 7, 1)
VILLAGES_MERGED_ON = dt.date(2020, 3, 1)
DAY = dt.timedelta(days=1)

CONVERTED = "Ngân hàng TMCP Công thương Việt Nam chi nhánh Hải Dương"
"""A grassroots organisation that was converted from another one: its run of years goes over the
conversion.
"""


@dataclass(slots=True)
class Unit:
    """One organisation. `kind` says what its members are like (people.py); `places` are (parent,
    from, to).
    """

    code: str
    name: str
    short_name: str
    tier: str
    sector: str
    kind: str
    body: str = ""
    places: list[tuple[str | None, dt.date, dt.date | None]] = field(default_factory=list)

    @property
    def starts_on(self) -> dt.date:
        return self.places[0][1]


@dataclass(slots=True)
class Grassroots:
    """A grassroots organisation with the cells where its members are; a cell itself is its own only
    leaf.
    """

    unit: Unit
    upper: UpperPlan
    cells: list[Unit] = field(default_factory=list)

    @property
    def leaves(self) -> list[Unit]:
        return self.cells or [self.unit]

    @property
    def pool(self) -> tuple[str, str]:
        """The pool it is chosen in: upper-level body and sector."""
        return self.upper.code, self.unit.sector


@dataclass(slots=True)
class Tree:
    """The whole province. `former` are organisations that no longer exist, `successions` who came
    out of whom.
    """

    province: Unit
    uppers: list[Unit]
    grassroots: list[Grassroots]
    former: list[Unit] = field(default_factory=list)
    successions: list[tuple[str, str, dt.date, str]] = field(default_factory=list)

    def units(self) -> Iterator[Unit]:
        """Every organisation, parents before children, former ones before what came out of them."""
        yield self.province
        yield from self.uppers
        yield from (unit for unit in self.former if unit.tier == "grassroots")
        for organisation in self.grassroots:
            yield organisation.unit
        yield from (unit for unit in self.former if unit.tier == "cell")
        for organisation in self.grassroots:
            yield from organisation.cells


def build_tree(plan: Plan, random: Random) -> Tree:
    """All organisations of the plan. The same random source gives the same province."""
    province = Unit(
        code=PROVINCE_CODE,
        name="Đảng bộ tỉnh Hải Dương",
        short_name="Tỉnh uỷ Hải Dương",
        tier="province",
        sector="",
        kind="",
        places=[(None, FOUNDED, None)],
    )
    tree = Tree(province=province, uppers=[], grassroots=[])
    brands = iter(random.sample(catalogue.BRANDS, len(catalogue.BRANDS)) * 2)
    schools = iter(catalogue.POETS + catalogue.SCHOLARS + catalogue.POETS)
    for upper in plan.uppers:
        tree.uppers.append(_upper_unit(upper))
        tree.grassroots += _communes(upper, plan, random)
        tree.grassroots += _others(upper, random, brands=brands, schools=schools)
    _convert_bank(tree)
    _merge_communes(tree, plan, random)
    _check(tree, plan)
    return tree


def _check(tree: Tree, plan: Plan) -> None:
    if len(tree.grassroots) != plan.grassroots_total:
        raise ValueError(
            f"plan {plan.name}: {len(tree.grassroots)} grassroots organisations in the tree"
        )
    for upper in plan.uppers:
        below = sum(organisation.upper is upper for organisation in tree.grassroots)
        if upper.completed * 100 > below * (20 if upper.reaches else 50):
            raise ValueError(
                f"plan {plan.name}: {upper.completed} of {below} are too many completed for "
                f"{upper.name}"
            )


def _upper_unit(upper: UpperPlan) -> Unit:
    return Unit(
        code=upper.code,
        name=upper.name,
        short_name=upper.short_name,
        tier="upper_level",
        sector=upper.sector,
        kind="",
        places=[(PROVINCE_CODE, FOUNDED, None)],
    )


@cache
def _divisions() -> dict[int, list[tuple[str, str]]]:
    """District number → its communes as (code, name) in the order of their codes."""
    provinces = json.loads(
        Path(vietnam_provinces.NESTED_DIVISIONS_JSON_PATH).read_text(encoding="utf-8")
    )
    districts = next(province for province in provinces if province["code"] == int(PROVINCE_CODE))[
        "districts"
    ]
    return {
        district["code"]: [(f"{ward['code']:05}", ward["name"]) for ward in district["wards"]]
        for district in districts
    }


_SECTORS = {"Xã": "commune", "Phường": "ward", "Thị trấn": "township"}


def _communes(upper: UpperPlan, plan: Plan, random: Random) -> Iterator[Grassroots]:
    if upper.district is None:
        return
    for code, full_name in _divisions()[upper.district]:
        if upper.communes is not None and code not in upper.communes:
            continue
        title = next(title for title in _SECTORS if full_name.startswith(title))
        name = full_name.removeprefix(title).strip()
        unit = Unit(
            code=code,
            name=f"Đảng bộ {title.lower()} {name}",
            short_name=f"{title} {name}",
            tier="grassroots",
            body="committee",
            sector=_SECTORS[title],
            kind="commune",
            places=[(upper.code, FOUNDED, None)],
        )
        organisation = Grassroots(unit, upper)
        _add_cells(
            organisation, _commune_cells(f"{title.lower()} {name}", name, unit.sector, plan, random)
        )
        yield organisation


def _commune_cells(
    full: str, name: str, sector: str, plan: Plan, random: Random
) -> Iterator[tuple[str, str]]:
    """(name, kind) of a commune's cells: villages or quarters first, then its school, health and
    police cells.
    """
    if sector == "commune":
        for village in random.sample(catalogue.VILLAGES, random.randint(*plan.villages)):
            yield f"thôn {village}", "village"
    else:
        for number in range(1, random.randint(*plan.villages) + 2):
            yield f"khu dân cư số {number}" if sector == "ward" else f"khu {number}", "quarter"
    for pattern, kind, share in catalogue.COMMUNE_UNITS:
        if random.random() < share:
            yield pattern.format(unit=full, name=name), kind


def _others(
    upper: UpperPlan, random: Random, *, brands: Iterator[str], schools: Iterator[str]
) -> Iterator[Grassroots]:
    offers = catalogue.PROVINCE if upper.district is None else catalogue.DISTRICT
    number = 0
    for sector, count in upper.others.items():
        for entry in offers[sector][:count]:
            number += 1
            school = next(schools) if "{poet}" in entry.name or "{scholar}" in entry.name else ""
            name = entry.name.format(
                place=upper.place,
                short=upper.short_name.removeprefix("TP "),
                poet=school,
                scholar=school,
                committee={"district": "Huyện uỷ", "town": "Thị uỷ"}.get(upper.sector, "Thành uỷ"),
                brand=next(brands) if "{brand}" in entry.name else "",
            )
            code = f"{upper.code}-{number:02}"
            yield _unit_organisation(
                upper,
                code=code,
                entry=catalogue.Entry(name, entry.cells),
                sector=sector,
                random=random,
            )


def _unit_organisation(
    upper: UpperPlan, *, code: str, entry: catalogue.Entry, sector: str, random: Random
) -> Grassroots:
    """A grassroots organisation that is not a commune: a committee with its departments, or a
    cell.
    """
    name, cells = entry.name, entry.cells
    prefix = "Đảng bộ" if cells else "Chi bộ"
    unit = Unit(
        code=code,
        name=f"{prefix} {name}",
        short_name=name,
        tier="grassroots",
        body="committee" if cells else "cell",
        sector=sector,
        kind=sector,
        places=[(upper.code, FOUNDED, None)],
    )
    organisation = Grassroots(unit, upper)
    offered = catalogue.departments(name, sector)
    chosen = sorted(random.sample(range(len(offered)), min(cells, len(offered))))
    names = [offered[place] for place in chosen] + [
        f"Tổ {extra}" for extra in range(1, cells - len(chosen) + 1)
    ]
    _add_cells(organisation, ((part, sector) for part in names))
    return organisation


def _add_cells(organisation: Grassroots, parts: Iterator[tuple[str, str]]) -> None:
    for number, (part, kind) in enumerate(parts, start=1):
        cell = Unit(
            code=f"{organisation.unit.code}-{number:02}",
            name=f"Chi bộ {part}",
            short_name=part[:1].upper() + part[1:],
            tier="cell",
            sector=organisation.unit.sector,
            kind=kind,
            places=[(organisation.unit.code, FOUNDED, None)],
        )
        organisation.cells.append(cell)


def _succeed(tree: Tree, *, former: Unit, unit: Unit, day: dt.date, kind: str) -> None:
    tree.former.append(former)
    tree.successions.append((former.code, unit.code, day, kind))


def _begin(unit: Unit, day: dt.date) -> None:
    parent, _, end = unit.places[-1]
    unit.places = [(parent, day, end)]


def _former(unit: Unit, number: int, *, name: str, short_name: str, until: dt.date) -> Unit:
    """What the unit came out of: in the same place, until the day before."""
    parent = unit.places[-1][0]
    return Unit(
        code=f"{unit.code}-T{number}",
        name=name,
        short_name=short_name,
        tier=unit.tier,
        body=unit.body,
        sector=unit.sector,
        kind=unit.kind,
        places=[(parent, FOUNDED, until - DAY)],
    )


def _convert_bank(tree: Tree) -> None:
    """The bank's organisation was converted in 2018; its cells went along."""
    for organisation in tree.grassroots:
        if organisation.unit.short_name == CONVERTED:
            unit = organisation.unit
            former = _former(
                unit,
                1,
                name="Đảng bộ Ngân hàng Công thương tỉnh Hải Dương",
                short_name="Ngân hàng Công thương tỉnh Hải Dương",
                until=CONVERTED_ON,
            )
            _begin(unit, CONVERTED_ON)
            for cell in organisation.cells:
                cell.places = [
                    (former.code, FOUNDED, CONVERTED_ON - DAY),
                    (unit.code, CONVERTED_ON, None),
                ]
            _succeed(tree, former=former, unit=unit, day=CONVERTED_ON, kind="rename")


def _merge_communes(tree: Tree, plan: Plan, random: Random) -> None:
    """Communes that came out of mergers: the villages stood under the old commune before."""
    by_code = {organisation.unit.code: organisation for organisation in tree.grassroots}
    for code in [code for code in catalogue.MERGED if code in by_code][: plan.merged_communes]:
        unit = by_code[code].unit
        formers = []
        for number, name in enumerate(catalogue.MERGED[code], start=1):
            former = _former(
                unit, number, name=f"Đảng bộ xã {name}", short_name=f"Xã {name}", until=MERGED_ON
            )
            formers.append(former)
            _succeed(tree, former=former, unit=unit, day=MERGED_ON, kind="merge")
        _begin(unit, MERGED_ON)
        for cell in by_code[code].cells:
            if cell.kind == "village":
                cell.places = [
                    (random.choice(formers).code, FOUNDED, MERGED_ON - DAY),
                    (unit.code, MERGED_ON, None),
                ]
            else:
                _begin(cell, MERGED_ON)


def merge_villages(tree: Tree, cell: Unit) -> None:
    """Say that a village's cell came out of two on 1 March 2020."""
    _begin(cell, VILLAGES_MERGED_ON)
    for number, part in enumerate(("Đông", "Tây"), start=1):
        name, short_name = f"{cell.name} {part}", f"{cell.short_name} {part}"
        former = _former(cell, number, name=name, short_name=short_name, until=VILLAGES_MERGED_ON)
        _succeed(tree, former=former, unit=cell, day=VILLAGES_MERGED_ON, kind="merge")
