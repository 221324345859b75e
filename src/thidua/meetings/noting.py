"""What is noted while a meeting sits: who is dealt with, what is said, what the chair concludes."""

from dataclasses import dataclass

from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.meetings.acting import Held, keeping
from thidua.meetings.errors import MeetingError
from thidua.meetings.holding import require_quorum
from thidua.meetings.models import (
    ABOUT,
    AsOne,
    Item,
    ItemState,
    Kind,
    Participant,
    Speech,
    SpeechKind,
)

OWN_WORDS = (SpeechKind.ACCEPTANCE, SpeechKind.EXPLANATION)
"""What only the one an item is about says."""
ENDED = (ItemState.DONE, ItemState.PUT_OFF)


@dataclass(frozen=True)
class Said:
    """One thing said. `speaker`: the key of one of those called; None where a body speaks as one
    (`as_one`).
    """

    kind: str
    text: str
    speaker: int | None = None
    as_one: str = ""


def take_up(*, item: Item, actor: Actor) -> Item:
    """Deal with this one now; who was dealt with and is not concluded waits again. One that was
    concluded, or put off, is opened anew. Raises MeetingError, PermissionDenied.
    """
    with keeping(item.meeting, actor, "meetings.take_up", sitting=True) as held:
        found = _item(held, item)
        _begin(held, found)
    return found


def note_speech(*, item: Item, said: Said, sent_key: str = "", actor: Actor) -> Speech:
    """Note what one said. The same form sent twice (`sent_key`) is one speech.

    Raises MeetingError (no speaker, another's words, nothing written, not sitting),
    PermissionDenied."""
    with keeping(item.meeting, actor, "meetings.note_speech", sitting=True) as held:
        found = _item(held, item)
        if found.kind not in ABOUT:
            raise MeetingError.not_about_anybody()
        there = found.speeches.filter(sent_key=sent_key).first() if sent_key else None
        if there is not None:
            return there
        speaker = _speaker(held, found, said)
        if found.state == ItemState.WAITING:
            _begin(held, found)
        return Speech.objects.create(
            item=found,
            kind=said.kind,
            speaker=speaker,
            as_one=said.as_one,
            text=said.text.strip(),
            said_at=timezone.now(),
            written_by_name=held.by,
            sent_key=sent_key,
        )


def change_speech(*, speech: Speech, said: Said, revision: int, actor: Actor) -> Speech:
    """Write down otherwise what one said, until the minutes are adopted.

    Raises MeetingError (saved meanwhile, as above), PermissionDenied."""
    with keeping(speech.item.meeting, actor, "meetings.change_speech") as held:
        found = Speech.objects.select_related("item").get(pk=speech.pk)
        words = (found.kind, found.text, found.speaker_id, found.as_one)
        if words == (said.kind, said.text.strip(), said.speaker, said.as_one):
            return found
        if found.revision != revision:
            raise MeetingError.changed_meanwhile()
        found.speaker = _speaker(held, found.item, said)
        found.kind, found.as_one, found.text = said.kind, said.as_one, said.text.strip()
        found.revision += 1
        found.written_by_name = held.by
        found.save()
    return found


def conclude(*, item: Item, text: str, revision: int, actor: Actor) -> Item:
    """What the chair concludes of an item; it is done with. Raises MeetingError (no quorum, the
    chair is not there, concluded meanwhile, not sitting), PermissionDenied.
    """
    with keeping(item.meeting, actor, "meetings.conclude", sitting=True) as held:
        found = _item(held, item)
        if found.state == ItemState.DONE and found.concluded == text.strip():
            return found
        if found.revision != revision:
            raise MeetingError.changed_meanwhile()
        if found.kind not in (*ABOUT, Kind.BALLOT):
            raise MeetingError.not_about_anybody()
        require_quorum(held.meeting)
        found.state, found.settled_at = ItemState.DONE, timezone.now()
        found.concluded, found.concluded_by_name = text.strip(), held.meeting.chair_name
        found.put_off_because = ""
        found.revision += 1
        found.save()
    return found


def put_off(*, item: Item, reason: str, actor: Actor) -> Item:
    """Leave somebody to a later meeting: absent, ill. Raises MeetingError, PermissionDenied."""
    with keeping(item.meeting, actor, "meetings.put_off", sitting=True) as held:
        found = _item(held, item)
        if not reason.strip():
            raise MeetingError.put_off_without_reason()
        found.state, found.settled_at = ItemState.PUT_OFF, timezone.now()
        found.put_off_because = reason.strip()
        found.revision += 1
        found.save()
    return found


def _item(held: Held, item: Item) -> Item:
    found = Item.objects.get(pk=item.pk, meeting=held.meeting)
    found.meeting = held.meeting
    return found


def _begin(held: Held, item: Item) -> None:
    others = held.meeting.items.filter(state=ItemState.UNDER_WAY).exclude(pk=item.pk)
    others.update(state=ItemState.WAITING)
    item.state, item.settled_at, item.put_off_because = ItemState.UNDER_WAY, None, ""
    item.save()


def _speaker(held: Held, item: Item, said: Said) -> Participant | None:
    """Whoever said it; None: a body as one."""
    if not said.text.strip():
        raise MeetingError.says_nothing()
    if said.as_one in AsOne.values and said.speaker is None:
        speaker = None
    else:
        speaker = held.meeting.participants.filter(pk=said.speaker or 0).first()
        if speaker is None or said.as_one:
            raise MeetingError.without_speaker()
    mine = item.kind == Kind.PERSON and said.kind in OWN_WORDS
    if mine and (speaker is None or speaker.person_id != item.person_id):
        raise MeetingError.not_the_subject(item.name)
    return speaker
