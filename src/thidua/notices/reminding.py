"""Several units reminded at once, each on behalf of the reader's own unit that reaches it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from thidua.accounts.actors import scope_of
from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.notices.actions import remind
from thidua.notices.errors import NoticeError
from thidua.notices.matters import matter_of
from thidua.notices.models import Reminder
from thidua.notices.queries import grant_to_remind
from thidua.numbers import in_both
from thidua.organisations.models import Organisation


@dataclass(frozen=True)
class Came:
    """How many units were reminded, and how many were left out: reminded lately, or done."""

    reminded: int
    left_out: int


@transaction.atomic
def remind_all(
    *,
    campaign: Campaign,
    codes: Sequence[str],
    about: str,
    actor: User,
) -> Came:
    """Remind the units with these codes, each told what is left there; those reminded lately
    (`REMIND_AGAIN_AFTER`), and those with nothing left, are left out.

    Raises NoticeError where no unit is named or one is out of the reader's reach: then nobody is
    reminded.
    """
    units = list(Organisation.objects.filter(code__in=codes).order_by("path"))
    unknown = sorted(set(codes) - {unit.code for unit in units})
    if unknown:  # told as a unit out of reach is: nobody learns which codes there are
        raise NoticeError.not_yours(unknown[0])
    if not units:
        raise NoticeError.nobody()
    senders: dict[int, list[Organisation]] = {}
    scope = scope_of(actor)
    for unit in units:
        grant = grant_to_remind(scope, unit)
        if grant is None:
            raise NoticeError.not_yours(unit.code)
        senders.setdefault(grant.organisation_id, []).append(unit)
    matter = matter_of(about)
    numbers = matter.left(campaign, units) if matter is not None else {}
    own = Organisation.objects.in_bulk(senders)
    reminded = sum(
        len(
            remind(
                campaign=campaign,
                about=about,
                left={unit: numbers.get(unit.pk, 0) for unit in group},
                from_unit=own[sender],
                actor=actor,
            )
        )
        for sender, group in senders.items()
    )
    return Came(reminded, len(units) - reminded)


def effects(
    *, campaign: Campaign, about: str, reminders: Mapping[int, Reminder]
) -> dict[int, Text]:
    """What each unit did since it was reminded, by the unit's key as in `reminders`
    (`queries.last_reminders`): "xong cả 3", "xong 1, còn 2", "chưa làm thêm". Units of which
    nothing can be told (no room does the matter) are left out.
    """
    matter = matter_of(about)
    if matter is None or not reminders:
        return {}
    units = list(Organisation.objects.filter(pk__in=reminders))
    left = matter.left(campaign, units)
    return {pk: _effect(reminder.number, left.get(pk, 0)) for pk, reminder in reminders.items()}


def _effect(before: int, now: int) -> Text:
    if now == 0:
        return Text("đã xong cả {number}", "all {number} done").format(number=in_both(before))
    if now >= before:
        return Text("chưa làm thêm, còn {number}", "nothing done since, {number} left").format(
            number=in_both(now)
        )
    return Text("đã xong {done}, còn {number}", "{done} done, {number} left").format(
        done=in_both(before - now), number=in_both(now)
    )
