"""History by database triggers: bulk writes and COPY are recorded like any other change.

`@tracked` keeps, for each insert, update and delete, the row as it was after (deletes: before), when, and in
which act (`recording`). History tables refuse updates and deletes.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import pghistory
from django.db import models

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
    """Name the business act, and who did it, for every change made inside the block."""
    with pghistory.context(act=act, actor=str(actor), **{key: str(value) for key, value in details.items()}):
        yield
