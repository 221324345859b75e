"""One classification of a year at a time, whichever process runs it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from thidua.campaigns.models import Campaign
from thidua.ratings.errors import ClassificationError

_CLASSIFICATION = 7_301
"""The first half of the advisory lock's key; the second is the campaign's."""


@contextmanager
def classifying_alone(campaign: Campaign) -> Iterator[None]:
    """Hold the campaign's lock inside the block; it is released even if the process dies.

    Raises ClassificationError when another connection holds it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_CLASSIFICATION, campaign.pk])
        (held,) = cursor.fetchone() or (False,)
    if not held:
        raise ClassificationError.running(campaign.year)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_CLASSIFICATION, campaign.pk])
