"""Who gets which address of dossiers of proposals."""

from tests.pages.who import IN_CELL, READERS, Form, Other, Page

ALL = "/nam/2021/ho-so/"
ONE = f"{ALL}GL01A/"

PAGES: list[Page] = [
    ("dossier", ONE, IN_CELL),
    (
        "dossier",
        f"{ALL}CL01/",
        frozenset({"province", "upper_level_outside", "inspector_outside", "auditor"}),
    ),
    ("dossiers", ALL, READERS - {"cell", "cell_outside"}),
]
FOR_BODIES = frozenset({"dossiers", "dossier"})
"""Addresses that whoever works for one body beside the tree opens too: they note (test_bodies)."""

OTHERS: dict[str, Other] = {}
FORMS: list[Form] = [
    (
        "dossier",
        ONE,
        {"act": "send", "remark": "Gửi khi còn thiếu biên bản"},
        frozenset({"cell", "grassroots"}),
    ),
]
