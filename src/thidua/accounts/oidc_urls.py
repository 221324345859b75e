"""Addresses of signing in with an identity kept elsewhere; included only where a provider is
configured.
"""

from django.urls import URLPattern, URLResolver, path
from django.views.generic import RedirectView

from thidua.accounts.views.oidc import come_back, leave

urlpatterns: list[URLPattern | URLResolver] = [
    path("oidc/<str:provider_id>/login/", leave, name="openid_connect_login"),
    path("oidc/<str:provider_id>/login/callback/", come_back, name="openid_connect_callback"),
    path(
        "oidc/thoi/",
        RedirectView.as_view(pattern_name="account_login"),
        name="socialaccount_login_cancelled",
    ),
]
