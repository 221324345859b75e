"""What is open passes to the unit that came after; what is answered stays where it was."""

from collections.abc import Sequence

from thidua.accounts.permissions import Authority
from thidua.history.tracking import recording
from thidua.objections.models import OPEN, Objection, Question
from thidua.organisations.models import Succession
from thidua.organisations.succeeding import takes_all


def pass_on(successions: Sequence[Succession], authority: Authority) -> None:
    """Of a unit that is gone with one successor: what it has to answer, what it was asked, what it
    sent. After a split nobody guesses whose it is.
    """
    for one in successions:
        if not takes_all(one):
            continue
        with recording(act="objections.pass_on", actor=authority, subject=one.successor.code):
            left = Objection.objects.filter(state__in=OPEN)
            left.filter(receiver=one.predecessor).update(receiver=one.successor)
            left.filter(for_unit=one.predecessor).update(for_unit=one.successor)
            Question.objects.filter(unit=one.predecessor, answered_on=None).update(
                unit=one.successor
            )
