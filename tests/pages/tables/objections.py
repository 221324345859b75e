"""Who gets which address of objections."""

from tests.objections.town import ASKED, OBJECTION
from tests.pages.who import READERS, Form, Other, Page

LIST = "/nam/2021/khieu-nai/"
ONE, QUESTION = f"{LIST}{OBJECTION}/", f"{LIST}hoi/{ASKED}/"
NEW = f"{LIST}gui/member/DV0005/"
READING = frozenset({"member", "upper_level"})
HANDLING = frozenset({"upper_level"})
ASKED_OF = frozenset({"cell"})

PAGES: list[Page] = [
    ("objections", LIST, READERS | {"member", "member_outside"}),
    ("objection", ONE, READING),
    ("objection_question", QUESTION, ASKED_OF),
    ("objection_new", NEW, ASKED_OF),
    ("objection_new", f"{LIST}gui/member/DV0003/", frozenset({"member", "cell"})),
    ("objection_paper", f"{ONE}bien-nhan.pdf", READING),
    ("objection_paper", f"{ONE}bien-nhan.docx", READING),
]
FOR_BODIES = frozenset({"objections"})
"""Addresses that whoever works for one body beside the tree opens too: theirs to verify."""

OTHERS: dict[str, Other] = {"objection_act": (f"{ONE}lam/", frozenset({302, 405}))}
ACT = f"{ONE}lam/"
FORMS: list[Form] = [
    ("objection_act", ACT, {"act": "note", "note-text": "Đã xem"}, HANDLING),
    ("objection_act", ACT, {"act": "assign", "users": "1"}, HANDLING),
    ("objection_act", ACT, {"act": "find", "find-text": "Sổ"}, HANDLING),
    ("objection_act", ACT, {"act": "ask", "ask-text": "Mấy buổi?"}, HANDLING),
    (
        "objection_act",
        ACT,
        {"act": "answer", "answer-outcome": "keep", "answer-reasons": "Đủ căn cứ"},
        HANDLING,
    ),
    ("objection_act", ACT, {"act": "withdraw"}, frozenset({"member"})),
    ("objection_question", QUESTION, {"text": "Năm buổi"}, ASKED_OF),
    ("objection_new", NEW, {"why": "x", "conditions": "R1-MEM-HTXS-01"}, ASKED_OF),
]
