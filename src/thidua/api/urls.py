"""Addresses of the API: the operations, their description, and the page for people."""

from django.urls import URLPattern, URLResolver, path, re_path

from thidua.api.operations import service
from thidua.api.views import api_page, description_file, nothing_here, root

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", api_page, name="api"),
    path("api/v1/openapi.json", description_file, name="api_description"),
    path("api/v1/", root, name="api_root"),
    path("api/v1/", service.urls),
    re_path(
        r"^api/(?P<rest>(?s:.+))$", nothing_here, name="api_other"
    ),  # a line break too is no page of ours
]
