"""The page on which one review is read: what its reader may do with it, and what is said of it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.accounts.models import User
from thidua.attachments.models import Attachment
from thidua.attachments.queries import files_listed
from thidua.organisations.models import Organisation
from thidua.organisations.names import committee_name
from thidua.remedies.models import Source
from thidua.remedies.origins import way_to_raise
from thidua.reviews.addresses import address_to_write
from thidua.reviews.cited import Bit, cited_facts, lines_of
from thidua.reviews.deadlines import due_on
from thidua.reviews.files import SCANS
from thidua.reviews.form import erased_days
from thidua.reviews.meeting_days import MeetingDay, meeting_days
from thidua.reviews.models import Erased, Review
from thidua.reviews.queries import READ_ABOVE
from thidua.reviews.reading import ReviewText, whole
from thidua.reviews.rights import cell_of_review, may_answer, may_write
from thidua.reviews.sending_notes import is_short, marks_of, warnings_before
from thidua.reviews.writing_words import entries_name
from thidua.submissions.models import SUBMISSION, SubmissionStatus
from thidua.web.clock import today


@dataclass(frozen=True)
class Said:
    """One heading as the page shows it: its text by lines; none: nothing stands there."""

    number: str
    title: str
    lines: Sequence[Sequence[Bit]]
    level: int
    """3: a heading of the first rank, 4: one below."""
    is_empty: bool
    """Somebody writes here, and nothing stands here."""


class ReviewPage:
    """One review, for whoever may read it (`queries.reviews_visible_to`). `error` and
    the reasons: of a form that came back.
    """

    def __init__(self, review: Review, user: User) -> None:
        self.review, self.user = review, user
        self.error = self.late_reason = self.short_reason = self.reason = ""

    @cached_property
    def unit(self) -> Organisation:
        """Who deals with it now."""
        return cell_of_review(self.review)

    @property
    def own(self) -> bool:
        return self.review.person_id is not None and self.review.person_id == self.user.person_id

    @property
    def collective(self) -> bool:
        return self.review.person_id is None

    @property
    def title(self) -> str:
        if self.own:
            return _("Bản kiểm điểm của tôi")
        if self.review.person is not None:
            return self.review.person.full_name
        return _("Báo cáo kiểm điểm tập thể")

    @property
    def whose(self) -> str:
        """Beside the year: the cell; of a collective the committee."""
        if self.review.organisation is not None:
            return committee_name(self.review.organisation)
        return self.unit.name

    @cached_property
    def writes(self) -> bool:
        return may_write(self.user, self.review)

    @cached_property
    def answers(self) -> bool:
        return may_answer(self.user, self.review)

    @cached_property
    def text(self) -> ReviewText:
        return whole(self.review, as_writer=self.writes)

    @property
    def headings(self) -> list[Said]:
        text = self.text
        facts = cited_facts(self.user, self.review, text.cited, live=not text.version)
        return [
            Said(
                one.number,
                str(one.title),
                lines_of(one.text, facts),
                4 if "." in one.number else 3,
                one.writable and not one.text.strip(),
            )
            for one in text.headings
        ]

    @property
    def status(self) -> str:
        return self.review.status

    @property
    def is_draft(self) -> bool:
        return self.writes and SUBMISSION.may("change", self.status)

    @property
    def older(self) -> bool:
        """Whether what is shown is what was sent before, while its writer changes it."""
        return not self.writes and self.status == SubmissionStatus.RETURNED

    @property
    def moved_from(self) -> str:
        """The unit that it was sent to, where the person is in another one now ("": the same)."""
        return self.review.cell.name if self.review.cell_id != self.unit.pk else ""

    @property
    def passed_on_from(self) -> str:
        """Of a collective the unit that passed into the one that deals with it now."""
        organisation = self.review.organisation
        if organisation is None or organisation.pk == self.review.cell_id:
            return ""
        return organisation.name

    # what may be done

    @property
    def may_take_back(self) -> bool:
        meeting = self.meeting
        begun = meeting is not None and meeting.begun
        return self.writes and SUBMISSION.may("take_back", self.status) and not begun

    @property
    def waits(self) -> bool:
        return self.answers and SUBMISSION.may("accept", self.status)

    @property
    def may_reopen(self) -> bool:
        return self.answers and SUBMISSION.may("reopen", self.status)

    @cached_property
    def meeting(self) -> MeetingDay | None:
        return meeting_days(self.review.campaign, [self.unit.pk]).get(self.unit.pk)

    @cached_property
    def due_on(self) -> dt.date | None:
        return self.review.due_on or due_on(self.review.campaign, self.unit)

    @property
    def late(self) -> bool:
        return self.due_on is not None and today() > self.due_on

    @property
    def short(self) -> bool:
        """Whether sending today asks why it goes so close to the meeting."""
        return is_short(self.review, self.meeting)

    @property
    def warnings(self) -> list[str]:
        return warnings_before(self.review, self.meeting) if self.is_draft else []

    @property
    def marks(self) -> list[str]:
        """What marks one that was sent so, for everybody who reads it."""
        return [] if self.status == SubmissionStatus.DRAFT else marks_of(self.review)

    @cached_property
    def erased(self) -> Sequence[Erased]:
        """What its writer can bring back."""
        if not self.is_draft:
            return []
        since = timezone.now() - dt.timedelta(days=erased_days(self.review.campaign))
        return list(self.review.erased.filter(erased_at__gte=since))

    @property
    def kept_days(self) -> int:
        return erased_days(self.review.campaign)

    @cached_property
    def scans(self) -> Sequence[Attachment]:
        return files_listed(kind=SCANS, owner=self.review, reader=self.user)

    @property
    def raises(self) -> str:
        """Where a limit named here becomes a remedy ("": not yet, or not by this reader)."""
        review = self.review
        if review.status not in READ_ABOVE:
            return ""
        about = (self.unit, review.person_id)
        return way_to_raise(self.user, review.campaign, about, Source.REVIEW, review.pk)

    @property
    def address_write(self) -> str:
        return address_to_write(self.review)

    @property
    def entries(self) -> str:
        """How the browser calls what it keeps of this review."""
        return entries_name(self.review)

    @property
    def address_list(self) -> str:
        return reverse("reviews_unit", args=[self.review.campaign.year, self.unit.code])
