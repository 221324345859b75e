"""Addresses of the public results, in Vietnamese and English, and of the page that publishes
them.
"""

from django.urls import URLPattern, path

from thidua.portal.views.officer import preview_page, publishing_page
from thidua.portal.views.public import (
    feed_page,
    file_page,
    other_page,
    robots_page,
    sitemap_page,
    year_page,
    years_page,
)

ENGLISH = {"language": "en"}

urlpatterns: list[URLPattern] = [
    path("cong-khai/", years_page, name="public_years"),
    path("cong-khai/rss.xml", feed_page, name="public_feed"),
    path("cong-khai/<int:year>/", year_page, name="public_year"),
    path("cong-khai/<int:year>/<str:name>", file_page, name="public_file"),
    path("cong-khai/<path:rest>", other_page, name="public_other"),
    path("en/results/", years_page, ENGLISH, name="public_years_en"),
    path("en/results/rss.xml", feed_page, ENGLISH, name="public_feed_en"),
    path("en/results/<int:year>/", year_page, ENGLISH, name="public_year_en"),
    path("en/results/<path:rest>", other_page, ENGLISH, name="public_other_en"),
    path("sitemap.xml", sitemap_page, name="sitemap"),
    path("robots.txt", robots_page, name="robots"),
    path("cong-bo/<int:year>/", publishing_page, name="publishing"),
    path("cong-bo/<int:year>/xem-truoc/", preview_page, name="publishing_preview"),
]
