"""What follows from a change, before it is made: it is made, looked at, and taken back."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from thidua.accounts.actors import Operator
from thidua.changes.following import FOLLOWS
from thidua.changes.lines import Counts, Line
from thidua.changes.performing import in_words, perform
from thidua.changes.plans import Plan, fingerprint
from thidua.changes.years import refuse_frozen
from thidua.errors import RefusedError
from thidua.language import as_sentence
from thidua.organisations.models import Organisation

LOOKER = Operator("looking")


@dataclass(frozen=True)
class Outlook:
    """What follows from a change. `faults`: why it cannot be made. `warnings`: what is hardly so,
    and is to be read. `seen`: what the files were like that this was worked out from.
    """

    seen: str
    lines: tuple[Line, ...] = ()
    faults: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    waits_for: Organisation | None = None
    """The organisation whose committee has to receive first."""

    @property
    def possible(self) -> bool:
        return not self.faults


def look(plan: Plan, *, waits_for: Organisation | None = None) -> Outlook:
    """What would follow; nothing stays written. Whoever asks has been allowed to before."""
    seen = fingerprint(plan)
    try:
        return _looked(plan, seen, waits_for)
    except RefusedError as error:
        return Outlook(seen, faults=(as_sentence(error),), waits_for=waits_for)
    except PermissionDenied as error:
        return Outlook(seen, faults=(str(error),), waits_for=waits_for)


def _looked(plan: Plan, seen: str, waits_for: Organisation | None) -> Outlook:
    refuse_frozen(plan.changes_from)
    before = Counts.on(plan)
    with transaction.atomic():
        made, warnings = perform(plan, LOOKER)
        found = Outlook(
            seen,
            tuple(FOLLOWS[plan.kind](made, before, Counts.on(made))),
            warnings=tuple(as_sentence(in_words(one)) for one in warnings),
            waits_for=waits_for,
        )
        transaction.set_rollback(True)  # it was only looked at
    return found
