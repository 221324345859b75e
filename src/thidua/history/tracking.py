"""History by database triggers: bulk writes and COPY are recorded like any other change.

`@tracked` keeps, for each insert, update and delete, the row as it was after (deletes: before),
when, and in which act (`recording`). History tables refuse updates and deletes."""

import datetime as dt
import json
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar, cast

import pghistory
from django.apps import apps
from django.db import connection, models, transaction

Model = TypeVar("Model", bound=type[models.Model])
NO_NAME = ("", "")


def tracked(*, without: Sequence[str] = ()) -> Callable[[Model], Model]:
    """Class decorator: record every change of this model's rows, but for fields that nobody may
    read again.
    """
    decorate: Callable[[Model], Model] = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=list(without) or None,
    )
    return decorate


def untracked(*, because: str) -> Callable[[Model], Model]:
    """Class decorator: the history keeps nothing of this table, and why.

    Every table of ours is tracked or says this; a test asks the models and the database. Of what
    must lead to nobody (a vote), neither rows nor acts are recorded.
    """

    def mark(model: Model) -> Model:
        _UNTRACKED[model] = because
        return model

    return mark


_UNTRACKED: dict[type[models.Model], str] = {}


def untracked_models() -> dict[type[models.Model], str]:
    """The models that the history keeps nothing of, each with the reason."""
    return dict(_UNTRACKED)


def named_actor(actor: object) -> str:
    """How the history names somebody: an actor who acts in another's place says so with
    `as_actor`.
    """
    return str(getattr(actor, "as_actor", actor))


@contextmanager
def recording(*, act: str, actor: object, **details: object) -> Iterator[str]:
    """Name the business act, and who did it, for every change made inside the block; all of it is
    one transaction.

    An act inside another is named for itself and says of which it is a part (`whole`: the id of the
    outermost one); after the block the outer one goes on. An actor who acts in a role says so
    (`acting_as`). The name is set in the database, where COPY and plain SQL find it too. Gives the
    act's id."""
    with naming(act=act, actor=actor) as name:
        yield name(**details)


@contextmanager
def naming(*, act: str, actor: object) -> Iterator[Callable[..., str]]:
    """The same for an act that knows its details only once it has looked: gives a function that
    names it with these, to be called before anything is written, and returns the act's id.
    """
    inside = connection.in_atomic_block
    with transaction.atomic():
        outer = _named() if inside else NO_NAME

        def name(**details: object) -> str:
            context = _context(outer, act, actor, **details)
            _name(*context)
            return context[0]

        yield name
        # a failure takes the name back with everything else, and so does the end of the transaction
        if inside:
            _name(*outer)


def _context(
    outer: tuple[str, str], act: str, actor: object, /, **details: object
) -> tuple[str, str]:
    """The id and the metadata of an act."""
    metadata = {
        "act": act,
        "actor": named_actor(actor),
        **{key: str(value) for key, value in details.items()},
    }
    metadata |= getattr(actor, "acting_as", None) or {}
    if outer[1]:
        around = json.loads(outer[1])
        metadata |= {"part_of": around["act"], "whole": around.get("whole", outer[0])}
    return str(uuid.uuid4()), json.dumps(metadata)


def history_of(row: models.Model, *, newest: int) -> list[tuple[dt.datetime, dict[str, str]]]:
    """The acts that changed one row of a tracked model, the newest first: when, and what was said
    of each act.
    """
    events = apps.get_model(row._meta.app_label, f"{row._meta.object_name}Event").objects
    found = events.filter(pgh_obj=row.pk, pgh_context__isnull=False).order_by(
        "-pgh_created_at", "-pgh_id"
    )
    rows = found.values_list("pgh_context_id", "pgh_created_at", "pgh_context__metadata")[:newest]
    return list(
        {act_id: (at, metadata) for act_id, at, metadata in rows if "act" in metadata}.values()
    )


def parts_of(act_id: str) -> list[str]:
    """The ids of an act and of every act inside it: what the history keeps of it lies under
    these.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id::text FROM pghistory_context WHERE metadata ->> 'whole' = %s", [act_id]
        )
        return [act_id, *(found for (found,) in cursor.fetchall())]


def _named() -> tuple[str, str]:
    """The context that changes are recorded under now: its id and its metadata, both empty outside
    every act.
    """
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
            "SELECT set_config('pghistory.context_id', %s, true),"
            " set_config('pghistory.context_metadata', %s, true)",
            [context_id, metadata],
        )
