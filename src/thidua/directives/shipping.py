"""Documents that come with the product: entries with links, there from the start."""

from pathlib import Path
from typing import Any

import yaml
from django.db import connection, transaction

from thidua.accounts.actors import Operator
from thidua.directives.models import Directive, DirectiveLink
from thidua.history.tracking import recording

ENTRIES = Path(__file__).with_name("shipped.yaml")


def shipped_entries() -> list[dict[str, Any]]:
    """The entries as the file has them."""
    read: list[dict[str, Any]] = yaml.safe_load(ENTRIES.read_text("utf-8"))
    return read


@transaction.atomic
def bring_shipped() -> int:
    """Write the entries that are not there yet; what an office changed or withdrew stays as it is.
    How many came.
    """
    there = set(Directive.objects.exclude(shipped="").values_list("shipped", flat=True))
    new = [entry for entry in shipped_entries() if entry["id"] not in there]
    if not new:
        return 0
    with recording(act="directives.ship", actor=Operator()):
        for entry in new:
            steps = entry.pop("steps")
            directive = Directive.objects.create(shipped=entry.pop("id"), **entry)
            DirectiveLink.objects.bulk_create(
                DirectiveLink(directive=directive, kind="step", target=step) for step in steps
            )
    return len(new)


def after_migrating(**_about: object) -> None:
    """What Django signals after migrating; the room's table may have been migrated away."""
    if Directive._meta.db_table in connection.introspection.table_names():
        bring_shipped()
