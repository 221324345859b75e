"""Who gets which address of indicators."""

from tests.pages.who import ABOVE_CELL, IN_CELL, Form, Page

OWN = "/nam/2021/thuc-hien/GL01/chi-tieu/"
CELL = "/nam/2021/thuc-hien/GL01A/chi-tieu/"
PROVINCE = "/nam/2021/thuc-hien/XD/chi-tieu/"
ALONE = frozenset({"province"})

PAGES: list[Page] = [
    ("indicators", PROVINCE, frozenset({"province", "auditor"})),
    ("indicators", OWN, ABOVE_CELL),
    ("indicators", f"{OWN}?format=xlsx", ABOVE_CELL),
    ("indicators", CELL, IN_CELL),
    ("indicator", f"{OWN}o9701/", ABOVE_CELL),
    ("indicator_note", f"{OWN}ghi/", frozenset({"grassroots"})),
    ("indicator_note", f"{CELL}ghi/?month=3", frozenset({"cell"})),
    ("indicator_ranks", f"{PROVINCE}thu-hang/", ALONE),
]

REPORTED = {"how_often": "month", "due_day": "9", "answered_by": "Phòng", "counted": "grows"}
RANKED = {"act": "save", "area": "country", "rank": "8", "out_of": "63", "source": "BC 12"}

FORMS: list[Form] = [
    ("indicator_note", f"{OWN}ghi/?month=7", {"o9701-value": "5"}, frozenset({"grassroots"})),
    ("indicator_note", f"{CELL}ghi/?month=7", {"o9701-value": "5"}, frozenset({"cell"})),
    (
        "indicator",
        "/nam/2021/thuc-hien/GL/chi-tieu/o9701/",
        REPORTED,
        frozenset({"upper_level"}),
    ),
    ("indicator_ranks", f"{PROVINCE}thu-hang/", RANKED, ALONE),
]
