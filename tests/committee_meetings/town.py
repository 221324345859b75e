"""What the town of the pages has of committees' meetings: that of Đoàn Thượng is open, somebody was
moved in it; an earlier one of Gia Lộc has ended.
"""

import datetime as dt

from tests.web.town import Town
from thidua.committee_meetings.models import Attendant, CommitteeMeeting, Move, State
from thidua.roster.models import RosterEntry

SITS, ENDED, SEAT, LINE = 9831, 9832, 9841, 9851
AT = dt.datetime(2021, 12, 12, 2, 0, tzinfo=dt.UTC)


def convene(town: Town) -> None:
    for key, code, state in ((SITS, "GL01", State.OPEN), (ENDED, "GL", State.ADOPTED)):
        CommitteeMeeting.objects.create(
            pk=key,
            campaign=town.campaign,
            organisation=town[code],
            state=state,
            chair_name="Nguyễn Văn Hạnh",
            opened_at=AT,
            ended_at=None if state == State.OPEN else AT + dt.timedelta(hours=2),
        )
        Attendant.objects.create(
            pk=SEAT + key - SITS, meeting_id=key, name="Nguyễn Văn Hạnh", present=True
        )
        _moved(town, key, code)


def _moved(town: Town, meeting: int, code: str) -> None:
    """A line of the log of each, about somebody of the committee's own list."""
    kind = "member" if code == "GL01" else "organisation"
    about = RosterEntry.objects.filter(
        campaign=town.campaign, subject_type=kind, organisation__path__startswith=town[code].path
    )
    entry = about.exclude(organisation=town[code]).order_by("pk")[0]
    Move.objects.create(
        pk=LINE + meeting - SITS,
        meeting_id=meeting,
        number=1,
        subject_type=kind,
        person_id=entry.person_id,
        organisation=None if entry.person_id else entry.organisation,
        name=entry.name,
        place=entry.organisation.name,
        level_from=3,
        level_to=2,
        proposed_by_id=SEAT + meeting - SITS,
        votes_for=1,
        votes_of=1,
        reason="họp vắng nhiều",
        moved_at=AT,
        moved_by_name="Cán bộ xã",
    )
