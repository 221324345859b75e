"""The page on which a commitment is written: what it shows, worded."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from thidua.campaigns.models import Campaign
from thidua.commitments.advice import Hint, hints
from thidua.commitments.deadlines import due_on
from thidua.commitments.errors import ConflictError
from thidua.commitments.forms import (
    ItemForm,
    RowsQuery,
    SavingForm,
    item_form,
    rows_to_show,
    sent_items,
)
from thidua.commitments.limits import Limits, limits
from thidua.commitments.models import Commitment, CommitmentItem
from thidua.commitments.queries import last_done
from thidua.commitments.writing import Words, words_of
from thidua.language import as_sentence
from thidua.organisations.models import Organisation, Person
from thidua.submissions.models import SUBMISSION, SubmissionStatus
from thidua.web.clock import today


@dataclass(frozen=True)
class Card:
    """One row of the form, and what is said about its words."""

    position: int
    form: ItemForm
    text: str
    hints: Sequence[Hint]

    @property
    def state(self) -> str:
        """“empty”, “vague” or “clear”, for its mark."""
        if not self.text.strip():
            return "empty"
        return "vague" if self.hints else "clear"


@dataclass
class WritingPage:
    """`own`: the reader is the member; else an officer types for somebody without an account.
    `sent`: what was typed and not stored, of a form that came back; `theirs`: what another tab
    stored meanwhile.
    """

    campaign: Campaign
    person: Person
    cell: Organisation | None
    commitment: Commitment | None
    own: bool
    refused: str = ""
    """Why nothing can be written at all, "" where it can."""
    error: str = ""
    sent: Mapping[str, Any] | None = None
    rows: int = 0
    theirs: Sequence[Words] = field(default_factory=tuple)
    clash: bool = False
    late_reason: str = ""
    list_address: str = ""
    """The list of the cell, for a member who answers it."""

    def conflicts(self, conflict: ConflictError) -> None:
        """Somebody saved in between: both texts are shown."""
        self.error, self.theirs = as_sentence(conflict), conflict.theirs
        self.clash, self.commitment = True, conflict.commitment

    def typed(self, data: Mapping[str, Any]) -> None:
        """Show what was typed, not what is stored."""
        form = SavingForm(data)
        if form.is_valid():
            self.sent, self.rows = data, form.cleaned_data["rows"]
            self.late_reason = form.cleaned_data["late_reason"]

    def rows_wanted(self, query: Mapping[str, Any]) -> None:
        """Show as many rows as the address says."""
        if self.sent is None:
            self.rows = RowsQuery.read(query)["rows"] or 0

    @property
    def revision(self) -> int:
        return self.commitment.revision if self.commitment else 0

    @property
    def status(self) -> str:
        return self.commitment.status if self.commitment else SubmissionStatus.DRAFT

    @property
    def is_saved(self) -> bool:
        """Whether what is shown is what is stored."""
        saved = self.commitment is not None and self.commitment.saved_at is not None
        return saved and not self.error and not self.clash

    @property
    def may_write(self) -> bool:
        return not self.refused and SUBMISSION.may("change", self.status)

    @cached_property
    def due_on(self) -> dt.date | None:
        return due_on(self.campaign, self.cell) if self.cell is not None else None

    @property
    def late(self) -> bool:
        return self.due_on is not None and today() > self.due_on

    @property
    def limits(self) -> Limits:
        return limits()

    @cached_property
    def stored(self) -> list[Words]:
        return words_of(self.commitment) if self.commitment else []

    @property
    def may_add(self) -> bool:
        return len(self.cards) < limits().most

    @cached_property
    def cards(self) -> list[Card]:
        if self.sent is not None:
            forms = sent_items(self.sent, self.rows)
            texts = [str(form["text"].value() or "") for form in forms]
        else:
            rows = max(rows_to_show(len(self.stored)), min(self.rows, limits().most))
            padded = [*self.stored, *[None] * (rows - len(self.stored))]
            forms = [item_form(n, None, words) for n, words in enumerate(padded, start=1)]
            texts = [words.text if words else "" for words in padded]
        pairs = zip(forms, texts, strict=True)
        return [Card(n, form, text, hints(text)) for n, (form, text) in enumerate(pairs, start=1)]

    @property
    def items(self) -> Sequence[CommitmentItem]:
        return list(self.commitment.items.all()) if self.commitment else []

    @cached_property
    def last(self) -> tuple[Commitment, int, int] | None:
        return last_done(self.campaign, self.person)
