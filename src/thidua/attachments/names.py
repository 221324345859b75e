"""File names made safe to show, to save and to send back; Vietnamese letters stay as they are."""

import re
import unicodedata

from thidua.attachments.errors import AttachmentError
from thidua.attachments.media_types import (
    ENDINGS,
    IN_WORDS,
    PICTURES,
    MediaType,
    claimed_by,
)

LONGEST = 200
"""Bytes in UTF-8: file systems take 255, and whoever saves a second copy adds “ (1)”."""
_NAMELESS = "tep"
_PATH = re.compile(r"[/\\]")
_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*]')
_BLANKS = re.compile(r"\s+")
# A dot with digits after it is a date or a number (“BC 12.2021”), no ending.
_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}$")
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Controls, formats (signs that turn the direction of writing among them), halves, private and
unassigned signs.
"""


def safe_name(name: str) -> str:
    """The name without its path, in NFC, without signs that hide, reorder or address anything;
    never empty.

    Too long: its stem is shortened, its ending stays.
    """
    last = _PATH.split(name)[-1]
    visible = "".join(sign for sign in last if sign.isspace() or _is_visible(sign))
    one_line = _BLANKS.sub(" ", unicodedata.normalize("NFC", visible))
    plain = _NOT_ON_WINDOWS.sub("_", one_line).strip(". ") or _NAMELESS
    if _DEVICES.fullmatch(plain):
        plain = f"_{plain}"
    stem, ending = split_ending(plain)
    short = stem.encode()[: LONGEST - len(ending)].decode(errors="ignore")
    return short.rstrip(". ") + ending


def _is_visible(sign: str) -> bool:
    return unicodedata.category(sign) not in _INVISIBLE


def split_ending(name: str) -> tuple[str, str]:
    """Stem and ending (with its dot); no ending: ""."""
    found = _ENDING.search(name)
    return (name[: found.start()], found.group()) if found and found.start() else (name, "")


def fitting_name(name: str, media_type: MediaType) -> str:
    """A safe name with an ending that says what the content is.

    A picture that bears another picture's ending gets its own: phones and programs mix them up,
    and nobody is deceived. Any other ending that does not fit is a mistake or a lie. Raises
    AttachmentError.lying_name.
    """
    stem, ending = split_ending(name)
    if ending.lower() in ENDINGS[media_type]:
        return name
    of_pictures = {known for picture in PICTURES for known in ENDINGS[picture]}
    if not ending or (media_type in PICTURES and ending.lower() in of_pictures):
        return stem + ENDINGS[media_type][0]
    raise AttachmentError.lying_name(
        name,
        found=IN_WORDS[media_type],
        fitting=ENDINGS[media_type],
        claimed=claimed_by(ending),
    )
