"""Who asks: a program by a token of its owner, or somebody signed in on the site in the same
browser session.
"""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from thidua.accounts.models import AccessToken, User
from thidua.accounts.sessions import note_seen
from thidua.accounts.tokens import TokenRefusedError, has_second_factor, used_token
from thidua.accounts.viewing import duty_of, scope_of_request
from thidua.api.problems import ProblemError
from thidua.language import Text

LOOKS = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing."""


class ByToken(HttpBearer):
    """`Authorization: Bearer thidua_…`. A token that opens nothing is told so; a session beside it
    is not asked.
    """

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        try:
            found = used_token(request, token.strip())
        except TokenRefusedError as error:
            raise _refused(error) from error
        request.user = request._cached_user = found.user  # type: ignore[attr-defined]  # the log tells who by the latter
        nothing_due(request)
        if request.method not in LOOKS:
            _may_change(request, found)
        return found.user


def _refused(error: TokenRefusedError) -> ProblemError:
    if error.waits:
        return ProblemError("too-many", _WAIT, headers={"Retry-After": "60"})
    return ProblemError(
        "token", _WRONG_TOKEN, headers={"WWW-Authenticate": 'Bearer error="invalid_token"'}
    )


def _may_change(request: HttpRequest, token: AccessToken) -> None:
    """Raise ProblemError for a token that only reads, or whose owner's second factor is gone."""
    if not token.may_choose:
        raise ProblemError("reading-only", _READING_ONLY)
    if not has_second_factor(token.user, scope_of_request(request)):
        raise ProblemError(
            "duty", _DUE["mfa_activate_totp"], {"page": reverse("mfa_activate_totp")}
        )


class BySession(APIKeyCookie):
    """The session of the site. Whatever changes something also carries the mark of our own pages
    (CSRF).
    """

    param_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> User | None:
        return self.authenticate(request, request.COOKIES.get(self.param_name))

    def authenticate(self, request: HttpRequest, key: str | None) -> User | None:
        if not request.user.is_authenticated:
            return None
        if check_csrf(request) is not None:
            raise ProblemError("csrf", _NO_MARK)
        nothing_due(request)
        note_seen(request)
        return request.user


def nothing_due(request: HttpRequest) -> None:
    """Raise ProblemError for an account that owes something first: a password of its own, a second
    factor.
    """
    if due := duty_of(request):
        raise ProblemError("duty", _DUE[due], {"page": reverse(due)})


_NO_MARK = Text(
    "Yêu cầu thay đổi bằng phiên trình duyệt phải kèm tiêu đề X-CSRFToken của trang.",
    "A change within a browser session has to carry the page's X-CSRFToken header.",
)
_WRONG_TOKEN = Text(
    "Mã kết nối không đúng, đã hết hạn hoặc đã thu hồi: xem trang Mã kết nối phần mềm của tài "
    "khoản.",
    "The token is wrong, past its last day or taken back: see the account's page of access tokens.",
)
_WAIT = Text(
    "Nơi này vừa gửi quá nhiều khoá sai: hãy chờ một phút rồi thử lại.",
    "Too many wrong tokens came from there: wait a minute and try again.",
)
_READING_ONLY = Text(
    "Khoá này chỉ đọc. Muốn chọn mức, hãy tạo khoá được chọn mức.",
    "This token only reads. To choose levels, make a token that may choose.",
)
_DUE = {
    "account_change_password": Text(
        "Hãy đặt mật khẩu của riêng đồng chí trên trang tài khoản trước.",
        "Set a password of your own first.",
    ),
    "mfa_activate_totp": Text(
        "Quyền này cần xác thực hai bước: hãy bật trên trang tài khoản trước.",
        "This right wants two-step sign-in: turn it on first.",
    ),
}
