"""Addresses of templates."""

from django.urls import path

from thidua.form_templates import views

urlpatterns = [
    path("mau-word/", views.form_templates_page, name="form_templates"),
    path("mau-word/<slug:form>/", views.form_template_page, name="form_template"),
    path(
        "mau-word/<slug:form>/bat-dau/",
        views.form_template_beginning,
        name="form_template_beginning",
    ),
    path(
        "mau-word/<slug:form>/xem-thu/<int:version>/",
        views.form_template_preview,
        name="form_template_preview",
    ),
]
