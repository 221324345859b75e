"""Addresses of who looked at my file."""

from django.urls import URLPattern, URLResolver, path

from thidua.access.views import looks_page

urlpatterns: list[URLPattern | URLResolver] = [path("ho-so/luot-xem/", looks_page, name="looks")]
