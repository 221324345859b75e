"""Organisations that came out of others: a converted bank, merged communes, merged villages."""

import datetime as dt
from random import Random

from thidua.demo import catalogue
from thidua.demo.plan import Plan
from thidua.demo.units import CONVERTED, FOUNDED, Tree, Unit

MERGED_ON = dt.date(2019, 12, 1)
CONVERTED_ON = dt.date(2018, 7, 1)
VILLAGES_MERGED_ON = dt.date(2020, 3, 1)
DAY = dt.timedelta(days=1)


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


def convert_bank(tree: Tree) -> None:
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


def merge_communes(tree: Tree, plan: Plan, random: Random) -> None:
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
