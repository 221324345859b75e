"""Everything that changes which texts there are, and which a year is held under."""

from django.db import transaction

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import authorise
from thidua.campaigns.actions import hold_under
from thidua.campaigns.decided import refuse_if_decided
from thidua.campaigns.models import Campaign
from thidua.frameworks.binding import check_loaded, layer_for, resulting_texts
from thidua.frameworks.models import FrameworkBinding, FrameworkText
from thidua.history.tracking import recording
from thidua.organisations.queries import root_path
from thidua.vocabulary import SubjectType


@transaction.atomic
def bind_frameworks(*, campaign: Campaign, actor: Actor) -> dict[SubjectType, FrameworkBinding]:
    """Choose each subject type's framework by the review date, lay the local layer on it, and keep
    the whole text.

    The version of the layer is fixed by this: binding again takes the same one (`bind_layer`
    chooses another).

    Raises the rulebook's NoFrameworkInForceError (naming the covered days) or FrameworkError (a
    layer that loosens what is settled), and CampaignRefusedError when decisions are issued and
    another text would be bound."""
    authority = authorise(actor, "campaigns.change", path=root_path())
    with recording(act="frameworks.bind", actor=authority, year=campaign.year):
        return bind_texts(campaign)


def bind_texts(campaign: Campaign) -> dict[SubjectType, FrameworkBinding]:
    """The part of binding that writes, for acts that bind: what is the same already stays as it
    is.
    """
    layer, texts = layer_for(campaign), resulting_texts(campaign)
    bound = {binding.subject_type: binding for binding in campaign.bindings.select_for_update()}
    stale = [
        kind
        for kind, text in texts.items()
        if kind not in bound or bound[kind].fingerprint != text.fingerprint
    ]
    if stale:
        refuse_if_decided(campaign)
    if campaign.local_layer_version != layer.number:
        hold_under(campaign, layer_id=campaign.local_layer, version=layer.number)
    for kind in stale:
        text = texts[kind]
        bound[kind], _ = FrameworkBinding.objects.update_or_create(
            campaign=campaign,
            subject_type=kind,
            defaults={
                "framework_id": text.id,
                "text": text.to_yaml(),
                "fingerprint": text.fingerprint,
            },
        )
    return {kind: bound[kind] for kind in texts}


@transaction.atomic
def load_framework_text(*, text: str, actor: Actor) -> FrameworkText:
    """Keep an officer's corrected framework, local layer or book of awards; it stands before the
    packaged one.

    Years that are bound already keep their texts until they are bound again. The same text twice is
    kept once. Raises the rulebook's FrameworkError with every fault of the text."""
    authority = authorise(actor, "campaigns.change", path=root_path())
    text_id, own_version, fingerprint = check_loaded(text)
    newest = (
        FrameworkText.objects.select_for_update()
        .filter(text_id=text_id)
        .order_by("-version")
        .first()
    )
    if newest is not None and newest.fingerprint == fingerprint:
        return newest
    version = own_version or (newest.version if newest else 0) + 1
    with recording(act="frameworks.load_text", actor=authority, text_id=text_id):
        return FrameworkText.objects.create(
            text_id=text_id, version=version, text=text, fingerprint=fingerprint, author=str(actor)
        )
