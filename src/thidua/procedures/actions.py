"""Everything that changes how a year's review is held: the locality's values."""

from django.db import transaction
from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import authorise
from thidua.campaigns.decided import refuse_if_decided
from thidua.campaigns.models import Campaign
from thidua.history.tracking import recording
from thidua.organisations.queries import root_path
from thidua.procedures.binding import keep_procedure
from thidua.procedures.errors import ProcedureError
from thidua.procedures.models import LocalSetting
from thidua.procedures.permissions import SET_VALUE
from thidua.procedures.reading import forget, held_by
from thidua.rulebook.errors import ValueRefusedError
from thidua.rulebook.procedure_layer import LocalValue, stored, with_local
from thidua.vocabulary import UnknownWordError


@transaction.atomic
def set_value(*, campaign: Campaign, local: LocalValue, was: str, actor: Actor) -> LocalSetting:
    """Set one value of a year's procedure; `was`: what it stood at when it was read.

    Raises ProcedureError (settled above, a value that cannot be, no document, no reason, somebody
    else set it meanwhile), CampaignRefusedError once decisions are issued,
    NoProcedureInForceError, PermissionDenied."""
    authority = authorise(actor, SET_VALUE, path=root_path())
    for field in ("citation", "reason"):
        if not getattr(local, field).strip():
            raise ProcedureError.says_nothing(field)
    others = _locked(campaign, local.key, was)
    try:
        with_local(held_by(campaign).central, [*others, local])
    except (ValueRefusedError, UnknownWordError) as error:
        raise ProcedureError.refused(error.text) from error
    with recording(act=SET_VALUE, actor=authority, year=campaign.year, key=local.key):
        keep_procedure(campaign)
        setting, _made = LocalSetting.objects.update_or_create(
            campaign=campaign,
            key=local.key,
            defaults={
                "value": local.value.strip(),
                "citation": local.citation.strip(),
                "reason": local.reason.strip(),
                "set_by": str(actor),
                "set_at": timezone.now(),
            },
        )
    forget(campaign)
    return setting


@transaction.atomic
def unset_value(*, campaign: Campaign, key: str, was: str, actor: Actor) -> None:
    """Go back to what the text above says. Raises as `set_value` does."""
    authority = authorise(actor, SET_VALUE, path=root_path())
    others = _locked(campaign, key, was)
    try:
        with_local(held_by(campaign).central, others)
    except ValueRefusedError as error:
        raise ProcedureError.refused(error.text) from error
    with recording(act="procedures.unset_value", actor=authority, year=campaign.year, key=key):
        LocalSetting.objects.filter(campaign=campaign, key=key).delete()
    forget(campaign)


def _locked(campaign: Campaign, key: str, was: str) -> list[LocalValue]:
    """The other values of the year, while nobody else sets one."""
    refuse_if_decided(campaign)
    Campaign.objects.select_for_update(of=("self",), no_key=True).get(pk=campaign.pk)
    forget(campaign)
    values = dict(held_by(campaign).procedure.values())
    if key in values and stored(values[key]) != was:
        raise ProcedureError.somebody_set_it(stored(values[key]))
    rows = LocalSetting.objects.filter(campaign=campaign).exclude(key=key)
    return [LocalValue(one.key, one.value, one.citation, one.reason) for one in rows]
