"""Addresses of the import."""

from django.urls import URLPattern, path

from thidua.exchange.views.shapes import (
    table_shape_file_page,
    table_shape_page,
    table_shapes_page,
)
from thidua.exchange.views.uploads import (
    file_page,
    import_page,
    imports_page,
    template_page,
    upload_page,
)

urlpatterns: list[URLPattern] = [
    path("nap-du-lieu/", imports_page, name="imports"),
    path("nap-du-lieu/tai-len/", upload_page, name="import_upload"),
    path("nap-du-lieu/mau/<str:kind>/", template_page, name="import_template"),
    path("nap-du-lieu/cach-doc/", table_shapes_page, name="table_shapes"),
    path("nap-du-lieu/cach-doc/<int:pk>/", table_shape_page, name="table_shape"),
    path("nap-du-lieu/cach-doc/<int:pk>/tep/", table_shape_file_page, name="table_shape_file"),
    path("nap-du-lieu/<int:pk>/", import_page, name="import"),
    path("nap-du-lieu/<int:pk>/tep/<int:position>/", file_page, name="import_file"),
]
