"""Which unit keeps the sheet of a subject: a member's own cell; for everybody else the committee
directly above (docs/decisions/014). The one home of this rule: in Python, in a query, in SQL,
over a frame.
"""

from collections.abc import Collection, Iterable

import polars as pl
from django.db.models import Q

from thidua.organisations.models import Organisation
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType

KEEPER_PATH = (
    f"CASE WHEN e.subject_type = '{SubjectType.MEMBER.value}' THEN o.path "
    "ELSE coalesce(u.path, '') END"
)
"""The path of who keeps the sheet, in SQL: of the entry `e`, its organisation `o`, its parent `u`.
It is empty where nobody does."""


def keepers(entries: Iterable[RosterEntry]) -> dict[int, Organisation]:
    """The unit that keeps each entry's sheet, by the key of the entry; the province's own, which
    have no committee above, are left out.

    Reads `organisation` and `parent`: who asks for many selects them as well."""
    found = {}
    for entry in entries:
        own = entry.subject_type == SubjectType.MEMBER
        unit = entry.organisation if own else entry.parent
        if unit is not None:
            found[entry.pk] = unit
    return found


def kept_by(units: Collection[int]) -> Q:
    """Of a roster entry in a query: one of these organisations (keys) keeps its sheet."""
    member = Q(subject_type=SubjectType.MEMBER)
    return (member & Q(organisation__in=units)) | (~member & Q(parent__in=units))


def keeper_key() -> pl.Expr:
    """The key of the unit that keeps a sheet, over a frame of subjects; null where nobody does."""
    own = pl.col("subject_type") == SubjectType.MEMBER.value
    return pl.when(own).then("organisation_id").otherwise("parent_id")
