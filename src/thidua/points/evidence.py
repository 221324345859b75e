"""Files that a unit may show to its bloc: those of its own notes of the year."""

from django.db.models import QuerySet

from thidua.attachments.models import Attachment
from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation
from thidua.progress.models import OF_NOTE, Note
from thidua.registrations.models import Holder


def files_of_unit(unit: Organisation, campaign: Campaign) -> "QuerySet[Attachment]":
    """The files of the notes of what a unit itself registered, the newest first."""
    notes = Note.objects.filter(
        task__registration__campaign=campaign,
        task__registration__organisation=unit,
        task__registration__holder=Holder.ORGANISATION,
    )
    found = Attachment.objects.filter(kind=OF_NOTE, owner_id__in=notes.values("pk"))
    return found.filter(removed_at=None).order_by("-sent_at", "-pk")
