"""Who gets which address of accounts."""

from tests.pages.conftest import REQUEST
from tests.pages.who import ANYBODY, DECIDERS, EVERYBODY, LENDERS, OFFICERS, Form, Other, Page
from thidua.accounts.models import RoleGrant


def a_grant() -> int:
    """The role of the colleague whose account the administrator looks after."""
    return RoleGrant.objects.get(user__username="colleague").pk


OUTSIDE = frozenset({"upper_level_outside", "grassroots_outside"})

PAGES: list[Page] = [
    ("account", "/tai-khoan/", EVERYBODY),
    ("account_change_password", "/tai-khoan/password/change/", EVERYBODY),
    ("account_reauthenticate", "/tai-khoan/reauthenticate/", EVERYBODY),
    ("account_logout", "/tai-khoan/logout/", EVERYBODY),
    ("mfa_index", "/tai-khoan/2fa/", EVERYBODY),
    ("mfa_list_webauthn", "/tai-khoan/2fa/webauthn/", EVERYBODY),
    ("delegate", "/tai-khoan/uy-quyen/", LENDERS),
    ("tokens", "/tai-khoan/khoa/", EVERYBODY),
    ("accounts", "/tai-khoan/quan-tri/", frozenset({"administrator"})),
    (
        "accounts",
        "/tai-khoan/quan-tri/?q=gl01&role=grassroots&state=open",
        frozenset({"administrator"}),
    ),
    ("account_new", "/tai-khoan/quan-tri-moi/", frozenset({"administrator"})),
    ("account_requests", "/tai-khoan/de-nghi/", OFFICERS | OUTSIDE | {"administrator"}),
    (
        "account_request",
        f"/tai-khoan/de-nghi/{REQUEST}/",
        frozenset({"administrator", "province", "upper_level", "grassroots"}),
    ),
    ("account_acts", "/tai-khoan/da-lam/", frozenset({"administrator", "province"})),
    ("account_admin", "/tai-khoan/quan-tri/colleague/", frozenset({"administrator"})),
    ("account_admin", "/tai-khoan/quan-tri/none/", frozenset()),
]

OTHERS: dict[str, Other] = {
    "accounts_remind": ("/tai-khoan/quan-tri-nhac/", frozenset({302, 404, 405})),
    "account_login": ("/tai-khoan/login/", frozenset({200, 302})),
    "account_signup": ("/tai-khoan/signup/", frozenset({200})),
    "account_inactive": ("/tai-khoan/inactive/", frozenset({200})),
    "account_set_password": ("/tai-khoan/password/set/", frozenset({200})),
    "account_reset_password": ("/tai-khoan/password/reset/", frozenset({200})),
    "unsent": ("/tai-khoan/dang-do/", frozenset({302, 404})),
    "end_sessions": ("/tai-khoan/phien/ket-thuc/", frozenset({302, 405})),
    "token_new": ("/tai-khoan/khoa/moi/", frozenset({200, 302})),
    "token_revoke": ("/tai-khoan/khoa/1/thu-hoi/", frozenset({302, 405})),
    "revoke_delegation": ("/tai-khoan/uy-quyen/1/thu-hoi/", frozenset({302, 405})),
    "account_act": ("/tai-khoan/quan-tri/colleague/mat-khau/", frozenset({302, 404, 405})),
    "mfa_authenticate": ("/tai-khoan/2fa/authenticate/", frozenset({302})),
    "mfa_reauthenticate": ("/tai-khoan/2fa/reauthenticate/", frozenset({200, 302})),
    "mfa_activate_totp": ("/tai-khoan/2fa/totp/activate/", frozenset({200, 302})),
    "mfa_deactivate_totp": ("/tai-khoan/2fa/totp/deactivate/", frozenset({200, 302, 404})),
    "mfa_add_webauthn": ("/tai-khoan/2fa/webauthn/add/", frozenset({200, 302})),
    "mfa_edit_webauthn": ("/tai-khoan/2fa/webauthn/keys/1/edit/", frozenset({302, 404})),
    "mfa_remove_webauthn": ("/tai-khoan/2fa/webauthn/keys/1/remove/", frozenset({302, 404})),
    "mfa_login_webauthn": ("/tai-khoan/2fa/webauthn/login/", frozenset({302})),
    "mfa_reauthenticate_webauthn": ("/tai-khoan/2fa/webauthn/reauthenticate/", frozenset({302})),
    "ask_passkey": ("/tai-khoan/2fa/webauthn/hoi/", frozenset({405})),
    "mfa_view_recovery_codes": ("/tai-khoan/2fa/recovery-codes/", frozenset({302, 404})),
    "mfa_generate_recovery_codes": (
        "/tai-khoan/2fa/recovery-codes/generate/",
        frozenset({200, 302, 404}),
    ),
    "mfa_download_recovery_codes": (
        "/tai-khoan/2fa/recovery-codes/download/",
        frozenset({302, 404}),
    ),
}

