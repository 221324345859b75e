"""The access log: writing down a look at somebody's file, and reading what was written.

Rooms with a request call `access.recording.record_look`, which knows as what the reader looks.
"""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from thidua.access.models import Dossier, Look

ONE_LOOK = dt.timedelta(minutes=10)
"""Whoever opens the same part of the same file again within this time has looked once."""

_WRITE = """
    INSERT INTO access_look (person_id, reader_id, role, place, dossier, year, looked_at)
    SELECT looked.person, %(reader)s, %(role)s, %(place)s, %(dossier)s, %(year)s, %(now)s
    FROM unnest(%(people)s::bigint[]) AS looked (person)
    WHERE NOT EXISTS (
        SELECT 1 FROM access_look
        WHERE person_id = looked.person AND looked_at > %(since)s AND reader_id = %(reader)s
          AND dossier = %(dossier)s AND year = %(year)s AND role = %(role)s AND place = %(place)s
    )
"""


class Reader(NamedTuple):
    """Who looks (the id of the account), and as what: a role, and the organisation that it is
    over.
    """

    account: int
    role: str
    place: str


def look_at_each(*, people: Sequence[int], reader: Reader, dossier: Dossier, year: int) -> int:
    """Write down that a reader opens the files of several people at once; in one statement. How
    many new looks.
    """
    now = timezone.now()
    values: dict[str, int | str | dt.datetime | list[int]] = {
        "people": list(people),
        "reader": reader.account,
        "role": reader.role,
        "place": reader.place[:255],
        "dossier": dossier.value,
        "year": year,
        "now": now,
        "since": now - ONE_LOOK,
    }
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, values)
        return int(cursor.rowcount)


def looks_at(person: int) -> "QuerySet[Look]":
    """Every look at a person's file, the newest first. For that person's own eyes."""
    return Look.objects.filter(person=person).select_related("reader")
