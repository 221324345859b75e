"""Pages drawn once for a reader, and given again while nothing they tell of has changed: see
docs/decisions/027.

A page is found by its address, its reader with everything they may do, the language and the day;
`ledger.changes` says whether it still holds. What differs from one look to the next is not kept:
the token that forms are sent with, and messages, which are shown once."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token

from thidua.accounts.actors import Scope
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.db.changes import EARLIER, EVERYTHING, TOLD, Memory, Parts
from thidua.language import current_language
from thidua.web.clock import today
from thidua.web.context import TOKEN_PLACE

P = ParamSpec("P")
ROOM = 64 * 2**20
"""Bytes of pages that a process keeps."""


@dataclass(frozen=True)
class Page:
    """A page without the token of its forms: the pieces between its places. `answer`: what came is
    no page to keep.
    """

    pieces: tuple[bytes, ...] = ()
    kind: str = ""
    answer: HttpResponseBase | None = None

    @property
    def weight(self) -> int:
        return sum(len(piece) for piece in self.pieces)

    def for_reader(self, request: SignedIn) -> HttpResponseBase:
        return self.answer or HttpResponse(
            _with_token(request, self.pieces), content_type=self.kind
        )


PAGES = Memory[Page](room=ROOM, weight=lambda page: page.weight)


def kept_page(
    view: Callable[Concatenate[SignedIn, P], HttpResponseBase],
) -> Callable[Concatenate[SignedIn, P], HttpResponseBase]:
    """Keep what a view answers. Beneath `signed_in`; the view only reads, and only what the
    reader's scope opens.
    """

    @wraps(view)
    def page(request: SignedIn, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        scope = scope_of_request(request)
        if request.htmx or not scope.grants or len(get_messages(request)):
            return view(request, *args, **kwargs)

        def draw() -> Page:
            with _token_in_its_place(request):
                answer = view(request, *args, **kwargs)
            return _page(request, answer)

        return PAGES.get(_name(request, scope), parts_under(scope.paths), draw).for_reader(request)

    page.is_kept = True  # type: ignore[attr-defined]
    return cast("Callable[Concatenate[SignedIn, P], HttpResponseBase]", page)


def _name(request: SignedIn, scope: Scope) -> tuple[object, ...]:
    return (
        request.get_full_path(),
        request.user.pk,
        str(request.user),
        scope,
        current_language(),
        today(),
    )


@contextmanager
def _token_in_its_place(request: SignedIn) -> Iterator[None]:
    """What is drawn inside the block carries `TOKEN_PLACE` for the token of its forms; an error's
    page does not.
    """
    request.token_in_its_place = True  # type: ignore[attr-defined]
    try:
        yield
    finally:
        request.token_in_its_place = False  # type: ignore[attr-defined]


def _page(request: SignedIn, answer: HttpResponseBase) -> Page:
    if not isinstance(answer, HttpResponse):
        return Page(answer=answer)
    pieces = tuple(answer.content.split(TOKEN_PLACE.encode()))
    if answer.status_code == 200 and set(answer.headers) == {"Content-Type"} and not answer.cookies:
        return Page(pieces, answer.headers["Content-Type"])
    answer.content = _with_token(request, pieces)
    return Page(answer=answer)


def _with_token(request: SignedIn, pieces: tuple[bytes, ...]) -> bytes:
    return pieces[0] if len(pieces) == 1 else get_token(request).encode().join(pieces)


def parts_under(paths: Iterable[str]) -> Parts:
    """The parts whose change shows below these paths of the tree: those of the upper-level bodies
    they lead through.

    None, any part, where a path holds the whole province.
    """
    bodies = bodies_under(paths)
    return None if bodies is None else (EVERYTHING, EARLIER, TOLD, *bodies)


def bodies_under(paths: Iterable[str]) -> tuple[int, ...] | None:
    """The upper-level bodies that these paths of the tree lead through; None where one holds the
    whole province.
    """
    steps = [path.strip("/").split("/") for path in paths]
    if any(len(one) < 2 for one in steps):
        return None
    return tuple(sorted({int(one[1]) for one in steps}))
