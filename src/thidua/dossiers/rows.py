"""The units whose dossiers come to a committee: how far each is, what is missing."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from thidua.campaigns.due_dates import due_dates
from thidua.campaigns.models import Campaign, Step
from thidua.dossiers.contents import Contents, contents_of
from thidua.dossiers.links import dossier_page
from thidua.dossiers.queries import dossiers_to
from thidua.dossiers.units import senders_to
from thidua.language import Text
from thidua.organisations.models import Organisation
from thidua.submissions.models import SubmissionStatus
from thidua.web.clock import shown, today
from thidua.workbooks.text import fold

NOT_SENT = Text("Chưa gửi", "Not sent")
STATE_WORDS: Mapping[str, Text] = {
    "none": NOT_SENT,
    "sent": Text("Chờ trả lời", "Waits for an answer"),
    "returned": Text("Đã trả lại", "Returned"),
    "accepted": Text("Đã nhận", "Accepted"),
    "late": Text("Muộn", "Late"),
    "lacking": Text("Còn thiếu", "Not complete"),
}


@dataclass(frozen=True)
class Row:
    """One unit. `state`: “none” where nothing was sent; `due_on` None: no day is set."""

    unit: Organisation
    href: str
    state: str
    contents: Contents
    sent_at: dt.datetime | None
    due_on: dt.date | None
    noted: int

    @property
    def word(self) -> Text:
        return STATE_WORDS[self.state]

    @property
    def late(self) -> bool:
        """Whether it came after its day, or its day is over and it did not come."""
        if self.due_on is None:
            return False
        day = shown(self.sent_at).date() if self.sent_at is not None else today()
        return day > self.due_on

    def is_in(self, state: str) -> bool:
        if state == "late":
            return self.late
        return not self.contents.is_complete if state == "lacking" else self.state == state


@dataclass
class DossierList:
    """All units of one committee; `rows` those that the query leaves."""

    campaign: Campaign
    receiver: Organisation
    state: str = ""
    words: str = ""

    @cached_property
    def all(self) -> Sequence[Row]:
        """Five questions, however many units."""
        units = senders_to(self.campaign, self.receiver)
        keys = [unit.pk for unit in units]
        contents, sent = contents_of(self.campaign, keys), dossiers_to(self.campaign, keys)
        days = due_dates(self.campaign, Step.RATE, keys)
        found = []
        for unit in units:
            if unit.pk not in contents:
                continue
            dossier = sent.get(unit.pk)
            there = dossier is not None and dossier.status != SubmissionStatus.DRAFT
            found.append(
                Row(
                    unit=unit,
                    href=dossier_page(self.campaign, unit),
                    state=dossier.status if dossier is not None and there else "none",
                    contents=contents[unit.pk],
                    sent_at=dossier.sent_at if dossier is not None else None,
                    due_on=days.get(unit.pk),
                    noted=dossier.noted if dossier is not None else 0,
                )
            )
        return found

    @property
    def rows(self) -> list[Row]:
        wanted = fold(self.words)
        return [
            row
            for row in self.all
            if (not self.state or row.is_in(self.state))
            and (not wanted or wanted in row.unit.search_key)
        ]

    @cached_property
    def counts(self) -> list[tuple[str, Text, int]]:
        """How many stand in each state, for the filters."""
        numbers = Counter(state for row in self.all for state in STATE_WORDS if row.is_in(state))
        return [(state, word, numbers[state]) for state, word in STATE_WORDS.items()]
