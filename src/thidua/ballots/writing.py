"""What the count writes: votes in the order of their key, receipts by their letters, each kind in
one statement; and the urn emptied.
"""

import secrets
from collections.abc import Collection

from django.db import connection

from thidua.ballots.models import Ballot, PaperEntry
from thidua.ballots.slips import Slips

SLIP_BYTES = 8


def write_votes(ballot: Ballot, slips: Slips, *, shown: Collection[int]) -> None:
    """A row for each slip of the candidates of which counts are shown, under a fresh random name;
    sorted by it, so that where a row lies tells nothing.
    """
    rows = [
        (no, slip, mark)
        for no in sorted(shown)
        for slip, mark in sorted(_named(slips.marks[no]).items())
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ballots_vote (ballot_id, candidate, slip, choice) "
            "SELECT %s, * FROM unnest(%s::smallint[], %s::bytea[], %s::text[])",
            [ballot.pk, *([list(column) for column in zip(*rows, strict=True)] or [[], [], []])],
        )


def write_receipts(ballot: Ballot, slips: Slips) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ballots_receipt (ballot_id, code) SELECT %s, unnest(%s::text[])",
            [ballot.pk, slips.receipts],
        )


def empty_urn(ballot: Ballot) -> None:
    """Delete envelopes, boxes, holders' keys and what was read off paper; who has voted stays."""
    ballot.urn.all().delete()
    ballot.boxes.all().delete()
    ballot.keys.all().delete()
    PaperEntry.objects.filter(ballot=ballot).delete()


def _named(marks: list[str]) -> dict[bytes, str]:
    """Each mark under a name of its own."""
    named: dict[bytes, str] = {}
    for mark in marks:
        slip = secrets.token_bytes(SLIP_BYTES)
        while slip in named:
            slip = secrets.token_bytes(SLIP_BYTES)
        named[slip] = mark
    return named
