"""Addresses of opinions on criteria. What is not a unit's code stands before the codes."""

from django.urls import URLPattern, path

from thidua.opinions.views.grid import grid_page, opinions_page, paste_page
from thidua.opinions.views.person import material_page, own_page, person_page

YEAR = "nam/<int:year>/cham/"

SUBJECT = f"{YEAR}<str:code>/<str:subject_type>/<str:subject>/"

urlpatterns: list[URLPattern] = [
    path(YEAR, opinions_page, name="opinions"),
    path(f"{YEAR}cua-toi/", own_page, name="opinions_own"),
    path(f"{YEAR}<str:code>/", grid_page, name="opinions_grid"),
    path(f"{YEAR}<str:code>/dan/", paste_page, name="opinions_paste"),
    path(SUBJECT, person_page, name="opinions_person"),
    path(f"{SUBJECT}can-cu/", material_page, name="opinions_material"),
]
