"""The weekly letter: how many things are new, of which kinds, and the next days by which something
is due. It names nobody.
"""

import datetime as dt

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from thidua.accounts.models import User
from thidua.campaigns.calendar import steps_of
from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.notices.kinds import KINDS
from thidua.notices.models import Letter, Mailbox, Notice
from thidua.notices.parameters import DIGEST_LOOKS_AHEAD
from thidua.notices.quiet import not_before
from thidua.numbers import in_both
from thidua.web.clock import today

DIGEST = "digest"
"""The kind of letter, and the word of its switch."""


def queue_digests(moment: dt.datetime) -> int:
    """A letter for everybody who wants one, once a week however often it is called; how many
    people want one.
    """
    year, week, _ = timezone.localtime(moment).isocalendar()
    readers = Mailbox.objects.filter(on=True, digest=True, refused_at=None, user__is_active=True)
    letters = [
        Letter(
            user_id=user,
            kind=DIGEST,
            key=f"{DIGEST}:{year}-W{week:02}",
            href=reverse("notices"),
            made_at=moment,
            after=not_before(moment),
        )
        for user in readers.values_list("user_id", flat=True)
    ]
    Letter.objects.bulk_create(letters, ignore_conflicts=True)
    return len(letters)


def digest_text(user: User) -> list[Text]:
    """Its lines, one kind or day each; none where there is nothing to tell."""
    lines = [*_news(user), *_days()]
    return [Text("– {line}", "– {line}").format(line=line) for line in lines]


def _news(user: User) -> list[Text]:
    unread = Notice.objects.filter(user=user, read_at=None).order_by()
    counted = dict(unread.values_list("kind").annotate(number=Count("pk")))
    return [
        Text("{number} {title}", "{number} × {title}").format(
            number=in_both(counted[kind.id]), title=kind.title
        )
        for kind in KINDS
        if kind.id in counted
    ]


def _days() -> list[Text]:
    campaign = Campaign.objects.order_by("-year").first()
    if campaign is None:
        return []
    first, last = today(), today() + DIGEST_LOOKS_AHEAD
    return [
        Text("hạn {day}: {step} năm {year}", "by {day}: {step} {year}").format(
            day=f"{step.due_on:%d/%m/%Y}", step=str(step.step.label), year=campaign.year
        )
        for step in steps_of(campaign)
        if step.due_on and first <= step.due_on <= last
    ]
