"""Where sealed contents are read: each room hands in its kinds, from `AppConfig.ready()`."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from thidua.language import Text
from thidua.web.registry import Registry


class Content(NamedTuple):
    """What was sealed, as canonical bytes, and its salt."""

    content: bytes
    salt: bytes


class Erased(NamedTuple):
    """The content went by a rule: which one, and on which day (None: not noted)."""

    rule: Text
    on: dt.date | None = None


def _no_more(key: str) -> Text | None:
    return None


def _nothing_changed(keys: Sequence[str]) -> Mapping[str, Text]:
    return {}


def _no_name(key: str) -> str:
    return ""


def _nothing_before() -> Text | None:
    return None


@dataclass(frozen=True)
class SealedKind:
    """One kind of sealed things. `kind` is stored and stays for ever.

    `read`: content and salt, or what erased it, by key; what is not there is left out. `why`: of a
    content that was changed, what more can be said (whose part of it); None: nothing. `changed`: of
    these keys those of which live rows say something else now, in a sentence. `before`: what was
    finished before there were seals, in a sentence; None: nothing. `named`: what people call the
    thing beside its key; "": nothing that may be said.
    """

    kind: str
    title: Text
    read: Callable[[Sequence[str]], Mapping[str, Content | Erased]]
    why: Callable[[str], Text | None] = _no_more
    changed: Callable[[Sequence[str]], Mapping[str, Text]] = _nothing_changed
    before: Callable[[], Text | None] = _nothing_before
    named: Callable[[str], str] = _no_name


SOURCES: Registry[SealedKind] = Registry("kinds of sealed things")
