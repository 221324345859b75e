"""The address of a file that somebody sent."""

from django.urls import URLPattern, path

from thidua.attachments.views import attachment_page

urlpatterns: list[URLPattern] = [path("tep/<int:pk>/", attachment_page, name="attachment")]
