"""What people send about codes on paper."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.accounts.models import User
from thidua.accounts.passwords import LONGEST
from thidua.code_sheets.codes import LONGEST_TYPED
from thidua.code_sheets.models import RevokedBecause
from thidua.web.forms import WordsField


class KeysForm(forms.Form):
    """The rows that were ticked, by key."""

    row = forms.TypedMultipleChoiceField(coerce=int, required=False)

    @property
    def keys(self) -> list[int]:
        """Each once; what is no key is left out and refused by the act as one row too few."""
        typed = self.data.getlist("row") if hasattr(self.data, "getlist") else []
        return list(dict.fromkeys(int(one) if one.isdecimal() else -1 for one in typed))


class PrintForm(KeysForm):
    """For whom to print; `after`: the sheet that was the newest when the page was opened."""

    after = forms.IntegerField(required=False, widget=forms.HiddenInput)


class RevokeForm(forms.Form):
    """Why a code is revoked."""

    because = forms.ChoiceField(
        label=_("Vì sao"),
        choices=[(one.value, one.label) for one in RevokedBecause if one != "reprinted"],
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn vì sao thu hồi.")},
    )


class CodeForm(forms.Form):
    """A code as it stands on the strip."""

    code = WordsField(
        label=_("Mã trên dải giấy"),
        max_length=LONGEST_TYPED,
        required=True,
        help_text=_("12 chữ và số; chữ hoa hay thường, có gạch hay không đều được."),
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Hãy nhập mã trên dải giấy.")},
    )


def _password(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        strip=False,
        max_length=LONGEST,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        error_messages={"required": _("Hãy nhập mật khẩu.")},
    )


class PasswordForm(forms.Form):
    """A password of one's own, twice."""

    password = _password(_("Mật khẩu"))
    again = _password(_("Mật khẩu, lần nữa"))

    owner: User | None = None
    """Whose password it becomes, for the rules about names."""

    def clean_again(self) -> str:
        typed: str = self.cleaned_data["again"]
        if "password" in self.cleaned_data and typed != self.cleaned_data["password"]:
            raise ValidationError(gettext("Hai lần nhập chưa giống nhau."))
        return typed

    def clean_password(self) -> str:
        typed: str = self.cleaned_data["password"]
        validate_password(typed, self.owner)
        return typed


class AccountForm(PasswordForm):
    """The name to sign in with, and a password."""

    field_order = ("username", "password", "again")
    username = WordsField(
        label=_("Tên đăng nhập"),
        max_length=40,
        required=True,
        help_text=_("Chữ không dấu, chữ số, dấu chấm hoặc gạch; ví dụ: nguyenvanan."),
        widget=forms.TextInput(
            {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": _("Hãy nhập tên đăng nhập.")},
    )
