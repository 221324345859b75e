"""Addresses of the site."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("thidua.access.urls")),
    path("", include("thidua.code_sheets.urls")),
    path("", include("thidua.roster.urls")),
    path("", include("thidua.notices.urls")),
    path("", include("thidua.ratings.urls")),
    path("", include("thidua.decisions.urls")),
    path("", include("thidua.boards.urls")),
    path("", include("thidua.filling.urls")),
    path("", include("thidua.subjects.urls")),
    path("", include("thidua.disputes.urls")),
    path("", include("thidua.awards.urls")),
    path("khung/", include("thidua.frameworks.urls")),
    path("", include("thidua.reports.urls")),
    path("", include("thidua.supervision.urls")),
    path("", include("thidua.exchange.urls")),
    path("", include("thidua.portal.urls")),
    path("", include("thidua.changes.urls")),
    path("", include("thidua.api.urls")),
    path("", include("thidua.attachments.urls")),
    path("tai-khoan/", include("thidua.accounts.urls")),
    path("ngon-ngu/", set_language, name="set_language"),
    path("suc-khoe/", include("thidua.operations.urls")),
    path("", include("thidua.web.urls")),
]
