"""Everything that changes a year: opening it, binding its frameworks, loading corrected texts, freezing its roster."""

import datetime as dt
from collections.abc import Mapping
from typing import TypedDict

import polars as pl
from django.db import transaction
from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import require
from thidua.campaigns.binding import bound_frameworks, check_loaded, layer_for, resulting_texts
from thidua.campaigns.errors import CampaignRefusedError, RosterError
from thidua.campaigns.freezing import Frozen, lay_down, with_roster_facts
from thidua.campaigns.models import Campaign, Deadline, FrameworkBinding, FrameworkText, SubjectType
from thidua.campaigns.queries import root_path
from thidua.campaigns.roster import excluded_by, roster_on
from thidua.campaigns.tree import tree_on
from thidua.ledger.tracking import recording
from thidua.organisations.models import Tier
from thidua.rulebook.framework import Framework


class CampaignValues(TypedDict, total=False):
    """What may be said of a year; what is left out stays as it is."""

    name: str
    spirit: str
    next_theme: str
    review_date: dt.date
    cut_off_date: dt.date
    launch_date: dt.date | None
    launch_venue: str
    local_layer: str
    deadlines: Mapping[str, dt.date]


NOT_ITS_OWN_JUDGE = "province.not_rated_by_itself"
"""Why the province is on the roster unrated: its level is decided above it."""

FIELDS = tuple(CampaignValues.__annotations__)
_BINDING = {"review_date", "local_layer"}


@transaction.atomic
def open_campaign(*, year: int, values: CampaignValues, actor: Actor) -> Campaign:
    """Open a review year, or change it while nothing is decided.

    `deadlines` maps steps of the year to days; the ones given replace all earlier ones. A changed cut-off date asks
    for a new roster, a changed review date or local layer for new frameworks: both are undone here.
    Raises CampaignRefusedError: unknown or missing values, days outside the year, decisions already issued.
    """
    require(actor, "campaigns.change", path=root_path())
    _refuse_unknown(values)
    campaign = Campaign.objects.select_for_update().filter(year=year).first() or Campaign(year=year)
    given = {name: value for name, value in values.items() if name != "deadlines"}
    changed = {name for name, value in given.items() if getattr(campaign, name) != value}
    deadlines = values.get("deadlines")
    if campaign.pk and not changed and (deadlines is None or _deadlines(campaign) == dict(deadlines)):
        return campaign
    refuse_if_decided(campaign)
    for name in changed:
        setattr(campaign, name, given[name])
    if "local_layer" in changed:
        campaign.local_layer_version = None
    _refuse_incomplete(campaign)
    with recording(act="campaigns.open", actor=actor, year=year):
        _save(campaign, changed)
        if deadlines is not None:
            _replace_deadlines(campaign, deadlines)
    return campaign


def _refuse_unknown(values: CampaignValues) -> None:
    if unknown := sorted(set(values) - set(FIELDS)):
        raise CampaignRefusedError.unknown(unknown, FIELDS)


def _refuse_incomplete(campaign: Campaign) -> None:
    needed = ("review_date", "cut_off_date")
    if missing := [name for name in needed if getattr(campaign, name) is None]:
        raise CampaignRefusedError.missing(missing)
    first, last = dt.date(campaign.year, 1, 1), dt.date(campaign.year, 12, 31)
    for name, latest in (("cut_off_date", last), ("review_date", dt.date(campaign.year + 1, 12, 31))):
        if not first <= getattr(campaign, name) <= latest:
            raise CampaignRefusedError.outside(name, getattr(campaign, name), first, latest)


def refuse_if_decided(campaign: Campaign) -> None:
    """Raise CampaignRefusedError when decisions of the year are issued."""
    issued = campaign.decisions.filter(status="issued").count() if campaign.pk else 0
    if issued:
        raise CampaignRefusedError.already_decided(campaign.year, issued)


def _save(campaign: Campaign, changed: set[str]) -> None:
    if campaign.pk and changed & {"cut_off_date", *_BINDING}:
        campaign.roster_frozen_at = None
    campaign.save()
    if changed & _BINDING:
        campaign.bindings.all().delete()


def _deadlines(campaign: Campaign) -> dict[str, dt.date]:
    return dict(campaign.deadlines.values_list("step", "due_on"))


def _replace_deadlines(campaign: Campaign, deadlines: Mapping[str, dt.date]) -> None:
    campaign.deadlines.exclude(step__in=deadlines).delete()
    for step, day in deadlines.items():
        Deadline.objects.update_or_create(campaign=campaign, step=step, defaults={"due_on": day})


