"""Things that are counted on pages, with their English plural."""

from django.utils.translation import ngettext_lazy

UNITS = {
    "member": ngettext_lazy("đảng viên", "đảng viên"),
    "organisation": ngettext_lazy("tổ chức", "tổ chức"),
    "collective": ngettext_lazy("tập thể", "tập thể"),
    "leader": ngettext_lazy("cá nhân", "cá nhân"),
    "account": ngettext_lazy("tài khoản", "tài khoản"),
    "subject": ngettext_lazy("đối tượng", "đối tượng"),
    "upper_level": ngettext_lazy("đảng bộ cấp trên cơ sở", "đảng bộ cấp trên cơ sở"),
    "grassroots": ngettext_lazy("tổ chức cơ sở đảng", "tổ chức cơ sở đảng"),
    "cell": ngettext_lazy("chi bộ", "chi bộ"),
    "condition": ngettext_lazy("điều kiện", "điều kiện"),
    "day": ngettext_lazy("ngày", "ngày"),
    "decision": ngettext_lazy("quyết định", "quyết định"),
    "award": ngettext_lazy("lượt khen thưởng", "lượt khen thưởng"),
    "pool": ngettext_lazy("nhóm", "nhóm"),
    "indicator": ngettext_lazy("chỉ tiêu", "chỉ tiêu"),
}


def name_of(number: int, unit: str) -> str:
    """The unit's name beside this number. Raises KeyError for a unit that is not listed."""
    return str(UNITS[unit] % number)
