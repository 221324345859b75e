"""Two addresses for monitors: whether the process lives, and whether it can do its work."""

import logging
from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

LOG = logging.getLogger("thidua.health")
SEEN_WITHIN = 60
"""Seconds; a worker leaves a sign of life every ten."""


@require_safe
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return JsonResponse({"status": "alive"})


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """200 when the database answers, has the newest shape, and a worker was seen; else 503.

    What is missing goes to the log: strangers learn only that something is.
    """
    missing = what_is_missing()
    if missing:
        LOG.warning("not ready", extra={"checks": missing})
        return JsonResponse({"status": "not ready"}, status=503)
    return JsonResponse({"status": "ready"})


def what_is_missing() -> list[str]:
    """Any of `database`, `migrations`, `worker`."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_regclass('django_migrations') IS NOT NULL")
            if not (cursor.fetchone() or (False,))[0]:
                return ["migrations"]
            cursor.execute("SELECT app, name FROM django_migrations")
            missing = [] if _expected() <= set(cursor.fetchall()) else ["migrations"]
            cursor.execute(
                "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - %s * "
                "interval '1 second'",
                [SEEN_WITHIN],
            )
            return missing if (cursor.fetchone() or (0,))[0] else [*missing, "worker"]
    except DatabaseError:
        return ["database"]


@cache
def _expected() -> frozenset[tuple[str, str]]:
    """Every migration of this installation: they do not change while the process lives, and
    reading them takes 7 ms, at a question asked every few seconds.
    """
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
