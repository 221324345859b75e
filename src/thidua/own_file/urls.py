"""Addresses of one's own year."""

from django.urls import URLPattern, path

from thidua.own_file.views import own_download, own_page

urlpatterns: list[URLPattern] = [
    path("nam/<int:year>/cua-toi/", own_page, name="own_file"),
    path("nam/<int:year>/cua-toi/ho-so.<slug:form>", own_download, name="own_file_taken"),
]
