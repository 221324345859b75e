"""Opening somebody's file: written down for that person, with the role in which the reader may open
it.
"""

import datetime as dt
from collections.abc import Iterable

from django.http import HttpRequest
from django.utils import timezone

from thidua.access import looks as access
from thidua.access.models import Dossier
from thidua.accounts.models import User
from thidua.accounts.viewing import scope_of_request

IN_OTHER_HANDS = dt.timedelta(days=30)
"""How long after somebody tied an account to a file, or set its password, its looks at that file
are written down too; local."""


def in_other_hands(reader: User) -> bool:
    """Whether somebody else than its owner may know how to sign in with an account."""
    since = timezone.now() - IN_OTHER_HANDS
    return any(at is not None and at > since for at in (reader.tied_at, reader.password_reset_at))


def record_look(
    request: HttpRequest, *, person: int | None, path: str, dossier: Dossier, year: int
) -> bool:
    """Write down that the reader opens a part of a person's file; True when it is somebody else's.

    `path` is where in the tree the file lies: of the roles that cover it, the nearest is the one
    they look in. What belongs to no person, and one's own file, is nobody's business to log; but
    an account that was tied or given a password a while ago may not be in its owner's hands."""
    return person is not None and bool(
        record_looks(request, people=[person], path=path, dossier=dossier, year=year)
    )


def record_looks(
    request: HttpRequest, *, people: Iterable[int], path: str, dossier: Dossier, year: int
) -> list[int]:
    """The same for the files of several people that lie in one part of the tree: whose were
    somebody else's.
    """
    scope, reader = scope_of_request(request), getattr(request, "user", None)
    if not isinstance(reader, User):
        return []
    people = list(people)
    others = [person for person in people if person != scope.person_id]
    written = people if in_other_hands(reader) else others
    if not written:
        return []
    covering = [grant for grant in scope.grants if path.startswith(grant.path)]
    for_bodies = [grant for grant in scope.narrowed if path.startswith(grant.path)]
    grant = max(covering or for_bodies, key=lambda grant: len(grant.path), default=None)
    place = (grant.body_name or grant.organisation_name) if grant else ""
    as_what = access.Reader(reader.pk, grant.role if grant else "", place)
    access.look_at_each(people=written, reader=as_what, dossier=dossier, year=year)
    return others
