"""Who gets which address of registrations."""

from tests.pages.who import ABOVE_CELL, IN_CELL, Form, Other, Page
from tests.web.town import DRAFTED, REGISTERED

OF_COMMUNE, OF_CELL = "/nam/2021/dang-ky/GL01/", "/nam/2021/dang-ky/GL01A/"

PAGES: list[Page] = [
    ("registration", OF_COMMUNE, ABOVE_CELL),
    ("registration", OF_CELL, IN_CELL),
    ("registration_file", f"{OF_COMMUNE}ban-dang-ky.docx", ABOVE_CELL),
    ("registration_file", f"{OF_COMMUNE}ban-dang-ky.pdf", ABOVE_CELL),
    ("registration_task", f"{OF_COMMUNE}{REGISTERED}/", ABOVE_CELL),
    ("registration_task", f"{OF_CELL}{DRAFTED}/", frozenset({"cell"})),
    ("registration_find", f"{OF_CELL}{DRAFTED}/tim/?q=gia", frozenset({"cell"})),
]

OTHERS: dict[str, Other] = {"registrations": ("/nam/2021/dang-ky/", frozenset({302, 404}))}

FORMS: list[Form] = [
    ("registration", OF_COMMUNE, {"act": "take_back"}, frozenset({"grassroots"})),
    ("registration", OF_CELL, {"act": "send", "late_reason": "ốm"}, frozenset({"cell"})),
    ("registration_task", f"{OF_CELL}{DRAFTED}/", {"act": "remove"}, frozenset({"cell"})),
    (
        "registration_task",
        f"{OF_COMMUNE}{REGISTERED}/",
        {"act": "withdraw", "reason": "Thôn sáp nhập"},
        frozenset({"grassroots"}),
    ),
    (
        "registration_task",
        f"{OF_COMMUNE}{REGISTERED}/",
        {"act": "offer"},
        frozenset({"grassroots"}),
    ),
]
