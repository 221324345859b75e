"""Who looked at the file, and in which files they left the house."""

from thidua.access.exports import exports_with
from thidua.access.looks import looks_at
from thidua.access.presenters import as_what
from thidua.own_file.schema import Look, Taken

MOST = 500
"""Rows of each; more stand on the page of looks."""


def looks_told(person_id: int, *, most: int = MOST) -> tuple[Look, ...]:
    return tuple(
        Look(
            at=one.looked_at,
            by=str(one.reader),
            as_what=as_what(one),
            part=str(one.get_dossier_display()),
            year=one.year,
        )
        for one in looks_at(person_id)[:most]
    )


def taken_told(person_id: int, *, most: int = MOST) -> tuple[Taken, ...]:
    return tuple(
        Taken(
            at=one.exported_at,
            by=one.by,
            as_what=as_what(one),
            what=str(one.get_what_display()),
            year=one.year,
        )
        for one in exports_with(person_id)[:most]
    )
