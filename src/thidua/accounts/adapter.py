"""How django-allauth behaves here."""

import base64
import hashlib
import time
from ipaddress import ip_address
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.core import context
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thidua.accounts.actors import scope_of
from thidua.accounts.devices import device
from thidua.accounts.factors import is_the_last
from thidua.accounts.guessing import password_attempt, too_many_attempts, was_right
from thidua.accounts.known_devices import digest_of, forget_devices, remember_device
from thidua.accounts.models import User
from thidua.accounts.oidc_settings import PROVIDER
from thidua.accounts.permissions import needs_second_factor
from thidua.accounts.sessions import BEGUN, confirmed_lately, end_sessions
from thidua.accounts.tokens import revoke_every_token
from thidua.accounts.unsent import forget_unsent, unsent_of
from thidua.accounts.viewing import scope_of_request
from thidua.history.tracking import recording
from thidua.language import Text

# What is told after an act on allauth's own pages, by its template's name; the others say nothing.
MESSAGES = {
    "account/messages/password_changed.txt": Text(
        "Đã đổi mật khẩu. Những nơi khác đang đăng nhập đã kết thúc, mọi mã kết nối đã thu hồi.",
        "The password is changed. Other places are signed out, every access token is taken back.",
    ),
    "mfa/messages/totp_activated.txt": Text(
        "Đã bật ứng dụng xác thực.", "The authenticator app is on."
    ),
    "mfa/messages/totp_deactivated.txt": Text(
        "Đã tắt ứng dụng xác thực.", "The authenticator app is off."
    ),
    "mfa/messages/webauthn_added.txt": Text("Đã thêm khoá truy cập.", "The passkey is added."),
    "mfa/messages/webauthn_removed.txt": Text("Đã xoá khoá truy cập.", "The passkey is removed."),
    "mfa/messages/recovery_codes_generated.txt": Text(
        "Đã tạo mã dự phòng mới.", "New recovery codes were made."
    ),
}

