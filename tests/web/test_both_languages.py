"""Nothing is said in Vietnamese alone: whatever a page, a script or the API says has its English.

A text is said by gettext, or carries both languages (`Text`, or a pair of strings side by side).
What may stand in Vietnamese only is named here: papers, words that are read from files, and names.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.catalogue import FUNCTIONS

SOURCE = Path(__file__).parents[2] / "src" / "thidua"
ROOMS = sorted({path.parent for path in SOURCE.glob("*/apps.py")} | {SOURCE / "operations"})
LETTERS = re.compile(
    "[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE
)
WITH_BOTH = {*FUNCTIONS, "Text", "and_more"}
"""`and_more` takes a Vietnamese noun alone: in English it names none ("and 3 more")."""

PAPERS = {
    "ballots/minutes.py",
    "ballots/sheets.py",
    "blocs/paper.py",
    "code_sheets/paper.py",
    "committee_meetings/paper.py",
    "conferences/paper.py",
    "meetings/paper.py",
    "objections/paper.py",
    "meetings/past.py",
    "decisions/bases.py",
    "decisions/files.py",
    "decisions/paper.py",
    "decisions/result_sheets",
    "movement/paper.py",
    "movement/told.py",
    "organisations/letterheads.py",
    "reviews/paper.py",
    "points/paper.py",
    "portal/public_report.py",
    "registrations/paper.py",
    "reports/report",
    "review_forms/review_paper.py",
    "review_forms/slip_paper.py",
    "review_forms/template_names.py",
    "reports/wording.py",
}
"""What a paper of the Party says; its language is Vietnamese whoever prints it."""
READ = (
    "/sheets.py",
    "_sheet.py",
    "/sheet_words.py",
    "/headings.py",
    "/name_keys.py",
    "organisations/names.py",
)
"""Words that are looked for in workbooks and names, and examples of how they are filled in."""
NAMES = {
    # The name of a file, in Vietnamese as its paper is.
    "registrations/views/papers.py": {"Đăng ký cả đơn vị", "Bản đăng ký"},
    # What stands on the paper of a ballot, in Vietnamese as it is printed.
    "level_ballots/beginning.py": {" (vòng ", "Phiếu xếp loại ", " năm "},
    "ballots/acting.py": {  # a state, beside its English in one sentence of both
        *("đang soạn", "đã chốt danh sách", "đang bỏ phiếu", "đã đóng, chờ kiểm phiếu"),
        *("đã kiểm phiếu, niêm phong", "đã huỷ"),
    },
    "ballots/closing.py": {"Đến giờ đóng"},
    "ballots/restoring.py": {
        "Khôi phục từ bản sao lưu",
        "Máy chủ được khôi phục từ bản sao lưu khi cuộc bỏ phiếu chưa kiểm xong: hòm phiếu không "
        "có trong bản sao lưu, phải bỏ lại.",
    },
    "ballots/recount.py": {  # a script that stands alone: both languages in each line
        *("seal · niêm phong", "list of voters · danh sách người bỏ phiếu", "receipts · biên nhận"),
        *("called, cast · số người có tên, số phiếu", "a slip twice · lá phiếu trùng"),
        "✗ no list of a ballot · không phải danh sách phiếu: ",
    },
    "ballots/views/counted.py": {"Biên bản kiểm phiếu "},
    "seals/printing.py": {"Mã niêm phong"},  # at the foot of a paper
    "objections/answering.py": {"Chấp nhận khiếu nại, trả lời ngày ", " của "},  # in the decision
    "objections/erasing.py": {  # in the history, and what the chain says beside its English
        "Xoá theo hạn",
        "Hết thời hạn lưu giấy tờ sức khoẻ sau lần giải quyết cuối",
    },
    "rating_proofs/proofs.py": {  # what the file says of itself
        "Mọi căn cứ của một mức xếp loại: dữ kiện, quy định, quyết định, niêm phong. Kiểm tra: "
        "python rate_again.py TỆP"
    },
    "rating_proofs/rate_again.py": {  # a script that stands alone: both languages in each line
        *("không đọc được / cannot be read: ", "KHÔNG KHỚP / REJECTED: ", "KHỚP / HOLDS: "),
        *(" (đạt: ", "); cả ", " điều kiện đều khớp\n  "),
        *(
            " conditions hold\n  Niêm phong / seal: ",
            "Không mở được tệp / the file cannot be opened: ",
        ),
        "không có {w} nào được xếp loại nên điều kiện này không áp dụng",
    },
    "rating_proofs/views.py": {"Căn cứ xếp loại "},
    "ballots/views/on_paper.py": {"Phiếu giấy "},
    "committee_meetings/views/minutes.py": {"Biên bản họp cấp uỷ "},
    "meetings/views/minutes.py": {"Biên bản họp kiểm điểm "},
    "conferences/views/showing.py": {"Biên bản hội nghị triển khai "},
    "reviews/views/reading.py": {"Bản kiểm điểm", "Báo cáo kiểm điểm"},
    "blocs/files.py": {"Giao ước thi đua "},
    "movement/downloads.py": {"Báo cáo phong trào thi đua đến "},
    "points/downloads.py": {"Bảng điểm thi đua "},
    "review_forms/archive.py": {"Mẫu kiểm điểm ", "Mẫu "},
    "review_forms/printing.py": {"Mẫu "},
    "own_file/downloads.py": {"Hồ sơ năm "},
    "conferences/reporting.py": {"Báo cáo tổng kết năm "},
    "accounts/actors.py": {"Người vận hành"},
    "accounts/adapter.py": {"Thi Đua"},
    "accounts/devices.py": {"Cốc Cốc"},
    # In the history, in lists and in sentences, whose texts are stored.
    "campaigns/known_days_off.py": {
        "Tết Dương lịch",
        "Ngày Chiến thắng",
        "Ngày Quốc tế lao động",
        "Quốc khánh",
    },
    "registrations/sentence.py": {"Đồng chí ", "ở ", "tại ", "trên ", "kiểm tra"},
    "code_sheets/using.py": {"Tờ mã một lần của ", ", in ngày ", "Đã trao tận tay ngày "},
    "accounts/models.py": {" (mã kết nối “", " (về chính mình)"},
    "api/problems.py": {"không đúng", " hoặc "},  # beside the English of the library that checks
    "api/service.py": {"Thi Đua"},
    "boards/level_words.py": {" nhiệm vụ"},  # of a level's name, the part that all have
    "boards/parts.py": {"Chi bộ ", "thôn "},  # of a cell's name, the same
    "decisions/drafting.py": {"Bí thư"},  # on the paper
    "decisions/presenters.py": {"Bí thư"},
    "decisions/forms.py": {"ĐU"},
    "organisations/loading/tree_checks.py": {" hoặc "},
    "ratings/jobs.py": {"Phần mềm"},
    "registrations/actions.py": {"Đơn vị thêm nhiệm vụ"},
    "opinions/slips.py": {", phiếu nhận xét)"},
    "reviews/material/tasks.py": {", mốc "},  # the mark in the text of a review
    "progress/past.py": {"Cán bộ theo dõi"},  # who wrote, where nobody was named
    # Found in what is typed, or in a sentence of both languages.
    "changes/performing.py": {r" \((?:dòng|row) \d+\)"},
    "subjects/found.py": {r"^\s*(quyết định|quyet dinh|qđ|qd)\b\s*(số|so)?\s*"},
    "web/views.py": {  # the page that shows every part, with a made-up town
        "Gia Lộc",
        "Tỉnh uỷ",
        "Huyện uỷ Gia Lộc",
        "Đảng bộ xã Gia Tân",
        "Đảng bộ xã Đoàn Thượng",
        "Đảng bộ xã Yết Kiêu",
    },
}
TABLES = {("api/problems.py", "_WRONG")}
"""Vietnamese beside a library's own English."""

