"""The page of one body: the subjects it was asked about, with the criteria of its field."""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Any

from thidua.accounts.models import User
from thidua.bodies.models import AdvisoryBody
from thidua.campaigns.models import Campaign
from thidua.opinions.asked_form import Slot, slots_of
from thidua.opinions.asking import asked_of
from thidua.opinions.errors import OpinionError


class BodyPage:
    """For whoever works for the body; filled when its template asks."""

    def __init__(self, campaign: Campaign, body: AdvisoryBody, user: User) -> None:
        self.campaign, self.body, self.user = campaign, body, user
        self.error = ""
        self.here: Slot | None = None

    @cached_property
    def slots(self) -> Sequence[Slot]:
        return slots_of(self.campaign, asked_of(self.campaign, self.body.pk))

    @property
    def owing(self) -> int:
        return sum(not slot.owed.answered for slot in self.slots)

    @property
    def people(self) -> Collection[int]:
        """Of whose year the page tells something."""
        found = (slot.ask.person_id for slot in self.slots)
        return {person for person in found if person is not None}

    def save(self, sent: Mapping[str, Any]) -> None:
        """Store what was sent of one subject. Raises OpinionError, ReasonMissingError."""
        wanted = str(sent.get("ask", ""))
        self.here = next((slot for slot in self.slots if str(slot.ask.pk) == wanted), None)
        if self.here is None:
            raise OpinionError.not_on_the_list()
        self.here.save(sent, self.campaign, self.user)
