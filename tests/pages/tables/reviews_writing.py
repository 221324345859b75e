"""Who gets which address of writing reviews, and of prompting them."""

from tests.pages.who import EVERYBODY, OFFICERS, Form, Other, Page
from tests.reviews.town import DRAFT

WRITING = f"/nam/2021/ban-kiem-diem/{DRAFT}/viet/"
PROMPTS = "/nam/2021/kiem-diem/GL01A/goi-y/"
KEPT = "/nam/2021/kiem-diem/mo-hinh/"
COMMUNE = frozenset({"grassroots"})

PAGES: list[Page] = [
    ("review_section", f"{WRITING}limits/", COMMUNE),
    ("review_facts", f"{WRITING}limits/tu-lieu/", COMMUNE),
    ("review_prompts", PROMPTS, OFFICERS),
    ("review_kept", KEPT, EVERYBODY),
]

OTHERS: dict[str, Other] = {"review_write": (WRITING, frozenset({302, 404}))}

FORMS: list[Form] = [
    (
        "review_section",
        f"{WRITING}results/",
        {"text": "Thu gom rác ở 14 thôn", "revision": "1", "act": "save"},
        COMMUNE,
    ),
    (
        "review_prompts",
        PROMPTS,
        {"to": "collective", "text": "Nêu rõ trách nhiệm", "act": "give"},
        OFFICERS,
    ),
    ("review_kept", KEPT, {"kept": "1"}, frozenset()),
]
