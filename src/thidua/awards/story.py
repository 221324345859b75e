"""What a subject was given this year, in the story on its rating page."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from thidua.awards.listing import row_of
from thidua.awards.models import AwardStatus
from thidua.awards.panel import found_once
from thidua.frameworks.binding import book_of
from thidua.roster.models import RosterEntry
from thidua.subjects.story import Told


def awards_given(entry: RosterEntry) -> Iterator[Told]:
    """Awards given, on the day of their decision."""
    for award in found_once(entry):
        if award.status != AwardStatus.GIVEN or award.decided_on is None:
            continue
        row = row_of(award, entry, book_of(award.book), year=entry.campaign.year)
        title = _("Khen thưởng: {form}").format(form=row.form)
        yield Told(
            award.decided_on, title, " · ".join(part for part in (row.giver, award.number) if part)
        )
