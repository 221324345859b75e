"""Everything that changes a reminder: reminding, having seen it, promising a day."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from thidua.accounts.models import User
from thidua.accounts.permissions import Authority, authorise
from thidua.campaigns.models import Campaign
from thidua.history.tracking import recording
from thidua.language import Text
from thidua.notices.errors import NoticeError
from thidua.notices.kinds import REMINDED
from thidua.notices.matters import matter_of
from thidua.notices.models import Reminder
from thidua.notices.parameters import PROMISE_WITHIN
from thidua.notices.queries import last_reminders, may_be_again, within_reach
from thidua.notices.telling import tell_units
from thidua.notices.titles import in_a_sentence
from thidua.organisations.models import Organisation
from thidua.organisations.names import committee_name
from thidua.web.clock import today


@transaction.atomic
def remind(
    *,
    campaign: Campaign,
    about: str,
    left: Mapping[Organisation, int],
    from_unit: Organisation,
    actor: User,
) -> list[Reminder]:
    """Remind units below `from_unit`, or the committee directly above it, of what is left there; as
    `remind_holders`.

    Raises NoticeError also for any other unit."""
    for unit in left:
        if not within_reach(from_unit, unit):
            raise NoticeError.not_yours(unit.name)
    return remind_holders(
        campaign=campaign,
        about=about,
        left=left,
        from_unit=from_unit,
        actor=actor,
    )


@transaction.atomic
def remind_holders(
    *,
    campaign: Campaign,
    about: str,
    left: Mapping[Organisation, int],
    from_unit: Organisation,
    actor: User,
) -> list[Reminder]:
    """Remind units of which the caller knows that they hold something that `from_unit` waits for.
    Those reminded of it lately (`REMIND_AGAIN_AFTER`), and those with nothing left, are left out.

    What exactly is missing is asked of the room that does the matter. Whoever acts for a reminded
    unit finds a notice.

    Raises NoticeError where no unit is named, PermissionDenied for who does not act for
    `from_unit`."""
    authority = authorise(actor, "notices.remind", path=from_unit.path)
    if not left:
        raise NoticeError.nobody()
    # Two officers at once: the second waits, and finds the first one's reminders.
    locked = Organisation.objects.select_for_update(no_key=True).order_by("pk")
    list(locked.filter(pk__in=[unit.pk for unit in left]))
    last = last_reminders(campaign=campaign, units=left, about=about)
    moment = timezone.now()
    due = {
        unit: number
        for unit, number in left.items()
        if number > 0 and may_be_again(last.get(unit.pk), moment)
    }
    if not due:
        return []
    words = _missing(campaign, about, list(due))
    with recording(
        act="notices.remind", actor=authority, subject=from_unit.code, year=campaign.year
    ):
        made = Reminder.objects.bulk_create(
            Reminder(
                campaign=campaign,
                unit=unit,
                about=about,
                number=number,
                missing_vi=words[unit.pk].vi if unit.pk in words else "",
                missing_en=words[unit.pk].en if unit.pk in words else "",
                from_unit=from_unit,
                asked_by=actor,
                asked_at=moment,
            )
            for unit, number in due.items()
        )
    _tell(made, from_unit, authority)
    return made


def _missing(campaign: Campaign, about: str, units: Sequence[Organisation]) -> Mapping[int, Text]:
    matter = matter_of(about)
    return matter.missing(campaign, units) if matter and matter.missing else {}


def _tell(made: Sequence[Reminder], from_unit: Organisation, authority: Authority) -> None:
    """The task of the first page, told at the bell as well: both lead to the reminder's page."""
    first = made[0]
    of_unit = {reminder.unit_id: reminder for reminder in made}

    def words(unit: Organisation) -> Text:
        reminder = of_unit[unit.pk]
        return Text("{name} nhắc: {work}", "{name} reminds you: {work}").format(
            name=committee_name(from_unit), work=in_a_sentence(reminder)
        )

    tell_units(
        REMINDED.id,
        units=[reminder.unit for reminder in made],
        key=f"reminder:{first.campaign.year}:{first.about}:{first.asked_at.isoformat()}",
        text=words,
        href=lambda unit: reverse("reminder", kwargs={"pk": of_unit[unit.pk].pk}),
        campaign=first.campaign,
        authority=authority,
    )


@transaction.atomic
def mark_seen(*, reminder: Reminder, actor: User) -> Reminder:
    """Whoever acts for the reminded unit opened it; the first time counts. Raises
    PermissionDenied.
    """
    authority = authorise(actor, "notices.promise", path=reminder.unit.path)
    locked = _locked(reminder)
    if locked.seen_at is None:
        with recording(act="notices.see", actor=authority, subject=locked.unit.code):
            locked.seen_at = timezone.now()
            locked.save(update_fields=["seen_at"])
    return locked


@transaction.atomic
def promise(*, reminder: Reminder, promised_on: dt.date, actor: User) -> Reminder:
    """Say by which day it will be done; another day may be said later. Raises NoticeError for a day
    that is over or too far away, PermissionDenied.
    """
    authority = authorise(actor, "notices.promise", path=reminder.unit.path)
    latest = today() + PROMISE_WITHIN
    if promised_on < today():
        raise NoticeError.promised_before(today())
    if promised_on > latest:
        raise NoticeError.promised_after(latest)
    locked = _locked(reminder)
    with recording(act="notices.promise", actor=authority, subject=locked.unit.code):
        locked.promised_on, locked.seen_at = promised_on, locked.seen_at or timezone.now()
        locked.save(update_fields=["promised_on", "seen_at"])
    return locked


def _locked(reminder: Reminder) -> Reminder:
    found = Reminder.objects.select_for_update(of=("self",)).select_related("unit", "from_unit")
    return found.get(pk=reminder.pk)
