"""Who asks: somebody signed in on the site, in the same browser session."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from ninja.security import APIKeyCookie
from ninja.utils import check_csrf

from thidua.accounts.models import User
from thidua.accounts.sessions import note_seen
from thidua.accounts.viewing import duty_of
from thidua.api.problems import RefusedError
from thidua.language import Text


class BySession(APIKeyCookie):
    """The session of the site. Whatever changes something also carries the mark of our own pages (CSRF)."""

    param_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> User | None:
        return self.authenticate(request, request.COOKIES.get(self.param_name))

    def _get_key(self, request: HttpRequest) -> str | None:
        return request.COOKIES.get(self.param_name)

    def authenticate(self, request: HttpRequest, key: str | None) -> User | None:
        if not request.user.is_authenticated:
            return None
        if check_csrf(request) is not None:
            raise RefusedError("csrf", _NO_MARK)
        nothing_due(request)
        note_seen(request)
        return request.user


def nothing_due(request: HttpRequest) -> None:
    """Raise RefusedError for an account that owes something first: a password of its own, a second factor."""
    if due := duty_of(request):
        raise RefusedError("duty", _DUE[due], {"page": reverse(due)})


_NO_MARK = Text(
    "Yêu cầu thay đổi bằng phiên trình duyệt phải kèm tiêu đề X-CSRFToken của trang.",
    "A change within a browser session has to carry the page's X-CSRFToken header.",
)
_DUE = {
    "account_change_password": Text(
        "Hãy đặt mật khẩu của riêng bạn trên trang tài khoản trước.", "Set a password of your own first."
    ),
    "mfa_activate_totp": Text(
        "Vai trò này có quyền quyết định: hãy bật xác thực hai bước trước.",
        "This role decides: turn on two-step sign-in first.",
    ),
}
