"""Who gets which address of review meetings."""

from tests.pages.who import IN_CELL, Form, Other, Page
from tests.web.town import MEETING, SPEECH, SPOKEN_OF

READ = IN_CELL | {"member"}
KEEP = frozenset({"cell", "grassroots"})
ALL = "/nam/2021/hop-kiem-diem/"
ONE = f"{ALL}{MEETING}/"
ITEM = f"{ONE}muc/{SPOKEN_OF}/"
SAID = f"{ONE}y-kien/{SPEECH}/"

PAGES: list[Page] = [
    ("meetings", "/nam/2021/kiem-diem/GL01A/hop/", READ),
    (
        "meetings",
        "/nam/2021/kiem-diem/CL01/hop/",
        frozenset({"province", "upper_level_outside", "inspector_outside", "auditor"}),
    ),
    ("meeting", ONE, READ),
    ("meeting_item", ITEM, READ),
    ("meeting_edit", f"{ONE}sua/", KEEP),
    ("meeting_roll", f"{ONE}diem-danh/", KEEP),
    ("meeting_speech", SAID, KEEP),
    ("meeting_remedy", f"{SAID}khac-phuc/", KEEP),
    ("meeting_follow", f"{ONE}theo-doi/", READ),
    ("meeting_mine", f"{ALL}ve-toi/", frozenset({"member", "member_outside"})),
    ("meeting_minutes", f"{ONE}bien-ban.docx", IN_CELL),
    ("meeting_minutes", f"{ONE}bien-ban.pdf", IN_CELL),
]
OTHERS: dict[str, Other] = {}
FORMS: list[Form] = [
    (
        "meetings",
        "/nam/2021/kiem-diem/GL01B/hop/",
        {"held_on": "07/12/2021"},
        frozenset({"grassroots", "cell_outside"}),
    ),
    ("meeting", ONE, {"act": "rest"}, KEEP),
    (
        "meeting_item",
        ITEM,
        {"act": "speech", "kind": "criticism", "who": "meeting", "text": "Ít phát biểu."},
        KEEP,
    ),
    ("meeting_edit", f"{ONE}sua/", {"revision": "1", "held_on": "08/12/2021"}, KEEP),
    ("meeting_roll", f"{ONE}diem-danh/", {"act": "roll"}, KEEP),
    (
        "meeting_speech",
        SAID,
        {"kind": "criticism", "who": "meeting", "text": "Ít họp dân.", "revision": "1"},
        KEEP,
    ),
    ("meeting_remedy", f"{SAID}khac-phuc/", {"limit": "Chưa họp dân trước khi chốt"}, KEEP),
    (
        "meeting_mine",
        f"{ALL}ve-toi/",
        {"item": str(SPOKEN_OF), "speech": str(SPEECH), "text": "Tôi đã họp dân ngày 03/06"},
        frozenset({"member", "member_outside"}),
    ),
]
