"""The dossiers of the accounts' commune: what its cells sent up after their meetings, what the
commune sent to the district.
"""

import datetime as dt
from collections.abc import Sequence

from thidua.demo.decks import words_of
from thidua.demo.handing_in import ACTOR
from thidua.demo.reviewed_year import ReviewedYear, at
from thidua.demo.voted import meetings_of
from thidua.dossiers.past import PastDossier, PastNote, record_past
from thidua.meetings.models import Meeting, State

WORDS = words_of("contests")["dossiers"]
DAY = dt.timedelta(days=1)
NOTED = 3
"""Of every so many dossiers one has a note of a body beside the committee."""


def send_everything(year: ReviewedYear) -> None:
    """Of a year that is over: each cell's, accepted by the commune, and the commune's own."""
    meetings = meetings_of(year)
    record_past(
        campaign=year.campaign,
        dossiers=[_accepted(year, one, number) for number, one in enumerate(meetings)],
        actor=ACTOR,
    )


def send_so_far(year: ReviewedYear) -> None:
    """Of the year in progress, of the cells whose meeting is over: the one that met last has not
    sent yet, the one before waits, one came back, the first ones' were accepted.
    """
    over = [one for one in meetings_of(year) if one.state == State.CLOSED]
    dossiers = []
    for number, meeting in enumerate(reversed(over)):
        if number == 1:
            dossiers.append(_sent(year, meeting, answered=False))
        elif number == 2:
            dossiers.append(_sent(year, meeting, answered=True, returned=WORDS["returned"]))
        elif number:
            dossiers.append(_accepted(year, meeting, number))
    record_past(campaign=year.campaign, dossiers=dossiers, actor=ACTOR)


def _accepted(year: ReviewedYear, meeting: Meeting, number: int) -> PastDossier:
    return _sent(year, meeting, answered=True, notes=_notes(year, meeting, number))


def _sent(
    year: ReviewedYear,
    meeting: Meeting,
    *,
    answered: bool,
    returned: str = "",
    notes: Sequence[PastNote] = (),
) -> PastDossier:
    """A cell's goes to the commune, the commune's to the district, on the day after."""
    commune = year.units[year.commune.unit.code]
    own = meeting.organisation_id == commune.pk
    day = meeting.held_on + DAY
    return PastDossier(
        organisation=meeting.organisation,
        receiver=year.above if own else commune,
        sent_by=WORDS["receiver"] if own else WORDS["sender"],
        sent_at=at(day, 9),
        answered_by=(WORDS["above"] if own else WORDS["receiver"]) if answered else "",
        answered_at=at(day, 16) if answered else None,
        returned=returned,
        notes=notes,
    )


def _notes(year: ReviewedYear, meeting: Meeting, number: int) -> list[PastNote]:
    body = next(iter(year.bodies.values()), None)
    commune = meeting.organisation.code == year.commune.unit.code
    if number % NOTED or body is None or commune:
        return []
    text = WORDS["notes"][number // NOTED % len(WORDS["notes"])]
    return [PastNote(text, str(body), at(meeting.held_on + DAY, 14), body)]
