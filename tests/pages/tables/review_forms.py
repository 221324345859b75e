"""Who gets the forms of a unit: whoever reads there what is said; files, who may take them away."""

from tests.pages.tables.own_file import OWN
from tests.pages.who import IN_CELL, Form, Page

CELL = "/nam/2021/mau-kiem-diem/GL01A/"
TAKING = IN_CELL - {"auditor"}

PAGES: list[Page] = [
    ("review_forms", CELL, IN_CELL),
    ("review_forms", "/nam/2021/mau-kiem-diem/none/", frozenset()),
    ("review_forms_file", f"{CELL}tep/?form=05&format=pdf", TAKING),
    ("review_forms_file", f"{CELL}tep/?table=five", TAKING),
    ("own_form", "/nam/2021/cua-toi/mau-05.pdf", OWN),
]

FORMS: list[Form] = [("review_forms", CELL, {"format": "pdf"}, TAKING)]
