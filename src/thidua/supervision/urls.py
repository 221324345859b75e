"""Addresses of the history and of what should be looked at."""

from django.urls import URLPattern, URLResolver, path

from thidua.supervision.inspect_page import DECISIONS, REVIEWS
from thidua.supervision.views import history_page, inspect_page, watch_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("lich-su/", history_page, name="history"),
    path("nam/<int:year>/can-xem/", watch_page, name="watch"),
    path(
        "nam/<int:year>/can-xem/kiem-diem/",
        inspect_page,
        {"subject": REVIEWS},
        name="inspect_reviews",
    ),
    path(
        "nam/<int:year>/can-xem/quyet-dinh/",
        inspect_page,
        {"subject": DECISIONS},
        name="inspect_decisions",
    ),
]
