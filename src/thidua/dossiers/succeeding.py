"""When a unit passed into another one, what it sent goes on there."""

from collections.abc import Sequence

from thidua.accounts.permissions import Authority
from thidua.dossiers.models import Dossier
from thidua.history.tracking import recording
from thidua.organisations.models import Succession
from thidua.organisations.succeeding import takes_all


def pass_on(successions: Sequence[Succession], authority: Authority) -> None:
    """The one unit into which a closed one passed keeps its dossier of that year, and later ones;
    where it has one of its own, the old one stays for the levels above to read.
    """
    with recording(act="dossiers.pass_on", actor=authority):
        for one in successions:
            if not takes_all(one):
                continue
            rows = Dossier.objects.filter(
                organisation=one.predecessor, campaign__year__gte=one.happened_on.year
            )
            own = Dossier.objects.filter(organisation=one.successor).values("campaign")
            movable = rows.exclude(campaign__in=own).exclude(receiver=one.successor)
            movable.update(organisation=one.successor)
