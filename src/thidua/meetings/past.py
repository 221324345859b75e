"""Meetings as they were held, all at once: for a year whose minutes were kept elsewhere, and for
the demo. What is noted now goes through `noting`.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from thidua.accounts.actors import Operator
from thidua.accounts.permissions import Authority
from thidua.campaigns.models import Campaign
from thidua.history.tracking import recording
from thidua.loading.rows import copy_rows
from thidua.meetings.agenda import Called, Line, called_to, lines_of
from thidua.meetings.asked import asked_of
from thidua.meetings.models import (
    ABOUT,
    THERE,
    CorrectionAsk,
    Item,
    ItemState,
    Kind,
    Meeting,
    Participant,
    Presence,
    RollCall,
    Sitting,
    Speech,
    State,
)
from thidua.meetings.quorum import quorum_among
from thidua.meetings.sealing import seal_minutes
from thidua.organisations.models import Organisation, Person
from thidua.roster.identity import SubjectKey

WRITTEN_BY = "Thư ký cuộc họp"
MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True)
class PastSpeech:
    """What somebody said: a person by key, or a body `as_one`. `ask`: what the person it is about
    asked to be corrected; `answer`: what was answered ("": nothing yet).
    """

    kind: str
    text: str
    speaker: int | None = None
    as_one: str = ""
    ask: str = ""
    answer: str = ""


@dataclass(frozen=True)
class PastItem:
    """How somebody was dealt with, from when (aware). `concluded` "": still under way."""

    at: dt.datetime
    speeches: Sequence[PastSpeech] = ()
    concluded: str = ""


@dataclass(frozen=True)
class PastMeeting:
    """One meeting of a unit. `sittings`: from when to when (None: it goes on). `absent`: person →
    why, `late`: person → when they came; everybody else who was called was there. `items`: whom it
    dealt with; of an adopted one the others were put off. `adopted_at`: None: not yet.
    """

    organisation: Organisation
    held_on: dt.date
    starts_at: dt.time
    venue: str
    chair: Person
    secretary: Person
    draft_sent_on: dt.date | None
    sittings: Sequence[tuple[dt.datetime, dt.datetime | None]] = ()
    absent: Mapping[int, str] = field(default_factory=dict)
    late: Mapping[int, dt.time] = field(default_factory=dict)
    items: Mapping[SubjectKey, PastItem] = field(default_factory=dict)
    adopted_at: dt.datetime | None = None

    @property
    def state(self) -> State:
        if self.adopted_at is not None:
            return State.CLOSED
        if not self.sittings:
            return State.PLANNED
        return State.OPEN if self.sittings[-1][1] is None else State.PAUSED


@transaction.atomic
def record_past(
    *, campaign: Campaign, meetings: Sequence[PastMeeting], actor: Operator
) -> list[Meeting]:
    """Write them, by a few COPYs whatever their number (two questions a meeting ask who was
    called); the meetings, in order. What follows a closed meeting in other rooms is theirs to
    write; then `seal_past` seals the minutes, which tell of that too.
    """
    with recording(act="meetings.record_past", actor=Authority(actor), year=campaign.year):
        stored = copy_rows(Meeting, (_row(campaign, one) for one in meetings))
        pairs = list(zip(stored, meetings, strict=True))
        called = [called_to(one.organisation, one.held_on) for one in meetings]
        people = copy_rows(
            Participant,
            (
                row
                for (meeting, one), there in zip(pairs, called, strict=True)
                for row in _participants(meeting, one, there)
            ),
        )
        by_meeting: dict[int, list[Participant]] = {}
        for row in people:
            by_meeting.setdefault(row.meeting_id, []).append(row)
        sittings = copy_rows(Sitting, (row for pair in pairs for row in _sittings(*pair)))
        copy_rows(RollCall, (_call(row, by_meeting[row.meeting_id], campaign) for row in sittings))
        asked = asked_of(campaign)
        items = copy_rows(
            Item,
            (
                row
                for (meeting, one), there in zip(pairs, called, strict=True)
                for row in _items(meeting, one, lines_of(one.organisation, there, asked))
            ),
        )
        _write_speeches(items, dict(zip((row.pk for row in stored), meetings, strict=True)), people)
    return stored


@transaction.atomic
def seal_past(campaign: Campaign) -> int:
    """Seal the minutes of every adopted meeting of a year that are not sealed yet, in the order of
    their adoption; how many.
    """
    unsealed = Meeting.objects.filter(campaign=campaign, state=State.CLOSED, sealed=None)
    related = unsealed.select_related("campaign", "organisation", "chair", "secretary")
    meetings = list(related.order_by("adopted_at", "pk"))
    for meeting in meetings:
        seal_minutes(meeting)
    return len(meetings)


def _row(campaign: Campaign, one: PastMeeting) -> Meeting:
    return Meeting(
        campaign=campaign,
        organisation=one.organisation,
        state=one.state,
        held_on=one.held_on,
        starts_at=one.starts_at,
        venue=one.venue,
        chair=one.chair,
        chair_name=one.chair.full_name,
        secretary=one.secretary,
        secretary_name=one.secretary.full_name,
        draft_sent_on=one.draft_sent_on,
        adopted_at=one.adopted_at,
    )


def _participants(
    meeting: Meeting, one: PastMeeting, called: Sequence[Called]
) -> Iterator[Participant]:
    for each in called:
        key = each.person.pk
        presence = Presence.PRESENT
        if not one.sittings:
            presence = Presence.UNKNOWN
        elif key in one.absent:
            presence = Presence.ABSENT
        elif key in one.late:
            presence = Presence.LATE
        yield Participant(
            meeting=meeting,
            person=each.person,
            name=each.person.full_name,
            post=each.post,
            counted=each.counted,
            presence=presence,
            reason=one.absent.get(key, "") if presence == Presence.ABSENT else "",
            since=one.late.get(key) if presence == Presence.LATE else None,
            noted_by_name="" if presence == Presence.UNKNOWN else WRITTEN_BY,
        )


def _sittings(meeting: Meeting, one: PastMeeting) -> Iterator[Sitting]:
    for number, (opened, ended) in enumerate(one.sittings, start=1):
        yield Sitting(
            meeting=meeting,
            number=number,
            opened_at=opened,
            ended_at=ended,
            chair_name=one.chair.full_name,
        )


def _call(sitting: Sitting, people: Sequence[Participant], campaign: Campaign) -> RollCall:
    count = quorum_among(people, asked_of(campaign).quorum)
    absent = [
        {"name": one.name, "presence": one.presence, "reason": one.reason}
        for one in people
        if one.counted and one.presence not in THERE
    ]
    return RollCall(
        sitting=sitting,
        taken_at=sitting.opened_at + 5 * MINUTE,
        there=count.there,
        counted=count.counted,
        needed=count.needed,
        absent=absent,
        taken_by_name=WRITTEN_BY,
    )


def _items(meeting: Meeting, one: PastMeeting, lines: Sequence[Line]) -> Iterator[Item]:
    for position, line in enumerate(lines, start=1):
        row = Item(meeting=meeting, position=position, kind=line.kind, name=line.name)
        if line.key is not None:
            row.subject_type = line.key.subject_type.value
            row.person_id, row.organisation_id = line.key.person_id, line.key.organisation_id
        _settle(row, one, one.items.get(line.key) if line.key else None)
        yield row


def _settle(row: Item, one: PastMeeting, dealt: PastItem | None) -> None:
    begun, adopted = bool(one.sittings), one.adopted_at is not None
    if row.kind not in ABOUT:
        first = row.kind in {Kind.PREPARATION, Kind.ROLL_CALL}
        if adopted or (begun and first):
            row.state = ItemState.DONE
            row.settled_at = one.sittings[0][0] if first else one.adopted_at
    elif dealt is not None and dealt.concluded:
        row.state, row.concluded = ItemState.DONE, dealt.concluded
        row.concluded_by_name = one.chair.full_name
        row.settled_at = dealt.at + 4 * MINUTE
    elif dealt is not None:
        row.state = ItemState.UNDER_WAY
    elif adopted:
        row.state = ItemState.PUT_OFF
        row.put_off_because = one.absent.get(row.person_id or 0, "") or "để kỳ họp sau"
        row.settled_at = one.adopted_at


def _write_speeches(
    items: Sequence[Item], meetings: Mapping[int, PastMeeting], people: Sequence[Participant]
) -> None:
    speakers = {(one.meeting_id, one.person_id): one for one in people}
    said: list[tuple[Item, PastSpeech, Speech]] = []
    for item in items:
        if item.kind not in ABOUT:
            continue
        key = SubjectKey(item.subject_type, item.person_id, item.organisation_id)  # type: ignore[arg-type]
        dealt = meetings[item.meeting_id].items.get(key)
        for number, speech in enumerate(dealt.speeches if dealt else ()):
            row = Speech(
                item=item,
                kind=speech.kind,
                speaker=speakers[item.meeting_id, speech.speaker] if speech.speaker else None,
                as_one=speech.as_one,
                text=speech.text,
                said_at=dealt.at + number * MINUTE,  # type: ignore[union-attr]
                written_by_name=WRITTEN_BY,
            )
            said.append((item, speech, row))
    copy_rows(Speech, (row for _, _, row in said))
    copy_rows(
        CorrectionAsk,
        (_correction(item, speech, row) for item, speech, row in said if speech.ask),
    )


def _correction(item: Item, speech: PastSpeech, row: Speech) -> CorrectionAsk:
    answered = bool(speech.answer)
    return CorrectionAsk(
        item=item,
        speech=row,
        person_id=item.person_id or 0,
        text=speech.ask,
        asked_at=row.said_at + 5 * MINUTE,
        taken=True if answered else None,
        answer=speech.answer,
        answered_at=row.said_at + 9 * MINUTE if answered else None,
        answered_by_name=WRITTEN_BY if answered else "",
    )
