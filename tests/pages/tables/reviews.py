"""Who gets which address of reviews."""

from tests.pages.who import ABOVE_CELL, IN_CELL, Form, Other, Page
from tests.reviews.town import DRAFT, SENT

LIST = "/nam/2021/kiem-diem/"
READ, WRITTEN = f"/nam/2021/ban-kiem-diem/{SENT}/", f"/nam/2021/ban-kiem-diem/{DRAFT}/"
IN_TOWN, COMMUNE = IN_CELL | {"member"}, frozenset({"grassroots"})
ANSWERING = frozenset({"cell", "grassroots"})

PAGES: list[Page] = [
    ("reviews_unit", f"{LIST}GL01A/", IN_CELL),
    ("reviews_unit", f"{LIST}GL01/", ABOVE_CELL),
    ("review_read", READ, IN_TOWN),
    ("review_read", WRITTEN, COMMUNE),
    ("review_print", f"{READ}in.docx", IN_TOWN),
    ("review_print", f"{READ}in.pdf", IN_TOWN),
    ("review_start", f"{LIST}GL01A/viet-thay/", ANSWERING),
]

OTHERS: dict[str, Other] = {
    "reviews": (LIST, frozenset({200, 302, 404})),
    "review_own": (f"{LIST}cua-toi/", frozenset({302, 404})),
}

FORMS: list[Form] = [
    ("review_own", f"{LIST}cua-toi/", {}, frozenset({"member", "member_outside"})),
    ("reviews_unit", f"{LIST}GL01A/", {}, frozenset({"cell"})),
    ("review_start", f"{LIST}GL01A/viet-thay/", {"person": "DV0005"}, ANSWERING),
    ("review_read", READ, {"act": "take_back"}, frozenset({"member"})),
    ("review_read", READ, {"act": "accept"}, ANSWERING),
    ("review_read", READ, {"act": "return", "reason": "Nêu rõ nguyên nhân"}, ANSWERING),
    ("review_read", WRITTEN, {"act": "send", "late_reason": "đợi số liệu"}, COMMUNE),
    ("review_read", WRITTEN, {"act": "erase"}, COMMUNE),
]
