"""Background work of reviews: erased drafts go when their days are over."""

import datetime as dt

from django.utils import timezone
from procrastinate.contrib.django import app

from thidua.campaigns.models import Campaign
from thidua.reviews.form import erased_days
from thidua.reviews.models import Erased

QUEUE = "reviews"


@app.periodic(cron="45 19 * * *")  # in UTC: a quarter to three at night here
@app.task(
    name="reviews.erased", queue="reviews", queueing_lock="reviews.erased", pass_context=False
)
def let_go_of_erased(timestamp: int) -> None:
    """Delete the erased drafts that nobody can bring back any more."""
    for campaign in Campaign.objects.filter(reviews__erased__isnull=False).distinct():
        since = timezone.now() - dt.timedelta(days=erased_days(campaign))
        Erased.objects.filter(review__campaign=campaign, erased_at__lt=since).delete()
