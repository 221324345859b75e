"""What the pages of changes show: the bar of the act, its head, what was done last."""

import hashlib
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _

from thidua.accounts.actors import Scope
from thidua.accounts.models import User
from thidua.accounts.viewing import SignedIn
from thidua.changes.forms import Begun
from thidua.changes.kinds import ActPage, said_of
from thidua.changes.looking import Outlook
from thidua.changes.models import Change
from thidua.changes.plans import DAY, Plan
from thidua.changes.queries import latest_of, place_line
from thidua.changes.years import may_take_back, next_list
from thidua.ratings.links import crumbs_to
from thidua.ratings.queries import line_to
from thidua.web.queries import QueryForm

LONGEST_CONFIRM = 120


class SentQuery(QueryForm):
    """What comes with the button that does it."""

    seen = forms.CharField(required=False)
    confirm = forms.CharField(
        required=False, widget=forms.TextInput({"maxlength": str(LONGEST_CONFIRM)})
    )
    warned = forms.BooleanField(required=False)


@dataclass(frozen=True)
class Bar:
    """The foot of the page: what will be done, until when it can be taken back, the button."""

    summary: str
    until: str
    button: str
    confirm: str = ""
    """What is typed to confirm it; "": nothing."""
    hint: str = ""


def bar_of(page: ActPage, plan: Plan, outlook: Outlook) -> Bar:
    if outlook.waits_for is not None:
        button = _("Gửi sang {cell}").format(cell=outlook.waits_for.name)
    else:
        button = page.button(plan)
    typed, hint = page.confirm(plan)
    return Bar(page.summary(plan), until_text(plan), button, typed, hint)


def until_text(plan: Plan) -> str:
    """Until when it can be taken back, and what then."""
    if plan.is_scheduled:
        return _(
            "Rút lịch được đến hết ngày {day}; làm rồi thì hoàn tác được đến khi chốt danh sách."
        ).format(day=f"{plan.on - DAY:%d/%m/%Y}")
    coming = next_list(plan.changes_from)
    if coming.cut_off is None:
        return _(
            "Hoàn tác được đến khi chốt danh sách năm {year}. Sau đó sửa bằng quyết định bổ sung."
        ).format(year=coming.year)
    return _(
        "Hoàn tác được đến khi chốt danh sách năm {year} (ngày {day}). Sau đó sửa bằng quyết định "
        "bổ sung."
    ).format(year=coming.year, day=f"{coming.cut_off:%d/%m/%Y}")


def token_of(plan: Plan, outlook: Outlook) -> str:
    """What was looked at: the files as they were, and everything that was written."""
    written = (
        plan.on,
        plan.to.pk if plan.to else None,
        sorted(plan.details.items(), key=str),
        plan.paper_number,
        plan.paper_on,
        plan.note,
    )
    return f"{outlook.seen}.{hashlib.sha256(repr(written).encode()).hexdigest()[:16]}"


def sent_otherwise(request: SignedIn, page: ActPage, plan: Plan, outlook: Outlook) -> str:
    """Why the button does not count yet; "" where it does."""
    sent = SentQuery.read(request.POST)
    if sent["seen"] != token_of(plan, outlook):
        return _("Nội dung đã đổi từ lần xem trước: xem lại phần “sẽ như sau” rồi bấm lại.")
    if outlook.warnings and not sent["warned"]:
        return _("Có điều cần đọc: đánh dấu “Đã đọc” rồi bấm lại.")
    typed, hint = page.confirm(plan)
    if typed and sent["confirm"].strip().casefold() != typed.casefold():
        return hint
    return ""


def head_of(begun: Begun, scope: Scope) -> dict[str, object]:
    """The way down to the cell or organisation, and the line under the heading."""
    line = line_to(scope=scope, code=begun.organisation.code)
    return {
        "crumbs": crumbs_to(line, scope=scope, with_own=True) if line else [],
        "about": about(begun),
    }


def about(begun: Begun) -> str:
    """“Sinh 1971 · Chi bộ thôn Cầu Đông”."""
    parts = []
    if begun.person is not None:
        born = begun.person.born_on
        year = born.year if born else begun.person.born_year
        if year:
            parts.append(_("Sinh {year}").format(year=year))
        if begun.person.admitted_on:
            parts.append(_("vào Đảng {day}").format(day=f"{begun.person.admitted_on:%d/%m/%Y}"))
    where = begun.organisation.name if begun.person else place_line(begun.organisation)
    return " · ".join([*parts, where])


@dataclass(frozen=True)
class LastDone:
    """What the reader did last: itself, as one line, until when it can be taken back."""

    change: Change
    said: str
    until: str


def last_done(scope: Scope, user: User) -> LastDone | None:
    """What the reader did last, if it can still be taken back."""
    change = latest_of(scope, user.pk)
    if change is None or not may_take_back(Plan.of(change).changes_from):
        return None
    return LastDone(change, said_of(change), until_text(Plan.of(change)))
