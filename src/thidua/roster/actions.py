"""Freezing the roster of a year, and taking it away again."""

from collections.abc import Mapping

import polars as pl
from django.db import transaction
from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import authorise
from thidua.campaigns.actions import note_roster
from thidua.campaigns.models import Campaign
from thidua.db.frames import execute
from thidua.frameworks.binding import bound_frameworks
from thidua.history.tracking import recording
from thidua.organisations.queries import root_path
from thidua.roster.errors import RosterError
from thidua.roster.freezing import Frozen, lay_down, with_roster_facts
from thidua.roster.subjects import excluded_by, roster_on
from thidua.roster.tree import tree_on, with_reviews
from thidua.rulebook.framework import Framework
from thidua.vocabulary import SubjectType, Tier

NOT_ITS_OWN_JUDGE = "province.not_rated_by_itself"
"""Why the province is on the roster unrated: its level is decided above it."""


@transaction.atomic
def freeze_roster(*, campaign: Campaign, actor: Actor, refreeze: bool = False) -> Frozen:
    """Write down who is rated this year and who is not, as of the cut-off date.

    Freezing again keeps the facts and proposals of everybody who is still there, and leaves whoever
    is decided as they were decided (`Frozen.held` names those whom the tree now puts elsewhere).
    Raises RosterError (frozen already, no tree, members in organisations without a place) and
    NotBoundError."""
    authority = authorise(actor, "campaigns.change", path=root_path())
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if campaign.roster_frozen_at is not None and not refreeze:
        raise RosterError.already_frozen(campaign.year, campaign.cut_off_date)
    subjects = judged_on(campaign)
    with recording(act="roster.freeze", actor=authority, year=campaign.year):
        frozen = lay_down(campaign, subjects)
        note_roster(campaign, frozen_at=timezone.now())
    return frozen


def judged_on(campaign: Campaign) -> pl.DataFrame:
    """Everybody and every body of the year as the tree has them on the cut-off date: columns WHO,
    rated, excluded_by, facts. Raises RosterError and NotBoundError.
    """
    frameworks = bound_frameworks(campaign)
    tree = tree_on(campaign.cut_off_date)
    if tree.is_empty():
        raise RosterError.nobody(campaign.cut_off_date)
    subjects = roster_on(
        day=campaign.cut_off_date,
        year=campaign.year,
        tree=with_reviews(tree, campaign),
    )
    return _judged(subjects, frameworks)


def remove_roster(campaign_id: int) -> None:
    """Take away the roster of a year: a part of the act that takes back its freezing.

    By the database alone: where something stands on an entry, IntegrityError says what."""
    execute("DELETE FROM roster_rosterentry WHERE campaign_id = %s", [campaign_id])


def _judged(subjects: pl.DataFrame, frameworks: Mapping[SubjectType, Framework]) -> pl.DataFrame:
    """Add who is not rated and by which rule, and the facts each framework takes from the
    roster.
    """
    parts = []
    for kind, framework in frameworks.items():
        part = subjects.filter(pl.col("subject_type") == kind.value)
        parts.append(with_roster_facts(part.with_columns(excluded_by(part, framework)), framework))
    judged = pl.concat(parts)
    above = pl.when(pl.col("tier") == Tier.PROVINCE.value).then(pl.lit(NOT_ITS_OWN_JUDGE))
    return judged.with_columns(
        excluded_by=pl.coalesce("excluded_by", above).fill_null("")
    ).with_columns(rated=pl.col("excluded_by") == "")
