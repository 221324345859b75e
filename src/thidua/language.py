"""Two languages, Vietnamese first: texts that carry both, and the choice between them.

Django pages use Django's own translation machinery; this module serves what lives without Django
(the rulebook, the workbooks, the command line) and everything they hand to a page. `speaking` sets
both, so the two never disagree.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from contextvars import ContextVar
from decimal import Decimal
from typing import Literal, NamedTuple

Language = Literal["vi", "en"]

_current: ContextVar[Language | None] = ContextVar("thidua_language", default=None)
Follower = Callable[[Language], AbstractContextManager[None]]
_followers: list[Follower] = []


class Text(NamedTuple):
    """One sentence or label in both languages. `str(text)` is the one in use now."""

    vi: str
    en: str

    def __str__(self) -> str:
        return self.in_(current_language())

    def in_(self, language: Language) -> str:
        return self.en if language == "en" else self.vi

    def capitalised(self) -> "Text":
        """Each language with a capital letter first, as a heading or the name of a column."""
        return Text(*(text[:1].upper() + text[1:] for text in self))

    def as_sentence(self) -> "Text":
        """Each language as a sentence of its own."""
        return Text(as_sentence(self.vi), as_sentence(self.en))

    def format(self, **values: object) -> "Text":
        """Fill both languages; a value that is itself a Text is filled in its own language, a
        Decimal with the decimal mark of each.
        """
        return Text(
            vi=self.vi.format(**{key: _in(value, "vi") for key, value in values.items()}),
            en=self.en.format(**{key: _in(value, "en") for key, value in values.items()}),
        )


def _in(value: object, language: Language) -> object:
    if isinstance(value, Decimal):
        plain = f"{value:f}"
        return plain.replace(".", ",") if language == "vi" else plain
    return value.in_(language) if isinstance(value, Text) else value


def current_language() -> Language:
    """The language of this context; without one, THIDUA_LANG; without that, Vietnamese."""
    chosen = _current.get()
    if chosen is not None:
        return chosen
    return "en" if os.environ.get("THIDUA_LANG", "").lower().startswith("en") else "vi"


_FILE_FIRST = re.compile(r"\S+\.\w+[:\s]|[^:]*[^:\s]\.\w{1,5}:")


def as_sentence(said: object) -> str:
    """A message as a sentence of its own: a capital letter first, but for the name of a file, which
    is as its owner wrote it; a full stop last; nothing stays nothing.
    """
    text = str(said).strip()
    first = text[:1] if _FILE_FIRST.match(text) else text[:1].upper()
    return f"{first}{text[1:].rstrip('.')}." if text else ""


def say(vi: str, en: str) -> str:
    """The one of two sentences that the reader understands."""
    return str(Text(vi, en))


def follow(follower: Follower) -> None:
    """Let another translation machinery change its language with this one: `web` gives Django's."""
    if follower not in _followers:
        _followers.append(follower)


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Use one language inside a block (a request, a job, a test), here and in Django."""
    token = _current.set(language)
    try:
        with ExitStack() as stack:
            for follower in _followers:
                stack.enter_context(follower(language))
            yield
    finally:
        _current.reset(token)
