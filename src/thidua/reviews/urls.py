"""Addresses of the pages that show levels: home, search, the tree, an organisation, a rating."""

from django.urls import URLPattern, URLResolver, path

from thidua.reviews.pages.home import home
from thidua.reviews.pages.looks import looks_page
from thidua.reviews.pages.organisation import organisation_page
from thidua.reviews.pages.rating import rating_page
from thidua.reviews.pages.search import search_page
from thidua.reviews.pages.tree import branch, tree_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("tim/", search_page, name="search"),
    path("to-chuc/", tree_page, name="tree"),
    path("nhanh/<path:code>/", branch, name="branch"),
    path("to-chuc/<path:code>/", organisation_page, name="organisation"),
    path("xep-loai/<int:year>/<slug:subject_type>/<path:code>/", rating_page, name="rating"),
    path("ho-so/luot-xem/", looks_page, name="looks"),
]
