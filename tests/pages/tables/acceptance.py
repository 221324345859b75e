"""Who gets which address of reading registrations, and of tasks passed down."""

from tests.acceptance.town import OFFERED
from tests.pages.who import Form, Page

READ = "/nam/2021/doc-dang-ky/GL/"
ONE = f"{READ}GL02/"
PASSED = "/nam/2021/viec-giao-xuong/GL/"
OF_GIA_LOC = frozenset({"province", "upper_level", "inspector", "auditor"})
ANSWERING = frozenset({"upper_level"})
OFFERED_BELOW = "/nam/2021/viec-cap-tren/GL02/"
IDEAS = "/nam/2021/goi-y-dang-ky/GL02/"
OF_GIA_TAN = OF_GIA_LOC | {"grassroots_outside"}
WRITING = frozenset({"grassroots_outside"})

PAGES: list[Page] = [
    ("acceptance", READ, OF_GIA_LOC),
    ("acceptance_unit", ONE, OF_GIA_LOC),
    ("acceptance_hand", f"{ONE}giao/", ANSWERING),
    ("passed_down", PASSED, OF_GIA_LOC),
    ("passed_task", f"{PASSED}{OFFERED}/", OF_GIA_LOC),
    ("offered_tasks", OFFERED_BELOW, OF_GIA_TAN),
    ("registration_ideas", IDEAS, OF_GIA_TAN),
]

FORMS: list[Form] = [
    ("acceptance_unit", ONE, {"act": "answer", "versions": "1"}, ANSWERING),
    ("acceptance_hand", f"{ONE}giao/", {"act": "take_back"}, ANSWERING),
    ("passed_task", f"{PASSED}{OFFERED}/", {"unit": ""}, ANSWERING),
    ("offered_tasks", OFFERED_BELOW, {"task": "1", "share": "1"}, WRITING),
    ("registration_ideas", IDEAS, {"act": "close", "task": "1", "word": "x"}, WRITING),
]

FOR_BODIES = frozenset({"acceptance"})
"""Addresses that whoever works for one body beside the tree opens too: what it was handed."""
