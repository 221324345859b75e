"""History by database triggers: bulk writes and COPY are recorded like any other change.

`@tracked` keeps, for each insert, update and delete, the row as it was after (deletes: before), when, and in
which act (`recording`). History tables refuse updates and deletes.
"""

import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar, cast

import pghistory
from django.db import connection, models, transaction

Model = TypeVar("Model", bound=type[models.Model])


def tracked() -> Callable[[Model], Model]:
    """Class decorator: record every change of this model's rows."""
    decorate: Callable[[Model], Model] = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
    )
    return decorate


@contextmanager
def recording(*, act: str, actor: object, **details: object) -> Iterator[None]:
    """Name the business act, and who did it, for every change made inside the block; all of it is one transaction.

    An act inside another is named for itself and says of which it is a part; after the block the outer one goes on.
    The name is set in the database, where COPY and plain SQL find it too.
    """
    with transaction.atomic():
        outer = _named()
        within = {"part_of": json.loads(outer[1])["act"]} if outer[1] else {}
        said = {"act": act, "actor": str(actor), **{key: str(value) for key, value in details.items()}, **within}
        _name(str(uuid.uuid4()), json.dumps(said))
        yield
        _name(*outer)  # a failure takes the name back with everything else


def _named() -> tuple[str, str]:
    """The context that changes are recorded under now: its id and its metadata, both empty outside every act."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting('pghistory.context_id', true), ''),"
            " coalesce(current_setting('pghistory.context_metadata', true), '')"
        )
        return cast("tuple[str, str]", cursor.fetchone())


def _name(context_id: str, metadata: str) -> None:
    """Record what follows in this transaction under a context."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pghistory.context_id', %s, true), set_config('pghistory.context_metadata', %s, true)",
            [context_id, metadata],
        )
