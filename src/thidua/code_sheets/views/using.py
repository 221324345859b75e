"""Pages of whoever has a strip, without an account: the code, then a name and a password."""

from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from thidua.accounts.errors import AccountError
from thidua.accounts.guessing import paper_attempt, was_right
from thidua.accounts.models import User
from thidua.code_sheets.errors import CodeSheetError
from thidua.code_sheets.forms import AccountForm, CodeForm, PasswordForm
from thidua.code_sheets.models import SheetCode
from thidua.code_sheets.presenters import suggested_name
from thidua.code_sheets.using import code_by_key, code_that_opens, use_code

TYPED = "code_on_paper"
"""Under which a session remembers which code was typed right: its key, never the code."""


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code_page(request: HttpRequest) -> HttpResponse:
    """The code of the strip; whatever is wrong with it, the same sentence."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        attempt = paper_attempt(request)
        if attempt.wait:
            form.add_error(None, _too_many(attempt.minutes))
        elif (code := code_that_opens(form.cleaned_data["code"])) is None:
            form.add_error(None, str(CodeSheetError.opens_nothing()))
        else:
            was_right(attempt)
            if request.user.is_authenticated:
                logout(request)  # an account that is open here is not whose strip this is
            request.session.cycle_key()
            request.session[TYPED] = code.pk
            request.session.set_expiry(0)
            return redirect("one_time_account")
    # the code is not written into the page again
    sent = request.method == "POST"
    context = {"form": form, "errors": form.errors}
    return render(request, "code_sheets/code.html", context, status=422 if sent else 200)


def _too_many(minutes: int) -> str:
    return _(
        "Từ mạng này đã nhập sai quá nhiều lần. Hãy chờ {minutes} phút rồi nhập lại; mã trên giấy "
        "vẫn còn dùng được."
    ).format(minutes=minutes)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account_page(request: HttpRequest) -> HttpResponse:
    """A user name and a password of one's own; of a lost password, the password."""
    key = request.session.get(TYPED)
    code = code_by_key(key) if isinstance(key, int) else None
    if code is None:
        request.session.pop(TYPED, None)
        return redirect("one_time_code")
    form = _form(request, code)
    if request.method == "POST" and form.is_valid() and _used(code, form):
        request.session.pop(TYPED, None)
        messages.success(
            request,
            _("Đã đặt mật khẩu mới. Hãy đăng nhập.")
            if code.renews
            else _("Tài khoản đã có. Hãy đăng nhập bằng tên và mật khẩu vừa đặt."),
        )
        return redirect("account_login")
    return render(
        request,
        "code_sheets/account.html",
        {"form": form, "code": code},
        status=422 if request.method == "POST" else 200,
    )


def _form(request: HttpRequest, code: SheetCode) -> PasswordForm:
    sent = request.POST if request.method == "POST" else None
    if code.renews and code.user is not None:
        form = PasswordForm(sent)
        form.owner = code.user
        return form
    name = code.person.full_name
    account = AccountForm(sent, initial={"username": suggested_name(name)})
    typed = sent.get("username", "") if sent else ""
    account.owner = User(username=typed, display_name=name)
    return account


def _used(code: SheetCode, form: PasswordForm) -> bool:
    """Whether it was done; else what was wrong stands on the form."""
    typed = form.cleaned_data
    name = typed.get("username", "").lower()
    try:
        use_code(key=code.pk, username=name, password=typed["password"])
    except IntegrityError:  # somebody took the name, or the file, this very moment
        form.add_error(None, str(AccountError.name_in_use(name)))
    except (AccountError, CodeSheetError) as error:
        form.add_error(None, str(error))
    except ValidationError as error:
        form.add_error("password", error)
    return not form.errors
