"""The addresses of a file that somebody sent."""

from django.urls import URLPattern, path

from thidua.attachments.views import attachment_page, preview_page

urlpatterns: list[URLPattern] = [
    path("tep/<int:pk>/", attachment_page, name="attachment"),
    path("tep/<int:pk>/xem-truoc/", preview_page, name="attachment_preview"),
]
