"""An office's register of members as tests make it, and who knows the names of its cells."""

from collections.abc import Mapping, Sequence

from tests.matching.sheets import sheet
from thidua.matching.names import NameFound, Near
from thidua.matching.questions import Question
from thidua.matching.understanding import Understood, understand
from thidua.organisations.register_sheet import REGISTER
from thidua.organisations.sheets import MEMBERS, ORGANISATIONS, POSITIONS
from thidua.workbooks.raw import RawSheet

EAST, WEST = Near("CB-DONG", "Chi bộ thôn Đông", 27), Near("CB-TAY", "Chi bộ thôn Tây", 21)

_NOTHING: list[object] = [None] * 10

ROWS: list[list[object]] = [
    ["ĐẢNG BỘ XÃ GIA MINH", *_NOTHING],
    ["DANH SÁCH ĐẢNG VIÊN", *_NOTHING],
    ["(tính đến ngày 30/11/2022)", *_NOTHING],
    [
        "TT",
        "Họ và tên",
        "Ngày, tháng, năm sinh",
        None,
        "Quê quán",
        "Trình độ",
        None,
        "Ngày vào Đảng",
        None,
        "Chức vụ",
        "Ghi chú",
    ],
    [None, None, "Nam", "Nữ", None, "Học vấn", "Chuyên môn", "Dự bị", "Chính thức", None, None],
    [f"({number})" for number in range(1, 12)],
    ["I. Chi bộ thôn Đông", *_NOTHING],
    [
        1,
        "Trần Văn Khởi",
        "12/3/1968",
        None,
        "Gia Minh",
        "12/12",
        "Trung cấp",
        "3/2/1994",
        "3/2/1995",
        "Bí thư",
        None,
    ],
    [
        2,
        "Bùi Thị Sim",
        None,
        "5/9/1975",
        "Gia Minh",
        "12/12",
        "Đại học",
        "19/5/2003",
        "19/5/2004",
        "P. Bí thư",
        None,
    ],
    [
        3,
        "Phạm Quang Sử",
        "1941",
        None,
        "Thanh Hà",
        "7/10",
        None,
        "2/9/1966",
        "2/9/1967",
        None,
        "Bận việc nhà",
    ],
    ["II. CB thôn 3 (Tây)", *_NOTHING],
    [
        1,
        "Phạm Thị Lụa",
        None,
        "1/1/1957",
        "Gia Minh",
        "10/10",
        None,
        "3/2/1985",
        "3/2/1986",
        None,
        "Gửi đi xa",
    ],
    [
        2,
        "Vũ Văn Thế",
        "4/4/1960",
        None,
        "Gia Minh",
        "10/10",
        None,
        "3/2/1985",
        "3/2/1986",
        None,
        "Gửi đi xa",
    ],
    ["Tổng số: 5 đảng viên", *_NOTHING],
    [None] * 11,
    [*[None] * 8, "T/M ĐẢNG UỶ", None, None],
    [*[None] * 8, "BÍ THƯ", None, None],
]
MERGES = (
    *((4, at, 5, at) for at in (0, 1, 4, 9, 10)),
    (4, 2, 4, 3),
    (4, 5, 4, 6),
    (4, 7, 4, 8),
)


def register(**changes: object) -> RawSheet:
    """The register as the file holds it, rows 8–10 and 12–13 its people."""
    return sheet(ROWS, merges=MERGES, **changes)  # type: ignore[arg-type]


TARGETS = [
    ("organisations.organisations", ORGANISATIONS),
    ("members.members", MEMBERS),
    ("members.positions", POSITIONS),
    ("members.register", REGISTER),
]


def read(raw: RawSheet) -> Understood:
    """The raw sheet, understood with nothing known before."""
    return understand(raw, TARGETS, names=Names())


def questions(understood: Understood) -> dict[str, Question]:
    """What is asked, by id."""
    return {question.id: question for question in understood.questions}


class Names:
    """Knows the cells of one commune, by name and by code."""

    def __init__(self, *known: Near) -> None:
        self.known = known or (EAST, WEST)
        self.wanted: list[str] = []

    def find(self, refers: str, written: Sequence[str]) -> Mapping[str, NameFound]:
        """Those that are called so are certain; all are near."""
        self.wanted += written
        found = {}
        for name in written:
            same = [near for near in self.known if name in (near.name, near.code)]
            near = (*same, *(near for near in reversed(self.known) if near not in same))
            found[name] = NameFound(same[0].code if same else "", near)
        return found
