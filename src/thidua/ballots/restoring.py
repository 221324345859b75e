"""After a backup was restored: whatever was under way then has lost its urn, and is void."""

from django.db import connection, transaction
from psycopg.sql import SQL, Identifier

from thidua.accounts.actors import Operator
from thidua.ballots.models import LEFT_OUT_OF_BACKUPS
from thidua.history.tracking import recording

RESTORED = Operator("Khôi phục từ bản sao lưu")
"""Who cancels such a ballot, as the history names it."""
REASON = (
    "Máy chủ được khôi phục từ bản sao lưu khi cuộc bỏ phiếu chưa kiểm xong: hòm phiếu không có "
    "trong bản sao lưu, phải bỏ lại."
)


def cancel_restored() -> int:
    """Cancel the ballots that were open or closed; how many there were.

    By hand, for what came back may be older than our models, and may know no ballots at all."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('public.ballots_ballot') IS NULL")
        if cursor.fetchone() == (True,):
            return 0
        with recording(act="ballots.cancel", actor=RESTORED):
            cursor.execute(
                "UPDATE ballots_ballot SET state = 'cancelled', cancelled_because = %s "
                "WHERE state IN ('open', 'closed')",
                [REASON],
            )
            found = int(cursor.rowcount)
        for table in LEFT_OUT_OF_BACKUPS:  # a dump that another program made may have them
            cursor.execute(SQL("DELETE FROM {}").format(Identifier(table)))
    return found
