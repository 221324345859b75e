"""Addresses of writing a review, and of prompting one."""

from django.urls import URLPattern, path

from thidua.reviews.views.keeping import kept_page
from thidua.reviews.views.prompting import prompts_page
from thidua.reviews.views.writing import facts_page, section_page, write_page

_REVIEW = "nam/<int:year>/ban-kiem-diem/<int:pk>/viet/"
urlpatterns: list[URLPattern] = [
    path("nam/<int:year>/kiem-diem/mo-hinh/", kept_page, name="review_kept"),
    path("nam/<int:year>/kiem-diem/<path:code>/goi-y/", prompts_page, name="review_prompts"),
    path(_REVIEW, write_page, name="review_write"),
    path(f"{_REVIEW}<slug:heading>/tu-lieu/", facts_page, name="review_facts"),
    path(f"{_REVIEW}<slug:heading>/", section_page, name="review_section"),
]