# How somebody who is signed in confirms that it is them, the strongest way first.
WAYS = {
    "mfa_reauthenticate:webauthn": Text("Dùng khoá truy cập", "Use a passkey"),
    "mfa_reauthenticate": Text(
        "Nhập mã trên điện thoại, hoặc mã dự phòng", "Enter a code of the phone, or a recovery code"
    ),
    "elsewhere": Text("Dùng định danh chung", "Use the identity kept elsewhere"),
    "reauthenticate": Text("Nhập mật khẩu", "Enter the password"),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator; nobody signs up by themselves, nothing is sent by
    mail.
    """

    # The same words whether the name exists or not.
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("Tên đăng nhập hoặc mật khẩu không đúng."),
        "rate_limited": _("Quá nhiều yêu cầu trong một lúc. Hãy chờ một phút."),
        "enter_current_password": _("Mật khẩu hiện nay chưa đúng."),
        "incorrect_password": _("Mật khẩu chưa đúng."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse | None:
        """Closed accounts, and demo accounts outside demo mode, come no further with their right
        password.
        """
        if user.is_active and user.demo and not settings.DEMO:
            clear_login(request)
            return cast("HttpResponse", self.respond_user_inactive(request, user))
        return cast("HttpResponse | None", super().pre_login(request, user, **more))

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever signed in a moment ago need not confirm that it is them; where there is a second
        factor, with that.

        Raises ReauthenticationRequired: after a plain yes django-allauth would ask its own records,
        where a password counts.
        """
        request = context.request
        if confirmed_lately(
            request, scope_of_request(request)
        ) or not super().is_reauthentication_required(app=app):
            return False
        raise ReauthenticationRequired

    def get_login_stages(self) -> list[str]:
        """The second factor may have been shown elsewhere."""
        own = {"allauth.mfa.stages.AuthenticateStage": "thidua.accounts.stages.SecondFactorStage"}
        return [own.get(stage, stage) for stage in super().get_login_stages()]

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The strongest way first, in our words; the password only without a second factor."""
        offered = {way["id"]: way for way in super().get_reauthentication_methods(user)}
        proofs = scope_of_request(context.request).proofs
        if proofs:
            offered.pop("reauthenticate", None)
        if "elsewhere" in proofs:
            offered["elsewhere"] = {
                "id": "elsewhere",
                "url": reverse("openid_connect_login", args=[PROVIDER]),
            }
        return [
            offered[way] | {"description": str(text)}
            for way, text in WAYS.items()
            if way in offered
        ]

    def set_password(self, user: User, password: str) -> None:
        """Somebody chose a new password: other sessions and every token end with the old one."""
        user.set_password(password)
        user.must_change_password, user.password_set_at = False, timezone.now()
        with recording(act="accounts.change_password", actor=user):
            user.save(update_fields=["password", "must_change_password", "password_set_at"])
            end_sessions(user, besides=context.request.session.session_key or "")
            revoke_every_token(user)
            forget_devices(user, besides=digest_of(context.request))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a password before it is looked at; the same for a name that nobody has.

        Raises ValidationError that says how long to wait.
        """
        self.attempt = password_attempt(request, str(credentials.get("username", "")))
        if self.attempt.wait:
            raise too_many_attempts(self.attempt)

    def _rollback_login_failed_rl_usage(self) -> None:
        """The password was right: django-allauth's own name for taking the count back."""
        was_right(self.attempt)

    def post_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse:
        """The session begins, the browser is known for this account; what somebody was sending when
        their last session ended comes first.
        """
        response: HttpResponse = super().post_login(request, user, **more)
        request.session[BEGUN] = int(time.time())
        if unsent_of(request, user):
            response = HttpResponseRedirect(reverse("unsent"))
        else:
            forget_unsent(request)
        remember_device(request, response, user)
        return response

    def get_client_ip(self, request: HttpRequest) -> str:
        """Whose attempts these are. Whoever comes past our proxy is known by their own address,
        whatever they say it is.
        """
        near = ip_address(request.META["REMOTE_ADDR"])
        if not any(near in network for network in settings.PROXY_ADDRESSES):
            return str(near)
        return str(super().get_client_ip(request))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *_: Any,
        **more: Any,
    ) -> None:
        """Say what happened in our words."""
        if text := more.get("message") or MESSAGES.get(message_template or ""):
            messages.add_message(request, level, str(text))

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Accounts have no mail addresses here."""


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The second factor: named after the product, and kept by whoever needs one for their role."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _(
            "Mã không đúng hoặc đã dùng. Hãy chờ mã mới trên điện thoại rồi nhập lại."
        ),
        "cannot_delete_authenticator": _(
            "Đây là cách xác thực cuối cùng và vai trò của đồng chí cần có một cách: hãy thêm cách "
            "khác trước rồi mới bỏ."
        ),
        "passkey_refused": _(
            "Khoá truy cập chưa dùng được, hoặc trang đã mở quá lâu. Hãy thử lại."
        ),
    }

    def encrypt(self, text: str) -> str:
        """Keys of second factors lie sealed in the database: a copy of it alone gives no codes."""
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Sealed with another secret (a copy restored elsewhere): no code fits, and an
        administrator resets it.
        """
        try:
            return _seal().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return str(generate_totp_secret())

    def get_totp_issuer(self) -> str:
        return "Thi Đua"

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """The last factor of whoever decides stays until there is another."""
        user = authenticator.user
        return not is_the_last(authenticator) or not needs_second_factor(user, scope_of(user))

    def generate_authenticator_name(self, user: User, type: Any) -> str:  # noqa: A002
        """A passkey is called after the machine it is made on, until its owner gives it a name."""
        return device(context.request.headers.get("user-agent", ""))

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """What the browser says the passkey is for."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Thi Đua"}


def _seal() -> Fernet:
    """What keys of second factors are sealed with: made of the installation's own secret."""
    key = hashlib.sha256(b"thidua second factor " + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
