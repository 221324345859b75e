"""Whether anything on a board changed since an officer last looked, and which rows did.

The version is worked out from what the rows show, not from the time of a change: whatever order changes are committed
in, two boards of one version look the same.
"""

import hashlib
from collections.abc import Iterable

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import CharField, F, Func, TextField, Value
from django.db.models.functions import MD5, Cast

from thidua.language import say
from thidua.reviews.board.events import proposal_events
from thidua.reviews.board.places import Place
from thidua.reviews.board.rows import VALUES, Row, entries_on


def version_of(place: Place) -> str:
    """The version of a whole board: one question, one line of an answer."""
    said = [Func(Cast(value, TextField()), Value("·"), function="coalesce") for value in VALUES.values()]
    line = Func(Cast(F("pk"), TextField()), *said, function="concat_ws", template="%(function)s('|', %(expressions)s)",
                output_field=TextField())  # fmt: skip
    lines = entries_on(place).order_by().annotate(line=line)
    found = lines.aggregate(
        version=MD5(StringAgg("line", Value(","), order_by="pk", default=Value("")), output_field=CharField())
    )
    return str(found["version"])


def row_version(row: Row) -> str:
    """A short name for what one row says."""
    return hashlib.blake2s(repr(row).encode(), digest_size=6).hexdigest()


def who_changed(entries: Iterable[int]) -> dict[int, str]:
    """“vừa đổi bởi …” for each of these subjects whose proposal somebody changed."""
    events = proposal_events().filter(roster_entry_id__in=list(entries), pgh_context__isnull=False)
    newest = events.order_by("roster_entry_id", "-pgh_id").distinct("roster_entry_id").select_related("pgh_context")
    names = {event.roster_entry_id: event.pgh_context.metadata.get("actor", "") for event in newest}
    return {entry: say(f"vừa đổi bởi {name}", f"just changed by {name}") for entry, name in names.items() if name}
