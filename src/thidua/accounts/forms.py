"""django-allauth's forms in our words."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, login=_("Tên đăng nhập"), password=_("Mật khẩu"), remember=_("Giữ đăng nhập trên máy này"))


class NewPasswordForm(ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(
            self, oldpassword=_("Mật khẩu hiện nay"), password1=_("Mật khẩu mới"), password2=_("Mật khẩu mới, lần nữa")
        )


class ConfirmForm(ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, password=_("Mật khẩu"))


def _say(form: Any, **labels: object) -> None:
    """Our label instead of allauth's, and no placeholder that repeats it."""
    for name, label in labels.items():
        if name in form.fields:
            form.fields[name].label = label
            form.fields[name].help_text = ""
            form.fields[name].widget.attrs.pop("placeholder", None)
