"""Addresses of sign-in, of one's own account, and of looking after everybody's.

django-allauth's pages that need mail (confirming an address, resetting a password by a link) are
left out: accounts are made and helped by an administrator."""

from allauth.account.views import account_inactive, logout, reauthenticate
from allauth.mfa.base.views import reauthenticate as reauthenticate_by_code
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from thidua.accounts.views.delegating import delegate_page, revoke_page
from thidua.accounts.views.factors import (
    AddPasskey,
    ConfirmWithPasskey,
    EnterSecondFactor,
    RemovePasskey,
    RenamePasskey,
    SignInWithPasskey,
    TurnOffApp,
    TurnOnApp,
    ask_passkey,
)
from thidua.accounts.views.managing import (
    account_act,
    account_admin_page,
    accounts_page,
    new_account_page,
    remind_view,
)
from thidua.accounts.views.own import account_page, end_sessions_view, unsent_page
from thidua.accounts.views.password import ChangePassword
from thidua.accounts.views.requests import account_acts_page, request_page, requests_page
from thidua.accounts.views.sign_in import SignInPage, ask_administrator, no_sign_up
from thidua.accounts.views.tokens import new_token_page, revoke_token_page, tokens_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("", account_page, name="account"),
    path("login/", SignInPage.as_view(), name="account_login"),
    path("logout/", logout, name="account_logout"),
    path("inactive/", account_inactive, name="account_inactive"),
    path("signup/", no_sign_up, name="account_signup"),
    path("reauthenticate/", reauthenticate, name="account_reauthenticate"),
    path("password/change/", ChangePassword.as_view(), name="account_change_password"),
    path("password/set/", ask_administrator, name="account_set_password"),
    path("password/reset/", ask_administrator, name="account_reset_password"),
    path("2fa/", account_page, name="mfa_index"),
    path("2fa/authenticate/", EnterSecondFactor.as_view(), name="mfa_authenticate"),
    path("2fa/reauthenticate/", reauthenticate_by_code, name="mfa_reauthenticate"),
    path("2fa/totp/activate/", TurnOnApp.as_view(), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", TurnOffApp.as_view(), name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", include("allauth.mfa.recovery_codes.urls")),
    path("2fa/webauthn/", account_page, name="mfa_list_webauthn"),
    path("2fa/webauthn/add/", AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/edit/", RenamePasskey.as_view(), name="mfa_edit_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/remove/", RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("2fa/webauthn/login/", SignInWithPasskey.as_view(), name="mfa_login_webauthn"),
    path(
        "2fa/webauthn/reauthenticate/",
        ConfirmWithPasskey.as_view(),
        name="mfa_reauthenticate_webauthn",
    ),
    path("2fa/webauthn/hoi/", ask_passkey, name="ask_passkey"),
    path("phien/ket-thuc/", end_sessions_view, name="end_sessions"),
    path("dang-do/", unsent_page, name="unsent"),
    path("uy-quyen/", delegate_page, name="delegate"),
    path("uy-quyen/<int:pk>/thu-hoi/", revoke_page, name="revoke_delegation"),
    path("khoa/", tokens_page, name="tokens"),
    path("khoa/moi/", new_token_page, name="token_new"),
    path("khoa/<int:pk>/thu-hoi/", revoke_token_page, name="token_revoke"),
    path("de-nghi/", requests_page, name="account_requests"),
    path("de-nghi/<int:pk>/", request_page, name="account_request"),
    path("da-lam/", account_acts_page, name="account_acts"),
    path("quan-tri/", accounts_page, name="accounts"),
    path("quan-tri-nhac/", remind_view, name="accounts_remind"),
    path("quan-tri-moi/", new_account_page, name="account_new"),
    path("quan-tri/<str:username>/", account_admin_page, name="account_admin"),
    path("quan-tri/<str:username>/<slug:act>/", account_act, name="account_act"),
]

if settings.SOCIALACCOUNT_PROVIDERS:
    urlpatterns.append(path("", include("thidua.accounts.oidc_urls")))
