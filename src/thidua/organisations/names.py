"""How organisations are called: in short, by their bare place, by the committee that leads them."""

import re

from thidua.organisations.models import Organisation
from thidua.vocabulary import Tier

# What stands before the bare name of the place that an upper-level organisation leads.
_KINDS = re.compile(
    r"^(tỉnh|thành|thị|huyện|quận)\s+(uỷ|ủy)\s+"
    r"|^(đảng bộ\s+|đảng uỷ\s+|đảng ủy\s+)?"
    r"(tỉnh|thành phố|thị xã|huyện|quận|xã|phường|thị trấn)\s+",
    re.IGNORECASE,
)
# The committee that leads an organisation, by the first words of the organisation's name.
_COMMITTEES = {
    "Đảng bộ tỉnh ": "Tỉnh uỷ ",
    "Đảng bộ thành phố ": "Thành uỷ ",
    "Đảng bộ thị xã ": "Thị uỷ ",
    "Đảng bộ huyện ": "Huyện uỷ ",
    "Đảng bộ quận ": "Quận uỷ ",
    "Đảng bộ ": "Đảng uỷ ",
}
_BUREAU = "Ban Thường vụ "


def short_name(organisation: Organisation) -> str:
    return organisation.short_name or organisation.name


def place_name(organisation: Organisation) -> str:
    """The bare name of a district, town, city or commune: "Đảng bộ huyện Gia Lộc" gives "Gia
    Lộc".
    """
    name = short_name(organisation)
    return _KINDS.sub("", name) or name


def committee_name(organisation: Organisation) -> str:
    """The committee that signs for an organisation: "Đảng bộ tỉnh Hải Dương" gives "Tỉnh uỷ Hải
    Dương".
    """
    return committee_of(organisation.name)


def who_decides(organisation: Organisation) -> str:
    """Who acts for an organisation, as papers and pages name it: the standing bureau of its
    committee from the upper level up, the committee itself below.
    """
    committee = committee_name(organisation)
    above = organisation.tier in (Tier.PROVINCE, Tier.UPPER_LEVEL)
    return f"{_BUREAU}{committee}" if above else committee


def committee_of(name: str) -> str:
    """The same from the organisation's name alone."""
    for own, committee in _COMMITTEES.items():
        if name.startswith(own):
            return committee + name.removeprefix(own)
    return name


def names_of(name: str, short: str, *, province: bool) -> set[str]:
    """An organisation's name, its committee's, and that of the committee's standing bureau. The
    province's committee needs no name of its place: there is one.
    """
    committees = {committee_of(one) for one in (name, short) if one}
    if province:
        committees.add("Thành uỷ" if name.startswith("Đảng bộ thành phố") else "Tỉnh uỷ")
    return {name, short, *committees, *(_BUREAU + one for one in committees)} - {""}
