"""Several units reminded at once, each on behalf of the reader's own unit that reaches it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from thidua.accounts.actors import scope_of
from thidua.accounts.models import User
from thidua.campaigns.models import Campaign
from thidua.notices.actions import remind
from thidua.notices.errors import NoticeError
from thidua.notices.matters import matter_of
from thidua.notices.queries import grant_to_remind
from thidua.organisations.models import Organisation


@dataclass(frozen=True)
class Came:
    """How many units were reminded, and how many were left out: reminded lately, or done."""

    reminded: int
    left_out: int


@transaction.atomic
def remind_all(*, campaign: Campaign, codes: Sequence[str], about: str, actor: User) -> Came:
    """Raises NoticeError where no unit is named or one is out of the reader's reach: then nobody is
    reminded.
    """
    units = list(Organisation.objects.filter(code__in=codes).order_by("path"))
    unknown = sorted(set(codes) - {unit.code for unit in units})
    if unknown:  # told as a unit out of reach is: nobody learns which codes there are
        raise NoticeError.not_yours(unknown[0])
    if not units:
        raise NoticeError.nobody()
    senders: dict[int, list[Organisation]] = {}
    for unit in units:
        grant = grant_to_remind(scope_of(actor), unit)
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
