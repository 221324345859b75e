"""Telling a database that went away from one that refuses."""

import django.db
import psycopg

_GONE = ("08", "57P")
"""Classes of SQLSTATE: the connection failed; the server is shutting down, crashed or starting."""


def connection_lost(error: BaseException) -> bool:
    """Whether the connection is gone, so that nothing is known of the transaction but that it will
    not go on.
    """
    if isinstance(error, django.db.Error) and error.__cause__ is not None:
        return connection_lost(error.__cause__)
    if not isinstance(
        error, psycopg.OperationalError | psycopg.InterfaceError | django.db.InterfaceError
    ):
        return False
    sqlstate = getattr(error, "sqlstate", None)
    return sqlstate is None or sqlstate.startswith(_GONE)
