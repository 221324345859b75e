"""Reviews as they were written, all at once: for a year whose reviews are on paper, and for the
demo. What is written now goes through `actions`.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from django.db import transaction

from thidua.accounts.actors import Operator
from thidua.accounts.models import User
from thidua.accounts.permissions import Authority
from thidua.campaigns.models import Campaign
from thidua.history.tracking import recording
from thidua.loading.rows import copy_rows
from thidua.organisations.models import Organisation
from thidua.procedures.binding import keep_procedure
from thidua.procedures.reading import forms_of
from thidua.reviews.keys import review_key
from thidua.reviews.models import Citation, Prompt, Review, Section, SentVersion
from thidua.roster.identity import SubjectKey
from thidua.submissions.models import SubmissionStatus


@dataclass(frozen=True)
class PastCitation:
    """Something that a review cites, as `Citation` keeps it; `heading` by its number ("I.2")."""

    heading: str
    label: str
    kind: str
    target_id: str
    words: str
    against: bool = False


@dataclass(frozen=True)
class PastReview:
    """One review. `sections`: text by the number of the heading; `cell`: where it was sent. Without
    `sent_at` a draft, without `settled_at` one that waits; with a `reason` it was returned.
    """

    key: SubjectKey
    cell: Organisation
    sections: Mapping[str, str]
    citations: Sequence[PastCitation] = ()
    saved_at: dt.datetime | None = None
    sent_at: dt.datetime | None = None
    settled_at: dt.datetime | None = None
    reason: str = ""
    due_on: dt.date | None = None
    late_reason: str = ""
    typed_by: User | None = None

    @property
    def status(self) -> SubmissionStatus:
        if self.sent_at is None:
            return SubmissionStatus.DRAFT
        if self.settled_at is None:
            return SubmissionStatus.SENT
        return SubmissionStatus.RETURNED if self.reason else SubmissionStatus.ACCEPTED


@dataclass(frozen=True)
class PastPrompt:
    """What a committee above asked somebody, or a collective, to review."""

    key: SubjectKey
    by: Organisation
    text: str
    made_by_name: str
    made_at: dt.datetime


@dataclass(frozen=True)
class PastReviews:
    """What is written of a year."""

    reviews: Sequence[PastReview] = ()
    prompts: Sequence[PastPrompt] = field(default_factory=tuple)


@transaction.atomic
def record_past(*, campaign: Campaign, past: PastReviews, actor: Operator) -> list[Review]:
    """Write them, by a few COPYs whatever their number; the reviews, in order.

    Raises KeyError for a heading that the form of the year does not have."""
    with recording(act="reviews.record_past", actor=Authority(actor), year=campaign.year):
        keep_procedure(campaign)
        forms = _Forms(campaign)
        stored = copy_rows(Review, (_row(campaign, one, forms) for one in past.reviews))
        pairs = list(zip(stored, past.reviews, strict=True))
        copy_rows(Section, (row for pair in pairs for row in _sections(*pair, forms)))
        copy_rows(Citation, (row for pair in pairs for row in _citations(*pair, forms)))
        copy_rows(
            SentVersion,
            (
                _version(row, one, one.sent_at, forms)
                for row, one in pairs
                if one.sent_at is not None
            ),
        )
        copy_rows(Prompt, (_prompt(campaign, one) for one in past.prompts))
    return stored


class _Forms:
    """The forms of the year: the id of a heading by its number."""

    def __init__(self, campaign: Campaign) -> None:
        book = forms_of(campaign)
        self.form = book.of
        self.headings = {
            form.id: {heading.number: heading.id for heading in form.headings}
            for form in book.forms
        }


def _row(campaign: Campaign, one: PastReview, forms: _Forms) -> Review:
    key = review_key(one.key)
    return Review(
        campaign=campaign,
        subject_type=key.subject_type.value,
        person_id=key.person_id,
        organisation_id=key.organisation_id,
        form=forms.form(key.subject_type).id,
        cell=one.cell,
        status=one.status,
        version=1 if one.sent_at else 0,
        revision=1,
        saved_at=one.saved_at or one.sent_at,
        sent_at=one.sent_at,
        settled_at=one.settled_at,
        reason=one.reason if one.settled_at else "",
        due_on=one.due_on,
        late_reason=one.late_reason,
        typed_by=one.typed_by,
    )


def _sections(row: Review, one: PastReview, forms: _Forms) -> Iterator[Section]:
    ids = forms.headings[row.form]
    for number, text in one.sections.items():
        yield Section(review=row, heading=ids[number], text=text, revision=1)


def _citations(row: Review, one: PastReview, forms: _Forms) -> Iterator[Citation]:
    for values in _cited(row, one, forms):
        yield Citation(review=row, **values)


def _cited(row: Review, one: PastReview, forms: _Forms) -> list[dict[str, object]]:
    """One row of what is cited twice: its mark stands in the text as often as it likes."""
    ids, seen = forms.headings[row.form], set()
    found = []
    for each in one.citations:
        if (each.kind, each.target_id) not in seen:
            seen.add((each.kind, each.target_id))
            found.append({**asdict(each), "heading": ids[each.heading]})
    return found


def _version(row: Review, one: PastReview, sent_at: dt.datetime, forms: _Forms) -> SentVersion:
    ids = forms.headings[row.form]
    return SentVersion(
        review=row,
        number=1,
        sections={ids[number]: text for number, text in one.sections.items()},
        citations=_cited(row, one, forms),
        sent_at=sent_at,
    )


def _prompt(campaign: Campaign, one: PastPrompt) -> Prompt:
    key = review_key(one.key)
    return Prompt(
        campaign=campaign,
        subject_type=key.subject_type.value,
        person_id=key.person_id,
        organisation_id=key.organisation_id,
        by=one.by,
        text=one.text,
        made_by_name=one.made_by_name,
        made_at=one.made_at,
    )
