"""Taking data of several people out of the house: allowed by role, asked again where everything
leaves, written down before it does.

Every view that answers a file of people goes through `hand_out`; what is too much for a page is
made by the worker (`access.preparing`)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from thidua.access.models import Export, Exported
from thidua.access.permissions import ACTS, EXPORT
from thidua.access.preparing import Order, prepare
from thidua.accounts.actors import Actor, Grant, Scope, scope_of
from thidua.accounts.models import User
from thidua.accounts.sessions import confirmed_lately
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.organisations.models import Organisation

NAMED = 1_000
"""A part of a list is kept with the people in it, up to so many; of more only which part of the
tree it was.
"""
_ROOT_DEPTH = 2


@dataclass(frozen=True)
class Leaving:
    """What is about to leave: of which people (`subjects`: the kind, "" all), under which paths of
    the tree, how many.

    `listed`: whom exactly, where it is a part of those under the paths; None: all of them, or too
    many to name. `narrowed`: the filter in words; `form`: xlsx, csv, pdf, docx, json, zip.
    `returned`: it goes back to who brought it. `paper`: a document that its page shows whole, for
    whoever sees that."""

    what: Exported
    form: str
    paths: tuple[str, ...]
    people: int
    year: int | None = None
    subjects: str = ""
    narrowed: str = ""
    listed: tuple[int, ...] | None = None
    returned: bool = False
    paper: bool = False

    @property
    def whole(self) -> bool:
        """Whether everything of the province leaves."""
        all_there = self.people > 0 and self.listed is None and not self.returned
        return all_there and any(path.count("/") <= _ROOT_DEPTH for path in self.paths)


def may_export(scope: Scope, paths: Iterable[str]) -> bool:
    """Whether somebody may take files of all these parts of the tree away."""
    wanted = tuple(paths)
    taking = [grant.path for grant in scope.grants if grant.role in ACTS[EXPORT]]
    return scope.everything or (
        bool(wanted) and all(path.startswith(tuple(taking)) for path in wanted)
    )


def _nearest(scope: Scope, path: str) -> Grant | None:
    """The nearest grant over a part, one that lets it be taken away before one that does not."""
    covering = [grant for grant in scope.grants if path.startswith(grant.path)]
    return max(
        covering, key=lambda grant: (grant.role in ACTS[EXPORT], len(grant.path)), default=None
    )


def check_export(scope: Scope, paths: Iterable[str]) -> None:
    """Raises PermissionDenied unless `may_export`."""
    if not may_export(scope, paths):
        raise PermissionDenied(
            _("Vai trò này chỉ xem trên trang, không lấy tệp của phần cây này về máy.")
        )


def part_asked(scope: Scope, code: str) -> tuple[str, ...]:
    """The paths of what is asked for: under the organisation with this code where the reader sees
    it, else all they see.
    """
    paths = Organisation.objects.filter(code=code).values_list("path", flat=True) if code else ()
    inside = tuple(path for path in paths if scope.covers(path))
    return inside or scope.paths


def people_of(entries: "QuerySet[Any]", person: str = "person") -> tuple[int, tuple[int, ...]]:
    """How many people the rows are about, and who the first of them are (one more than are ever
    named).
    """
    about = entries.order_by().exclude(**{person: None})
    found = tuple(about.values_list(f"{person}_id", flat=True)[: NAMED + 1])
    return len(found) if len(found) <= NAMED else about.count(), found


def some_of(people: tuple[int, ...]) -> tuple[int, ...] | None:
    """The people as `Leaving.listed`; None where they are too many to name."""
    return people if len(people) <= NAMED else None


def write_down(actor: Actor, leaving: Leaving) -> Export:
    """The row of the log, before anything leaves."""
    user = actor if isinstance(actor, User) else None
    grant = _nearest(scope_of(actor), leaving.paths[0]) if leaving.paths else None
    return Export.objects.create(
        exported_by=user,
        by=(user.named(grant.for_whom if grant else "") if user else str(actor))[:160],
        role=grant.role if grant else "",
        place=grant.organisation_name[:255] if grant else "",
        what=leaving.what,
        form=leaving.form,
        year=leaving.year,
        subjects=leaving.subjects,
        paths=list(leaving.paths),
        people=leaving.people,
        listed=None if leaving.listed is None else list(leaving.listed),
        narrowed=leaving.narrowed[:500],
    )


def hand_out(
    request: SignedIn,
    leaving: Leaving,
    make: Callable[[], HttpResponseBase],
    *,
    order: Order | None = None,
    at_once: int | None = None,
) -> HttpResponseBase:
    """The file that leaves, or with an `order` the page of the worker's, where it is about more
    people than are put into a file `at_once` (THIDUA_EXPORT_ROWS).

    Raises PermissionDenied; ReauthenticationRequired where everything leaves and the sign-in is
    old: it leads to the page that asks again, and back here."""
    scope = scope_of_request(request)
    if not leaving.paper:
        check_export(scope, leaving.paths)
    if leaving.whole and not confirmed_lately(request, scope):
        raise ReauthenticationRequired
    most = settings.EXPORT_ROWS_AT_ONCE if at_once is None else at_once
    if order is not None and leaving.people > most:
        return prepare(request.user, order, lambda: write_down(request.user, leaving))
    made = make()  # a file that cannot be made has not left
    write_down(request.user, leaving)
    return made
