"""What a decision is about, in words."""

from collections.abc import Iterable

from thidua.language import Text
from thidua.vocabulary import SubjectType, Tier

KINDS = {
    SubjectType.MEMBER: Text("đảng viên", "members"),
    SubjectType.ORGANISATION: Text("tổ chức đảng", "organisations"),
    SubjectType.COLLECTIVE: Text("tập thể lãnh đạo, quản lý", "leadership collectives"),
    SubjectType.LEADER: Text("cá nhân lãnh đạo, quản lý", "individual leaders"),
}
ORGANISATIONS = {
    Tier.UPPER_LEVEL: Text("đảng bộ cấp trên trực tiếp cơ sở", "upper-level organisations"),
    Tier.GRASSROOTS: Text("tổ chức cơ sở đảng", "grassroots organisations"),
    Tier.SUB_COMMITTEE: Text("đảng bộ bộ phận", "sub-committees"),
    Tier.CELL: Text("chi bộ trực thuộc", "cells"),
}


def kind_name(kind: str, tier: str = "") -> Text:
    """One kind of subjects; organisations by their tier where the decision names one."""
    if kind == SubjectType.ORGANISATION and tier in ORGANISATIONS:
        return ORGANISATIONS[Tier(tier)]
    return KINDS[SubjectType(kind)]


def of_kinds(kinds: Iterable[str], tier: str = "") -> Text:
    """“tổ chức cơ sở đảng; tập thể lãnh đạo, quản lý; cá nhân lãnh đạo, quản lý”, in the order of
    rating.
    """
    order = list(SubjectType.values())
    names = [kind_name(kind, tier) for kind in sorted(kinds, key=order.index)]
    joint = "; " if any("," in name.vi for name in names) else ", "
    return Text(joint.join(name.vi for name in names), joint.join(name.en for name in names))
