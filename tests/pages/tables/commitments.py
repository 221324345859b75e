"""Who gets which address of members' commitments."""

from tests.pages.who import ABOVE_CELL, IN_CELL, READERS, Form, Other, Page

PAGES: list[Page] = [
    ("commitments", "/nam/2021/cam-ket/", READERS | {"member", "member_outside"}),
    (
        "commitment_member",
        "/nam/2021/cam-ket/dang-vien/DV0005/",
        frozenset({"cell", "grassroots"}),
    ),
    ("commitment_cell", "/nam/2021/cam-ket/chi-bo/GL01A/", IN_CELL),
    ("commitment_cell", "/nam/2021/cam-ket/chi-bo/GL01/", ABOVE_CELL),
]

OTHERS: dict[str, Other] = {
    "commitment_save": ("/nam/2021/cam-ket/luu/", frozenset({405, 302})),
}

WRITTEN = {"revision": "0", "rows": "1", "i1-text": "Dự đủ sinh hoạt chi bộ"}
MEMBERS = frozenset({"member", "member_outside"})

FORMS: list[Form] = [
    ("commitments", "/nam/2021/cam-ket/", {"act": "save", **WRITTEN}, MEMBERS),
    ("commitment_save", "/nam/2021/cam-ket/luu/", WRITTEN, MEMBERS),
    (
        "commitment_save",
        "/nam/2021/cam-ket/luu/",
        {"person": "DV0005", **WRITTEN},
        frozenset({"cell", "grassroots"}),
    ),
    (
        "commitment_member",
        "/nam/2021/cam-ket/dang-vien/DV0005/",
        {"act": "save", **WRITTEN},
        frozenset({"cell", "grassroots"}),
    ),
    (
        "commitment_cell",
        "/nam/2021/cam-ket/chi-bo/GL01A/",
        {"chosen": "1"},
        frozenset({"cell", "grassroots"}),
    ),
]
