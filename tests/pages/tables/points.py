"""Who gets which address of a bloc's points: its members and who set it up, nobody else."""

from tests.pages.conftest import SCORED
from tests.pages.who import Form, Page

ALL = f"/nam/2021/khoi-thi-dua/{SCORED}/diem/"
HEADS, OTHER = f"{ALL}GL01A/", f"{ALL}GL01B/"
OWN, DEPUTY = frozenset({"cell"}), frozenset({"cell_outside"})
INSIDE = OWN | DEPUTY | {"province", "auditor"}
"""By roles at exactly the members and at the organisation that set it up."""

PAGES: list[Page] = [
    ("points", ALL, INSIDE),
    ("points_sheet", OTHER, INSIDE),
    ("points_check", f"{OTHER}kiem-tra/", OWN),
    ("points_settle", f"{OTHER}chot/", OWN),
]

FORMS: list[Form] = [
    ("points_sheet", HEADS, {"act": "save", "revision": "0"}, OWN),
    ("points_sheet", OTHER, {"act": "take_back"}, DEPUTY),
    ("points_check", f"{OTHER}kiem-tra/", {"act": "check", "version": "1"}, OWN),
    ("points_settle", f"{OTHER}chot/", {"act": "return", "version": "1", "why": "thiếu"}, OWN),
]
