"""Things that are counted on pages, with their English plural."""

from typing import NamedTuple

from thidua.language import say


class Unit(NamedTuple):
    vi: str
    one: str
    many: str


UNITS = {
    "member": Unit("đảng viên", "member", "members"),
    "organisation": Unit("tổ chức", "organisation", "organisations"),
    "collective": Unit("tập thể", "collective", "collectives"),
    "leader": Unit("cá nhân", "leader", "leaders"),
    "account": Unit("tài khoản", "account", "accounts"),
    "subject": Unit("đối tượng", "subject", "subjects"),
    "upper_level": Unit(
        "đảng bộ cấp trên cơ sở", "upper-level organisation", "upper-level organisations"
    ),
    "grassroots": Unit("tổ chức cơ sở đảng", "grassroots organisation", "grassroots organisations"),
    "cell": Unit("chi bộ", "cell", "cells"),
    "condition": Unit("điều kiện", "condition", "conditions"),
    "day": Unit("ngày", "day", "days"),
    "decision": Unit("quyết định", "decision", "decisions"),
    "award": Unit("lượt khen thưởng", "award", "awards"),
    "pool": Unit("nhóm", "pool", "pools"),
    "indicator": Unit("chỉ tiêu", "indicator", "indicators"),
}


def name_of(number: int, unit: str) -> str:
    """The unit's name beside this number. Raises KeyError for a unit that is not listed."""
    words = UNITS[unit]
    return say(words.vi, words.one if number == 1 else words.many)
