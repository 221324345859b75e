"""Addresses of signing in with an identity kept elsewhere; included only where a provider is configured."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("oidc/thoi/", RedirectView.as_view(pattern_name="account_login"), name="socialaccount_login_cancelled"),
]
