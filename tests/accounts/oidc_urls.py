"""Addresses of a site where a provider of identities is configured."""

from django.urls import include, path

from thidua.config.urls import urlpatterns as of_the_site

urlpatterns = [*of_the_site, path("tai-khoan/", include("thidua.accounts.oidc_urls"))]
