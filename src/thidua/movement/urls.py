"""Addresses of the movement as a level above sees it."""

from django.urls import URLPattern, path

from thidua.movement import views

_MOVEMENT = "nam/<int:year>/phong-trao/"

urlpatterns: list[URLPattern] = [
    path(_MOVEMENT, views.movement_page, name="movement"),
    path(f"{_MOVEMENT}<str:code>/", views.movement_page, name="movement_of"),
    path(f"{_MOVEMENT}<str:code>/<slug:what>/", views.list_page, name="movement_list"),
]
