"""Opening somebody's file: written down for that person, with the role in which the reader may open it."""

from django.http import HttpRequest

from thidua.accounts.models import User
from thidua.accounts.viewing import scope_of_request
from thidua.ledger import access
from thidua.ledger.models import Dossier


def opened(request: HttpRequest, *, person: int | None, path: str, dossier: Dossier, year: int) -> bool:
    """Write down that the reader opens a part of a person's file; True when it is somebody else's.

    `path` is where in the tree the file lies: of the roles that cover it, the nearest is the one they look in. What
    belongs to no person, and one's own file, is nobody's business to log.
    """
    scope, reader = scope_of_request(request), getattr(request, "user", None)
    if person is None or person == scope.person_id or not isinstance(reader, User):
        return False
    covering = [grant for grant in scope.grants if path.startswith(grant.path)]
    grant = max(covering, key=lambda one: len(one.path), default=None)
    as_what = access.Reader(reader.pk, grant.role if grant else "", grant.organisation_name if grant else "")
    access.look_at(person=person, reader=as_what, dossier=dossier, year=year)
    return True
