"""Addresses of who looked at my file, the log of exports, and files that the worker makes."""

from django.urls import URLPattern, URLResolver, path

from thidua.access.views import (
    exports_page,
    looks_page,
    prepared_file,
    prepared_page,
    prepared_stop,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("ho-so/luot-xem/", looks_page, name="looks"),
    path("nhat-ky-xuat/", exports_page, name="exports"),
    path("tep-xuat/<int:pk>/", prepared_page, name="prepared"),
    path("tep-xuat/<int:pk>/dung/", prepared_stop, name="prepared_stop"),
    path("tep-xuat/<int:pk>/tai-ve/", prepared_file, name="prepared_file"),
]
