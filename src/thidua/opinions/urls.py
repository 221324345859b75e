"""Addresses of opinions on criteria. What is not a unit's code stands before the codes."""

from django.urls import URLPattern, path

from thidua.opinions.views.asks import asks_page
from thidua.opinions.views.body import body_page
from thidua.opinions.views.grid import grid_page, opinions_page, paste_page
from thidua.opinions.views.person import material_page, own_page, person_page
from thidua.opinions.views.slip import slip_page

YEAR = "nam/<int:year>/cham/"

SUBJECT = f"{YEAR}<str:code>/<str:subject_type>/<str:subject>/"

urlpatterns: list[URLPattern] = [
    path(YEAR, opinions_page, name="opinions"),
    path(f"{YEAR}cua-toi/", own_page, name="opinions_own"),
    path(f"{YEAR}co-quan/<int:body>/", body_page, name="opinions_body"),
    path(f"{YEAR}<str:code>/", grid_page, name="opinions_grid"),
    path(f"{YEAR}<str:code>/dan/", paste_page, name="opinions_paste"),
    path(f"{YEAR}<str:code>/con-no/", asks_page, name="opinions_asks"),
    path(SUBJECT, person_page, name="opinions_person"),
    path(f"{SUBJECT}can-cu/", material_page, name="opinions_material"),
    path("phieu-nhan-xet/<str:token>/", slip_page, name="comment_slip"),
]
