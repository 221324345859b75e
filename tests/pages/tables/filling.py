"""Who gets which address of missing facts."""

from collections.abc import Callable

from tests.pages.who import OFFICERS, Form, Other, Page
from thidua.roster.models import RosterEntry

FILLERS = OFFICERS | {"cell"}


def _a_member() -> int:
    return RosterEntry.objects.get(code="DV0005", subject_type="member").pk


a_member: Callable[[], int] = _a_member

PAGES: list[Page] = [
    ("fill", "/bo-sung/2021/GL01A/", FILLERS),
    ("fill", "/bo-sung/2021/GL01/", OFFICERS),
]

OTHERS: dict[str, Other] = {
    "fill_field": ("/bo-sung/2021/GL01A/luu/", frozenset({405, 302})),
    "fill_remind": ("/bo-sung/2021/GL01A/nhac/", frozenset({405, 302})),
    "fill_about": ("/bo-sung/2021/GL01A/o/1/duties/", frozenset({404, 302})),
    "fill_subject": ("/bo-sung/2021/ai/1/", frozenset({404, 302})),
}

FORMS: list[Form] = [
    (
        "fill_field",
        "/bo-sung/2021/GL01A/luu/",
        {"entry": a_member, "fact": "duties", "value": "good", "was": "x"},
        FILLERS,
    ),
    ("fill_remind", "/bo-sung/2021/GL01A/nhac/", {"every": "on"}, FILLERS),
    ("fill_about", "/bo-sung/2021/GL01A/o/1/duties/", {"to": "GL01"}, frozenset()),
]
