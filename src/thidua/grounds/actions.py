"""Everything that the pages of grounds change: a fact is put otherwise than the work tells, the
work is followed again, what the sheet says otherwise is taken away.

Done by the unit that keeps the sheet, or somebody above it; never about oneself.
"""

from django.db import transaction

from thidua.accounts.models import User
from thidua.accounts.permissions import Authority, authorise, may
from thidua.facts.actions import put_fact
from thidua.facts.keepers import keepers
from thidua.facts.models import FactSheet
from thidua.grounds.errors import GroundsError
from thidua.grounds.permissions import OVERRIDE
from thidua.history.tracking import recording
from thidua.organisations.queries import root_path
from thidua.roster.models import RosterEntry


def keeper_path(entry: RosterEntry) -> str:
    """The path of the unit that keeps the sheet; of the province's own, the province."""
    keeper = keepers([entry]).get(entry.pk)
    return keeper.path if keeper is not None else root_path()


def may_override(user: User, entry: RosterEntry) -> bool:
    """Whether the user acts for the unit that keeps the sheet of a subject, or above it."""
    return may(user, OVERRIDE, path=keeper_path(entry))


@transaction.atomic
def override_fact(
    *, entry: RosterEntry, fact: str, value: str, reason: str, actor: User
) -> FactSheet:
    """Put a value in the place of what the work tells, with a reason. Raises as
    `facts.actions.put_fact`, GroundsError where the work tells nothing, and PermissionDenied.
    """
    authority = _authority(entry, actor)
    if not FactSheet.objects.filter(pk=entry.pk, work__has_key=fact).exists():
        raise GroundsError.not_told()
    with recording(act="grounds.override", actor=authority, subject=entry.code, fact=fact):
        return put_fact(
            roster_entry=entry, fact=fact, value=value, authority=authority, reason=reason
        )


@transaction.atomic
def follow_work(*, entry: RosterEntry, fact: str, actor: User) -> FactSheet:
    """Let the work tell a fact again: the override goes; where there is none, what the sheet says
    otherwise. Raises as `override_fact`.
    """
    authority = _authority(entry, actor)
    with recording(act="grounds.follow", actor=authority, subject=entry.code, fact=fact):
        return put_fact(roster_entry=entry, fact=fact, value=None, authority=authority)


def _authority(entry: RosterEntry, actor: User) -> Authority:
    return authorise(actor, OVERRIDE, path=keeper_path(entry))
