"""Addresses of sign-in and of one's own account.

django-allauth's pages that need mail (confirming an address, resetting a password by a link) are left out: accounts
are made and helped by an administrator.
"""

from allauth.account.views import account_inactive, logout, password_change, reauthenticate
from django.urls import URLPattern, URLResolver, include, path

from thidua.accounts.views import SignInPage, ask_administrator, no_sign_up

urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", SignInPage.as_view(), name="account_login"),
    path("logout/", logout, name="account_logout"),
    path("inactive/", account_inactive, name="account_inactive"),
    path("signup/", no_sign_up, name="account_signup"),
    path("reauthenticate/", reauthenticate, name="account_reauthenticate"),
    path("password/change/", password_change, name="account_change_password"),
    path("password/set/", ask_administrator, name="account_set_password"),
    path("password/reset/", ask_administrator, name="account_reset_password"),
    path("2fa/", include("allauth.mfa.urls")),
]
