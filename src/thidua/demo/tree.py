"""The organisations of the demo province: real communes, plausible agencies, schools, hospitals and
units.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

import vietnam_provinces

from thidua.demo import catalogue
from thidua.demo.plan import Plan, UpperPlan
from thidua.demo.successions import convert_bank, merge_communes
from thidua.demo.units import FOUNDED, PROVINCE_CODE, Grassroots, Tree, Unit


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
        tree.grassroots += _invented(upper, plan, random)
        tree.grassroots += _others(upper, random, brands=brands, schools=schools)
    convert_bank(tree)
    merge_communes(tree, plan, random)
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
    """District number → its communes as (code, name) in the order of their codes; reading the
    file takes 14 ms, and each district asks.
    """
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
        yield _commune(upper, code, full_name, plan=plan, random=random)


def _commune(
    upper: UpperPlan, code: str, full_name: str, *, plan: Plan, random: Random
) -> Grassroots:
    """The organisation of one commune, with its cells. `full_name`: "Xã Gia Minh"."""
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
    parts = _commune_cells(f"{title.lower()} {name}", name, unit.sector, plan, random)
    _add_cells(organisation, parts)
    return organisation


_FIRST_INVENTED = 901
"""Invented organisations are numbered from here, beside those of the lists."""


def _invented(upper: UpperPlan, plan: Plan, random: Random) -> Iterator[Grassroots]:
    """As many of the body's invented organisations as its plan asks for."""
    offered = [
        (sector, entry)
        for sector, entries in catalogue.INVENTED[upper.code].items()
        for entry in entries
    ]
    for number, (sector, entry) in enumerate(offered[: upper.invented], start=_FIRST_INVENTED):
        code = f"{upper.code}-{number}"
        organisation = (
            _commune(upper, code, entry.name, plan=plan, random=random)
            if sector in _SECTORS.values()
            else _unit_organisation(upper, code=code, entry=entry, sector=sector, random=random)
        )
        for unit in (organisation.unit, *organisation.cells):
            unit.invented = True
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
