"""What people did in a year before they write of it: put there without any act."""

from collections.abc import Sequence

from thidua.accounts.models import User
from thidua.campaigns.cells import cell_of
from thidua.campaigns.models import Campaign
from thidua.commitments.models import Commitment, CommitmentItem
from thidua.facts.models import FactSheet
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType


def commit(
    year: Campaign,
    user: User,
    items: Sequence[tuple[str, bool | None]],
    *,
    status: str = "accepted",
) -> Commitment:
    """A commitment of the user's person: items with whether they were done."""
    assert user.person is not None
    cell = cell_of(user.person, year)
    assert cell is not None
    made = Commitment.objects.create(
        campaign=year, person=user.person, cell=cell, status=status, version=1
    )
    for position, (text, done) in enumerate(items, start=1):
        CommitmentItem.objects.create(commitment=made, position=position, text=text, done=done)
    return made


def disciplined(year: Campaign, user: User, word: str) -> None:
    """The year's sheet of the user's person says so; the row of the list comes with it."""
    assert user.person is not None
    cell = cell_of(user.person, year)
    assert cell is not None
    entry, _made = RosterEntry.objects.get_or_create(
        campaign=year,
        subject_type=SubjectType.MEMBER,
        person=user.person,
        defaults={"organisation": cell, "name": user.person.full_name},
    )
    FactSheet.objects.update_or_create(roster_entry=entry, defaults={"facts": {"discipline": word}})
