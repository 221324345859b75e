"""Writing a review: begun, saved heading by heading, with what it cites. Every saving carries the
number of the one it stood on, so that two tabs and two machines lose nothing.
"""

from django.db import transaction
from django.utils import timezone

from thidua.accounts.models import User
from thidua.accounts.oneself import is_about
from thidua.accounts.permissions import Authority
from thidua.campaigns.models import Campaign
from thidua.history.tracking import recording
from thidua.procedures.binding import keep_procedure
from thidua.procedures.reading import form_of
from thidua.reviews.deadlines import require_open
from thidua.reviews.errors import ConflictError, ReviewError
from thidua.reviews.form import check_heading
from thidua.reviews.keys import code_of, place_of, review_key
from thidua.reviews.models import LONGEST_SECTION, LONGEST_WORDS, Citation, Review, Section
from thidua.reviews.rights import authority_to_write, cell_of_review, place_to_begin
from thidua.roster.identity import SubjectKey
from thidua.submissions.errors import SubmissionError
from thidua.submissions.models import SUBMISSION, SubmissionStatus
from thidua.vocabulary import SubjectType


@transaction.atomic
def start(*, campaign: Campaign, key: SubjectKey, actor: User) -> Review:
    """The review of somebody or of a collective, begun where there is none yet.

    Raises ReviewError (no cell, the year is not there yet, has an account), PermissionDenied."""
    key = review_key(key)
    authority, unit = place_to_begin(actor, campaign, key)
    require_open(campaign, unit)
    _lock(key)
    found = Review.objects.filter(
        campaign=campaign, person=key.person_id, organisation=key.organisation_id
    ).first()
    if found is not None:
        return found
    with recording(act="reviews.start", actor=authority, subject=code_of(key)):
        keep_procedure(campaign)
        return Review.objects.create(
            campaign=campaign,
            subject_type=key.subject_type.value,
            person_id=key.person_id,
            organisation_id=key.organisation_id,
            form=form_of(campaign, SubjectType(key.subject_type)).id,
            cell=unit,
            typed_by=_typist(authority, key.person_id),
        )


@transaction.atomic
def save_section(*, review: Review, heading: str, text: str, revision: int, actor: User) -> Review:
    """Store what stands under one heading. `revision` is that of the review as the writer saw it.

    Raises ConflictError when this heading was saved in between and says otherwise, ReviewError (no
    such heading, too long, the year takes none), SubmissionError when it is sent or accepted,
    PermissionDenied."""
    held = locked(review)
    authority = authority_to_write(actor, held)
    stored = held.sections.filter(heading=heading).first()
    if stored is not None and stored.text == text:
        return held  # nothing new, whatever became of the review since it was typed
    _refuse_closed(held)
    check_heading(held, heading)
    if len(text) > LONGEST_SECTION:
        raise ReviewError.too_long(LONGEST_SECTION)
    if stored is not None and stored.revision > revision:
        raise ConflictError(held, heading, stored.text)
    with recording(act="reviews.save", actor=authority, subject=code_of(held.key)):
        _saved(held, authority)
        Section.objects.update_or_create(
            review=held, heading=heading, defaults={"text": text, "revision": held.revision}
        )
    return held


@transaction.atomic
def cite(  # noqa: PLR0913 - what a citation is made of, by name
    *,
    review: Review,
    heading: str,
    label: str,
    kind: str,
    target_id: str,
    words: str,
    actor: User,
    against: bool = False,
) -> Citation:
    """Keep what a mark in the text stands for; what the review cites already is there once.

    Raises as `save_section`."""
    held, authority = open_review(review, actor)
    check_heading(held, heading)
    found = held.citations.filter(kind=kind, target_id=target_id).first()
    if found is not None:
        return found
    with recording(act="reviews.cite", actor=authority, subject=code_of(held.key)):
        return Citation.objects.create(
            review=held,
            heading=heading,
            label=label,
            kind=kind,
            target_id=target_id,
            words=words[:LONGEST_WORDS],
            against=against,
        )


def open_review(review: Review, actor: User) -> tuple[Review, Authority]:
    """The review as it is now, locked and open to changes, and by what the actor writes it.
    Raises ReviewError, SubmissionError, PermissionDenied.
    """
    held = locked(review)
    authority = authority_to_write(actor, held)
    _refuse_closed(held)
    return held, authority


def _refuse_closed(held: Review) -> None:
    require_open(held.campaign, cell_of_review(held))
    if not SUBMISSION.may("change", held.status):
        raise SubmissionError.not_now(SubmissionStatus(held.status))


def locked(review: Review) -> Review:
    """The review, nobody else changing it until the transaction ends."""
    rows = Review.objects.select_for_update(of=("self",))
    return rows.select_related("campaign", "person", "organisation", "cell").get(pk=review.pk)


def _saved(review: Review, authority: Authority) -> None:
    review.revision += 1
    review.saved_at = timezone.now()
    review.cell = cell_of_review(review)
    review.typed_by = _typist(authority, review.person_id)
    review.save()


def _typist(authority: Authority, person: int | None) -> User | None:
    """Whoever types for somebody else; a collective's is written by its officers."""
    if person is None or is_about(authority.actor, person):
        return None
    return authority.actor if isinstance(authority.actor, User) else None


def _lock(key: SubjectKey) -> None:
    """Two tabs that both begin meet at the row of whom it is about."""
    whose = place_of(key)
    rows = type(whose)._default_manager.select_for_update(of=("self",), no_key=True)
    rows.get(pk=whose.pk)
