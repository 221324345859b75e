"""Opening somebody's file: written down for that person, with the role in which the reader may open
it.
"""

from collections.abc import Iterable

from django.http import HttpRequest

from thidua.access import looks as access
from thidua.access.models import Dossier
from thidua.accounts.models import User
from thidua.accounts.viewing import scope_of_request


def record_look(
    request: HttpRequest, *, person: int | None, path: str, dossier: Dossier, year: int
) -> bool:
    """Write down that the reader opens a part of a person's file; True when it is somebody else's.

    `path` is where in the tree the file lies: of the roles that cover it, the nearest is the one
    they look in. What belongs to no person, and one's own file, is nobody's business to log."""
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
    others = [person for person in people if person != scope.person_id]
    if not others or not isinstance(reader, User):
        return []
    covering = [grant for grant in scope.grants if path.startswith(grant.path)]
    grant = max(covering, key=lambda grant: len(grant.path), default=None)
    as_what = access.Reader(
        reader.pk, grant.role if grant else "", grant.organisation_name if grant else ""
    )
    access.look_at_each(people=others, reader=as_what, dossier=dossier, year=year)
    return others
