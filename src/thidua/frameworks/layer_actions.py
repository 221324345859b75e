"""Everything that changes a local layer: writing a new version of it, and holding a year under
one.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import authorise
from thidua.campaigns.actions import hold_under, note_roster
from thidua.campaigns.decided import refuse_if_decided
from thidua.campaigns.errors import CampaignRefusedError
from thidua.campaigns.models import Campaign
from thidua.frameworks.actions import bind_texts
from thidua.frameworks.binding import (
    DEFAULT_LAYER,
    PACKAGED_VERSION,
    bound_frameworks,
    layer_versions,
    library_now,
)
from thidua.frameworks.errors import LayerChangedError, NotBoundError
from thidua.frameworks.models import FrameworkText
from thidua.history.tracking import recording
from thidua.language import Text
from thidua.organisations.queries import root_path
from thidua.rulebook import Framework, FrameworkError, Layer
from thidua.rulebook.layers import layer_problems
from thidua.rulebook.roster_rules import roster_rules
from thidua.vocabulary import SubjectType


@transaction.atomic
def save_layer(*, layer: Layer, reason: str, seen: int | None, actor: Actor) -> FrameworkText:
    """Keep a local layer as a new draft; no year changes by it. The text of the newest version
    again is kept once.

    `seen` is the newest version that the author had before them; None: there was no such layer.
    Raises FrameworkError with everything that loosens, does not fit or is left open;
    CampaignRefusedError without a reason; LayerChangedError when somebody saved in the meantime.
    """
    authority = authorise(actor, "campaigns.change", path=root_path())
    _refuse_no_reason(reason)
    if problems := layer_problems(layer, list(library_now())):
        raise FrameworkError(problems)
    list(FrameworkText.objects.select_for_update().filter(text_id=layer.id))
    newest = next(iter(layer_versions(layer.id)), None)
    if (newest.number if newest else None) != seen:
        raise LayerChangedError.since(layer.id, newest.row if newest else None)
    text = layer.to_yaml()
    fingerprint = hashlib.sha256(text.encode()).hexdigest()
    if newest is not None and newest.row is not None and newest.row.fingerprint == fingerprint:
        return newest.row
    version = (newest.number if newest else PACKAGED_VERSION) + 1
    with recording(
        act="frameworks.save_layer",
        actor=authority,
        text_id=layer.id,
        version=version,
        reason=reason.strip(),
    ):
        made = FrameworkText(
            text_id=layer.id, version=version, text=text, fingerprint=fingerprint, draft=True
        )
        made.reason, made.author = reason.strip(), str(actor)
        _keep(made)
    return made


def _keep(made: FrameworkText) -> None:
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:  # two first versions at once
        other = FrameworkText.objects.filter(text_id=made.text_id).order_by("-version").first()
        raise LayerChangedError.since(made.text_id, other) from None


@dataclass(frozen=True)
class Rebound:
    """What holding a year under another layer changed: whose text, and whether the roster has to be
    frozen again.
    """

    changed: tuple[SubjectType, ...]
    roster_again: bool

    @property
    def message(self) -> Text:
        """What came of it, and what has to be done now."""
        if not self.changed:
            return _BOUND_ALREADY
        return _BOTH.format(bound=_BOUND, again=_ROSTER) if self.roster_again else _BOUND


_BOUND_ALREADY = Text(
    "Năm này đang áp dụng đúng bản ấy: không có gì thay đổi.",
    "The year was bound to it already: nothing changed.",
)
_BOUND = Text(
    "Đã áp dụng: hãy xếp loại lại trước khi ra quyết định.",
    "Bound. The ratings that are there are stale: classify again before anything is decided.",
)
_BOTH = Text("{bound} {again}", "{bound} {again}")
_ROSTER = Text("Danh sách của năm phải chốt lại.", "The roster has to be frozen again.")


@transaction.atomic
def bind_layer(
    *, campaign: Campaign, layer_id: str, version: int, reason: str, actor: Actor
) -> Rebound:
    """Hold a year under one version of a local layer. A draft is a draft no more.

    Ratings that were worked out under the texts of before are stale from now on, and decisions wait
    for the next classification. The roster is to be frozen again where the texts differ in who is
    rated or in what they take from it. Binding what is bound already changes nothing. Raises
    CampaignRefusedError (no reason; decisions are issued; no such version), NotBoundError for a
    layer that is not in force on the review date, and the rulebook's errors."""
    authority = authorise(actor, "campaigns.change", path=root_path())
    _refuse_no_reason(reason)
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    chosen = next((one for one in layer_versions(layer_id) if one.number == version), None)
    if chosen is None:
        raise CampaignRefusedError.no_version(layer_id, version)
    before = _bound_before(campaign)
    if before and (campaign.local_layer or DEFAULT_LAYER, campaign.local_layer_version) == (
        layer_id,
        version,
    ):
        return Rebound((), roster_again=False)
    refuse_if_decided(campaign)
    details = {
        "year": campaign.year,
        "layer": layer_id,
        "version": version,
        "reason": reason.strip(),
    }
    with recording(act="frameworks.bind_layer", actor=authority, **details):
        hold_under(campaign, layer_id=layer_id, version=version)
        bind_texts(campaign)
        if chosen.row is not None and chosen.row.draft:
            chosen.row.draft = False
            chosen.row.save(update_fields=["draft"])
        rebound = _compared(
            before, bound_frameworks(campaign), frozen=campaign.roster_frozen_at is not None
        )
        if rebound.roster_again:
            note_roster(campaign, frozen_at=None)
    return rebound


def _refuse_no_reason(reason: str) -> None:
    if not reason.strip():
        raise CampaignRefusedError.no_reason()


def _bound_before(campaign: Campaign) -> dict[SubjectType, Framework]:
    try:
        return bound_frameworks(campaign)
    except NotBoundError:
        return {}


def _compared(
    before: Mapping[SubjectType, Framework], after: Mapping[SubjectType, Framework], *, frozen: bool
) -> Rebound:
    changed = [kind for kind, text in after.items() if kind not in before or before[kind] != text]
    lists = [
        kind
        for kind in changed
        if kind not in before or roster_rules(before[kind]) != roster_rules(after[kind])
    ]
    return Rebound(tuple(changed), roster_again=frozen and bool(lists))
