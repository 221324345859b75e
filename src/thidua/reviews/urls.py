"""Addresses of reviews: read, listed, begun. Those of writing one stand in `writing_urls`."""

from django.urls import URLPattern, path

from thidua.reviews.views.lists import own_page, reviews_page, start_page, unit_list
from thidua.reviews.views.reading import print_page, read_page

LIST = "nam/<int:year>/kiem-diem/"
ONE = "nam/<int:year>/ban-kiem-diem/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path(LIST, reviews_page, name="reviews"),
    path(f"{LIST}cua-toi/", own_page, name="review_own"),
    path(f"{ONE}in.<slug:extension>", print_page, name="review_print"),
    path(ONE, read_page, name="review_read"),
    path(f"{LIST}<path:code>/viet-thay/", start_page, name="review_start"),
    path(f"{LIST}<path:code>/", unit_list, name="reviews_unit"),
]
