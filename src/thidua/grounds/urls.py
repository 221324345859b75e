"""Addresses of what a rating rests on."""

from django.urls import URLPattern, URLResolver, path

from thidua.grounds.views import differences_page, fact_page

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "nam/<int:year>/can-cu/<slug:subject_type>/<path:code>/<slug:fact>/",
        fact_page,
        name="fact_from_work",
    ),
    path("nam/<int:year>/khac-voi-ket-qua/<path:code>/", differences_page, name="fact_differences"),
]
