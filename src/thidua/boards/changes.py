"""Whether anything on a board changed since an officer last looked, and which rows did.

The version is worked out from what the rows show, not from the time of a change: whatever order
changes are committed in, two boards of one version look the same."""

import hashlib
from collections.abc import Iterable

from django.db import connection
from django.utils.translation import gettext as _

from thidua.boards.definition import Board
from thidua.boards.events import proposal_events
from thidua.boards.reading import VERSION
from thidua.boards.rows import Row


def version_of(board: Board) -> str:
    """The version of a whole board: one question, one line of an answer."""
    inside, params = board.entries
    with connection.cursor() as cursor:
        cursor.execute(VERSION.format(inside=inside), params)
        (version,) = cursor.fetchone() or ("",)
    return str(version)


def row_version(row: Row) -> str:
    """A short name for what one row says."""
    return hashlib.blake2s(repr(row).encode(), digest_size=6).hexdigest()


def who_changed(entries: Iterable[int]) -> dict[int, str]:
    """“vừa đổi bởi …” for each of these subjects whose proposal somebody changed."""
    events = proposal_events().filter(roster_entry_id__in=list(entries), pgh_context__isnull=False)
    newest = (
        events.order_by("roster_entry_id", "-pgh_id")
        .distinct("roster_entry_id")
        .select_related("pgh_context")
    )
    names = {event.roster_entry_id: event.pgh_context.metadata.get("actor", "") for event in newest}
    return {
        entry: _("vừa đổi bởi {name}").format(name=name) for entry, name in names.items() if name
    }
