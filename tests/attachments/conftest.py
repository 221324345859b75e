"""Two organisations that own files, officers of either, and a folder of bytes for each test.

The owner kind of these tests: whoever's scope covers an organisation sees its files, whoever holds
a role of the grassroots there changes them.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.http import HttpRequest

from tests.attachments.samples import sent
from tests.builder import officer, organisation
from thidua.accounts.actors import Actor, scope_of
from thidua.accounts.models import Role, User
from thidua.accounts.permissions import ACTS, Authority, authorise
from thidua.attachments.actions import attach
from thidua.attachments.kinds import OWNER_KINDS, OwnerKind
from thidua.attachments.models import Attachment
from thidua.organisations.actions import refresh_paths
from thidua.organisations.models import Organisation

Attach = Callable[..., list[Attachment]]
LOOKS: list[tuple[str, str]] = []
"""Who looked at whose files, as the kind's hook was told."""


HandIn = Callable[[OwnerKind[Organisation]], OwnerKind[Organisation]]


def _covers(actor: Actor, owner: Organisation) -> bool:
    return scope_of(actor).covers(owner.path)


def _may_write(actor: Actor, owner: Organisation) -> Authority:
    return authorise(actor, "notes.write", path=owner.path)


def _note(request: HttpRequest, owner: Organisation) -> None:
    LOOKS.append((str(request.user), owner.code))


@pytest.fixture
def hand_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[HandIn]:
    """Hand in a kind that is known until the test ends."""
    monkeypatch.setitem(ACTS, "notes.write", frozenset({Role.GRASSROOTS}))
    before = list(OWNER_KINDS)
    yield OWNER_KINDS.add
    for added in [known for known in OWNER_KINDS if known not in before]:
        OWNER_KINDS.remove(added)


@pytest.fixture
def kind(hand_in: HandIn) -> OwnerKind[Organisation]:
    LOOKS.clear()
    note = OwnerKind(
        "notes.note", Organisation, may_see=_covers, authorise=_may_write, record_look=_note
    )
    return hand_in(note)


@pytest.fixture
def folder(tmp_path: Path, settings: LazySettings) -> Path:
    """Where the bytes of this test lie."""
    place = tmp_path / "attachments"
    settings.STORAGES = settings.STORAGES | {
        "attachments": {
            "BACKEND": "thidua.attachments.folder.Folder",
            "OPTIONS": {"location": place},
        }
    }
    return place


def build() -> dict[str, Organisation]:
    """A province with two grassroots organisations, and an officer of each."""
    upper = organisation(
        "U", "upper_level", parent=organisation("P", "province"), sector="district"
    )
    for code in ("G1", "G2"):
        organisation(code, "grassroots", parent=upper, body="cell", sector="agency")
    refresh_paths()
    found = {one.code: one for one in Organisation.objects.all()}
    officer("an", Role.GRASSROOTS, found["G1"])
    officer("binh", Role.GRASSROOTS, found["G2"])
    officer("chi", Role.INSPECTOR, found["P"])
    return found


@pytest.fixture
def places(db: None) -> dict[str, Organisation]:
    return build()


@pytest.fixture
def who(places: dict[str, Organisation]) -> Callable[[str], User]:
    return lambda name: User.objects.get(username=name)


@pytest.fixture
def attach_to(
    kind: OwnerKind[Organisation], folder: Path, places: dict[str, Organisation]
) -> Attach:
    """Send files (name, bytes) to an organisation, as its officer or as somebody else."""

    def run(
        code: str, *files: tuple[str, bytes], actor: User | None = None, **how: Any
    ) -> list[Attachment]:
        officer_there = {"G1": "an", "G2": "binh"}[code]
        return attach(
            kind=how.get("kind", kind),
            owner=places[code],
            files=[sent(name, content) for name, content in files],
            actor=actor or User.objects.get(username=officer_there),
        )

    return run


@pytest.fixture
def stored(folder: Path) -> Callable[[], set[str]]:
    """The names of all files that lie on the disk, whole or not."""
    return lambda: {path.name for path in folder.rglob("*") if path.is_file()}
