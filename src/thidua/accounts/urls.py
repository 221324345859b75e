"""Addresses of sign-in and of one's own account."""

from django.urls import URLPattern, URLResolver, include, path

from thidua.accounts.views import SignInPage

urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", SignInPage.as_view(), name="account_login"),
    path("", include("allauth.urls")),
]
