"""Addresses for monitors."""

from django.urls import URLPattern, path

from thidua.operations.views import alive, ready

urlpatterns: list[URLPattern] = [
    path("song", alive, name="alive"),
    path("san-sang", ready, name="ready"),
]
