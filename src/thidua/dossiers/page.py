"""The page of one dossier: what is in it, what is missing, what may be done with it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict
from django.utils.translation import gettext as _

from thidua.accounts.actors import scope_of
from thidua.accounts.models import User
from thidua.bodies.queries import bodies_of
from thidua.campaigns.due_dates import step_due
from thidua.campaigns.models import Campaign, Step
from thidua.dossiers.contents import Contents, contents_of
from thidua.dossiers.forms import NoteForm, ReturnForm, SendForm
from thidua.dossiers.models import Dossier, DossierNote
from thidua.dossiers.papers import Enclosed, papers_of
from thidua.dossiers.queries import dossier_of, notes_of
from thidua.dossiers.rights import authority_to_note, authority_to_send, may_settle, reads
from thidua.dossiers.units import Sender, subjects_of
from thidua.level_ballots.links import ballot_page
from thidua.level_ballots.outcomes import Outcome, outcomes_of
from thidua.level_ballots.words import short
from thidua.organisations.models import Organisation
from thidua.organisations.names import committee_name
from thidua.ratings.links import rating_link
from thidua.roster.identity import key_of
from thidua.roster.models import RosterEntry
from thidua.submissions.models import SUBMISSION, SubmissionStatus
from thidua.vocabulary import ShownLevel, SubjectType, shown_level
from thidua.web.clock import shown, today


@dataclass(frozen=True)
class Line:
    """One subject: what is proposed and what the ballot came to."""

    entry: RosterEntry
    href: str
    proposed: ShownLevel | None
    reached: ShownLevel
    ballot: str
    ballot_href: str
    returned: str


class DossierPage:
    """For whoever sends, receives, reads or notes; filled when its template asks."""

    def __init__(self, campaign: Campaign, sender: Sender, user: User) -> None:
        self.campaign, self.unit, self.user = campaign, sender.unit, user
        self.above = sender.receiver
        self.before, self.after = sender.before, sender.after
        self.error = ""
        self.send_form = SendForm(initial={"remark": self.remark})
        self.return_form = ReturnForm()

    @cached_property
    def dossier(self) -> Dossier | None:
        return dossier_of(self.user, self.campaign, self.unit)

    @property
    def remark(self) -> str:
        return self.dossier.remark if self.dossier is not None else ""

    @cached_property
    def receiver(self) -> Organisation | None:
        """Where it was sent, or would be."""
        return self.dossier.receiver if self.dossier is not None else self.above

    @property
    def committee(self) -> str:
        return committee_name(self.receiver) if self.receiver is not None else ""

    @property
    def status(self) -> str:
        """The state as it is shown; "" where nothing was sent."""
        return self.dossier.status if self.dossier is not None else ""

    @property
    def state_word(self) -> str:
        if self.dossier is None or self.dossier.status == SubmissionStatus.DRAFT:
            return _("Chưa gửi")
        return str(self.dossier.get_status_display())

    @property
    def sent_moment(self) -> str:
        """“09:41 12/12/2022”."""
        at = self.dossier.sent_at if self.dossier is not None else None
        return f"{shown(at):%H:%M %d/%m/%Y}" if at is not None else ""

    @cached_property
    def contents(self) -> Contents:
        return contents_of(self.campaign, [self.unit.pk]).get(self.unit.pk) or Contents()

    @cached_property
    def papers(self) -> list[Enclosed]:
        return papers_of(self.user, self.campaign, self.unit)

    @property
    def sent_contents(self) -> Contents | None:
        """How complete it was when it was sent; None: it was not, or it has not changed since."""
        if self.dossier is None or not self.dossier.version:
            return None
        kept = Contents.from_json(self.dossier.contents)
        return None if kept == self.contents else kept

    @cached_property
    def due_on(self) -> dt.date | None:
        return step_due(self.campaign, Step.RATE, self.unit)

    @property
    def late(self) -> bool:
        return self.due_on is not None and self.may_send and today() > self.due_on

    @cached_property
    def sends(self) -> bool:
        return authority_to_send(self.user, self.unit) is not None

    @property
    def may_send(self) -> bool:
        status = self.status or SubmissionStatus.DRAFT
        return self.sends and SUBMISSION.may("send", status) and self.contents.subjects > 0

    @property
    def may_take_back(self) -> bool:
        return self.sends and self.status == SubmissionStatus.SENT

    @cached_property
    def lists(self) -> bool:
        """Whether the reader has the list of what comes to the committee."""
        return self.receiver is not None and reads(self.user, self.receiver)

    @cached_property
    def settles(self) -> bool:
        return self.receiver is not None and may_settle(self.user, self.receiver)

    @property
    def may_accept(self) -> bool:
        return self.settles and self.status == SubmissionStatus.SENT

    @property
    def may_return(self) -> bool:
        return self.settles and self.status in {SubmissionStatus.SENT, SubmissionStatus.ACCEPTED}

    @cached_property
    def notes(self) -> Sequence[DossierNote]:
        return notes_of(self.user, self.dossier) if self.dossier is not None else []

    @property
    def is_sent(self) -> bool:
        return self.status in {SubmissionStatus.SENT, SubmissionStatus.ACCEPTED}

    @cached_property
    def note_form(self) -> NoteForm | None:
        """For whoever notes on it; None: not this reader, or not now."""
        return self.form_of_note()

    def form_of_note(self, data: QueryDict | None = None) -> NoteForm | None:
        if not self.is_sent or self.receiver is None:
            return None
        authority = authority_to_note(self.user, self.receiver)
        if authority is None:
            return None
        narrowed = bool(scope_of(self.user).narrowed)
        bodies = bodies_of(self.user) if narrowed else []
        whole = authority.grant is None or authority.grant.body_id is None
        own = committee_name(self.receiver) if whole else ""
        return NoteForm(data, bodies=bodies, own=own)

    @cached_property
    def lines(self) -> list[Line]:
        """Everybody whom it is about: collectives first. Two questions."""
        rows = list(
            subjects_of(self.campaign, [self.unit.pk])
            .select_related("organisation", "proposal", "rating")
            .order_by("sort_key", "code")
        )
        rows.sort(key=lambda row: _ORDER.index(SubjectType(row.subject_type)))
        outcomes = outcomes_of(self.campaign, [key_of(row) for row in rows])
        return [self._line(row, outcomes.get(key_of(row))) for row in rows]

    def _line(self, row: RosterEntry, outcome: Outcome | None) -> Line:
        proposal, rating = getattr(row, "proposal", None), getattr(row, "rating", None)
        proposed = proposal.proposed if proposal is not None else ""
        known = rating.low if rating is not None and rating.low == rating.high else None
        return Line(
            entry=row,
            href=rating_link(row, year=self.campaign.year),
            proposed=shown_level(proposed) if proposed else None,
            reached=shown_level(known),
            ballot=str(short(outcome)) if outcome is not None else "",
            ballot_href=(
                ballot_page(outcome.last.ballot, self.campaign.year) if outcome is not None else ""
            ),
            returned=proposal.returned if proposal is not None else "",
        )


_ORDER = [
    SubjectType.COLLECTIVE,
    SubjectType.ORGANISATION,
    SubjectType.LEADER,
    SubjectType.MEMBER,
]
