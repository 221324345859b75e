"""Everything that changes a review: classifying, proposing, issuing decisions, reopening them."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl
from django.db import transaction
from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.accounts.permissions import Authority, authorise
from thidua.campaigns.models import Campaign
from thidua.db.frames import copy_in, execute
from thidua.db.lost import connection_lost
from thidua.facts.sources import fill_from_sources
from thidua.frameworks.binding import bound_frameworks
from thidua.history.tracking import recording
from thidua.language import Text
from thidua.organisations.queries import root_path
from thidua.ratings.errors import ClassificationError
from thidua.ratings.frames import rated_tree
from thidua.ratings.locking import classifying_alone
from thidua.ratings.models import Classification, Rating, RunState
from thidua.ratings.staleness import seen_settled, work_settled
from thidua.rulebook import OUTCOME, Framework, condition_ids

_FORGET_RATINGS = """
    DELETE FROM ratings_rating USING roster_rosterentry e WHERE e.id = roster_entry_id
        AND e.campaign_id = %s
"""

Progress = Callable[[Text, int, int], None]
"""Called with the stage that begins, how many stages are done, and how many there are."""

READING = Text("Đọc thông tin", "Reading facts")
RATING = Text("Xếp loại từ dưới lên", "Rating from below")
WRITING = Text("Ghi kết quả", "Writing results")


def classify(
    *,
    campaign: Campaign,
    actor: Actor,
    progress: Progress | None = None,
    run: Classification | None = None,
) -> Classification:
    """Rate everybody on the roster from below and replace the campaign's ratings, all or nothing.

    `run` is a waiting run to carry out; without it a new one is kept. Raises ClassificationError
    when another run of this year is going on, when the roster is not frozen, or when a stored fact
    cannot be read."""
    authority = authorise(actor, "ratings.classify", path=root_path())
    with classifying_alone(campaign):
        campaign.classifications.filter(state=RunState.RUNNING).update(
            state=RunState.FAILED,
            error=str(ClassificationError.interrupted()),
            finished_at=timezone.now(),
        )
        run = run or Classification(campaign=campaign)
        run.state, run.total = RunState.RUNNING, 3
        run.save()
        try:
            _classify(campaign, authority, _Stages(run, progress))
        except Exception as error:
            if not connection_lost(
                error
            ):  # else it is interrupted: whoever takes it up again finds it running
                run.state, run.error, run.finished_at = RunState.FAILED, str(error), timezone.now()
                run.save()
            raise
    return run


@dataclass
class _Stages:
    """Keeps where a run has got to, for whoever watches."""

    run: Classification
    progress: Progress | None

    def begin(self, stage: Text, done: int) -> None:
        self.run.stage, self.run.done = stage.vi, done
        self.run.save(update_fields=["stage", "done"])
        if self.progress is not None:
            self.progress(stage, done, self.run.total)


def _classify(campaign: Campaign, authority: Authority, stages: _Stages) -> None:
    campaign.refresh_from_db()
    if campaign.roster_frozen_at is None:
        raise ClassificationError.no_roster(campaign.year)
    frameworks = bound_frameworks(campaign)
    stages.begin(READING, 0)
    work = work_settled(campaign)  # before it is read: what comes later makes this run stale
    fill_from_sources(campaign=campaign, actor=authority.actor)
    stages.run.seen = seen_settled(campaign) | work  # the facts, for the same reason
    stages.begin(RATING, 1)
    rated = rated_tree(campaign, frameworks)
    stages.begin(WRITING, 2)
    ratings = pl.concat(
        rating_rows(rated[kind], framework) for kind, framework in frameworks.items()
    )
    with (
        transaction.atomic(),
        recording(act="ratings.classify", actor=authority, year=campaign.year),
    ):
        execute(_FORGET_RATINGS, [campaign.pk])
        copy_in("ratings_rating", ratings)
        run = stages.run
        run.state, run.done, run.stage, run.finished_at = (
            RunState.DONE,
            run.total,
            "",
            timezone.now(),
        )
        run.save()


def rating_rows(rated: pl.DataFrame, framework: Framework) -> pl.DataFrame:
    """The rows of `ratings_rating`: range, standing where it is known, one letter a condition in
    their order.
    """
    letters = [
        pl.when(pl.col(OUTCOME + name))
        .then(pl.lit("M"))
        .when(~pl.col(OUTCOME + name))
        .then(pl.lit("F"))
        .otherwise(pl.lit("?"))
        for name in condition_ids(framework)
    ]
    known = pl.col("standing_low") == pl.col("standing_high")
    return rated.filter(pl.col("low").is_not_null()).select(
        roster_entry_id="entry",
        low="low",
        high="high",
        standing=pl.when(known).then(pl.col("standing_low")),
        outcomes=pl.concat_str(letters),
    )


def remove_ratings(campaign_id: int) -> None:
    """Take away what was worked out from the roster of a year: a part of the act that takes the
    roster back.
    """
    Rating.objects.filter(roster_entry__campaign=campaign_id).delete()
    Classification.objects.filter(campaign=campaign_id).delete()
