"""Files that a unit may show to its bloc: those of its own notes of the year."""

from django.db.models import QuerySet

from thidua.accounts.actors import Actor
from thidua.attachments.models import Attachment
from thidua.blocs.models import Bloc
from thidua.campaigns.models import Campaign
from thidua.organisations.models import Organisation
from thidua.points.models import SHOWN, ScoreEvidence
from thidua.points.permissions import sees_points
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


def shown_in_bloc(reader: Actor, file: Attachment) -> bool:
    """Whether a unit showed this file to a bloc whose standing the reader sees: only what it chose,
    and only once its sheet was sent.
    """
    if file.kind != OF_NOTE:
        return False
    shown = ScoreEvidence.objects.filter(file=file, score__sheet__status__in=SHOWN)
    blocs = Bloc.objects.filter(score_sheets__scores__evidence__in=shown).distinct()
    return any(
        sees_points(reader, bloc, [member.organisation_id for member in bloc.members.all()])
        for bloc in blocs.prefetch_related("members")
    )
