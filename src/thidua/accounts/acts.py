"""Reading what was done to accounts: what waits for whom, what an owner is told, what the province
looks through.
"""

from django.db.models import Q, QuerySet
from django.utils import timezone

from thidua.accounts.actors import TOLD_FOR, Scope, scope_of
from thidua.accounts.models import (
    AccountAct,
    AccountActKind,
    AccountActState,
    Role,
    User,
)
from thidua.accounts.responsible import may_answer, own_grants, paths_of
from thidua.accounts.second_person import concerns, waiting

TOOK_EFFECT = (AccountActState.DONE, AccountActState.AGREED)


def _whole(found: "QuerySet[AccountAct]") -> "QuerySet[AccountAct]":
    return found.select_related("user", "person", "organisation", "body", "asked_by", "answered_by")


def to_answer(who: User) -> list[AccountAct]:
    """What waits for this reader's answer, the oldest first."""
    scope = scope_of(who)
    if not scope.acts_lately or not (scope.administers or own_grants(who)):
        return []
    acts = list(_whole(waiting()).exclude(asked_by=who))
    paths = {} if not acts or scope.administers else paths_of(acts)
    return [
        act for act in acts if not concerns(act, who) and may_answer(who, act, paths) is not None
    ]


def asked_by(who: User) -> list[AccountAct]:
    """What this reader asked for and waits for, the oldest first."""
    return list(_whole(waiting()).filter(asked_by=who)) if scope_of(who).acts_lately else []


def waiting_about(user: User) -> list[AccountAct]:
    """What waits about one account, the oldest first."""
    return list(_whole(waiting()).filter(user=user))


def act_visible_to(who: User, pk: int) -> AccountAct | None:
    """One request, for whoever asked for it, looks after accounts or may answer it; None for
    everybody else.
    """
    act = _whole(AccountAct.objects.exclude(asked_by=None)).filter(pk=pk).first()
    if act is None or act.state == AccountActState.DONE:
        return None
    if act.asked_by_id == who.pk or scope_of(who).administers:
        return act
    return act if not concerns(act, who) and may_answer(who, act) is not None else None


def looks_through(scope: Scope) -> bool:
    """Whether somebody reads what was done to all accounts: administrators and the province's
    officers.
    """
    return scope.administers or any(grant.role == Role.PROVINCE for grant in scope.grants)


def acts_of_the_province(*, words: str = "") -> "QuerySet[AccountAct]":
    """Everything that was done, asked, agreed or refused about accounts, the newest first."""
    found = _whole(AccountAct.objects.all())
    if not words:
        return found
    return found.filter(
        Q(user__username__icontains=words)
        | Q(user__display_name__icontains=words)
        | Q(person__code__iexact=words)
        | Q(organisation__code__iexact=words)
    )


def told_to(user: User) -> list[AccountAct]:
    """What others did to this account a while ago, the newest first: for its owner."""
    if not scope_of(user).acts_lately:
        return []
    since = timezone.now() - TOLD_FOR
    done = Q(asked_at__gt=since, state=AccountActState.DONE)
    agreed = Q(answered_at__gt=since, state=AccountActState.AGREED)
    found = _whole(AccountAct.objects.filter(done | agreed, user=user))
    return list(found.exclude(kind=AccountActKind.CREATE))


def ties_of(person: int) -> list[AccountAct]:
    """Which accounts were tied to somebody's file, the newest first: for that person."""
    return list(
        _whole(
            AccountAct.objects.filter(
                kind=AccountActKind.LINK_PERSON, person=person, state__in=TOOK_EFFECT
            )
        )
    )
