"""Addresses of the API: the operations, their description, and the page for people."""

from django.urls import URLPattern, URLResolver, path

from thidua.api.operations import service
from thidua.api.page import api_page, description_file, nothing_here, root

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", api_page, name="api"),
    path("api/v1/openapi.json", description_file, name="api_description"),
    path("api/v1/", root, name="api_root"),
    path("api/v1/", service.urls),
    path("api/<path:rest>", nothing_here, name="api_other"),
]
