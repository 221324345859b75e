"""What is left to do passes to the unit that came after; what is closed stays where it was."""

from collections.abc import Sequence

from thidua.accounts.permissions import Authority
from thidua.history.tracking import recording
from thidua.organisations.models import Organisation, Placement, Succession
from thidua.organisations.queries import placed_on
from thidua.remedies.models import Remedy, State


def pass_on(successions: Sequence[Succession], authority: Authority) -> None:
    """Move what is open of units that are gone. After a split nobody guesses whose it is: it stays
    readable where it was, and the committee above names it anew.
    """
    for one in successions:
        gone = not Placement.objects.filter(
            placed_on(one.happened_on), organisation=one.predecessor
        ).exists()
        if gone and one.predecessor.successions_out.count() == 1:
            _move(one.predecessor, one.successor, authority)


def _move(before: Organisation, after: Organisation, authority: Authority) -> None:
    left = Remedy.objects.exclude(state=State.CLOSED)
    with recording(act="remedies.pass_on", actor=authority, subject=after.code):
        for name in ("organisation", "unit", "verifier"):
            for remedy in left.filter(**{name: before}).select_for_update(of=("self",)):
                setattr(remedy, name, after)
                remedy.save(update_fields=[name])