FORMS: list[Form] = [
    ("accounts_remind", "/tai-khoan/quan-tri-nhac/", {}, frozenset({"administrator"})),
    ("unsent", "/tai-khoan/dang-do/", {}, frozenset()),  # nobody's last session ended here
    ("account_login", "/tai-khoan/login/", {"login": "x", "password": "y"}, ANYBODY),
    ("account_logout", "/tai-khoan/logout/", {}, ANYBODY),
    ("account_reauthenticate", "/tai-khoan/reauthenticate/", {"password": "wrong"}, EVERYBODY),
    ("account_change_password", "/tai-khoan/password/change/", {"oldpassword": "wrong"}, EVERYBODY),
    ("mfa_authenticate", "/tai-khoan/2fa/authenticate/", {"code": "0"}, ANYBODY),
    ("mfa_reauthenticate", "/tai-khoan/2fa/reauthenticate/", {"code": "0"}, EVERYBODY),
    ("mfa_activate_totp", "/tai-khoan/2fa/totp/activate/", {"code": "0"}, EVERYBODY),
    ("mfa_deactivate_totp", "/tai-khoan/2fa/totp/deactivate/", {}, DECIDERS),
    ("mfa_add_webauthn", "/tai-khoan/2fa/webauthn/add/", {"credential": "{}"}, EVERYBODY),
    ("mfa_edit_webauthn", "/tai-khoan/2fa/webauthn/keys/0/edit/", {"name": "x"}, frozenset()),
    ("mfa_remove_webauthn", "/tai-khoan/2fa/webauthn/keys/0/remove/", {}, frozenset()),
    ("mfa_login_webauthn", "/tai-khoan/2fa/webauthn/login/", {"credential": "{}"}, ANYBODY),
    (
        "mfa_reauthenticate_webauthn",
        "/tai-khoan/2fa/webauthn/reauthenticate/",
        {"credential": "{}"},
        EVERYBODY,
    ),
    ("ask_passkey", "/tai-khoan/2fa/webauthn/hoi/", {}, EVERYBODY),
    ("mfa_generate_recovery_codes", "/tai-khoan/2fa/recovery-codes/generate/", {}, EVERYBODY),
    ("end_sessions", "/tai-khoan/phien/ket-thuc/", {}, EVERYBODY),
    ("delegate", "/tai-khoan/uy-quyen/", {"reason": "nghỉ phép"}, LENDERS),
    ("revoke_delegation", "/tai-khoan/uy-quyen/0/thu-hoi/", {}, frozenset()),
    (
        "token_new",
        "/tai-khoan/khoa/moi/",
        {"name": "thống kê", "expires_on": "31/12/2026"},
        EVERYBODY,
    ),
    ("token_revoke", "/tai-khoan/khoa/0/thu-hoi/", {}, frozenset()),
    (
        "account_new",
        "/tai-khoan/quan-tri-moi/",
        {"username": "moi", "display_name": "Mới"},
        frozenset({"administrator"}),
    ),
    (
        "account_request",
        f"/tai-khoan/de-nghi/{REQUEST}/",
        {"act": "agree", "reason": "đã gặp"},
        frozenset({"administrator", "province", "upper_level", "grassroots"}),
    ),
    (
        "account_act",
        "/tai-khoan/quan-tri/colleague/vai-tro/",
        {"role": "cell"},
        frozenset({"administrator"}),
    ),
    (
        "account_act",
        "/tai-khoan/quan-tri/colleague/mat-khau/",
        {"reason": "quên"},
        frozenset({"administrator"}),
    ),
    (
        "account_act",
        "/tai-khoan/quan-tri/colleague/hai-buoc/",
        {"reason": "mất máy"},
        frozenset({"administrator"}),
    ),
    (
        "account_act",
        "/tai-khoan/quan-tri/colleague/mo-khoa/",
        {"reason": "gõ nhầm"},
        frozenset({"administrator"}),
    ),
    (
        "account_act",
        "/tai-khoan/quan-tri/colleague/dong/",
        {"reason": "nghỉ"},
        frozenset({"administrator"}),
    ),
    (
        "account_act",
        "/tai-khoan/quan-tri/colleague/mo-lai/",
        {"reason": "về"},
        frozenset({"administrator"}),
    ),
    (
        "account_act",
        "/tai-khoan/quan-tri/colleague/dang-vien/",
        {"person": "DV0007"},
        frozenset({"administrator"}),
    ),
    (
        "account_act",
        "/tai-khoan/quan-tri/colleague/ket-thuc-vai-tro/",
        {"grant": a_grant},
        frozenset({"administrator"}),
    ),
]

FOR_BODIES = frozenset({"delegate"})
"""Addresses that are also open to whoever works for one body beside the tree: they lend their own
role, which stays narrowed.
"""
