"""Who gets in with a password."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """Accounts in use. Everybody knows the passwords of demo accounts: outside demo mode they open
    nothing.
    """

    def user_can_authenticate(self, user: Any) -> bool:
        return bool(super().user_can_authenticate(user)) and (settings.DEMO or not user.demo)
