"""What people do with remembered ways of reading: keep one, change it (a new version), retire it.

The newest version of a shape is the one that tables are read by; one that is retired is not."""

import json

from django.db import IntegrityError, transaction
from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.exchange.mapping_checks import check_mapping
from thidua.exchange.models import TableShape
from thidua.exchange.permissions import authorise_import
from thidua.exchange.shape_errors import TableShapeRefusedError
from thidua.history.tracking import recording
from thidua.matching.mapping import TableMapping
from thidua.organisations.models import Organisation

LONGEST_NAME = 120
MOST_BYTES = 200_000
"""Of a mapping, as a file and as it is stored."""


@transaction.atomic
def keep_table_shape(
    *, unit: Organisation | None, shape: str, name: str, mapping: TableMapping, actor: Actor
) -> TableShape:
    """Remember how tables of this shape are read for a unit (None: for the province); exactly the
    newest version again is no new one.

    Raises TableShapeRefusedError, PermissionDenied."""
    authority = authorise_import(actor, unit)
    name = _checked(name, mapping)
    newest = _newest(unit, shape)
    if newest is not None and newest.retired_at is None and _same(newest, name, mapping):
        return newest
    with recording(act="exchange.keep_table_shape", actor=authority, name=name):
        return _next_version(newest, unit=unit, shape=shape, name=name, mapping=mapping, by=actor)


@transaction.atomic
def change_table_shape(
    *, table_shape: TableShape, name: str, mapping: TableMapping, actor: Actor
) -> TableShape:
    """A new version of what is remembered, also of one that is retired, which is then used again.

    Raises TableShapeRefusedError (not the newest, another shape, names nothing of ours),
    PermissionDenied."""
    authority = authorise_import(actor, table_shape.unit)
    name = _checked(name, mapping)
    newest = _newest(table_shape.unit, table_shape.shape)
    if newest is None or newest.version != table_shape.version:
        raise TableShapeRefusedError.newer(newest.version if newest else 0)
    if newest.retired_at is None and _same(newest, name, mapping):
        return newest
    with recording(act="exchange.change_table_shape", actor=authority, name=name):
        return _next_version(
            newest, unit=newest.unit, shape=newest.shape, name=name, mapping=mapping, by=actor
        )


@transaction.atomic
def retire_table_shape(*, table_shape: TableShape, actor: Actor) -> TableShape:
    """Read no more tables by it; its versions stay. Raises TableShapeRefusedError,
    PermissionDenied.
    """
    authority = authorise_import(actor, table_shape.unit)
    newest = _newest(table_shape.unit, table_shape.shape)
    if newest is None or newest.version != table_shape.version:
        raise TableShapeRefusedError.newer(newest.version if newest else 0)
    if newest.retired_at is not None:
        raise TableShapeRefusedError.retired()
    with recording(act="exchange.retire_table_shape", actor=authority, name=newest.name):
        newest.retired_at = timezone.now()
        newest.save(update_fields=["retired_at"])
    return newest


def _newest(unit: Organisation | None, shape: str) -> TableShape | None:
    """The newest version, locked."""
    versions = TableShape.objects.select_for_update(no_key=True, of=("self",))
    return versions.filter(unit=unit, shape=shape).order_by("-version").first()


def _next_version(  # noqa: PLR0913 - the columns of one row
    newest: TableShape | None,
    *,
    unit: Organisation | None,
    shape: str,
    name: str,
    mapping: TableMapping,
    by: Actor,
) -> TableShape:
    version = newest.version + 1 if newest else 1
    try:
        with transaction.atomic():
            return TableShape.objects.create(
                unit=unit,
                shape=shape,
                version=version,
                name=name,
                sheet=mapping.sheet,
                mapping=mapping.model_dump(mode="json"),
                made_by_name=str(by),
            )
    except IntegrityError as error:  # somebody else made the first version just now
        raise TableShapeRefusedError.newer(version) from error


def _same(stored: TableShape, name: str, mapping: TableMapping) -> bool:
    return stored.name == name and TableMapping.model_validate(stored.mapping) == mapping


def _checked(name: str, mapping: TableMapping) -> str:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise TableShapeRefusedError.no_name(LONGEST_NAME)
    if len(json.dumps(mapping.model_dump(mode="json"))) > MOST_BYTES:
        raise TableShapeRefusedError.too_big(MOST_BYTES)
    check_mapping(mapping)
    return name
