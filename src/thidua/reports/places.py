"""How organisations are written in figures and reports."""

from thidua.organisations.names import place_name
from thidua.roster.models import RosterEntry
from thidua.vocabulary import Sector

_PLACES = frozenset({Sector.COMMUNE, Sector.WARD, Sector.TOWNSHIP})


def full_name(entry: RosterEntry) -> str:
    """An organisation's name; a commune, ward or township with its district: "Đảng bộ xã Đoàn
    Thượng (Gia Lộc)".
    """
    if entry.sector in _PLACES and entry.upper_level is not None:
        return f"{entry.name} ({place_name(entry.upper_level)})"
    return entry.name
