"""The page of a unit's ballots on levels: what is to be voted on, by whom, and how far it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from thidua.accounts.actors import Actor
from thidua.ballots.models import Ballot, State
from thidua.ballots.rights import authority_over
from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.level_ballots.candidates import for_the_highest, kinds_at
from thidua.level_ballots.cautions import States, Waiting, cautions, waiting_at
from thidua.level_ballots.forms import BeginForm
from thidua.level_ballots.links import ballot_page
from thidua.level_ballots.matters import FIRST, SECOND
from thidua.level_ballots.ordered import Ordered, ordered_by
from thidua.level_ballots.roll import Roll, roll_of
from thidua.level_ballots.states import KindState, state_of, states_at
from thidua.meetings.models import Meeting
from thidua.meetings.models import State as MeetingState
from thidua.organisations.models import Organisation, Person
from thidua.procedures.presenters import said
from thidua.procedures.reading import procedure_of
from thidua.rulebook.procedure import Procedure
from thidua.vocabulary import SubjectType

_ROUNDS = {
    FIRST: Text(
        "vòng 1 chọn một trong ba mức: tốt, hoàn thành, không hoàn thành",
        "the first round is about three levels: good, completed, not completed",
    ),
    SECOND: Text(
        "vòng 2 đồng ý hay không mức xuất sắc, về ai được mức tốt ở vòng 1 mà tự nhận hoặc đạt "
        "xuất sắc",
        "the second round agrees or not on outstanding, on whoever came to good and claims or "
        "reached it",
    ),
}


@dataclass(frozen=True)
class Card:
    """One kind of subjects in one round: its ballots, and what begins the next."""

    kind: SubjectType
    round: int
    two: bool
    state: KindState
    way: Text
    cautions: Sequence[Text]
    form: BeginForm | None
    year: int
    ordered: Ordered | None = None

    @property
    def last(self) -> Ballot | None:
        return self.state.last

    @property
    def href(self) -> str:
        return ballot_page(self.last.pk, self.year) if self.last is not None else ""

    @property
    def round_words(self) -> Text:
        """What this round is about, where there are two."""
        return _ROUNDS[self.round]

    @property
    def is_done(self) -> bool:
        """Whether everybody came to a level, or to an answer."""
        return self.is_sealed and not self.state.undecided

    @property
    def again(self) -> bool:
        """Whether what can be begun is another turn."""
        return bool(self.state.sealed)

    @property
    def is_sealed(self) -> bool:
        return self.last is not None and self.last.state == State.SEALED


class LevelBallotsPage:
    """For whoever may read the unit's meetings; filled when its template asks."""

    def __init__(
        self,
        campaign: Campaign,
        unit: Organisation,
        meeting: Meeting | None,
        actor: Actor,
        order: int | None = None,
    ) -> None:
        self.campaign, self.unit, self.meeting, self.actor = campaign, unit, meeting, actor
        self.sent: BeginForm | None = None
        self.order = order
        self.error = ""

    @cached_property
    def procedure(self) -> Procedure:
        return procedure_of(self.campaign)

    @cached_property
    def ordered(self) -> Ordered | None:
        """The one subject that the ballot was ordered for, where the address names an order."""
        if not self.order:
            return None
        return ordered_by(self.actor, self.campaign, self.unit, self.order)

    def _is_ordered(self, kind: SubjectType, number: int) -> bool:
        return (
            self.ordered is not None and number == FIRST and self.ordered.key.subject_type == kind
        )

    @cached_property
    def keeps(self) -> bool:
        """Whether the reader begins ballots here."""
        return authority_over(self.actor, self.unit) is not None

    @cached_property
    def sits(self) -> bool:
        return self.meeting is not None and self.meeting.state == MeetingState.OPEN

    @cached_property
    def roll(self) -> Roll | None:
        if self.meeting is None:
            return None
        absent = self.procedure.votes_by("absent_votes") == "device"
        return roll_of(self.meeting, absent_vote=absent)

    @cached_property
    def majority(self) -> Text:
        """“quá 1/2”, of whom."""
        share = said(self.procedure.majority)
        base = said(self.procedure.voting["ballot_base"])
        return Text("{share} {base}", "{share} of {base}").format(share=share, base=base)

    @cached_property
    def confirmed(self) -> bool:
        return self.procedure.majority.confirmed

    @cached_property
    def kinds(self) -> Sequence[SubjectType]:
        return kinds_at(self.campaign, self.unit)

    @cached_property
    def cards(self) -> list[Card]:
        """In the order of the procedure; the second round where it is due."""
        states = states_at(self.campaign, self.unit)
        found: list[Card] = []
        for kind in self.kinds:
            two = self.procedure.two_rounds(kind)
            found.append(self._card(kind, FIRST, states))
            if two and self._second_due(kind, states):
                found.append(self._card(kind, SECOND, states))
        return found

    def _second_due(self, kind: SubjectType, states: States) -> bool:
        """Whether there is, or was, anybody to agree on after the first round."""
        if state_of(states, kind, SECOND).ballots:
            return True
        if not state_of(states, kind).sealed:
            return False
        return bool(for_the_highest(self.campaign, self.unit, kind, self.procedure))

    @cached_property
    def is_done(self) -> bool:
        """Whether every ballot came to something: the dossier is next."""
        return bool(self.cards) and all(card.is_done for card in self.cards)

    def _card(self, kind: SubjectType, number: int, states: States) -> Card:
        state = state_of(states, kind, number)
        complete = state.sealed and not state.undecided
        wanted = not complete or self._is_ordered(kind, number)
        begins = self.keeps and self.sits and state.under_way is None and wanted
        warned = self._cautions(kind, states) if begins else []
        return Card(
            kind=kind,
            round=number,
            two=self.procedure.two_rounds(kind),
            state=state,
            way=said(self.procedure.ballots[kind]),
            cautions=warned,
            form=self._form(kind, number) if begins else None,
            ordered=self.ordered if self._is_ordered(kind, number) else None,
            year=self.campaign.year,
        )

    def _cautions(self, kind: SubjectType, states: States) -> list[Text]:
        return cautions(
            kind,
            kinds=self.kinds,
            waiting=self._waiting,
            procedure=self.procedure,
            states=states,
        )

    @cached_property
    def _waiting(self) -> Waiting:
        return waiting_at(self.campaign, self.unit)

    def _form(self, kind: SubjectType, number: int) -> BeginForm:
        sent = self.sent
        if sent is not None and (sent["kind"].value(), str(sent["number"].value())) == (
            kind.value,
            str(number),
        ):
            return sent
        return self.blank_form(kind, number)

    def blank_form(self, kind: SubjectType, number: int) -> BeginForm:
        meeting = self.meeting
        return BeginForm(
            people=self.people,
            auto_id=f"id_{kind.value}_{number}_%s",
            initial={
                "kind": kind.value,
                "number": number,
                "lai": self.order if self._is_ordered(kind, number) else None,
                "chair": meeting.chair_id if meeting else None,
                "secretary": meeting.secretary_id if meeting else None,
            },
        )

    @cached_property
    def people(self) -> dict[int, Person]:
        """Who may hold a key: who votes here, by their keys."""
        return {one.pk: one for one in self.roll.voters} if self.roll is not None else {}
