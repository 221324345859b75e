"""Who gets which address of disputes."""

from tests.pages.who import Form, Page

PAGES: list[Page] = [
    ("fact_report_new", "/du-kien-sai/moi/2021/member/DV0003/", frozenset({"cell", "member"})),
    ("fact_report_new", "/du-kien-sai/moi/2021/organisation/GL01/", frozenset({"grassroots"})),
    ("fact_report", "/du-kien-sai/1/", frozenset()),
]

FORMS: list[Form] = [
    (
        "fact_report_new",
        "/du-kien-sai/moi/2021/organisation/GL01/",
        {"fact": "programme", "wanted": "good", "why": "x"},
        frozenset({"grassroots"}),
    ),
]
