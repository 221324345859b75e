"""Who gets which address of decisions."""

from tests.pages.who import ABOVE_CELL, DECIDING, EVERYBODY, Form, Other, Page
from tests.web.town import DRAFT, ISSUED
from thidua.roster.models import RosterEntry


def _entry() -> int:
    """An organisation that a committee above decides about."""
    return RosterEntry.objects.get(code="GL01", subject_type="organisation").pk


PAGES: list[Page] = [
    ("decisions", "/quyet-dinh/2021/", EVERYBODY),
    ("decision", f"/quyet-dinh/2021/{ISSUED}/", ABOVE_CELL),
    ("decision", f"/quyet-dinh/2021/{DRAFT}/", ABOVE_CELL - {"grassroots"}),
    ("decision", "/quyet-dinh/2021/1/", frozenset()),
    ("decision_file", f"/quyet-dinh/2021/{ISSUED}/quyet-dinh.pdf", ABOVE_CELL),
    ("decision_file", f"/quyet-dinh/2021/{DRAFT}/quyet-dinh.docx", ABOVE_CELL - {"grassroots"}),
    ("decision_file", f"/quyet-dinh/2021/{ISSUED}/quyet-dinh.exe", frozenset()),
    ("decision_new", "/quyet-dinh/2021/moi/GL01/", DECIDING),
    ("decision_new", "/quyet-dinh/2021/moi/none/", frozenset()),
    ("returned", "/de-nghi/2021/tra-lai/", EVERYBODY),
]

OTHERS: dict[str, Other] = {
    "return_proposals": ("/quyet-dinh/2021/tra-lai/", frozenset({405})),
}

FORMS: list[Form] = [
    (
        "decision",
        f"/quyet-dinh/2021/{ISSUED}/",
        {"act": "reopen_one", "entry": "1", "because": "superior", "reason": ""},
        DECIDING,
    ),
    (
        "decision",
        f"/quyet-dinh/2021/{DRAFT}/",
        {"act": "save", "number": "10"},
        DECIDING - {"grassroots"},
    ),
    (
        "decision",
        f"/quyet-dinh/2021/{DRAFT}/",
        {"act": "issue", "confirm": "09-QĐ/HU"},
        DECIDING - {"grassroots"},
    ),
    ("decision", f"/quyet-dinh/2021/{ISSUED}/", {"act": "reopen", "reason": "sai số"}, DECIDING),
    ("decisions", "/quyet-dinh/2021/", {"act": "reopen", "reason": "x", "every": "1"}, DECIDING),
    (
        "decision_new",
        "/quyet-dinh/2021/moi/GL01/",
        {"covers": "organisation", "tier": "cell"},
        DECIDING,
    ),
    (
        "return_proposals",
        "/quyet-dinh/2021/tra-lai/",
        {"entry": _entry, "reason": "x"},
        DECIDING - {"grassroots"},
    ),
    ("returned", "/de-nghi/2021/tra-lai/", {"entry": _entry, "proposed": "good"}, DECIDING),
]
