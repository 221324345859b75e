"""Keeping the procedure that a year goes by, the first time that something is written by it."""

from thidua.campaigns.models import Campaign
from thidua.procedures.models import Bound
from thidua.procedures.reading import forget, held_by


def keep_procedure(campaign: Campaign) -> None:
    """The part of a writing act that keeps the year's texts; nothing where they are kept.

    Every act that starts something by the procedure (a review, a meeting, an opinion) calls it
    inside its own transaction and `recording`. Raises NoProcedureInForceError.
    """
    held = held_by(campaign)
    if held.bound:
        return
    Bound.objects.get_or_create(
        campaign=campaign,
        defaults={
            "procedure_id": held.central.id,
            "version": held.central.version,
            "text": held.central.to_yaml(),
            "forms": held.forms.to_yaml(),
        },
    )
    forget(campaign)
