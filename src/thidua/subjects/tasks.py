"""What waits about accounts on the first page: for whoever answers requests, for administrators,
for whoever should turn on the second step.
"""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.accounts.acts import to_answer
from thidua.accounts.models import AccountAct
from thidua.accounts.presenters import in_words
from thidua.accounts.upkeep import (
    deciding_without_factor,
    ending_grants,
    locked_accounts,
    to_remind,
)
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.campaigns.models import Campaign
from thidua.campaigns.tasks import Task
from thidua.numbers import format_number
from thidua.web.clock import today

NAMED = 3
"""So many are named in a row; the others are on its page."""


def _by_the_pages(day: dt.date) -> dt.date:
    """A day of the true clock as the pages tell it: so many days from now."""
    return today() + (day - timezone.localdate())


def account_requests(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """The requests that the reader may answer, due on the first one's last day."""
    acts = to_answer(request.user)
    if not acts:
        return
    named, number = not scope_of_request(request).administers, len(acts)
    last_days = [timezone.localdate(act.expires_at) for act in acts if act.expires_at]
    yield Task(
        title=ngettext(
            "Duyệt {number} yêu cầu cần hai người", "Duyệt {number} yêu cầu cần hai người", number
        ).format(number=format_number(number)),
        detail=" · ".join(_request(act, named=named) for act in acts[:NAMED]),
        href=reverse("account_request", kwargs={"pk": acts[0].pk})
        if number == 1
        else reverse("account_requests"),
        button=ngettext("Duyệt {number} yêu cầu", "Duyệt {number} yêu cầu", number).format(
            number=format_number(number)
        ),
        due_on=_by_the_pages(min(last_days)) if last_days else None,
    )


def _request(act: AccountAct, *, named: bool) -> str:
    row = in_words(act, named=named)
    return _("{what}; {who} đề nghị: {reason}").format(what=row.what, who=row.by, reason=act.reason)


def account_upkeep(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """What administrators have to see to, a row a kind."""
    if not scope_of_request(request).administers:
        return
    if locked := [str(user) for user in locked_accounts().order_by("username")]:
        yield _locked(locked)
    if ending := list(ending_grants()):
        first = ending[0].ends_on
        yield _ending(
            [f"{grant.user}, {grant.organisation}" for grant in ending],
            _by_the_pages(first) if first else None,
        )
    if number := to_remind(request.user).count():
        yield _without_factor(number)


def _locked(names: list[str]) -> Task:
    number = len(names)
    return Task(
        title=ngettext(
            "Mở tạm khoá {number} tài khoản", "Mở tạm khoá {number} tài khoản", number
        ).format(number=format_number(number)),
        detail=_("nhập sai nhiều lần: {names}").format(names=_some(names)),
        href=reverse("accounts") + "?state=locked",
        button=ngettext("Xem {number} tài khoản", "Xem {number} tài khoản", number).format(
            number=format_number(number)
        ),
        due_on=today(),
    )


def _ending(names: list[str], first: dt.date | None) -> Task:
    number = len(names)
    return Task(
        title=ngettext(
            "Gia hạn hoặc kết thúc {number} vai trò sắp hết",
            "Gia hạn hoặc kết thúc {number} vai trò sắp hết",
            number,
        ).format(number=format_number(number)),
        detail=_some(names),
        href=reverse("accounts") + "?state=ending",
        button=ngettext("Xem {number} vai trò", "Xem {number} vai trò", number).format(
            number=format_number(number)
        ),
        due_on=first,
    )


def _without_factor(number: int) -> Task:
    return Task(
        title=ngettext(
            "Nhắc {number} người quyết định chưa bật bước đăng nhập thứ hai",
            "Nhắc {number} người quyết định chưa bật bước đăng nhập thứ hai",
            number,
        ).format(number=format_number(number)),
        detail=_("Chưa bật thì không ban hành được quyết định."),
        href=reverse("accounts") + "?state=deciding",
        act=reverse("accounts_remind"),
        button=ngettext("Nhắc {number} người", "Nhắc {number} người", number).format(
            number=format_number(number)
        ),
        when_word=_("Khi cần"),
    )


def _some(names: list[str]) -> str:
    """The first few names, and how many others there are."""
    more = len(names) - NAMED
    text = " · ".join(names[:NAMED])
    return _("{names} và {more} nơi khác").format(names=text, more=more) if more > 0 else text


def second_factor_wanted(request: SignedIn, campaign: Campaign) -> Iterator[Task]:
    """For whoever was reminded and still signs in with the password alone."""
    asked = request.user.second_factor_asked_at
    if asked is None or not deciding_without_factor().filter(pk=request.user.pk).exists():
        return
    yield Task(
        title=_("Bật bước đăng nhập thứ hai"),
        detail=_("Quản trị tài khoản nhắc: chưa bật thì không ban hành được quyết định."),
        href=reverse("mfa_activate_totp"),
        button=_("Bật bước thứ hai"),
        due_on=today(),
    )
