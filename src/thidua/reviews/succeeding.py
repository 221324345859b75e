"""When a unit passed into another one, what is reviewed goes on there: nothing is lost, and whose
review it was stays as it was.
"""

from collections.abc import Sequence

from thidua.accounts.permissions import Authority
from thidua.history.tracking import recording
from thidua.organisations.models import Succession
from thidua.organisations.succeeding import takes_all
from thidua.reviews.models import Review


def pass_on(successions: Sequence[Succession], authority: Authority) -> None:
    """The one unit into which a closed one passed deals with its reviews of that year, and later
    ones, from now on (`takes_all`).
    """
    with recording(act="reviews.pass_on", actor=authority):
        for one in successions:
            if takes_all(one):
                Review.objects.filter(
                    cell=one.predecessor, campaign__year__gte=one.happened_on.year
                ).update(cell=one.successor)
