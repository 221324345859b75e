"""Addresses of decisions, their papers, and result sheets."""

from django.urls import URLPattern, URLResolver, path

from thidua.decisions.result_sheets.views import board_sheets, rating_sheet, rating_sheets
from thidua.decisions.views.decision import decision_file, decision_new, decision_page
from thidua.decisions.views.listing import decisions_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("bang/<int:year>/<path:code>/phieu/", board_sheets, name="board_sheets"),
    path(
        "xep-loai/<int:year>/<slug:subject_type>/<path:code>/phieu.pdf",
        rating_sheet,
        name="rating_sheet",
    ),
    path("phieu/<int:year>/<path:code>/", rating_sheets, name="rating_sheets"),
    path("quyet-dinh/<int:year>/", decisions_page, name="decisions"),
    path("quyet-dinh/<int:year>/moi/<path:code>/", decision_new, name="decision_new"),
    path("quyet-dinh/<int:year>/<int:pk>/", decision_page, name="decision"),
    path(
        "quyet-dinh/<int:year>/<int:pk>/quyet-dinh.<slug:extension>",
        decision_file,
        name="decision_file",
    ),
]
