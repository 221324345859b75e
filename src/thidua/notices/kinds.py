"""Kinds of notices: a room hands in those it tells, each with the words of the bell and of mail."""

from dataclasses import dataclass

from thidua.language import Text
from thidua.web.registry import Registry


@dataclass(frozen=True)
class Kind:
    """`id`: at most 40 signs, the room's name first ("registrations.returned"). `title`: what kind
    of thing it is, of nobody in particular: a letter says this and no more. `owed`: somebody waits
    for the reader's work (a task of the first page tells of it, at the same address); `returned`:
    work of the reader's came back. `mailed`: a reader who turned mail on gets this kind by mail
    unless they turn it off. `many`: the one line of several ("{number} đăng ký mới"); None: each
    notice is a line of its own.
    """

    id: str
    title: Text
    owed: bool = False
    mailed: bool = False
    returned: bool = False
    many: Text | None = None


KINDS: Registry[Kind] = Registry("kinds of notices")


def kind_of(kind_id: str) -> Kind:
    """Raises LookupError for a kind that no room handed in."""
    found = next((kind for kind in KINDS if kind.id == kind_id), None)
    if found is None:
        raise LookupError(f"no room hands in the kind of notice {kind_id!r} (notices.kinds.KINDS)")
    return found


REMINDED = Kind(
    "notices.reminded",
    Text("lời nhắc về việc còn chờ", "a reminder of work that waits"),
    owed=True,
    mailed=True,
)
"""One unit waits for another."""
