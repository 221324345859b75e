"""Reading accounts: one's own, and for an administrator everybody's. Nobody else sees any."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor, scope_of
from thidua.accounts.guessing import guessed_at
from thidua.accounts.models import Delegation, Role, RoleGrant, User
from thidua.accounts.upkeep import deciding_without_factor, ending_grants, locked_accounts
from thidua.history.tracking import history_of
from thidua.language import Text
from thidua.workbooks.text import fold

NEWEST = 100
"""So many acts of a history are shown."""

STATES = {
    "open": Text("Đang dùng", "In use"),
    "closed": Text("Đã đóng", "Closed"),
    "first": Text("Chưa đổi mật khẩu được cấp", "Has not changed the given password"),
    "never": Text("Chưa đăng nhập lần nào", "Never signed in"),
    "locked": Text("Đang tạm khoá", "Locked for a while"),
    "ending": Text("Vai trò sắp hết", "A role is about to end"),
    "one_factor": Text("Chưa có xác thực hai bước", "No second factor"),
    "deciding": Text("Có quyền quyết định, chưa có bước hai", "Decides, without a second step"),
    "guessed": Text("Đang bị dò mật khẩu", "Somebody guesses at the password"),
}


def accounts_visible_to(actor: Actor) -> QuerySet[User]:
    """Every account for whoever looks after accounts; none for others."""
    if not scope_of(actor).administers:
        return User.objects.none()
    second_factor = Authenticator.objects.filter(user=OuterRef("pk")).exclude(
        type=Authenticator.Type.RECOVERY_CODES
    )
    return User.objects.annotate(has_second_factor=Exists(second_factor)).order_by("username")


def accounts_found(
    actor: Actor, *, words: str = "", role: str = "", state: str = ""
) -> QuerySet[User]:
    """Accounts by name, user name, an organisation's name or code, by role held today, by state;
    with their grants.
    """
    found = (
        accounts_visible_to(actor)
        .select_related("person")
        .prefetch_related(Prefetch("grants", _grants()))
    )
    if words:
        found = found.filter(
            Q(username__icontains=words)
            | Q(display_name__icontains=words)
            | Q(person__search_key__contains=fold(words))
            | Exists(
                RoleGrant.objects.filter(
                    Q(organisation__code__iexact=words)
                    | Q(organisation__search_key__contains=fold(words)),
                    user=OuterRef("pk"),
                )
            )
        )
    if role in Role.values:
        today = timezone.localdate()
        held = RoleGrant.objects.filter(
            user=OuterRef("pk"), role=role, starts_on__lte=today
        ).exclude(ends_on__lt=today)
        found = found.filter(Exists(held))
    by_state = {
        "open": Q(is_active=True),
        "closed": Q(is_active=False),
        "first": Q(must_change_password=True),
        "never": Q(is_active=True, last_login=None),
        "locked": Q(pk__in=locked_accounts().values("pk")),
        "ending": Q(pk__in=ending_grants().order_by().values("user")),
        "one_factor": Q(has_second_factor=False),
        "deciding": Q(pk__in=deciding_without_factor().order_by().values("pk")),
        "guessed": Q(pk__in=guessed_at().values("user")),
    }
    return found.filter(by_state[state]) if state in by_state else found


def _grants() -> QuerySet[RoleGrant]:
    return RoleGrant.objects.select_related("organisation", "body").order_by("-starts_on", "pk")


def grants_of(user: User) -> list[RoleGrant]:
    """Every grant of an account, the newest first."""
    return list(_grants().filter(user=user))


@dataclass(frozen=True)
class Noted:
    """One act in the history of an account."""

    at: dt.datetime
    act: str
    actor: str
    reason: str


ACT_LABELS = {
    "accounts.create": Text("Tạo tài khoản", "Account made"),
    "accounts.create_demo": Text("Tạo tài khoản trình diễn", "Demo account made"),
    "accounts.grant_role": Text("Giao vai trò", "Role granted"),
    "accounts.end_grant": Text("Kết thúc vai trò", "Role ended"),
    "accounts.reset_password": Text("Đặt lại mật khẩu", "Password reset"),
    "accounts.reset_second_factor": Text("Đặt lại xác thực hai bước", "Second factor reset"),
    "accounts.unlock": Text("Mở tạm khoá", "Sign-in unlocked"),
    "accounts.disable": Text("Đóng tài khoản", "Account closed"),
    "accounts.ask": Text("Đề nghị, chờ người thứ hai", "Asked for, waiting for a second person"),
    "accounts.refuse": Text("Người thứ hai không đồng ý", "The second person refused"),
    "accounts.withdraw": Text("Rút đề nghị", "Request taken back"),
    "accounts.enable": Text("Mở lại tài khoản", "Account opened again"),
    "accounts.link_person": Text("Liên kết với đảng viên", "Tied to a member"),
    "accounts.link_identity": Text(
        "Liên kết với tài khoản đăng nhập chung", "Tied to an identity elsewhere"
    ),
    "accounts.add_app": Text("Tự bật ứng dụng xác thực", "Turned on the authenticator app"),
    "accounts.remove_app": Text("Tự tắt ứng dụng xác thực", "Turned off the authenticator app"),
    "accounts.add_passkey": Text("Tự thêm khoá truy cập", "Added a passkey"),
    "accounts.remove_passkey": Text("Tự xoá khoá truy cập", "Removed a passkey"),
    "accounts.change_password": Text("Tự đổi mật khẩu", "Changed the password"),
    "accounts.remind_of_factor": Text(
        "Nhắc bật bước đăng nhập thứ hai", "Reminded of the second step"
    ),
    "code_sheets.use": Text("Dùng mã một lần", "Used a one-time code"),
    "accounts.make_token": Text("Tạo mã kết nối", "Access token made"),
    "accounts.revoke_token": Text("Thu hồi mã kết nối", "Access token taken back"),
}


def account_history(user: User) -> list[Noted]:
    """What was done to an account and its tokens, the newest first; the newest hundred."""
    own = [
        Noted(at, _label(context), _actor(context), context.get("reason", ""))
        for at, context in history_of(user, newest=NEWEST)
    ]
    return sorted([*own, *token_history(user)], key=lambda noted: noted.at, reverse=True)[:NEWEST]


def _label(context: Mapping[str, str]) -> str:
    """The act, and of a request what was asked for."""
    label = str(ACT_LABELS.get(context["act"], context["act"]))
    kind = context.get("kind", "") if context["act"] == "accounts.ask" else ""
    return f"{label}: {ACT_LABELS[f'accounts.{kind}']}" if kind else label


def _actor(context: Mapping[str, str]) -> str:
    """Who did it; of what two people did, both."""
    if asked_by := context.get("asked_by"):
        return _("{who} đề nghị, {second} trả lời: {answer}").format(
            who=asked_by, second=context["actor"], answer=context.get("answer", "")
        )
    return context["actor"]


def token_history(user: User) -> list[Noted]:
    """Which tokens were made and taken back, by whom, the newest first."""
    events = apps.get_model("accounts", "AccessTokenEvent").objects.filter(
        user=user, pgh_context__isnull=False
    )
    rows = events.order_by("-pgh_created_at", "-pgh_id").values_list(
        "pgh_created_at", "name", "pgh_context__metadata"
    )
    return [
        Noted(
            at,
            str(ACT_LABELS.get(context["act"], context["act"])),
            context["actor"],
            " · ".join(filter(None, (name, context.get("reason", "")))),
        )
        for at, name, context in rows[:NEWEST]
        if "act" in context
    ]


def delegations_of(user: User) -> tuple[list[Delegation], list[Delegation]]:
    """What somebody lent and what was lent to them, each the newest first."""
    found = list(_delegations().filter(Q(grant__user=user) | Q(delegate=user)))
    return [one for one in found if one.delegate_id != user.pk], [
        delegation for delegation in found if delegation.delegate_id == user.pk
    ]


def delegations_visible_to(actor: Actor) -> QuerySet[Delegation]:
    """Lent by the actor or to them; for an administrator everybody's."""
    if scope_of(actor).administers:
        return _delegations()
    own = cast("User", actor)
    return _delegations().filter(Q(grant__user=own) | Q(delegate=own))


def _delegations() -> QuerySet[Delegation]:
    return Delegation.objects.select_related("grant__organisation", "grant__user", "delegate")


def lendable_grants(user: User, roles: frozenset[Role]) -> QuerySet[RoleGrant]:
    """The user's own grants in force today, of roles that can be lent."""
    today = timezone.localdate()
    grants: Any = _grants().filter(
        user=user, starts_on__lte=today, role__in=[role.value for role in roles]
    )
    return cast("QuerySet[RoleGrant]", grants.exclude(ends_on__lt=today))
