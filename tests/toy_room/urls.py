"""The site's addresses and the toy room's."""

from django.urls import include, path

from tests.toy_room.views import books_page, step_page

urlpatterns = [
    path("sach/", books_page, name="toy_books"),
    path("sach/<int:year>/", step_page, name="toy_step"),
    path("", include("thidua.config.urls")),
]
