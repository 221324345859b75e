"""How organisations are written in figures and reports."""

import re

from thidua.campaigns.models import RosterEntry
from thidua.organisations.models import Organisation, Sector

# What stands before the bare name of the place that an upper-level organisation leads.
_KINDS = re.compile(
    r"^(đảng bộ\s+|đảng uỷ\s+|đảng ủy\s+)?"
    r"(thành phố|thị xã|huyện|quận|thành uỷ|thành ủy|thị uỷ|thị ủy|huyện uỷ|huyện ủy|quận uỷ|quận ủy)\s+",
    re.IGNORECASE,
)
_PLACES = frozenset({Sector.COMMUNE, Sector.WARD, Sector.TOWNSHIP})


def short_name(organisation: Organisation) -> str:
    return organisation.short_name or organisation.name


def place_name(organisation: Organisation) -> str:
    """The bare name of a district, town or city: "Đảng bộ huyện Gia Lộc" gives "Gia Lộc"."""
    name = short_name(organisation)
    return _KINDS.sub("", name) or name


def full_name(entry: RosterEntry) -> str:
    """An organisation's name; a commune, ward or township with its district: "Đảng bộ xã Đoàn Thượng (Gia Lộc)"."""
    if entry.sector in _PLACES and entry.upper_level is not None:
        return f"{entry.name} ({place_name(entry.upper_level)})"
    return entry.name
