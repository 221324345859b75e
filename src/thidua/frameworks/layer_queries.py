"""Reading the local layers: which there are, who wrote which version, which years they hold, what
they change.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.apps import apps

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import may
from thidua.campaigns.models import Campaign
from thidua.frameworks.binding import (
    DEFAULT_LAYER,
    LayerVersion,
    layer_ids,
    layer_versions,
    library_now,
)
from thidua.frameworks.catalogue import reading_of
from thidua.frameworks.models import FrameworkText
from thidua.organisations.queries import root_path
from thidua.rulebook import Framework, Layer
from thidua.rulebook.comparing import Change, changes
from thidua.rulebook.errors import RulebookError
from thidua.rulebook.layers import lay

CHANGE = "campaigns.change"


def may_change(actor: Actor) -> bool:
    """Whether the actor sets the rules of the province's years."""
    return may(actor, CHANGE, path=root_path())


@dataclass(frozen=True)
class KnownLayer:
    """A layer as somebody sees it: the versions that are theirs to see, the newest first, and the
    years it holds.
    """

    versions: tuple[LayerVersion, ...]
    years: tuple[int, ...]

    @property
    def newest(self) -> LayerVersion:
        return self.versions[0]

    @property
    def layer(self) -> Layer:
        return self.newest.layer


def known_layers(*, actor: Actor) -> list[KnownLayer]:
    """Every layer with a version that the actor may see; drafts are seen by who may change them."""
    drafts = may_change(actor)
    years: dict[str, list[int]] = defaultdict(list)
    for year, layer_id in Campaign.objects.values_list("year", "local_layer"):
        years[layer_id or DEFAULT_LAYER].append(year)
    loaded = _loaded()
    found = []
    for layer_id in layer_ids():
        seen = [
            version
            for version in layer_versions(layer_id, rows=loaded.get(layer_id, ()))
            if drafts or not version.draft
        ]
        if seen:
            found.append(KnownLayer(tuple(seen), tuple(sorted(years[layer_id], reverse=True))))
    found.sort(key=lambda known: (known.layer.in_force.from_, known.layer.id), reverse=True)
    return found


def _loaded() -> Mapping[str, list[FrameworkText]]:
    rows: dict[str, list[FrameworkText]] = defaultdict(list)
    for row in FrameworkText.objects.exclude(text_id__contains="/").order_by("-version"):
        rows[row.text_id].append(row)
    return rows


def versions_for(layer_id: str, *, actor: Actor) -> list[LayerVersion]:
    """The versions of one layer that the actor may see, the newest first; none: there is no such
    layer for them.
    """
    drafts = may_change(actor)
    return [one for one in layer_versions(layer_id) if drafts or not one.draft]


def frameworks_of(layer: Layer) -> list[Framework]:
    """The central texts that a layer lies on, as they stand now."""
    return sorted(
        (framework for framework in library_now() if framework.id in layer.applies_to),
        key=lambda framework: (framework.in_force.from_, framework.subject.code),
    )


def changes_by(layer: Layer, *, since: Layer | None = None) -> list[tuple[Framework, list[Change]]]:
    """Per framework what a layer makes of the central text; or of what an earlier version of it had
    made.
    """
    found = []
    for framework in frameworks_of(layer):
        before = framework if since is None else _laid(framework, since)
        found.append((framework, changes(reading_of(before), reading_of(_laid(framework, layer)))))
    return found


def _laid(framework: Framework, layer: Layer) -> Framework:
    """The framework under the layer; as it is where a corrected central text no longer takes the
    layer.
    """
    try:
        return lay(framework, layer)
    except RulebookError:
        return framework


@dataclass(frozen=True)
class Bound:
    """One act by which a year's texts changed: when, who, why, and under which version of which
    layer.
    """

    at: dt.datetime
    actor: str
    reason: str
    layer: str
    version: str
    kinds: tuple[str, ...]


def binding_history(campaign: Campaign) -> list[Bound]:
    """Every time the texts of a year were bound, the newest first."""
    events = apps.get_model("frameworks", "FrameworkBindingEvent").objects.filter(
        campaign_id=campaign.pk
    )
    acts: dict[object, list[object]] = defaultdict(list)
    for event in (
        events.exclude(pgh_label="delete_delete").select_related("pgh_context").order_by("-pgh_id")
    ):
        acts[event.pgh_context_id or event.pgh_id].append(event)
    return [_act(found) for found in acts.values()]


def _act(events: list[object]) -> Bound:
    event: object = events[0]
    context = getattr(event, "pgh_context", None)
    details = context.metadata if context is not None else {}
    return Bound(
        at=event.pgh_created_at,  # type: ignore[attr-defined]
        actor=details.get("actor", ""),
        reason=details.get("reason", ""),
        layer=details.get("layer", ""),
        version=details.get("version", ""),
        kinds=tuple(sorted({one.subject_type for one in events})),  # type: ignore[attr-defined]
    )
