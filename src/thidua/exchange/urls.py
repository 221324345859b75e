"""Addresses of the import."""

from django.urls import URLPattern, path

from thidua.campaigns.frame import rail_item
from thidua.campaigns.work import work_source
from thidua.exchange.views import file_page, import_page, imports_page, template_page, upload_page
from thidua.exchange.work import imports_in_the_rail, uploads_that_wait

rail_item(imports_in_the_rail)
work_source(uploads_that_wait)

urlpatterns: list[URLPattern] = [
    path("nap-du-lieu/", imports_page, name="imports"),
    path("nap-du-lieu/tai-len/", upload_page, name="import_upload"),
    path("nap-du-lieu/mau/<str:kind>/", template_page, name="import_template"),
    path("nap-du-lieu/<int:pk>/", import_page, name="import"),
    path("nap-du-lieu/<int:pk>/tep/<int:position>/", file_page, name="import_file"),
]
