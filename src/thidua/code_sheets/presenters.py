"""What the pages of codes on paper show."""

import datetime as dt
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.accounts.models import User
from thidua.code_sheets.models import CodeState, RevokedBecause, SheetCode
from thidua.workbooks.text import fold


@dataclass(frozen=True)
class HandRow:
    """One member on the secretary's page: what happened last, and what can be done."""

    code: SheetCode
    note: str
    state: CodeState
    may_tick: bool
    ticked: bool
    may_revoke: bool

    @property
    def handed(self) -> bool:
        return self.state in (CodeState.HANDED, CodeState.USED)


@dataclass(frozen=True)
class HandingOver:
    """The secretary's page: its rows, the counts above them, how long the codes are good."""

    rows: tuple[HandRow, ...]
    handed: int
    used: int
    days: int | None
    printed: dt.datetime | None

    @property
    def number(self) -> int:
        return len(self.rows)

    @property
    def may_confirm(self) -> bool:
        return any(row.may_tick for row in self.rows)

    @property
    def own_print(self) -> bool:
        """Whether codes wait, and none of them for this reader: who printed does not confirm."""
        waits = any(row.state == CodeState.PRINTED for row in self.rows)
        return waits and not self.may_confirm


def handing_over(
    codes: Sequence[SheetCode], *, reader: User, ticked: Collection[int] = ()
) -> HandingOver:
    """The page of these codes for a secretary."""
    now = timezone.now()
    rows = tuple(_row(code, reader, code.pk in set(ticked), now) for code in codes)
    open_until = [
        code.sheet.expires_at
        for code, row in zip(codes, rows, strict=True)
        if row.state in (CodeState.PRINTED, CodeState.HANDED) and code.sheet.expires_at
    ]
    printed = [code.sheet.printed_at for code in codes if code.sheet.printed_at]
    return HandingOver(
        rows=rows,
        handed=sum(row.handed for row in rows),
        used=sum(row.state == CodeState.USED for row in rows),
        days=max(0, (min(open_until) - now).days) if open_until else None,
        printed=max(printed, default=None),
    )


def _row(code: SheetCode, reader: User, ticked: bool, now: dt.datetime) -> HandRow:
    state = code.state_at(now)
    first = {code.sheet.printed_by_id, code.sheet.asked_by_id}
    own = reader.person_id is not None and reader.person_id == code.person_id
    may_tick = state == CodeState.PRINTED and reader.pk not in first and not own
    return HandRow(
        code=code,
        note=_note(code, state),
        state=state,
        may_tick=may_tick,
        ticked=ticked and may_tick,
        may_revoke=state in (CodeState.PRINTED, CodeState.HANDED),
    )


def _note(code: SheetCode, state: CodeState) -> str:
    """The line under a name."""
    if state == CodeState.USED:
        text = _("{day}, đã đặt mật khẩu mới") if code.renews else _("{day}, đã có tài khoản")
        return text.format(day=_day(code.used_at))
    if state == CodeState.HANDED:
        return _("xác nhận {moment}").format(moment=_moment(code.handed_at))
    if state == CodeState.REVOKED:
        return _("{why}, thu hồi {day}").format(
            why=str(RevokedBecause(code.revoked_because).label).lower(), day=_day(code.revoked_at)
        )
    if state == CodeState.EXPIRED:
        return _("hết hạn {day}").format(day=_day(code.sheet.expires_at))
    born = code.person.born_on.year if code.person.born_on else code.person.born_year
    return _("sinh {year}").format(year=born) if born else ""


def _day(moment: dt.datetime | None) -> str:
    return f"{timezone.localtime(moment):%d/%m/%Y}" if moment else ""


def _moment(moment: dt.datetime | None) -> str:
    return f"{timezone.localtime(moment):%H:%M %d/%m/%Y}" if moment else ""


def suggested_name(full_name: str) -> str:
    """A user name to begin with, not yet in use: "Vũ Thị Hiên" gives vuthihien, vuthihien2 …"""
    letters = re.sub(r"[^a-z0-9]", "", fold(full_name))[:30] or "dangvien"
    taken = set(
        User.objects.filter(username__startswith=letters).values_list("username", flat=True)
    )
    numbers = (str(number) for number in range(2, 10_000))
    return next(
        name for name in (letters, *(letters + number for number in numbers)) if name not in taken
    )
