"""django-allauth's forms in our words."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm as MfaAuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as MfaReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.accounts.actors import scope_of
from thidua.accounts.factors import spend_code
from thidua.accounts.guessing import code_attempt, too_many_attempts, was_right
from thidua.accounts.models import User
from thidua.accounts.passwords import shortest_for
from thidua.accounts.session_ends import decides


class SignInForm(LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(
            self,
            login=_("Tên đăng nhập"),
            password=_("Mật khẩu"),
            remember=_("Giữ đăng nhập trên máy này"),
        )

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Staying signed in is for readers: whoever decides signs in each day, whatever was
        ticked.
        """
        response: HttpResponse = super().login(request, redirect_url=redirect_url)
        if self.user and decides(scope_of(self.user)):
            request.session.set_expiry(0)
        return response


class NewPasswordForm(ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(
            self,
            oldpassword=_("Mật khẩu hiện nay"),
            password1=_("Mật khẩu mới"),
            password2=_("Mật khẩu mới, lần nữa"),
        )
        shortest = {"shortest": shortest_for(self.user)}
        self.fields["password1"].help_text = (
            gettext(
                "Ít nhất %(shortest)s ký tự; một câu dài dễ nhớ là tốt nhất. Dấu và dấu cách "
                "đều được."
            )
            % shortest
        )


class ConfirmForm(ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self, password=_("Mật khẩu"))


class _CodeOnce:
    """A code of the phone is taken once."""

    user: User

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        spend_code(self.user, code)
        return code


class _CodeGuessed(_CodeOnce):
    """Wrong codes make the next one wait."""

    def clean_code(self) -> str:
        attempt = code_attempt(context.request, self.user)
        if attempt.wait:
            raise too_many_attempts(attempt)
        code = super().clean_code()
        was_right(attempt)
        return code


class CodeForm(_CodeGuessed, MfaAuthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_code(self, _("Mã 6 số, hoặc mã dự phòng 8 số"))


class ConfirmCodeForm(_CodeGuessed, MfaReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_code(self, _("Mã 6 số, hoặc mã dự phòng 8 số"))


class FirstCodeForm(_CodeOnce, ActivateTOTPForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_code(self, _("Mã 6 số đang hiện trên điện thoại"))


def _ask_code(form: Any, label: object) -> None:
    """A code is digits: a phone shows its number keys, and nothing typed earlier is offered."""
    _label(form, code=label)
    form.fields["code"].widget.attrs |= {
        "inputmode": "numeric",
        "autocomplete": "one-time-code",
        "autofocus": True,
    }


def _label(form: Any, **labels: object) -> None:
    """Our label instead of allauth's, and no placeholder that repeats it."""
    for name, label in labels.items():
        if name in form.fields:
            form.fields[name].label = label
            form.fields[name].help_text = ""
            form.fields[name].widget.attrs.pop("placeholder", None)