BOTH_ON_ONE_PAGE = {"400.html", "500.html", "503.html", "plain_error.html"}
"""Pages for when nothing works, not even the choice of a language: they say everything twice."""
SHOWS_PARTS = {"parts.html", "paper.html"}
"""The page that shows every part, and the head of a Vietnamese paper."""
LANGUAGE_NAMES = {"Tiếng Việt", "Thi Đua"}


def alone(text: str, place: str) -> Iterator[str]:
    """The Vietnamese strings of a module that have no English beside them."""
    tree = ast.parse(text)
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and LETTERS.search(node.value)
            and node.value not in NAMES.get(place, set())
            and not _excused(node, above, place)
        ):
            yield f"{place}:{node.lineno}: {node.value!r}"


def _excused(node: ast.AST, above: dict[ast.AST, ast.AST], place: str) -> bool:
    """A docstring, or inside what carries both languages."""
    while node in above:
        inner, node = node, above[node]
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return True
        if isinstance(node, ast.Call) and _name(node.func) in WITH_BOTH:
            return True
        if isinstance(node, ast.Call | ast.Tuple) and _has_english(node, inner):
            return True
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            return any((place, _name(target)) in TABLES for target in targets)
    return False


def _name(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


def _has_english(node: ast.Call | ast.Tuple, vietnamese: ast.AST) -> bool:
    """Whether the text right after this one is a sentence without Vietnamese letters."""
    parts = node.args if isinstance(node, ast.Call) else node.elts
    if vietnamese not in parts:
        return False
    after = parts[parts.index(vietnamese) + 1 :]
    return bool(after) and _english(after[0])


def _english(node: ast.AST) -> bool:
    if not isinstance(node, ast.Constant | ast.JoinedStr):
        return False
    words = "".join(
        part.value
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    )
    return bool(words) and not LETTERS.search(words)


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_python_says_nothing_in_vietnamese_alone(room: Path) -> None:
    found = [
        fault
        for path in sorted(room.rglob("*.py"))
        if not (place := path.relative_to(SOURCE).as_posix()).endswith(READ)
        and not any(place.startswith(paper) for paper in PAPERS)
        and "migrations" not in path.parts
        for fault in alone(path.read_text("utf-8"), place)
    ]

    assert found == [], (
        "say it by gettext (Vietnamese here, English in the room's django.po), or, where the text "
        "is data, by Text(vi, en)"
    )


def test_rooms_ask_gettext_and_do_not_choose_between_two_sentences() -> None:
    """`say` is for the command line and the rooms without Django."""
    chooses = re.compile(r"^from thidua\.language import .*\bsay\b", re.MULTILINE)
    found = {
        path.relative_to(SOURCE).as_posix()
        for room in ROOMS
        for path in room.rglob("*.py")
        if chooses.search(path.read_text("utf-8"))
    }

    assert found == set(), "say it by gettext"


_SPOKEN_BY_TAGS = re.compile(
    r"\{%\s*blocktrans(?:late)?\b.*?%\}.*?\{%\s*endblocktrans(?:late)?\s*%\}"
    r"|\{%\s*comment\b.*?\{%\s*endcomment\s*%\}|\{#.*?#\}"
    r"|\{%\s*(?:trans|translate|say)\b.*?%\}"
    r"""|_\((?:"[^"]*"|'[^']*')\)""",
    re.DOTALL,
)


def test_templates_say_nothing_in_vietnamese_alone() -> None:
    found = []
    for path in sorted(SOURCE.rglob("*.html")):
        if path.name in BOTH_ON_ONE_PAGE | SHOWS_PARTS:
            continue
        text = _SPOKEN_BY_TAGS.sub("", path.read_text("utf-8"))
        for name in LANGUAGE_NAMES:
            text = text.replace(name, "")
        found += [
            f"{path.relative_to(SOURCE)}: {line.strip()[:100]}"
            for line in text.splitlines()
            if LETTERS.search(line)
        ]

    assert found == [], "say it by {% translate %} or {% blocktranslate %}"


def test_scripts_leave_their_texts_to_the_block_beside_them() -> None:
    comments = re.compile(r"/\*.*?\*/|^\s*//.*?$", re.DOTALL | re.MULTILINE)
    found = [
        f"{path.relative_to(SOURCE)}: {line.strip()[:100]}"
        for path in sorted(SOURCE.glob("*/static/thidua/js/*.js"))
        for line in comments.sub("", path.read_text("utf-8")).splitlines()
        if LETTERS.search(line)
    ]

    assert found == [], "put it into the room's script_texts.py (see thidua.web.scripts)"


@pytest.mark.parametrize(
    ("code", "faults"),
    [
        ('x = "Chưa có"', 1),
        ('x = f"Năm {year}"', 1),
        ('x = _("Chưa có")', 0),
        ('x = Text("Chưa có", "None yet")', 0),
        ('x = refused("Chưa có", "None yet")', 0),
        ('x = ("Chưa có", "Không có")', 2),
        ('"""Chưa có."""', 0),
    ],
)
def test_the_search_finds_what_is_said_in_vietnamese_alone(code: str, faults: int) -> None:
    assert len(list(alone(code, "web/x.py"))) == faults
