"""Who gets which address of reading registrations, and of tasks passed down."""

from tests.acceptance.town import OFFERED
from tests.pages.who import Form, Page

READ = "/nam/2021/doc-dang-ky/GL/"
ONE = f"{READ}GL02/"
PASSED = "/nam/2021/viec-giao-xuong/GL/"
OF_GIA_LOC = frozenset({"province", "upper_level", "inspector", "auditor"})
ANSWERING = frozenset({"upper_level"})

PAGES: list[Page] = [
    ("acceptance", READ, OF_GIA_LOC),
    ("acceptance_unit", ONE, OF_GIA_LOC),
    ("acceptance_hand", f"{ONE}giao/", ANSWERING),
    ("passed_down", PASSED, OF_GIA_LOC),
    ("passed_task", f"{PASSED}{OFFERED}/", OF_GIA_LOC),
]

FORMS: list[Form] = [
    ("acceptance_unit", ONE, {"act": "answer", "versions": "1"}, ANSWERING),
    ("acceptance_hand", f"{ONE}giao/", {"act": "take_back"}, ANSWERING),
    ("passed_task", f"{PASSED}{OFFERED}/", {"unit": ""}, ANSWERING),
]
