"""Owner kinds: what files can belong to, and who may see and change them there.

A room above hands its kind in from `AppConfig.ready()` (`OWNER_KINDS.add`) and gives its model the
trigger `FilesGoFirst`. Files of a kind that nobody handed in are seen by nobody.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import models
from django.http import HttpRequest

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import Authority
from thidua.attachments.media_types import EVERY_TYPE, MediaType
from thidua.organisations.models import Organisation
from thidua.web.registry import Registry

Owner = TypeVar("Owner", bound=models.Model)
KIND_ID = r"^[a-z_]+\.[a-z_]+$"


def _no_log(request: HttpRequest, owner: models.Model) -> None:
    """Files about nobody in particular: a look at them is nobody's business."""


class Account(NamedTuple):
    """Whose allowance files take from: a unit, for one year (`allowance`)."""

    unit: Organisation
    year: int


def _no_note(request: HttpRequest, owner: models.Model, file: int) -> None:
    """Files of which nobody has to say that they were opened."""


def _of_nobody(owner: models.Model) -> Account | None:
    """Files that count for no unit."""
    return None


@dataclass(frozen=True)
class OwnerKind(Generic[Owner]):
    """One kind of owner: a table of a room above, and that room's word on its files.

    `id` is `room.noun` and stays for ever: it is stored. `authorise` raises PermissionDenied for
    whoever may not add files to an owner, nor remove them. `record_look` writes the access log
    where a file is about a person. `note_opened` is told of each file (its key) that was opened,
    where that matters: previews are not. `accepts`, `most_files`: narrower than what the
    installation takes; None: the installation's limit. `account_of` says whose allowance its files
    take from; None: nobody's. Raises ValueError for an id of another form.

    A page that lists previews of files about a person writes the access log itself: a preview is no
    look of its own.
    """

    id: str
    model: type[Owner]
    may_see: Callable[[Actor, Owner], bool]
    authorise: Callable[[Actor, Owner], Authority]
    record_look: Callable[[HttpRequest, Owner], None] = _no_log
    note_opened: Callable[[HttpRequest, Owner, int], None] = _no_note
    accepts: frozenset[MediaType] = EVERY_TYPE
    most_files: int | None = None
    account_of: Callable[[Owner], Account | None] = _of_nobody

    def __post_init__(self) -> None:
        if not re.match(KIND_ID, self.id):
            raise ValueError(f"an owner kind is called room.noun, not {self.id!r}")

    def owner(self, pk: int) -> Owner | None:
        """The row that files of this kind belong to, if it is there."""
        return self.model._default_manager.filter(pk=pk).first()


OWNER_KINDS: Registry[OwnerKind[Any]] = Registry("owner kinds")

ALSO_SHOWN: Registry[Callable[[Actor, Any], bool]] = Registry("files shown to others as well")
"""Whether somebody who may not see the owner was shown this one attachment: a room above says so,
where the owner's own people chose it.
"""


def kind_of(kind_id: str) -> OwnerKind[Any] | None:
    """The kind with this id, if a room handed it in."""
    return next((kind for kind in OWNER_KINDS if kind.id == kind_id), None)
