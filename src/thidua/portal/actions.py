"""Making a year public, and taking it back."""

import hashlib

from django.db import transaction
from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import authorise
from thidua.campaigns.models import Campaign
from thidua.history.tracking import recording
from thidua.organisations.queries import root_path
from thidua.portal.errors import NotPublishedError, PublishingRefusedError, WithdrawalError
from thidua.portal.files import MadeFile, make_files
from thidua.portal.gathering import gather
from thidua.portal.models import CountedPeople, Publication, PublishedFile
from thidua.portal.obstacles import against_publishing

PERMISSION = "portal.publish"


@transaction.atomic
def publish(*, campaign: Campaign, actor: Actor, note: str = "") -> Publication:
    """Seal the year's figures and show them to everybody, with their files; published before: show
    the new ones.

    Of people a later edition shows only what betrays nobody beside the earlier ones (decision 025).
    Publishing what is public already changes nothing, not even the day. Raises
    PublishingRefusedError with every reason while an upper-level or grassroots organisation or a
    member is undecided, PermissionDenied to all but the province."""
    authority = authorise(actor, PERMISSION, path=root_path())
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if reasons := against_publishing(campaign):
        raise PublishingRefusedError.of(campaign.year, reasons)
    gathered = gather(campaign)
    figures = gathered.figures
    sealed = figures.model_dump_json()
    fingerprint = hashlib.sha256(f"{sealed}\n{note.strip()}".encode()).hexdigest()
    known = Publication.objects.filter(campaign=campaign).first()
    if known is not None and known.fingerprint == fingerprint:
        return known
    now = timezone.now()
    publication = known or Publication(campaign=campaign, first_published_at=now)
    publication.published_at, publication.published_by, publication.note = (
        now,
        str(actor),
        note.strip(),
    )
    publication.figures, publication.fingerprint = figures.model_dump(mode="json"), fingerprint
    with recording(act="portal.publish", actor=authority, year=campaign.year):
        publication.save()
        CountedPeople.objects.update_or_create(
            campaign=campaign, defaults={"counts": gathered.people.behind}
        )
        _keep(publication, make_files(figures, published_on=timezone.localdate(now)))
    return publication


def _keep(publication: Publication, files: list[MadeFile]) -> None:
    publication.files.all().delete()
    PublishedFile.objects.bulk_create(
        PublishedFile(
            publication=publication,
            name=file.name,
            content_type=file.content_type,
            body=file.body,
            fingerprint=hashlib.sha256(file.body).hexdigest(),
        )
        for file in files
    )


@transaction.atomic
def withdraw(*, campaign: Campaign, reason: str, actor: Actor) -> None:
    """Take a year back from the public, for a reason that the history keeps; its addresses answer
    "not found" again.

    Raises NotPublishedError, WithdrawalError without a reason, PermissionDenied to all but the
    province."""
    authority = authorise(actor, PERMISSION, path=root_path())
    publication = Publication.objects.select_for_update().filter(campaign=campaign).first()
    if publication is None:
        raise NotPublishedError.year(campaign.year)
    if not reason.strip():
        raise WithdrawalError.no_reason()
    with recording(
        act="portal.withdraw", actor=authority, year=campaign.year, reason=reason.strip()
    ):
        publication.delete()
