"""Reading the roster; scoped to who asks."""

from django.db.models import QuerySet

from thidua.accounts.actors import Actor, scope_of
from thidua.campaigns.models import Campaign
from thidua.organisations.queries import within
from thidua.roster.levels import DECIDED
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType


def roster(
    *, campaign: Campaign, actor: Actor, subject_type: SubjectType | None = None
) -> QuerySet[RosterEntry]:
    """The subjects of the year that the actor may see: those in their part of the tree, and
    themselves.
    """
    entries = RosterEntry.objects.filter(
        within(scope_of(actor), organisation="organisation", person="person"), campaign=campaign
    ).select_related("organisation")
    return entries if subject_type is None else entries.filter(subject_type=subject_type)


def deciding_number(entry: RosterEntry) -> str | None:
    """The number of the issued decision that sets a subject's level; None while its level is open.

    As it is stored now, whatever was read of the entry before: for acts that hold the year.
    """
    decided = RosterEntry.objects.filter(DECIDED, pk=entry.pk)
    number: str | None = decided.values_list("decided__decision__number", flat=True).first()
    return number
