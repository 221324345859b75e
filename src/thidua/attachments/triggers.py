"""What the tables of owners carry, so that no file is left behind without one; and the check that
they do.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pgtrigger
from django.core.checks import CheckMessage, Error

from thidua.attachments.kinds import OWNER_KINDS, OwnerKind

NAME = "files_go_first"
_REFUSE = """
    IF EXISTS (SELECT 1 FROM attachments_attachment
               WHERE kind = '{kind}' AND owner_id = OLD.id AND removed_at IS NULL) THEN
        RAISE foreign_key_violation USING
            MESSAGE = '{kind} ' || OLD.id || ' still has files',
            CONSTRAINT = 'files_go_first', TABLE = 'attachments_attachment';
    END IF;
    RETURN OLD;
"""


class FilesGoFirst(pgtrigger.Trigger):
    """In `Meta.triggers` of an owner's model: a row that still has files cannot be deleted."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            name=NAME,
            when=pgtrigger.Before,
            operation=pgtrigger.Delete,
            func=_REFUSE.replace("{kind}", kind),
        )


def owners_keep_their_files(app_configs: Any, **options: Any) -> Sequence[CheckMessage]:
    """A check of Django's: every owner kind has an id of its own, and its model the trigger."""
    ids = Counter(kind.id for kind in OWNER_KINDS)
    twice = [
        Error(f"Two owner kinds are called {kind_id}.", id="attachments.E002")
        for kind_id, number in ids.items()
        if number > 1
    ]
    return [*twice, *(_unprotected(kind) for kind in OWNER_KINDS if not _is_protected(kind))]


def _is_protected(kind: OwnerKind[Any]) -> bool:
    return any(trigger.name == NAME for trigger in getattr(kind.model._meta, "triggers", ()))


def _unprotected(kind: OwnerKind[Any]) -> CheckMessage:
    return Error(
        f"{kind.model._meta.label} owns files ({kind.id}), but FilesGoFirst is no trigger of it.",
        hint=f"class Meta: triggers = [FilesGoFirst({kind.id!r})]",
        id="attachments.E001",
    )
