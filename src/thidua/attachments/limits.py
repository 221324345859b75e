"""How much one file, one owner's files and one unit's year of files may be: parameters of the
installation.
"""

from collections.abc import Mapping
from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class FileLimits:
    """Most bytes of one file, most files of one owner, most pixels of a picture, most bytes of all
    that one unit keeps of one year.
    """

    size: int = 20 * MEGABYTE
    files: int = 20
    pixels: int = 64_000_000
    unit_year: int = 2_000 * MEGABYTE


def file_limits(environment: Mapping[str, str]) -> FileLimits:
    """The limits that an installation sets (`THIDUA_FILE_MB`, `THIDUA_FILES`,
    `THIDUA_PICTURE_MP`, `THIDUA_UNIT_YEAR_MB`); else the shipped.

    Raises ValueError for what is no whole number.
    """
    shipped = FileLimits()
    return FileLimits(
        size=int(environment.get("THIDUA_FILE_MB", shipped.size // MEGABYTE)) * MEGABYTE,
        files=int(environment.get("THIDUA_FILES", shipped.files)),
        pixels=int(environment.get("THIDUA_PICTURE_MP", shipped.pixels // MEGABYTE)) * MEGABYTE,
        unit_year=int(environment.get("THIDUA_UNIT_YEAR_MB", shipped.unit_year // MEGABYTE))
        * MEGABYTE,
    )
