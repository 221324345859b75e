"""The administrator's pages: everybody's account, without anybody's dossier."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.accounts import managing
from thidua.accounts.account_forms import (
    AccountsQuery,
    ActForm,
    GrantForm,
    NewAccountForm,
    PersonForm,
)
from thidua.accounts.actions import Owner, make_account
from thidua.accounts.acts import asked_by, to_answer, waiting_about
from thidua.accounts.errors import AccountError
from thidua.accounts.granting import Holding
from thidua.accounts.guessing import guessed_at, waits
from thidua.accounts.models import AccountAct, Role, RoleGrant, User
from thidua.accounts.oidc import oidc_name
from thidua.accounts.presenters import in_words
from thidua.accounts.queries import (
    STATES,
    account_history,
    accounts_found,
    accounts_visible_to,
    delegations_of,
    grants_of,
)
from thidua.accounts.step_up import StepUp, step_up
from thidua.accounts.upkeep import remind_of_factor
from thidua.accounts.viewing import SignedIn, scope_of_request, signed_in
from thidua.language import Text
from thidua.numbers import format_number
from thidua.web.forms import faults_of
from thidua.web.paging import page_of

P = ParamSpec("P")
Values = dict[str, Any]
"""What an act's form holds, by the name of the field."""
Act = Callable[[SignedIn, User, Values], str]
"""Gives back the password to show once, or ""."""
A_PAGE = 50


