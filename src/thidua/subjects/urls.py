"""Addresses of looking around: home, search, the tree, an organisation, a rating."""

from django.urls import URLPattern, URLResolver, path

from thidua.subjects.views.home import home
from thidua.subjects.views.organisation import organisation_page
from thidua.subjects.views.rating import rating_page
from thidua.subjects.views.search import search_page
from thidua.subjects.views.tree import branch, tree_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("tim/", search_page, name="search"),
    path("to-chuc/", tree_page, name="tree"),
    path("nhanh/<path:code>/", branch, name="branch"),
    path("to-chuc/<path:code>/", organisation_page, name="organisation"),
    path("xep-loai/<int:year>/<slug:subject_type>/<path:code>/", rating_page, name="rating"),
]
