"""Reading dossiers, scoped to who asks. A draft, and one taken back, is its unit's alone."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Count

from thidua.accounts.actors import Actor, Scope, scope_of
from thidua.campaigns.models import Campaign
from thidua.dossiers.models import Dossier, DossierNote
from thidua.dossiers.rights import authority_to_send, readable
from thidua.dossiers.units import receivers_among
from thidua.organisations.models import Organisation
from thidua.submissions.models import SubmissionStatus

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class HasNotes(TypedDict):
        noted: int

    Counted = WithAnnotations[Dossier, HasNotes]


def dossier_of(actor: Actor, campaign: Campaign, unit: Organisation) -> Dossier | None:
    """A unit's dossier as far as the actor may read it; None: there is none, or it is a draft of
    somebody else's.
    """
    found = Dossier.objects.filter(readable(actor), campaign=campaign, organisation=unit)
    if authority_to_send(actor, unit) is None:
        found = found.exclude(status=SubmissionStatus.DRAFT)
    return found.select_related("organisation", "receiver", "campaign").first()


def notes_of(actor: Actor, dossier: Dossier) -> list[DossierNote]:
    """What was noted of a dossier, for whoever stands above its unit or works for a body there; the
    unit itself does not read it.
    """
    scope = scope_of(actor)
    above = dossier.receiver.path
    paths = [*scope.paths, *(grant.path for grant in scope.narrowed)]
    if not scope.everything and not any(above.startswith(path) for path in paths):
        return []
    rows = dossier.notes.select_related("body")
    own = {grant.body_id for grant in scope.narrowed}
    whole = scope.everything or any(above.startswith(path) for path in scope.paths)
    return list(rows if whole else rows.filter(body__in=own))


def dossiers_to(campaign: Campaign, units: Collection[int]) -> "Mapping[int, Counted]":
    """What these units sent, by unit, with `noted`: how often something was noted of it; drafts are
    left out. One question.
    """
    rows = Dossier.objects.filter(campaign=campaign, organisation__in=units)
    sent = rows.exclude(status=SubmissionStatus.DRAFT)
    return {row.organisation_id: row for row in sent.annotate(noted=Count("notes"))}


def committees_of(scope: Scope, campaign: Campaign) -> list[Organisation]:
    """The reader's committees to which dossiers come, by whichever role or body. One question."""
    keys = [grant.organisation_id for grant in (*scope.grants, *scope.narrowed)]
    return receivers_among(campaign, keys)
