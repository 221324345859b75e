"""Reminding whoever does a remedy: once a day at most, by who verifies it or stands above."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor
from thidua.accounts.oneself import is_about
from thidua.accounts.permissions import Authority, authorise
from thidua.history.tracking import recording
from thidua.remedies.errors import RemedyError
from thidua.remedies.held import STATE_WORDS, held
from thidua.remedies.models import Remedy, State
from thidua.remedies.permissions import RAISE
from thidua.remedies.telling import tell_reminded


@transaction.atomic
def remind(*, remedy: Remedy, actor: Actor) -> Remedy:
    """Tell whoever does it. Raises RemedyError (nothing is left to do), PermissionDenied."""
    stored = held(remedy)
    authority = authority_to_remind(actor, stored)
    if stored.state != State.OPEN:
        raise RemedyError.not_now(STATE_WORDS[State(stored.state)])
    with recording(act="remedies.remind", actor=authority, subject=stored.organisation.code):
        tell_reminded(stored, authority)
    return stored


def authority_to_remind(actor: Actor, remedy: Remedy) -> Authority:
    """By what an actor reminds: a role at or above the unit that verifies; nobody reminds
    themself. Raises PermissionDenied.
    """
    if is_about(actor, remedy.person_id):
        raise PermissionDenied(_("Không tự nhắc việc của mình."))
    return authorise(actor, RAISE, path=remedy.verifier.path)
