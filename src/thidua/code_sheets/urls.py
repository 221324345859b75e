"""Addresses of codes on paper: printing them, handing them over, using one."""

from django.urls import URLPattern, URLResolver, path

from thidua.code_sheets.views.handing import cells_page, hand_over_page, revoke_page
from thidua.code_sheets.views.printing import ask_view, print_page, sheets_page, withdraw_view
from thidua.code_sheets.views.using import account_page, code_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("to-ma/", sheets_page, name="code_sheets"),
    path("to-ma/<str:code>/", print_page, name="code_sheet_print"),
    path("to-ma/<str:code>/de-nghi/", ask_view, name="code_sheet_ask"),
    path("to-ma/de-nghi/<int:pk>/rut/", withdraw_view, name="code_sheet_withdraw"),
    path("trao-ma/", cells_page, name="codes_to_hand_over"),
    path("trao-ma/<str:code>/", hand_over_page, name="codes_of_cell"),
    path("trao-ma/<str:code>/<int:pk>/thu-hoi/", revoke_page, name="code_revoke"),
    path("ma-mot-lan/", code_page, name="one_time_code"),
    path("ma-mot-lan/tai-khoan/", account_page, name="one_time_account"),
]
