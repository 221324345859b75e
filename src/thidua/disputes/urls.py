"""Addresses of reports of wrong facts."""

from django.urls import URLPattern, URLResolver, path

from thidua.disputes.views import ask_page, report_page

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "du-kien-sai/moi/<int:year>/<slug:subject_type>/<path:code>/",
        ask_page,
        name="fact_report_new",
    ),
    path("du-kien-sai/<int:pk>/", report_page, name="fact_report"),
]
