"""Who gets which address of grounds."""

from tests.pages.who import ABOVE_CELL, IN_CELL, OFFICERS, Form, Page

FACT = "/nam/2021/can-cu/organisation/GL01/targets_done/"
OF_MEMBER = "/nam/2021/can-cu/member/DV0003/targets_done/"
DIFFERENCES = "/nam/2021/khac-voi-ket-qua/GL01/"
OVERRIDE = {"act": "override", "value": "50", "reason": "Biên bản họp ngày 06/12"}

PAGES: list[Page] = [
    ("fact_from_work", FACT, ABOVE_CELL),
    ("fact_from_work", OF_MEMBER, IN_CELL | {"member"}),
    ("fact_from_work", "/nam/2021/can-cu/organisation/GL01/discipline/", frozenset()),
    ("fact_differences", DIFFERENCES, OFFICERS),
    ("fact_differences", "/nam/2021/khac-voi-ket-qua/GL01A/", OFFICERS | {"cell"}),
]

FORMS: list[Form] = [
    ("fact_from_work", FACT, OVERRIDE, frozenset({"province", "upper_level"})),
    ("fact_from_work", OF_MEMBER, OVERRIDE, OFFICERS | {"cell"}),
    ("fact_differences", DIFFERENCES, {"act": "follow", "entry": 1, "fact": "x"}, OFFICERS),
]