@transaction.atomic
def bind_frameworks(*, campaign: Campaign, actor: Actor) -> dict[SubjectType, FrameworkBinding]:
    """Choose each subject type's framework by the review date, lay the local layer on it, and keep the whole text.

    The version of the layer is fixed by this: binding again takes the same one (`bind_layer` chooses another).

    Raises the rulebook's NoFrameworkInForceError (naming the covered days) or FrameworkError (a layer that loosens
    what is settled), and CampaignRefusedError when decisions are issued and another text would be bound.
    """
    require(actor, "campaigns.change", path=root_path())
    with recording(act="campaigns.bind_frameworks", actor=actor, year=campaign.year):
        return bind_texts(campaign)


def bind_texts(campaign: Campaign) -> dict[SubjectType, FrameworkBinding]:
    """The part of binding that writes, for acts that bind: what is the same already stays as it is."""
    layer, texts = layer_for(campaign), resulting_texts(campaign)
    bound = {binding.subject_type: binding for binding in campaign.bindings.select_for_update()}
    stale = [kind for kind, text in texts.items() if kind not in bound or bound[kind].fingerprint != text.fingerprint]
    if stale:
        refuse_if_decided(campaign)
    if campaign.local_layer_version != layer.number:
        campaign.local_layer_version = layer.number
        campaign.save(update_fields=["local_layer_version"])
    for kind in stale:
        text = texts[kind]
        bound[kind], _ = FrameworkBinding.objects.update_or_create(
            campaign=campaign,
            subject_type=kind,
            defaults={"framework_id": text.id, "text": text.to_yaml(), "fingerprint": text.fingerprint},
        )
    return {kind: bound[kind] for kind in texts}


@transaction.atomic
def load_framework_text(*, text: str, actor: Actor) -> FrameworkText:
    """Keep an officer's corrected framework, local layer or book of awards; it stands before the packaged one.

    Years that are bound already keep their texts until they are bound again. The same text twice is kept once.
    Raises the rulebook's FrameworkError with every fault of the text.
    """
    require(actor, "campaigns.change", path=root_path())
    text_id, own_version, fingerprint = check_loaded(text)
    newest = FrameworkText.objects.select_for_update().filter(text_id=text_id).order_by("-version").first()
    if newest is not None and newest.fingerprint == fingerprint:
        return newest
    version = own_version or (newest.version if newest else 0) + 1
    with recording(act="campaigns.load_framework_text", actor=actor, text_id=text_id):
        return FrameworkText.objects.create(
            text_id=text_id, version=version, text=text, fingerprint=fingerprint, author=str(actor)
        )


@transaction.atomic
def freeze_roster(*, campaign: Campaign, actor: Actor, refreeze: bool = False) -> Frozen:
    """Write down who is rated this year and who is not, as of the cut-off date.

    Freezing again keeps the facts and proposals of everybody who is still there.
    Raises RosterError (frozen already, no tree, members in organisations without a place), NotBoundError, and
    CampaignRefusedError when decisions are issued.
    """
    require(actor, "campaigns.change", path=root_path())
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    refuse_if_decided(campaign)
    if campaign.roster_frozen_at is not None and not refreeze:
        raise RosterError.already_frozen(campaign.year, campaign.cut_off_date)
    frameworks = bound_frameworks(campaign)
    tree = tree_on(campaign.cut_off_date)
    if tree.is_empty():
        raise RosterError.nobody(campaign.cut_off_date)
    subjects = roster_on(day=campaign.cut_off_date, year=campaign.year, tree=tree)
    with recording(act="campaigns.freeze_roster", actor=actor, year=campaign.year):
        frozen = lay_down(campaign, _judged(subjects, frameworks))
        campaign.roster_frozen_at = timezone.now()
        campaign.save(update_fields=["roster_frozen_at"])
    return frozen


def _judged(subjects: pl.DataFrame, frameworks: Mapping[SubjectType, Framework]) -> pl.DataFrame:
    """Add who is not rated and by which rule, and the facts each framework takes from the roster."""
    parts = []
    for kind, framework in frameworks.items():
        part = subjects.filter(pl.col("subject_type") == kind.value)
        parts.append(with_roster_facts(part.with_columns(excluded_by(part, framework)), framework))
    judged = pl.concat(parts)
    above = pl.when(pl.col("tier") == Tier.PROVINCE.value).then(pl.lit(NOT_ITS_OWN_JUDGE))
    return judged.with_columns(excluded_by=pl.coalesce("excluded_by", above).fill_null("")).with_columns(
        rated=pl.col("excluded_by") == ""
    )
