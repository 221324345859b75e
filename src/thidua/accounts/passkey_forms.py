"""Passkeys: django-allauth's forms, in our words and without a fall for whatever a browser may
send.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from thidua.web.forms import WordsField

MOST_NAME = 60


@contextmanager
def _passkey_or_fault() -> Iterator[None]:
    """What is no passkey, or not the answer to what was asked, is said as one fault of the form.

    Too many attempts keep their own words.
    """
    try:
        yield
    except ValidationError as error:
        if error.code != "incorrect_code":
            raise
        raise get_adapter().validation_error("passkey_refused") from error
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise get_adapter().validation_error("passkey_refused") from error


def _name_field(**more: Any) -> WordsField:
    help_text = _("Để nhận ra máy này về sau, ví dụ: máy ở cơ quan, điện thoại của tôi.")
    return WordsField(label=_("Tên gọi"), max_length=MOST_NAME, help_text=help_text, **more)


class NewPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A passkey for this account. Each works alone as well as after the password, so nothing is
    asked about that.
    """

    name = _name_field(required=False)
    passwordless = None

    def clean(self) -> dict[str, Any]:
        with _passkey_or_fault():
            return dict(super().clean())


class PasskeyNameForm(EditWebAuthnForm):  # type: ignore[misc]
    name = _name_field(required=True)


class _Answered:
    """A passkey's answer to what the page asked it."""

    def clean_credential(self) -> Authenticator:
        with _passkey_or_fault():
            return super().clean_credential()  # type: ignore[misc]


class PasskeyForm(_Answered, AuthenticateWebAuthnForm):  # type: ignore[misc]
    """After the password."""


class ConfirmPasskeyForm(_Answered, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """By somebody who is signed in already."""


class SignInPasskeyForm(_Answered, LoginWebAuthnForm):  # type: ignore[misc]
    """Instead of name and password."""
