"""Giving a prompt (gợi ý kiểm điểm), and taking one away while nobody has sent an answer."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.accounts.actors import scope_of
from thidua.accounts.models import User
from thidua.accounts.permissions import ACTS, Authority, authorise
from thidua.campaigns.cells import cell_of
from thidua.campaigns.models import Campaign
from thidua.history.tracking import recording
from thidua.organisations.models import Organisation, Person
from thidua.reviews.models import Prompt, Review
from thidua.reviews.prompt_notices import tell_prompted
from thidua.reviews.writing_errors import WritingError
from thidua.roster.identity import SubjectKey
from thidua.submissions.models import SubmissionStatus

PROMPT = "reviews.prompt"


@transaction.atomic
def give_prompt(
    *, campaign: Campaign, key: SubjectKey, text: str, heading: str, actor: User
) -> Prompt:
    """A committee above asks somebody, or a collective, to review something.

    Raises WritingError (no text, no such subject), PermissionDenied for who stands not above."""
    unit = unit_of(campaign, key)
    if unit is None:
        raise WritingError.nobody_to_prompt()
    authority, committee = prompting(actor, unit)
    if not text.strip():
        raise WritingError.empty_prompt()
    with recording(act=PROMPT, actor=authority, subject=unit.code, year=campaign.year):
        given = Prompt.objects.create(
            campaign=campaign,
            subject_type=key.subject_type,
            person_id=key.person_id,
            organisation_id=key.organisation_id,
            by=committee,
            heading=heading,
            text=text.strip(),
            made_by=actor,
            made_by_name=str(actor)[:150],
            made_at=timezone.now(),
        )
        tell_prompted(given, authority)
        return given


@transaction.atomic
def take_prompt_away(*, prompt: Prompt, actor: User) -> None:
    """Take a prompt away: by the committee that gave it, before a review was sent that it speaks
    to. Raises WritingError, PermissionDenied.
    """
    authority = authorise(actor, PROMPT, path=prompt.by.path)
    sent = Review.objects.filter(
        campaign=prompt.campaign_id,
        subject_type=prompt.subject_type,
        person=prompt.person_id,
        organisation=prompt.organisation_id,
        status__in=(SubmissionStatus.SENT, SubmissionStatus.ACCEPTED),
    )
    if sent.exists():
        raise WritingError.answered_already()
    with recording(act="reviews.take_prompt_away", actor=authority, subject=prompt.by.code):
        prompt.delete()


def prompting(actor: User, unit: Organisation) -> tuple[Authority, Organisation]:
    """By what the actor prompts whoever belongs to a unit, and the committee that does: the nearest
    of theirs that stands above it. Raises PermissionDenied.
    """
    above = [
        grant
        for grant in scope_of(actor).grants
        if grant.role in ACTS[PROMPT]
        and unit.path.startswith(grant.path)
        and unit.path != grant.path
    ]
    nearest = max(above, key=lambda grant: len(grant.path), default=None)
    if nearest is None:
        raise PermissionDenied(_("Gợi ý kiểm điểm do cấp uỷ cấp trên đưa ra."))
    authority = authorise(actor, PROMPT, path=nearest.path)
    return authority, Organisation.objects.get(pk=nearest.organisation_id)


def unit_of(campaign: Campaign, key: SubjectKey) -> Organisation | None:
    """Where a subject belongs: a member to their cell, a collective to its organisation."""
    if key.person_id is None:
        return Organisation.objects.filter(pk=key.organisation_id or 0).first()
    person = Person.objects.filter(pk=key.person_id).first()
    return cell_of(person, campaign) if person is not None else None
