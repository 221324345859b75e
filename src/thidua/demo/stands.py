"""How far the registrations of the year in progress got that are not accepted: all of them are of
bodies that exist nowhere. Pure."""

from enum import StrEnum

from thidua.demo.season import Season


class Stand(StrEnum):
    """How far a registration got."""

    ACCEPTED = "accepted"
    WAITS = "waits"
    CAME_BACK = "came_back"
    DRAFTED = "drafted"


def stands_of(season: Season) -> dict[str, Stand]:
    """Those of the year in progress that are not accepted: all of them exist nowhere."""
    invented = [one for one in season.province.tree.grassroots if one.unit.invented]
    own = [one for one in invented if one.unit.code == season.own]
    others = [one.unit.code for one in invented if one.unit.code != season.own]
    others.sort(key=lambda code: not code.startswith(f"{season.district}-"))
    found = dict(zip(others, (Stand.WAITS, Stand.CAME_BACK, Stand.DRAFTED), strict=False))
    cells = [cell.code for one in own for cell in one.cells if cell.code != season.first]
    return found | dict(zip(cells, (Stand.WAITS, Stand.WAITS, Stand.CAME_BACK), strict=False))
