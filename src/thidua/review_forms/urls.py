"""Addresses of the forms of a year's review."""

from django.urls import URLPattern, URLResolver, path

from thidua.review_forms.views import forms_file, forms_page, own_form

urlpatterns: list[URLPattern | URLResolver] = [
    path("nam/<int:year>/cua-toi/mau-<slug:form>.<slug:extension>", own_form, name="own_form"),
    path("nam/<int:year>/mau-kiem-diem/<str:code>/", forms_page, name="review_forms"),
    path("nam/<int:year>/mau-kiem-diem/<str:code>/tep/", forms_file, name="review_forms_file"),
]
