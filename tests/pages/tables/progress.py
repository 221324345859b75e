"""Who gets which address of what units carry out."""

from tests.pages.who import ABOVE_CELL, IN_CELL, Form, Other, Page
from tests.progress.town import CARRIED_OUT, NOTE

UNIT = "/nam/2021/thuc-hien/GL01/"
CELL = "/nam/2021/thuc-hien/GL01A/"
TASK = f"{UNIT}nhiem-vu/{CARRIED_OUT}/"
OF_NOTE = f"{TASK}ghi/{NOTE}/"
OWN, DISTRICT = frozenset({"grassroots"}), frozenset({"upper_level"})

PAGES: list[Page] = [
    ("progress_unit", UNIT, ABOVE_CELL),
    ("progress_unit", CELL, IN_CELL),
    ("progress_task", TASK, ABOVE_CELL),
    ("progress_note", f"{TASK}ghi/", OWN),
    ("progress_note", f"{TASK}ghi/?sua={NOTE}", OWN),
    ("progress_waiting", "/nam/2021/thuc-hien/GL/cho-xac-nhan/", DISTRICT),
    ("progress_evidence", f"{UNIT}minh-chung/", ABOVE_CELL),
    ("progress_changes", f"{UNIT}thay-doi/", ABOVE_CELL),
    ("progress_calendar", f"{UNIT}lich.ics", ABOVE_CELL),
    ("progress_table", f"{UNIT}tien-do.xlsx", ABOVE_CELL),
]

ONLY_SENT = frozenset({302, 405})
OTHERS: dict[str, Other] = {
    "progress": ("/nam/2021/thuc-hien/", frozenset({302, 404})),
    "progress_confirm": (f"{OF_NOTE}xac-nhan/", ONLY_SENT),
    "progress_question": (f"{OF_NOTE}hoi/", ONLY_SENT),
    "progress_answer": (f"{OF_NOTE}tra-loi/", ONLY_SENT),
    "progress_promise": (f"{OF_NOTE}hen/", ONLY_SENT),
    "progress_remove_file": (f"{OF_NOTE}go-tep/", ONLY_SENT),
}

FORMS: list[Form] = [
    ("progress_note", f"{TASK}ghi/", {"on": "05/07/2021", "text": "xong thêm 2 thôn"}, OWN),
    ("progress_confirm", f"{OF_NOTE}xac-nhan/", {"text": ""}, DISTRICT),
    ("progress_question", f"{OF_NOTE}hoi/", {"text": "thôn nào?"}, DISTRICT),
    ("progress_answer", f"{OF_NOTE}tra-loi/", {"text": "thôn 3, thôn 5"}, OWN),
    ("progress_promise", f"{OF_NOTE}hen/", {"text": "bố trí đất", "until": ""}, DISTRICT),
    ("progress_remove_file", f"{OF_NOTE}go-tep/", {"file": "1", "reason": "mờ"}, OWN),
]
