"""How a reader is told: which kinds at the bell, which by mail, the weekly letter."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from thidua.accounts.models import User
from thidua.notices.kinds import KINDS, Kind
from thidua.notices.models import Mailbox, Switch


@dataclass(frozen=True)
class Way:
    """One kind, and how its reader is told of it now. `fixed`: what is owed always stands at the
    bell.
    """

    kind: Kind
    at_bell: bool
    by_mail: bool

    @property
    def fixed(self) -> bool:
        return self.kind.owed


def ways_of(user: User) -> list[Way]:
    """Every kind that some room tells, in their order."""
    switches = {switch.kind: switch for switch in Switch.objects.filter(user=user)}
    return [
        Way(
            kind,
            at_bell=kind.owed or kind.id not in switches or switches[kind.id].at_bell,
            by_mail=switches[kind.id].by_mail if kind.id in switches else kind.mailed,
        )
        for kind in KINDS
    ]


def mailbox_of(user: User) -> Mailbox | None:
    return Mailbox.objects.filter(user=user).first()


@transaction.atomic
def choose_ways(
    user: User, *, at_bell: Collection[str], by_mail: Collection[str], on: bool, digest: bool
) -> None:
    """Keep what the reader chose. Without a confirmed address mail stays off, whatever is asked."""
    Switch.objects.bulk_create(
        (
            Switch(
                user=user,
                kind=kind.id,
                at_bell=kind.owed or kind.id in at_bell,
                by_mail=kind.id in by_mail,
            )
            for kind in KINDS
        ),
        update_conflicts=True,
        unique_fields=["user", "kind"],
        update_fields=["at_bell", "by_mail"],
    )
    box = Mailbox.objects.select_for_update().filter(user=user).exclude(confirmed_at=None).first()
    if box is not None:
        box.on, box.digest = on, on and digest
        box.save(update_fields=["on", "digest"])
