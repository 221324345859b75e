"""Addresses of bodies beside the tree."""

from django.urls import URLPattern, path

from thidua.bodies.views import (
    bodies_page,
    body_page,
    change_body_page,
    end_body_view,
    new_body_page,
)

urlpatterns: list[URLPattern] = [
    path("co-quan-phoi-hop/", bodies_page, name="bodies"),
    path("co-quan-phoi-hop/moi/", new_body_page, name="body_new"),
    path("co-quan-phoi-hop/<int:pk>/", body_page, name="body"),
    path("co-quan-phoi-hop/<int:pk>/sua/", change_body_page, name="body_change"),
    path("co-quan-phoi-hop/<int:pk>/dung/", end_body_view, name="body_end"),
]
