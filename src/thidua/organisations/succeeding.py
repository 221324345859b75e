"""What rooms do when organisations came out of others: each says so of its own rows."""

from collections.abc import Callable, Sequence

from thidua.accounts.permissions import Authority
from thidua.organisations.models import Placement, Succession
from thidua.organisations.queries import placed_on
from thidua.web.registry import Registry

SUCCEEDED: Registry[Callable[[Sequence[Succession], Authority], None]] = Registry(
    "what follows a merger or a split"
)
"""Called within the act, so that taking it back takes back what followed; by `merge_organisations`
and `split_organisation`. A workbook of successions tells what happened long ago, and moves nothing.
"""


def tell_succeeded(successions: Sequence[Succession], authority: Authority) -> None:
    for follow in SUCCEEDED:
        follow(successions, authority)


def takes_all(succession: Succession) -> bool:
    """Whether the predecessor is gone and this successor is the only one: what was the former's is
    the latter's. Of a unit that goes on, or after which several came, nobody guesses whose it is.
    """
    before = succession.predecessor
    places = Placement.objects.filter(placed_on(succession.happened_on), organisation=before)
    return before.successions_out.count() == 1 and not places.exists()
