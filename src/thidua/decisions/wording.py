"""What a decision is about, in words."""

from collections.abc import Iterable

from thidua.language import Text
from thidua.vocabulary import SubjectType, Tier

# A decision names its upper-level organisations as the committees they are, not as the law does.
_UPPER_LEVEL = Text("đảng bộ cấp trên trực tiếp cơ sở", Tier.UPPER_LEVEL.plural.en)


def kind_name(kind: str, tier: str = "") -> Text:
    """One kind of subjects; organisations by their tier where the decision names one."""
    if kind != SubjectType.ORGANISATION or not tier:
        return SubjectType(kind).plural
    return _UPPER_LEVEL if tier == Tier.UPPER_LEVEL else Tier(tier).plural


def of_kinds(kinds: Iterable[str], tier: str = "") -> Text:
    """“tổ chức cơ sở đảng; tập thể lãnh đạo, quản lý; cá nhân lãnh đạo, quản lý”, in the order of
    rating.
    """
    order = list(SubjectType.values())
    names = [kind_name(kind, tier) for kind in sorted(kinds, key=order.index)]
    joint = "; " if any("," in name.vi for name in names) else ", "
    return Text(joint.join(name.vi for name in names), joint.join(name.en for name in names))
