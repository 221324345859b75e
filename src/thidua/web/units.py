"""Things that are counted on pages, with their English plural; a room may register more."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import npgettext_lazy

from thidua.numbers import format_number

# Beside a number a page has room for the shortest noun alone ("12 tập thể"), and English needs the
# singular too: so these are not the plurals of the vocabulary, which stand in sentences.
_UNITS: dict[str, Promise] = {
    "member": npgettext_lazy("counted", "đảng viên", "đảng viên"),
    "organisation": npgettext_lazy("counted", "tổ chức", "tổ chức"),
    "collective": npgettext_lazy("counted", "tập thể", "tập thể"),
    "leader": npgettext_lazy("counted", "cá nhân", "cá nhân"),
    "account": npgettext_lazy("counted", "tài khoản", "tài khoản"),
    "subject": npgettext_lazy("counted", "trường hợp", "trường hợp"),
    "upper_level": npgettext_lazy(
        "counted", "đảng bộ cấp trên trực tiếp cơ sở", "đảng bộ cấp trên trực tiếp cơ sở"
    ),
    "grassroots": npgettext_lazy("counted", "tổ chức cơ sở đảng", "tổ chức cơ sở đảng"),
    "cell": npgettext_lazy("counted", "chi bộ", "chi bộ"),
    "condition": npgettext_lazy("counted", "điều kiện", "điều kiện"),
    "day": npgettext_lazy("counted", "ngày", "ngày"),
    "decision": npgettext_lazy("counted", "quyết định", "quyết định"),
    "award": npgettext_lazy("counted", "lượt khen thưởng", "lượt khen thưởng"),
    "pool": npgettext_lazy("counted", "nhóm", "nhóm"),
    "indicator": npgettext_lazy("counted", "chỉ tiêu", "chỉ tiêu"),
}


def register_units(units: Mapping[str, Promise]) -> None:
    """A room's own units, each made with `npgettext_lazy("counted", …)`: in `AppConfig.ready()`."""
    _UNITS.update(units)


def several(numbers: Mapping[str, int]) -> str:
    """“41 tổ chức, 29 tập thể, 76 cá nhân”; what there is none of is left out. Raises KeyError for
    a unit that no room registered.
    """
    return ", ".join(
        f"{format_number(number)} {name_of(number, unit)}"
        for unit, number in numbers.items()
        if number
    )


def name_of(number: int, unit: str) -> str:
    """The unit's name beside this number. Raises KeyError for a unit that no room registered."""
    return str(_UNITS[unit] % number)
