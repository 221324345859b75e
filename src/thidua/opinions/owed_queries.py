"""Who reads what is owed: whoever reads a unit's opinions."""

from thidua.accounts.actors import Scope
from thidua.accounts.permissions import ACTS
from thidua.opinions.permissions import VIEW
from thidua.organisations.models import Organisation
from thidua.organisations.queries import within


def unit_owed(scope: Scope, code: str) -> Organisation | None:
    """An organisation by its code, for whoever may read opinions there; None: no such page."""
    found = Organisation.objects.filter(within(scope), code=code).first()
    if found is None or scope.everything:
        return found
    readers = (grant for grant in scope.grants if grant.role in ACTS[VIEW])
    return found if any(found.path.startswith(grant.path) for grant in readers) else None
