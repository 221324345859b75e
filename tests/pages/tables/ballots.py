"""Who gets which address of ballots: a draft, one with its list frozen, one in which people vote,
one on paper that is closed, one that is counted.
"""

from tests.ballots import town
from tests.pages.who import EVERYBODY, IN_CELL, Form, Other, Page

READ = IN_CELL | {"member"}
KEEP = frozenset({"cell", "grassroots"})
VOTER = frozenset({"member"})
ALL = "/nam/2021/bo-phieu/"
DRAFT, FROZEN, OPEN, PAPER, SEALED = (
    f"{ALL}{key}/" for key in (town.DRAFT, town.FROZEN, town.OPEN, town.PAPER, town.SEALED)
)
CODES = {"code_1": "AAAA-AAAA-AAA1", "code_2": "không phải mã"}

PAGES: list[Page] = [
    ("ballots", ALL, EVERYBODY),
    *(("ballot", address, READ) for address in (DRAFT, FROZEN, OPEN, PAPER, SEALED)),
    ("ballot_vote", f"{OPEN}phieu/", VOTER),
    ("ballot_receipt", f"{SEALED}bien-nhan/", VOTER),
    ("ballot_change", f"{DRAFT}sua/", KEEP),
    ("ballot_close", f"{OPEN}dong/", KEEP),
    ("ballot_count", f"{PAPER}kiem-phieu/", KEEP),
    ("ballot_strike", f"{OPEN}dua-ra/", KEEP),
    ("ballot_cancel", f"{OPEN}huy/", KEEP),
    ("ballot_paper", f"{PAPER}so-phieu-giay/", KEEP | VOTER),
    ("ballot_sheets", f"{PAPER}phieu-giay.pdf", KEEP),
    *(
        ("ballot_files", f"{SEALED}tep/{name}", READ)
        for name in ("phieu.json", "phieu.csv", "dem_lai.py")
    ),
    ("ballot_minutes", f"{SEALED}bien-ban.docx", IN_CELL),
    ("ballot_minutes", f"{SEALED}bien-ban.pdf", IN_CELL),
]
OTHERS: dict[str, Other] = {
    "ballot_freeze": (f"{DRAFT}chot/", frozenset({405})),
    "ballot_unfreeze": (f"{FROZEN}lap-lai/", frozenset({405})),
    "ballot_open": (f"{FROZEN}mo/", frozenset({405})),
    "ballot_recount": (f"{SEALED}dem-lai/", frozenset({405})),
    "ballot_key": (f"{FROZEN}ma-khoa/", frozenset({405})),
}
FORMS: list[Form] = [
    ("ballot_recount", f"{SEALED}dem-lai/", {}, READ),
    ("ballot", OPEN, {"act": "remind"}, KEEP),
    ("ballot_vote", f"{OPEN}phieu/", {"c1": "1", "c2": "0"}, VOTER),
    ("ballot_freeze", f"{DRAFT}chot/", {}, KEEP),
    ("ballot_unfreeze", f"{FROZEN}lap-lai/", {}, KEEP),
    ("ballot_open", f"{FROZEN}mo/", {}, KEEP),
    ("ballot_key", f"{FROZEN}ma-khoa/", {"held": ""}, VOTER),
    ("ballot_change", f"{DRAFT}sua/", {"title": "Phiếu sửa lại"}, KEEP),
    ("ballot_close", f"{OPEN}dong/", CODES, KEEP),
    ("ballot_count", f"{PAPER}kiem-phieu/", {}, KEEP),
    ("ballot_strike", f"{OPEN}dua-ra/", {"voter": "1", "reason": "đã chuyển đi"} | CODES, KEEP),
    ("ballot_cancel", f"{OPEN}huy/", {"reason": "danh sách sai"}, KEEP),
    ("ballot_paper", f"{PAPER}so-phieu-giay/", {"sheets": "7"}, KEEP | VOTER),
]
