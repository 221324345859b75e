"""What a file is called that somebody takes away: as a clerk would name it, with accents, and
plainly for systems that cannot (RFC 6266).
"""

import re
from urllib.parse import quote

from thidua.workbooks import fold

_MOST = 120
"""Characters of a name: with the folder where it is put, older systems take 255."""
_FORBIDDEN = re.compile(r'[/\\:*?"<>|\x00-\x1f]+')
"""Signs that no system, or not every one, takes in a name: 49-QĐ/ĐU is 49-QĐ-ĐU."""


def file_name(what: str, whose: str = "") -> str:
    """“Danh sách đảng viên 2021 - Đảng bộ xã Đoàn Thượng”, without an ending."""
    words = " ".join(" - ".join(part for part in (what, whose) if part).split())
    return _FORBIDDEN.sub("-", words)[:_MOST].strip(" .-")


def disposition(name: str, *, inline: bool = False) -> str:
    """The header of an answer that is a file of this name; `inline`: shown, not put away."""
    way = "inline" if inline else "attachment"
    stem, dot, ending = name.rpartition(".")
    plain = name if name.isascii() else f"{_plain(stem)}{dot}{ending}"
    header = f'{way}; filename="{plain}"'
    return header if name == plain else f"{header}; filename*=UTF-8''{quote(name, safe='')}"


def _plain(name: str) -> str:
    """Letters and digits that every system takes: “danh-sach-dang-vien-2021”."""
    letters = (one if one.isascii() and one.isalnum() else " " for one in fold(name))
    return "-".join("".join(letters).split())
