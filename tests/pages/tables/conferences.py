"""Who gets which address of conferences."""

from tests.pages.who import EVERYBODY, IN_CELL, Form, Page
from tests.web.town import CONFERENCE, INVITED_UNIT

BELOW = IN_CELL | {"grassroots_outside", "cell_outside"}
PREPARE = frozenset({"province", "upper_level"})
LIST = "/nam/2021/hoi-nghi/"
ONE = f"{LIST}{CONFERENCE}/"

PAGES: list[Page] = [
    ("conferences", LIST, EVERYBODY),
    ("conference_new", f"{LIST}moi/GL01/", frozenset({"grassroots"})),
    ("conference", ONE, BELOW),
    ("conference_edit", f"{ONE}sua/", PREPARE),
    ("conference_door", f"{ONE}diem-danh/", PREPARE),
    ("conference_minutes", f"{ONE}bien-ban.docx", PREPARE | {"inspector", "auditor"}),
    ("conference_minutes", f"{ONE}bien-ban.pdf", PREPARE | {"inspector", "auditor"}),
]
OTHERS = {
    "conference_tick": (f"{ONE}diem-danh/{INVITED_UNIT}/", frozenset({405})),
}
FORMS: list[Form] = [
    (
        "conference_new",
        f"{LIST}moi/GL01/",
        {"held_on": "05/03/2021", "state": "planned"},
        frozenset({"grassroots"}),
    ),
    ("conference", ONE, {"act": "invite", "guests": "Đỗ Thị Ngân, Hội Phụ nữ"}, PREPARE),
    ("conference_edit", f"{ONE}sua/", {"revision": "1", "held_on": "06/03/2021"}, PREPARE),
    (
        "conference_tick",
        f"{ONE}diem-danh/{INVITED_UNIT}/",
        {"presence": "present", "seen": "unknown", "reason": ""},
        PREPARE,
    ),
]
