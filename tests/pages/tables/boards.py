"""Who gets which address of boards."""

from tests.pages.who import ABOVE_CELL, EVERYBODY, IN_CELL, OFFICERS, UPPER, Form, Other, Page
from thidua.roster.models import RosterEntry


def a_member() -> str:
    """A choice for a member of GL01A, as the board sends it: subject, version seen, level."""
    one = RosterEntry.objects.filter(
        organisation__code="GL01A", subject_type="member", rated=True
    ).order_by("pk")[0]
    return f"{one.pk}.0.3"


PAGES: list[Page] = [
    ("boards", "/bang/2021/", EVERYBODY),
    ("boards", "/bang/1999/", frozenset()),
    ("board", "/bang/2021/XD/", frozenset({"province", "auditor"})),
    ("board", "/bang/2021/GL/", UPPER),
    ("board", "/bang/2021/GL01/?kind=member", ABOVE_CELL),
    ("board", "/bang/2021/GL01A/", IN_CELL),
    ("board", "/bang/2021/none/", frozenset()),
    ("board_changes", "/bang/2021/GL01/moi/?kind=member", ABOVE_CELL),
    ("board_changes", "/bang/2021/GL01/moi/", frozenset()),
    ("board_compare", "/bang/2021/GL01/so-sanh/?kind=member", ABOVE_CELL),
    ("board_sheets", "/bang/2021/GL/phieu/?kind=organisation", UPPER),
    ("board_sheets", "/bang/2021/GL/phieu/", frozenset()),
    ("board_pool", "/bang/2021/GL01/nhom/none/?kind=member", frozenset()),
]

OTHERS: dict[str, Other] = {
    "board_choose": ("/bang/2021/GL01/chon/", frozenset({405, 302})),
}

FORMS: list[Form] = [
    ("board_choose", "/bang/2021/GL01/chon/", {"kind": "member", "c": a_member}, OFFICERS),
    (
        "board_choose",
        "/bang/2021/GL01A/chon/",
        {"kind": "member", "c": a_member},
        OFFICERS | {"cell"},
    ),
]
