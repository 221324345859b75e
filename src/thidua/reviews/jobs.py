"""Background work of reviews: classification on request, with progress that pages can watch.

A job taken from a worker that is only slow does no harm: a year is classified under a lock (`classifying_alone`).
"""

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from thidua.accounts.actors import Actor, Operator
from thidua.accounts.models import User
from thidua.accounts.permissions import require
from thidua.campaigns.models import Campaign
from thidua.campaigns.queries import root_path
from thidua.ledger.lost import connection_lost
from thidua.reviews.actions import classify
from thidua.reviews.errors import ClassificationError
from thidua.reviews.locking import classifying_alone
from thidua.reviews.models import Classification, RunState

QUEUE = "reviews"


@transaction.atomic
def request_classification(*, campaign: Campaign, actor: Actor) -> Classification:
    """Queue a classification of the year; the worker begins it after this is committed.

    Raises ClassificationError when one is waiting or running already.
    """
    require(actor, "reviews.classify", path=root_path())
    Campaign.objects.select_for_update().get(pk=campaign.pk)
    with classifying_alone(campaign):  # a run that says it is running without holding the lock has died
        if campaign.classifications.filter(state=RunState.WAITING).exists():
            raise ClassificationError.running(campaign.year)
    run = Classification.objects.create(campaign=campaign)
    user_id = actor.pk if isinstance(actor, User) else None
    run_classification.defer(run_id=run.pk, user_id=user_id)  # a row of the same transaction: both, or neither
    return run


@app.task(name="reviews.classify", queue=QUEUE, lock="reviews.classify", retry=False, pass_context=False)
def run_classification(run_id: int, user_id: int | None) -> None:
    """Carry out a requested run in the name of whoever asked. A run that is done already is left alone."""
    run = Classification.objects.select_related("campaign").get(pk=run_id)
    if run.state in {RunState.DONE, RunState.FAILED}:
        return
    actor: Actor = User.objects.get(pk=user_id) if user_id is not None else Operator()
    try:
        classify(campaign=run.campaign, actor=actor, run=run)
    except Exception as error:
        if connection_lost(error):
            raise
        Classification.objects.filter(pk=run_id, state=RunState.WAITING).update(
            state=RunState.FAILED, error=str(error), finished_at=timezone.now()
        )
        raise
