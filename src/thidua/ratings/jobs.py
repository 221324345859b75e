"""Background work of reviews: classification on request, with progress that pages can watch.

A job taken from a worker that is only slow does no harm: a year is classified under a lock
(`classifying_alone`). A year that was classified once is kept up by the worker: what committees
change is rated again by itself."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from thidua.accounts.actors import Actor, Operator
from thidua.accounts.models import User
from thidua.accounts.permissions import authorise
from thidua.campaigns.models import Campaign
from thidua.db.lost import connection_lost
from thidua.frameworks.binding import LayerVersion
from thidua.frameworks.layer_queries import CHANGE
from thidua.organisations.queries import root_path
from thidua.ratings.actions import classify
from thidua.ratings.errors import ClassificationError
from thidua.ratings.locking import classifying_alone
from thidua.ratings.models import Classification, LayerPreview, Run, RunState
from thidua.ratings.previewing import carry_out, key_of, previewed_texts
from thidua.ratings.staleness import is_fresh, last_done
from thidua.roster.models import RosterEntry

QUEUE = "ratings"
KEEPER = Operator("Phần mềm")
REST = 4
"""After a run of its own accord the worker rests so many times as long as the run took: a nation's
takes minutes.
"""
AFTER_FAILURE = dt.timedelta(minutes=10)


@transaction.atomic
def request_classification(*, campaign: Campaign, actor: Actor) -> Classification:
    """Queue a classification of the year; the worker begins it after this is committed.

    Raises ClassificationError when one is waiting or running already.
    """
    authorise(actor, "ratings.classify", path=root_path())
    Campaign.objects.select_for_update().get(pk=campaign.pk)
    with classifying_alone(
        campaign
    ):  # a run that says it is running without holding the lock has died
        if campaign.classifications.filter(state=RunState.WAITING).exists():
            raise ClassificationError.running(campaign.year)
    run = Classification.objects.create(campaign=campaign)
    user_id = actor.pk if isinstance(actor, User) else None
    run_classification.defer(
        run_id=run.pk, user_id=user_id
    )  # a row of the same transaction: both, or neither
    return run


@app.task(
    name="ratings.classify", queue=QUEUE, lock="ratings.classify", retry=False, pass_context=False
)
def run_classification(run_id: int, user_id: int | None) -> None:
    """Carry out a requested run in the name of whoever asked. A run that is done already is left
    alone.
    """
    run = Classification.objects.select_related("campaign").get(pk=run_id)
    if run.over:
        return
    with _failing_aloud(run):
        classify(campaign=run.campaign, actor=_requester(user_id), run=run)


def _requester(user_id: int | None) -> Actor:
    return User.objects.get(pk=user_id) if user_id is not None else Operator()


@contextmanager
def _failing_aloud(run: Run) -> Iterator[None]:
    """A run that fails keeps why. One that lost the database stays as it is: it is taken up
    again.
    """
    try:
        yield
    except Exception as error:
        if not connection_lost(error):
            unfinished = type(run)._default_manager.filter(pk=run.pk, finished_at=None)
            unfinished.update(state=RunState.FAILED, error=str(error), finished_at=timezone.now())
        raise


@transaction.atomic
def request_preview(*, campaign: Campaign, version: LayerVersion, actor: Actor) -> LayerPreview:
    """Ask who would move under a version of a layer; what was asked already is not worked out
    twice.

    Raises PermissionDenied to all but the province, NotBoundError, and the rulebook's errors for an
    unfit layer."""
    authorise(actor, CHANGE, path=root_path())
    key = key_of(campaign, previewed_texts(campaign, version))
    preview, made = LayerPreview.objects.select_for_update().get_or_create(
        key=key,
        defaults={"campaign": campaign, "layer_id": version.layer.id, "version": version.number},
    )
    if made or preview.state == RunState.FAILED:
        preview.state, preview.error, preview.finished_at = RunState.WAITING, "", None
        preview.layer_id, preview.version = version.layer.id, version.number
        preview.save()
        user_id = actor.pk if isinstance(actor, User) else None
        run_preview.defer(preview_id=preview.pk, user_id=user_id)
    return preview


@app.task(
    name="ratings.preview_layer",
    queue=QUEUE,
    lock="ratings.preview_layer",
    retry=False,
    pass_context=False,
)
def run_preview(preview_id: int, user_id: int | None) -> None:
    """Carry out a preview in the name of whoever asked. One that is done already is left alone."""
    preview = LayerPreview.objects.select_related("campaign").filter(pk=preview_id).first()
    if preview is None or preview.over:
        return
    with _failing_aloud(preview):
        carry_out(preview, actor=_requester(user_id))


@app.periodic(cron="* * * * * */20")  # the sixth field counts seconds
@app.task(name="ratings.keep_up", queue=QUEUE, queueing_lock="ratings.keep_up", pass_context=False)
def keep_up(timestamp: int) -> None:
    """Ask for a new run of every open year in which something changed since the last one."""
    now = dt.datetime.fromtimestamp(timestamp, tz=dt.UTC)
    for campaign in Campaign.objects.filter(roster_frozen_at__isnull=False):
        if falls_behind(campaign, now=now):
            try:
                request_classification(campaign=campaign, actor=KEEPER)
            except ClassificationError:  # somebody asked already
                continue


def falls_behind(campaign: Campaign, *, now: dt.datetime) -> bool:
    """Whether the levels of a year speak of facts that are no longer so, and it is time to rate
    again.

    The first run is always asked for by somebody; a year whose subjects are all decided is left
    alone."""
    newest = campaign.classifications.first()
    if newest is None or newest.finished_at is None or last_done(campaign) is None:
        return False
    rest = REST * (newest.finished_at - newest.requested_at)
    if now < newest.finished_at + (
        max(rest, AFTER_FAILURE) if newest.state == RunState.FAILED else rest
    ):
        return False
    undecided = RosterEntry.objects.filter(campaign=campaign, rated=True, decided=None)
    return undecided.exists() and (_a_day_passed(campaign, newest) or not is_fresh(campaign))


def _a_day_passed(campaign: Campaign, newest: Classification) -> bool:
    """Whether the newest run is of another day that still counted results: what is short at the end
    of its time is known to be short on the day after.
    """
    then = timezone.localdate(newest.finished_at)
    return then <= campaign.cut_off_date and then < timezone.localdate()
