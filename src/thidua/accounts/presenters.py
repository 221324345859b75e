"""What pages say of an act on an account."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.accounts.models import AccountAct, AccountActKind, AccountActState, Role


@dataclass(frozen=True)
class ActRow:
    """An act in words: what, by whom, when, in which state."""

    act: AccountAct
    what: str
    by: str
    state: str
    waits: bool


def in_words(act: AccountAct, *, named: bool = False) -> ActRow:
    """What a list says of an act. `named`: the reader may know whose file it is."""
    over = act.state == AccountActState.WAITING and (
        act.expires_at is not None and act.expires_at <= timezone.now()
    )
    return ActRow(
        act=act,
        what=_what(act, named=named),
        by=_by(act),
        state=_("quá hạn chờ") if over else str(AccountActState(act.state).label),
        waits=act.state == AccountActState.WAITING and not over,
    )


def _what(act: AccountAct, *, named: bool) -> str:
    kind, account = AccountActKind(act.kind), f"“{act.user}” ({act.user.username})"
    if kind == AccountActKind.LINK_PERSON:
        if act.person is None:
            return _("Bỏ liên kết hồ sơ khỏi tài khoản {account}").format(account=account)
        whose = f"{act.person.full_name} ({act.person.code})" if named else act.person.code
        return _("Liên kết tài khoản {account} với hồ sơ đảng viên {whose}").format(
            account=account, whose=whose
        )
    if kind == AccountActKind.GRANT_ROLE:
        text = _("Giao vai trò {role}, {place}, cho tài khoản {account}, từ {first} {last}")
        last = _("đến {day}").format(day=f"{act.ends_on:%d/%m/%Y}") if act.ends_on else ""
        return text.format(
            role=Role(act.role).label,
            place=f"{act.organisation} · {act.body}" if act.body else act.organisation,
            account=account,
            first=f"{act.starts_on:%d/%m/%Y}",
            last=last or _("(chưa định ngày cuối)"),
        )
    return f"{kind.label}: {account}"


def _by(act: AccountAct) -> str:
    if act.asked_by is None:
        return _("lệnh trên máy chủ")
    if act.state == AccountActState.AGREED:
        return _("{who} đề nghị, {second} đồng ý").format(who=act.asked_by, second=act.answered_by)
    if act.state == AccountActState.REFUSED:
        return _("{who} đề nghị, {second} không đồng ý").format(
            who=act.asked_by, second=act.answered_by
        )
    return str(act.asked_by)
