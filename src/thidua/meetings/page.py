"""The page on which a meeting is kept: what it shows, worded."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from thidua.accounts.actors import Actor, scope_of
from thidua.attachments.models import Attachment
from thidua.attachments.queries import files_of
from thidua.meetings.agenda import key_of
from thidua.meetings.asked import Asked, asked_of
from thidua.meetings.files import FILES
from thidua.meetings.forms import ConcludeForm, SpeechForm
from thidua.meetings.models import (
    ABOUT,
    THERE,
    AsOne,
    CorrectionAsk,
    Item,
    ItemState,
    Kind,
    Meeting,
    Participant,
    Presence,
    SpeechKind,
    State,
)
from thidua.meetings.ordering import heads_of, overtaken
from thidua.meetings.own_levels import own_level
from thidua.meetings.queries import items_of, participants_of
from thidua.meetings.quorum import Quorum, quorum_among
from thidua.meetings.remedies import Shown, remedies_of
from thidua.meetings.rights import may_keep
from thidua.meetings.speaking import ShownSpeech, committee_word, said_by_others, who_said
from thidua.meetings.steps import Step, steps_of
from thidua.meetings.wording import Words
from thidua.organisations.models import Person
from thidua.reviews.standing import Standing, states_of


@dataclass
class MeetingPage:
    """`item`: the one dealt with, or looked at; None: a part of the meeting about nobody. `keeps`:
    whether the reader keeps the meeting, or only reads it.
    """

    meeting: Meeting
    actor: Actor
    wanted: int | None = None
    error: str = ""
    speech_form: SpeechForm = field(default_factory=lambda: SpeechForm(initial=_fresh()))
    conclude_form: ConcludeForm | None = None

    @cached_property
    def keeps(self) -> bool:
        return may_keep(self.actor, self.meeting)

    @cached_property
    def words(self) -> Words:
        return Words(self)

    @cached_property
    def asked(self) -> Asked:
        return asked_of(self.meeting.campaign)

    @cached_property
    def participants(self) -> list[Participant]:
        return participants_of(self.meeting)

    @cached_property
    def items(self) -> list[Item]:
        return items_of(self.meeting)

    @cached_property
    def about(self) -> list[Item]:
        """Those that people speak about."""
        return [item for item in self.items if item.kind in ABOUT]

    @cached_property
    def people(self) -> list[Item]:
        return [item for item in self.items if item.kind == Kind.PERSON]

    @cached_property
    def quorum(self) -> Quorum:
        return quorum_among(self.participants, self.asked.quorum)

    @cached_property
    def item(self) -> Item | None:
        """The one asked for; else the one under way, the first that waits, the last."""
        if self.wanted is not None:
            return next((item for item in self.about if item.pk == self.wanted), None)
        order = (ItemState.UNDER_WAY, ItemState.WAITING)
        found = (item for state in order for item in self.about if item.state == state)
        return next(found, self.about[-1] if self.about else None)

    @cached_property
    def steps(self) -> list[Step]:
        here = self.item if self.is_sitting or self.wanted else None
        return steps_of(self.meeting, self.items, self.quorum, self.asked, here=here)

    @property
    def is_sitting(self) -> bool:
        return self.meeting.state == State.OPEN

    @property
    def is_closed(self) -> bool:
        return self.meeting.state == State.CLOSED

    @property
    def writes(self) -> bool:
        """Whether something can be noted here now."""
        return self.keeps and self.is_sitting

    @cached_property
    def place(self) -> int:
        """Which of the people it is, from 1; 0: it is about a collective."""
        return self.people.index(self.item) + 1 if self.item in self.people else 0

    @cached_property
    def review(self) -> Standing | None:
        """How the review of whom the item is about stands, for whoever keeps the meeting."""
        key = key_of(self.item) if self.item and self.keeps else None
        return states_of(self.meeting.campaign, [key])[key] if key else None

    @cached_property
    def own_level(self) -> str:
        """The level that whom the item is about proposes for themself, in words ("": none)."""
        key = key_of(self.item) if self.item and self.keeps else None
        return own_level(self.meeting.campaign, key) if key else ""

    @cached_property
    def before(self) -> Item | None:
        at = self.about.index(self.item) if self.item in self.about else 0
        return self.about[at - 1] if at > 0 else None

    @cached_property
    def after(self) -> Item | None:
        at = self.about.index(self.item) if self.item in self.about else len(self.about)
        return self.about[at + 1] if at + 1 < len(self.about) else None

    @cached_property
    def next_waiting(self) -> Item | None:
        """Who is dealt with once this one is done: the next in order that waits."""
        waiting = [item for item in self.about if item.state == ItemState.WAITING]
        later = [one for one in waiting if self.item and one.position > self.item.position]
        rest = [one for one in (*later, *waiting) if one is not self.item]
        return rest[0] if rest else None

    @cached_property
    def out_of_order(self) -> bool:
        """Whether a person is dealt with before the collective, which the procedure puts first."""
        if self.item is None or self.item.kind != Kind.PERSON or not self.asked.collective_first:
            return False
        return any(
            one.kind == Kind.COLLECTIVE and one.state == ItemState.WAITING for one in self.about
        )

    @cached_property
    def overtaken(self) -> list[Item]:
        """Those whom the procedure puts first and who were not; looked up while it matters."""
        if not self.keeps or self.is_closed or not any(one.settled_at for one in self.people):
            return []
        return overtaken(self.items, self.asked, heads_of(self.meeting))

    @cached_property
    def speeches(self) -> list[ShownSpeech]:
        if self.item is None:
            return []
        asks = list(self.item.corrections.all())
        return [
            ShownSpeech(
                speech=one,
                who=who_said(one, self.meeting),
                asks=[ask for ask in asks if ask.speech_id == one.pk],
                remedy=self._remedies.get(one.remedy_id or 0),
            )
            for one in self.item.speeches.all()
        ]

    @cached_property
    def _remedies(self) -> Mapping[int, Shown]:
        speeches = self.item.speeches.all() if self.item else ()
        return remedies_of([one.remedy_id for one in speeches if one.remedy_id])

    @property
    def asks_of_conclusion(self) -> list[CorrectionAsk]:
        asks = self.item.corrections.all() if self.item else ()
        return [ask for ask in asks if ask.speech_id is None]

    @cached_property
    def waiting_asks(self) -> list[CorrectionAsk]:
        """Corrections of the whole meeting that wait for an answer."""
        return [ask for item in self.about for ask in item.corrections.all() if ask.taken is None]

    @cached_property
    def not_there(self) -> list[Participant]:
        """Who is absent, late or gone: beside the quorum."""
        quiet = (Presence.PRESENT, Presence.UNKNOWN)
        return [one for one in self.participants if one.presence not in quiet]

    @property
    def roll_first(self) -> list[Participant]:
        """Whom the roll shows first: who was not called over, and who is not there or came late."""
        return [one for one in self.participants if one.presence != Presence.PRESENT]

    @property
    def roll_there(self) -> list[Participant]:
        return [one for one in self.participants if one.presence == Presence.PRESENT]

    @cached_property
    def speakers(self) -> list[tuple[str, str]]:
        """Whom the form offers: the bodies that speak as one, those there, the others."""
        bodies = [(AsOne.COMMITTEE.value, committee_word(self.meeting))]
        bodies.append((AsOne.MEETING.value, str(AsOne.MEETING.label)))
        there = [one for one in self.participants if one.presence in THERE]
        rest = [one for one in self.participants if one.presence not in THERE]
        return bodies + [(str(one.pk), one.name) for one in (*there, *rest)]

    @cached_property
    def subject(self) -> Participant | None:
        """Whom the item is about, among those called."""
        person = self.item.person_id if self.item else None
        return next((one for one in self.participants if person and one.person_id == person), None)

    @cached_property
    def people_called(self) -> dict[int, Person]:
        """Who may preside, by their keys."""
        return {one.person.pk: one.person for one in self.participants if one.person is not None}

    @cached_property
    def own_item(self) -> Item | None:
        """The one about the reader."""
        person = scope_of(self.actor).person_id
        return next((one for one in self.people if person and one.person_id == person), None)

    @cached_property
    def silent(self) -> list[Item]:
        """People dealt with of whom nobody but they themselves said anything."""
        return [
            item
            for item in self.people
            if item.state in (ItemState.DONE, ItemState.UNDER_WAY) and not said_by_others(item)
        ]

    @cached_property
    def counts(self) -> tuple[int, int]:
        """How many speeches and remedies the minutes have."""
        speeches = [one for item in self.about for one in item.speeches.all()]
        return len(speeches), sum(1 for one in speeches if one.remedy_id)

    @cached_property
    def scans(self) -> list[Attachment]:
        """Signed minutes, once they are adopted."""
        if not self.is_closed:
            return []
        return list(files_of(kind=FILES, owner=self.meeting, reader=self.actor))

    @property
    def sent_keys(self) -> str:
        """Of the forms that the item has: what the browser kept of them is done with."""
        speeches = self.item.speeches.all() if self.item else ()
        return " ".join(one.sent_key for one in speeches if one.sent_key)

    @property
    def kinds(self) -> list[tuple[str, str]]:
        return [(value, str(label)) for value, label in SpeechKind.choices]

    @property
    def kind(self) -> str:
        """The kind that the form shows as chosen."""
        return str(self.speech_form["kind"].value() or SpeechKind.CRITICISM)

    @cached_property
    def chair_is_away(self) -> bool:
        """Whether the chair was called over and is not there."""
        chairs = [one for one in self.participants if one.person_id == self.meeting.chair_id]
        away = (Presence.ABSENT, Presence.LEFT)
        return self.meeting.chair_id is not None and any(one.presence in away for one in chairs)


def _fresh() -> dict[str, str]:
    """A form of its own key, so that it may be sent twice."""
    return {"kind": SpeechKind.CRITICISM, "sent_key": uuid.uuid4().hex}