def administrators_only(
    view: Callable[Concatenate[SignedIn, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """For everybody else there is no such page."""

    @wraps(view)
    def page(request: SignedIn, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not scope_of_request(request).administers:
            raise Http404
        return view(request, *args, **kwargs)

    return signed_in(page)


@require_GET
@administrators_only
def accounts_page(request: SignedIn) -> HttpResponse:
    """Accounts, found by name, role and state; fifty a page."""
    query = AccountsQuery(request.GET)
    wanted = query.values
    found = accounts_found(
        request.user, words=wanted["q"], role=wanted["role"], state=wanted["state"]
    )
    paged, page = page_of(Paginator(found, A_PAGE), request)
    context = {
        "accounts": [(account, _now(account)) for account in paged],
        "page": page,
        "query": query,
        "roles": Role.choices,
        "states": [(value, str(text)) for value, text in STATES.items()],
        "guessed": guessed_at().count(),
        "requests": len(to_answer(request.user)) + len(asked_by(request.user)),
    }
    return render(request, "accounts/list.html", context)


def _now(user: User) -> list[RoleGrant]:
    """The grants in force today, of those already read."""
    today = timezone.localdate()
    begun = (one for one in user.grants.all() if one.starts_on <= today)
    return [one for one in begun if one.ends_on is None or one.ends_on >= today]


@require_POST
@administrators_only
def remind_view(request: SignedIn) -> HttpResponse:
    """Remind everybody who decides without a second step, but for those reminded a while ago."""
    reminded = remind_of_factor(actor=request.user)
    if reminded:
        text = ngettext("Đã nhắc {number} người.", "Đã nhắc {number} người.", reminded)
        messages.success(request, text.format(number=format_number(reminded)))
    else:
        messages.info(request, _("Ai cần nhắc cũng đã được nhắc trong 48 giờ qua."))
    return redirect("home")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def new_account_page(request: SignedIn) -> HttpResponse:
    """Make an account; its password for the first sign-in is shown on this page, once."""
    form = NewAccountForm(request.POST or None)
    again = step_up(request)
    if request.method == "POST" and not again.due and form.is_valid():
        values = form.cleaned_data
        try:
            owner = Owner(
                values["username"].strip().lower(), values["display_name"], values["person"]
            )
            made = make_account(
                owner=owner,
                holding=_holding(values),
                reason=values["reason"],
                actor=request.user,
            )
        except AccountError as error:
            form.add_error(None, str(error))
        else:
            return _show_once(request, made.user, made.one_time_password, asked=made.asked)
    return render(request, "accounts/new.html", {"form": form, "again": again})


def _holding(values: dict[str, Any]) -> Holding | None:
    """The role that a form asks for, if any."""
    if not values["role"]:
        return None
    return Holding(
        Role(values["role"]),
        values["organisation"].strip(),
        values["starts_on"],
        values["ends_on"],
        values["body"],
    )


def _show_once(
    request: SignedIn, user: User, password: str, *, asked: Sequence[AccountAct] = ()
) -> HttpResponse:
    context = {"account": user, "password": password, "asked": [in_words(act) for act in asked]}
    return render(request, "accounts/one_time.html", context)


GRANTING = "vai-tro"
"""The form that gives a role, by which the page fills it again."""


def _account(request: SignedIn, username: str) -> Any:
    found = (
        accounts_visible_to(request.user).select_related("person").filter(username=username).first()
    )
    if found is None:
        raise Http404
    return found


@require_GET
@administrators_only
def account_admin_page(request: SignedIn, username: str) -> HttpResponse:
    """One account: what it may do, its state, what was done to it, and what can be done."""
    return _render_account(request, _account(request, username), step_up(request))


def _render_account(request: SignedIn, account: Any, again: StepUp) -> HttpResponse:
    """The page; for an act that came too late, with everything that was typed for it."""
    sent = ActForm(request.POST or None)
    granting = sent["form"].value() == GRANTING
    given, received = delegations_of(account)
    context = {
        "account": account,
        "own": account.pk == request.user.pk,
        "locked_out": waits(account),
        "oidc_name": oidc_name(),
        "identity": SocialAccount.objects.filter(user=account).first() if oidc_name() else None,
        "grants": grants_of(account),
        "today": timezone.localdate(),
        "given": given,
        "received": received,
        "history": account_history(account),
        "waiting": [in_words(act) for act in waiting_about(account)],
        "form": GrantForm(request.POST if granting else None),
        "again": again,
        "sent": sent,
        "linking": _whose(request, account),
    }
    return render(
        request, "accounts/detail.html", context, status=422 if request.method == "POST" else 200
    )


def _whose(request: SignedIn, account: Any) -> PersonForm:
    """The file that the account is tied to, or what was typed for it."""
    sent = request.POST if "person" in request.POST else None
    code = account.person.code if account.person else ""
    return PersonForm(sent, initial={"person": code})


@never_cache
@require_POST
@administrators_only
def account_act(request: SignedIn, username: str, act: str) -> HttpResponse:
    """One act of the table below on one account; a refusal is told on the account's page, with all
    that was typed.
    """
    account = _account(request, username)
    if act not in ACTS:
        raise Http404
    again = step_up(request)
    if again.due:
        return _render_account(request, account, again)
    form = (GrantForm if act == GRANTING else ActForm)(request.POST)
    faults, password, before = faults_of(form), "", waiting_about(account)
    if not faults:
        try:
            password = ACTS[act][0](request, account, form.cleaned_data)
        except AccountError as error:
            faults = [str(error)]
        except ValidationError as error:
            faults = error.messages
    if faults:
        messages.error(request, " ".join(faults))
        return _render_account(request, account, again)
    if password:
        return _show_once(request, account, password)
    if waiting_about(account) != before:
        messages.success(request, _("Đã gửi đề nghị: việc có hiệu lực khi người thứ hai đồng ý."))
    else:
        messages.success(request, str(ACTS[act][1]))
    return redirect("account_admin", username=username)


def _grant(request: SignedIn, account: User, values: Values) -> str:
    holding = _holding(values)
    if holding:
        managing.grant_role(
            user=account, holding=holding, reason=values["reason"], actor=request.user
        )
    return ""


def _end_grant(request: SignedIn, account: User, values: Values) -> str:
    granted = next(
        (grant for grant in grants_of(account) if str(grant.pk) == values["grant"]), None
    )
    if granted is None:
        raise Http404
    managing.end_grant(granted=granted, reason=values["reason"], actor=request.user)
    return ""


def _link_person(request: SignedIn, account: User, values: Values) -> str:
    managing.link_person(
        user=account, person_code=values["person"], reason=values["reason"], actor=request.user
    )
    return ""


def _link_identity(request: SignedIn, account: User, values: Values) -> str:
    if not oidc_name():
        raise Http404
    managing.link_identity(
        user=account, uid=values["uid"], reason=values["reason"], actor=request.user
    )
    return ""


def _reset_password(request: SignedIn, account: User, values: Values) -> str:
    return managing.reset_password(user=account, reason=values["reason"], actor=request.user)


def _simple(action: Callable[..., object]) -> Act:
    def run(request: SignedIn, account: User, values: Values) -> str:
        action(user=account, reason=values["reason"], actor=request.user)
        return ""

    return run


# What can be done to an account: the act's place in the address → (what does it, what is said
# after).
ACTS: dict[str, tuple[Act, Text]] = {
    GRANTING: (_grant, Text("Đã giao vai trò.", "The role is granted.")),
    "ket-thuc-vai-tro": (_end_grant, Text("Vai trò đã kết thúc.", "The role has ended.")),
    "mat-khau": (_reset_password, Text("Đã đặt lại mật khẩu.", "The password is reset.")),
    "hai-buoc": (
        _simple(managing.reset_second_factor),
        Text(
            "Đã đặt lại: lần đăng nhập tới sẽ bật lại từ đầu.",
            "Reset: a new one is set up at the next sign-in.",
        ),
    ),
    "mo-khoa": (_simple(managing.unlock), Text("Đã mở tạm khoá.", "Sign-in is unlocked.")),
    "dong": (_simple(managing.disable), Text("Đã đóng tài khoản.", "The account is closed.")),
    "mo-lai": (
        _simple(managing.enable),
        Text("Đã mở lại tài khoản.", "The account is open again."),
    ),
    "dinh-danh": (
        _link_identity,
        Text("Đã lưu định danh của tài khoản.", "The account's identity is noted."),
    ),
    "dang-vien": (
        _link_person,
        Text("Đã lưu đảng viên của tài khoản.", "The account's member is noted."),
    ),
}
