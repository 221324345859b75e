"""Asking for a preview of a local layer, and carrying it out: kept by a fingerprint of everything
that went in.
"""

import hashlib
import json
from collections.abc import Mapping

import polars as pl
from django.db import transaction
from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import authorise
from thidua.campaigns.models import Campaign
from thidua.db.frames import copy_in
from thidua.frameworks.binding import LayerVersion, bound_frameworks, layer_versions, library_now
from thidua.frameworks.layer_queries import CHANGE
from thidua.language import Text
from thidua.organisations.queries import root_path
from thidua.ratings.errors import PreviewError
from thidua.ratings.models import LayerPreview, RunState
from thidua.ratings.preview import STAGES, Compared, compare
from thidua.ratings.staleness import seen_now
from thidua.rulebook import Framework, bind
from thidua.vocabulary import SubjectType


def previewed_texts(campaign: Campaign, version: LayerVersion) -> dict[SubjectType, Framework]:
    """The texts that a year would be held under with that version of the layer: the central ones as
    they stand now.

    Raises NotBoundError, and the rulebook's errors for a layer that does not fit.
    """
    library = library_now()
    return {
        kind: bind(library[text.id], version.layer)
        for kind, text in bound_frameworks(campaign).items()
    }


def key_of(campaign: Campaign, texts: Mapping[SubjectType, Framework]) -> str:
    """A fingerprint of all that goes into a preview: the year's facts as the history numbers them,
    and both texts.
    """
    sources = {
        "year": campaign.year,
        "seen": seen_now(campaign),
        "texts": [texts[kind].fingerprint for kind in SubjectType],
    }
    return hashlib.sha256(json.dumps(sources, sort_keys=True).encode()).hexdigest()


def preview_known(
    campaign: Campaign, texts: Mapping[SubjectType, Framework]
) -> LayerPreview | None:
    """The preview of exactly these texts on exactly these facts, in whatever state; None before it
    was asked for.
    """
    return LayerPreview.objects.filter(key=key_of(campaign, texts)).first()


def carry_out(preview: LayerPreview, *, actor: Actor) -> None:
    """Compare, and keep the result. Nothing but the preview itself is written.

    Raises PreviewError when the layer or the facts are not any more what was asked about.
    """
    authorise(actor, CHANGE, path=root_path())
    campaign = preview.campaign
    preview.state, preview.total = RunState.RUNNING, len(STAGES)
    preview.save(update_fields=["state", "total"])
    version = next(
        (one for one in layer_versions(preview.layer_id) if one.number == preview.version), None
    )
    if version is None:
        raise PreviewError.gone(preview.layer_id, preview.version)
    before, after = bound_frameworks(campaign), previewed_texts(campaign, version)
    if key_of(campaign, after) != preview.key:
        raise PreviewError.changed(campaign.year)

    def on_progress(stage: Text, done: int) -> None:
        LayerPreview.objects.filter(pk=preview.pk).update(stage=stage.vi, done=done)

    compared = compare(campaign, before=before, after=after, on_progress=on_progress)
    if key_of(campaign, after) != preview.key:
        raise PreviewError.changed(campaign.year)
    _keep(preview, compared)


def _keep(preview: LayerPreview, compared: Compared) -> None:
    with transaction.atomic():
        preview.moves.all().delete()
        rows = compared.moves.rename({"entry": "roster_entry_id"}).with_columns(
            preview_id=pl.lit(preview.pk, dtype=pl.Int64)
        )
        copy_in("ratings_previewmove", rows)
        preview.summary, preview.state, preview.stage = compared.summary, RunState.DONE, ""
        preview.done, preview.finished_at, preview.error = preview.total, timezone.now(), ""
        preview.save()
