"""Addresses of missing facts."""

from django.urls import URLPattern, URLResolver, path

from thidua.filling.views import fill_about, fill_field, fill_page, fill_remind, fill_subject

urlpatterns: list[URLPattern | URLResolver] = [
    path("bo-sung/<int:year>/ai/<int:entry>/", fill_subject, name="fill_subject"),
    path("bo-sung/<int:year>/<path:code>/luu/", fill_field, name="fill_field"),
    path("bo-sung/<int:year>/<path:code>/nhac/", fill_remind, name="fill_remind"),
    path(
        "bo-sung/<int:year>/<path:code>/o/<int:entry>/<slug:fact>/", fill_about, name="fill_about"
    ),
    path("bo-sung/<int:year>/<path:code>/", fill_page, name="fill"),
]
