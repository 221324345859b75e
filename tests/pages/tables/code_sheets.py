"""Who gets which address of codes on paper: nothing is printed in the town of these tests."""

from tests.pages.who import ANYBODY, OFFICERS, Form, Other, Page

ABOVE = frozenset({"province", "upper_level", "grassroots"})
OUTSIDE = frozenset({"upper_level_outside", "grassroots_outside"})

PAGES: list[Page] = [
    ("code_sheets", "/to-ma/", OFFICERS | OUTSIDE | {"administrator"}),
    ("code_sheets", "/to-ma/?q=thung", OFFICERS | OUTSIDE | {"administrator"}),
    ("code_sheet_print", "/to-ma/GL01A/", ABOVE),
    ("code_sheet_print", "/to-ma/none/", frozenset()),
    ("codes_of_cell", "/trao-ma/GL01A/", frozenset({"cell"})),
    ("codes_to_hand_over", "/trao-ma/", frozenset()),
    ("code_revoke", "/trao-ma/GL01A/0/thu-hoi/", frozenset()),
]

OTHERS: dict[str, Other] = {
    "one_time_code": ("/ma-mot-lan/", frozenset({200})),
    "one_time_account": ("/ma-mot-lan/tai-khoan/", frozenset({302})),
    "code_sheet_ask": ("/to-ma/GL01A/de-nghi/", frozenset({302, 405})),
    "code_sheet_withdraw": ("/to-ma/de-nghi/0/rut/", frozenset({302, 405})),
}

FORMS: list[Form] = [
    ("code_sheet_print", "/to-ma/GL01A/", {"row": "0", "after": ""}, ABOVE),
    ("code_sheet_ask", "/to-ma/GL01A/de-nghi/", {}, ABOVE),
    ("code_sheet_withdraw", "/to-ma/de-nghi/0/rut/", {}, frozenset()),
    ("codes_of_cell", "/trao-ma/GL01A/", {"row": "0"}, frozenset({"cell"})),
    ("code_revoke", "/trao-ma/GL01A/0/thu-hoi/", {"because": "lost"}, frozenset()),
    ("one_time_code", "/ma-mot-lan/", {"code": "x"}, ANYBODY),
    ("one_time_account", "/ma-mot-lan/tai-khoan/", {"password": "x"}, ANYBODY),
]
