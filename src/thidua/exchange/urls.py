"""Addresses of the import."""

from django.urls import URLPattern, path

from thidua.exchange.views import file_page, import_page, imports_page, template_page, upload_page

urlpatterns: list[URLPattern] = [
    path("nap-du-lieu/", imports_page, name="imports"),
    path("nap-du-lieu/tai-len/", upload_page, name="import_upload"),
    path("nap-du-lieu/mau/<str:kind>/", template_page, name="import_template"),
    path("nap-du-lieu/<int:pk>/", import_page, name="import"),
    path("nap-du-lieu/<int:pk>/tep/<int:position>/", file_page, name="import_file"),
]
