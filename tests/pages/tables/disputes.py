"""Who gets which address of disputes."""

from tests.pages.who import IN_CELL, OFFICERS, Form, Page
from tests.web.town import WRONG_FACT

REPORT = f"/du-kien-sai/{WRONG_FACT}/"

PAGES: list[Page] = [
    ("fact_report_new", "/du-kien-sai/moi/2021/member/DV0003/", frozenset({"cell", "member"})),
    ("fact_report_new", "/du-kien-sai/moi/2021/organisation/GL01/", frozenset({"grassroots"})),
    ("fact_report", REPORT, IN_CELL),
]

FORMS: list[Form] = [
    (
        "fact_report_new",
        "/du-kien-sai/moi/2021/organisation/GL01/",
        {"fact": "programme", "wanted": "good", "why": "x"},
        frozenset({"grassroots"}),
    ),
    (
        "fact_report",
        REPORT,
        {"act": "keep", "value": "good", "answer": "Đã xem lại"},
        OFFICERS | {"cell"},
    ),
]
