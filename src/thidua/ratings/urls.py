"""Addresses of what is worked out about everybody at once."""

from django.urls import URLPattern, URLResolver, path

from thidua.ratings.views import layer_preview_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("khung/dia-phuong/<str:layer_id>/xem-truoc/", layer_preview_page, name="layer_preview"),
]
