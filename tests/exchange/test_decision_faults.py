"""What is wrong in the decisions workbook: told with its place, and with what would be right."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone

from tests.exchange import cast
from tests.exchange.conftest import Load
from thidua.awards.models import Award
from thidua.boards.models import Proposal
from thidua.decisions.models import Decision, DecisionItem
from thidua.exchange.books import Book
from thidua.organisations.models import Organisation
from thidua.ratings.models import EarlierLevel
from thidua.roster.models import RosterEntry
from thidua.vocabulary import DecisionStatus

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]

Refused = Callable[..., list[str]]
FILE = "4-quyet-dinh.xlsx"
DAY = dt.date(2021, 12, 28)
TODAY = timezone.localdate()
TOMORROW = TODAY + dt.timedelta(days=1)
LATEST = max(dt.date(2022, 12, 31), TODAY)


def decision(**changes: object) -> dict[str, object]:
    row = {
        "number": "77-QĐ/HU",
        "date": DAY,
        "issuer": "HU01",
        "signer_post": "Bí thư",
        "covers": ["member"],
    }
    return row | changes


def proposal(**changes: object) -> dict[str, object]:
    return {"subject_type": "member", "code": "DV03", "proposed": "good"} | changes


def award(**changes: object) -> dict[str, object]:
    row = {
        "form": "provincial_certificate_year",
        "subject_type": "organisation",
        "code": "HU01",
        "authority": "T",
    }
    return row | changes


FAULTS: dict[str, tuple[dict[str, cast.Rows], str]] = {
    "a decision by nobody we know": (
        {"decisions": [decision(issuer="HU1")]},
        f"{FILE}, trang tính “Quyết định”, dòng 2, cột “Mã tổ chức ban hành”: “HU1” không có tổ "
        "chức "
        f"nào mang mã này. "
        "Cần: mã của một tổ chức đã có, gần nhất là “HU01”.",
    ),
    "a decision dated before the review": (
        {"decisions": [decision(date=dt.date(1999, 1, 1))]},
        f"{FILE}, trang tính “Quyết định”, dòng 2, cột “Ngày”: “01/01/1999” quyết định số "
        "77-QĐ/HU đề "
        f"ngày trước kiểm điểm hoặc quá xa về sau. "
        f"Cần: một ngày từ 15/06/2021 (ngày kiểm điểm) đến {LATEST:%d/%m/%Y}.",
    ),
    "an award dated before its year": (
        {"awards": [award(date=dt.date(2020, 12, 31))]},
        f"{FILE}, trang tính “Khen thưởng”, dòng 2, cột “Ngày”: “31/12/2020” ngày khen thưởng "
        "của năm "
        f"2021 trước năm ấy hoặc chưa tới. "
        f"Cần: một ngày từ 01/01/2021 đến hôm nay {TODAY:%d/%m/%Y}, hoặc để trống.",
    ),
    "an award dated on a day to come": (
        {"awards": [award(date=TOMORROW)]},
        f"{FILE}, trang tính “Khen thưởng”, dòng 2, cột “Ngày”: “{TOMORROW:%d/%m/%Y}” "
        f"ngày khen thưởng của năm 2021 trước năm ấy hoặc chưa tới. "
        f"Cần: một ngày từ 01/01/2021 đến hôm nay {TODAY:%d/%m/%Y}, hoặc để trống.",
    ),
    "one number twice": (
        {"decisions": [decision(), decision(signer_post="Phó bí thư")]},
        f"{FILE}, trang tính “Quyết định”, dòng 3, cột “Số”: “77-QĐ/HU” trùng với dòng 2. "
        "Cần: mỗi dòng một Số + Mã tổ chức ban hành.",
    ),
    "one award twice": (
        {"awards": [award(), award()]},
        f"{FILE}, trang tính “Khen thưởng”, dòng 3, cột “Hình thức”: “Bằng khen của Ban Thường "
        "vụ Tỉnh "
        f"uỷ (năm, đột xuất)” trùng với dòng 2. "
        "Cần: mỗi dòng một Hình thức + Đối tượng + Mã.",
    ),
    "covers something else": (
        {"decisions": [decision(covers=["member", "đoàn viên"])]},
        f"{FILE}, trang tính “Quyết định”, dòng 2, cột “Đối tượng”: “đoàn viên” không phải loại "
        "đối "
        f"tượng nào. "
        "Cần: Đảng viên; Tổ chức đảng; Tập thể lãnh đạo, quản lý; Cá nhân lãnh đạo, quản lý.",
    ),
    "a deviation without a reason": (
        {"proposals": [proposal(chosen="completed")]},
        f"{FILE}, trang tính “Đề nghị”, dòng 2, cột “Lý do”: cấp uỷ chọn mức khác mức "
        "đạt tiêu chuẩn mà không nêu lý do. "
        "Cần: lý do, hoặc để trống cột “Cấp uỷ chọn”.",
    ),
    "a proposal for nobody": (
        {"proposals": [proposal(code="DV3")]},
        f"{FILE}, trang tính “Đề nghị”, dòng 2, cột “Mã”: “DV3” không có đảng viên nào mang mã "
        "này. "
        "Cần: mã của một đảng viên đã có, gần nhất là “DV03”.",
    ),
    "a leader without the organisation": (
        {"proposals": [proposal(subject_type="leader", code="DV01")]},
        f"{FILE}, trang tính “Đề nghị”, dòng 2, cột “Mã tổ chức”: cá nhân lãnh đạo phải kèm tổ "
        "chức "
        f"mình lãnh đạo. "
        "Cần: mã tổ chức.",
    ),
    "a member with an organisation": (
        {"proposals": [proposal(organisation="X01")]},
        f"{FILE}, trang tính “Đề nghị”, dòng 2, cột “Mã tổ chức”: “X01” chỉ cá nhân lãnh đạo "
        "mới kèm "
        f"tổ chức. "
        "Cần: để trống.",
    ),
    "an earlier level of nobody": (
        {"earlier_levels": [{"subject_type": "organisation", "code": "X1", "2020": "good"}]},
        f"{FILE}, trang tính “Các năm trước”, dòng 2, cột “Mã”: “X1” không có tổ chức nào mang "
        "mã này. "
        "Cần: mã của một tổ chức đã có, gần nhất là “X01”.",
    ),
    "a year that is not earlier": (
        {"earlier_levels": [{"subject_type": "organisation", "code": "X01", "2021": "good"}]},
        f"{FILE}, trang tính “Các năm trước”, dòng 2, cột “2021”: “Hoàn thành tốt nhiệm vụ” năm "
        "2021 "
        f"không trước năm 2021. "
        "Cần: mức của năm này do phần mềm xếp loại.",
    ),
    "an award by nobody we know": (
        {"awards": [award(authority="TT")]},
        f"{FILE}, trang tính “Khen thưởng”, dòng 2, cột “Cấp khen thưởng”: “TT” không phải cơ "
        "quan có "
        "thẩm quyền khen, cũng không phải mã hay tên của tổ chức đảng nào. Cần: mã hoặc tên của tổ "
        "chức đảng đã có, hoặc một trong: Nhà nước, Chủ tịch nước, Chính phủ, Thủ tướng Chính phủ, "
        "Bộ trưởng, Chủ tịch Uỷ ban nhân dân tỉnh, gần nhất là “T”.",
    ),
    "an award for nobody": (
        {"awards": [award(code="HU03x")]},
        f"{FILE}, trang tính “Khen thưởng”, dòng 2, cột “Mã”: “HU03x” không có tổ chức nào mang "
        "mã này. "
        "Cần: mã của một tổ chức đã có.",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_its_place(fault: str, refused: Refused) -> None:
    sheets, sentence = FAULTS[fault]

    assert sentence in refused(Book.DECISIONS, **sheets)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("giver", ["Cấp khen thưởng", "Cơ quan khen"])
def test_words_that_no_list_has(load: Load, tmp_path: Path, giver: str) -> None:
    """A column may bear the name that our templates gave it before."""
    path = tmp_path / "khen.csv"
    path.write_text(
        f"Hình thức,Đối tượng,Mã,{giver}\nBằng khen của hội,Tổ chức đảng,HU01,T\n",
        encoding="utf-8",
    )

    result = load(path, year=2021)

    (problem,) = result.problems
    assert (problem.sheet, problem.row, problem.value) == ("khen", 2, "Bằng khen của hội")
    assert "không có trong danh mục" in str(problem.message)
    assert "“Biểu dương”" in str(problem.expected)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("written", "state", "giver"),
    [
        ("Chủ tịch nước", "president", None),
        ("chủ tịch  Nước", "president", None),
        ("Nhà nước", "state", None),
        ("Thủ tướng Chính phủ", "prime_minister", None),
        ("Chủ tịch UBND tỉnh", "province_chairman", None),
        ("T", "", "T"),
        ("Tỉnh uỷ", "", "T"),
        ("Ban thường vụ Tỉnh ủy", "", "T"),
        ("Đảng bộ huyện Nam Sách", "", "HU01"),
        ("Huyện ủy Nam Sách", "", "HU01"),
        ("Ban Thường vụ Huyện uỷ Nam Sách", "", "HU01"),
    ],
)
def test_who_gives_is_a_known_authority_or_an_organisation_by_code_or_name(
    load: Load, tmp_path: Path, written: str, state: str, giver: str | None
) -> None:
    rows = [award(form="labour_order_third", authority=written)]

    result = load(cast.write(tmp_path, Book.DECISIONS, {"awards": rows}))

    assert result.applied, [str(problem) for problem in result.problems]
    stored = Award.objects.get(form="labour_order_third")
    assert stored.state_authority == state
    assert (stored.authority.code if stored.authority else None) == giver


@pytest.mark.parametrize(
    "written",
    ["Sở Nội vụ", "Trưởng thôn Đông", "Hội Nông dân", "Chủ tịch nướ c", "chưa rõ", "HU 01"],
)
def test_a_giver_that_is_nobody_is_an_error_that_says_what_would_be_right(
    refused: Refused, written: str
) -> None:
    (error,) = refused(Book.DECISIONS, awards=[award(authority=written)])

    assert f"“{written}”" in error
    assert "Cấp khen thưởng" in error
    assert "không phải cơ quan có thẩm quyền khen" in error
    assert "mã hoặc tên của tổ chức đảng đã có, hoặc một trong: Nhà nước, Chủ tịch nước" in error


def test_a_name_that_several_organisations_have_asks_for_the_code(
    refused: Refused,
) -> None:
    Organisation.objects.filter(code__in=("HU01", "X01")).update(name="Đảng bộ huyện Một")

    (error,) = refused(Book.DECISIONS, awards=[award(authority="Huyện uỷ Một")])

    assert "nhiều tổ chức mang tên này" in error
    assert "HU01" in error
    assert "X01" in error


@pytest.mark.parametrize(
    ("kind", "label", "stored"),
    [
        ("organisation", "Trong sạch, vững mạnh tiêu biểu", "exemplary"),
        ("organisation", "trong sạch vững mạnh", "clean_and_strong"),
        ("organisation", "Hoàn thành tốt nhiệm vụ", "organisation_good"),
        ("organisation", "HTNV", "organisation_completed"),
        ("organisation", "Yếu kém", "weak"),
        ("member", "Đủ tư cách, hoàn thành xuất sắc nhiệm vụ", "member_outstanding"),
        ("member", "Đủ tư cách hoàn thành nhiệm vụ", "member_completed"),
        ("member", "Vi phạm tư cách hoặc không hoàn thành nhiệm vụ", "member_failed"),
    ],
)
@pytest.mark.usefixtures("quick")
def test_a_label_of_2017_is_stored_as_a_label_and_written_as_it_was(
    load: Load, tmp_path: Path, kind: str, label: str, stored: str
) -> None:
    code = {"organisation": "X01", "member": "DV01"}[kind]
    path = tmp_path / "cac-nam.csv"
    path.write_text(f'Đối tượng,Mã,2017,2018\n{kind},{code},"{label}",HTT\n', encoding="utf-8")

    result = load(path, year=2021)

    assert result.applied, [str(problem) for problem in result.problems]
    earlier = EarlierLevel.objects.filter(year__lte=2018).order_by("year")
    assert list(earlier.values_list("year", "level", "label")) == [
        (2017, "", stored),
        (2018, "good", ""),
    ]
    assert load(path, year=2021).changes_nothing


WRONG = {
    "a level of a member in 2017": (
        {"subject_type": "member", "code": "DV01", "2017": "outstanding"},
        "“Hoàn thành xuất sắc nhiệm vụ” năm 2017 trở về trước xếp theo nhãn, không theo bốn mức",
        "Đủ tư cách, hoàn thành xuất sắc nhiệm vụ",
    ),
    "a level of an organisation in 2016": (
        {"subject_type": "organisation", "code": "X01", "2016": "outstanding"},
        "năm 2017 trở về trước xếp theo nhãn, không theo bốn mức",
        "Trong sạch, vững mạnh tiêu biểu",
    ),
    "a label of the other kind of subject": (
        {"subject_type": "organisation", "code": "X01", "2017": "member_good"},
        "năm 2017 trở về trước xếp theo nhãn, không theo bốn mức",
        "một trong: Yếu kém",
    ),
    "a leader in 2017": (
        {"subject_type": "leader", "code": "DV01", "2017": "good"},
        "năm 2017 trở về trước xếp theo nhãn, không theo bốn mức",
        "Cần: để trống",
    ),
    "a label in 2018": (
        {"subject_type": "member", "code": "DV01", "2018": "member_outstanding"},
        "“Đủ tư cách, hoàn thành xuất sắc nhiệm vụ” là nhãn của năm 2017 trở về trước",
        "Hoàn thành xuất sắc nhiệm vụ",
    ),
}


@pytest.mark.parametrize("fault", WRONG)
def test_a_level_is_no_label_and_a_label_no_level(fault: str, refused: Refused) -> None:
    row, message, expected = WRONG[fault]

    (error,) = refused(Book.DECISIONS, earlier_levels=[row])

    assert message in error
    assert expected in error


@pytest.fixture
def issued() -> Decision:
    """DV01 decided by an issued decision."""
    decision = Decision.objects.get(number="12-QĐ/HU")
    decision.status, decision.issued_at = DecisionStatus.ISSUED, timezone.now()
    decision.save()
    entry = RosterEntry.objects.get(code="DV01", subject_type="member")
    DecisionItem.objects.create(
        decision=decision, roster_entry=entry, level="good", reached_low=3, reached_high=3
    )
    return decision


SEALED = {
    "the decision itself": {"decisions": [decision(number="12-QĐ/HU", signer_post="Phó bí thư")]},
    "a proposal for somebody decided": {"proposals": [proposal(code="DV01", proposed="completed")]},
}


@pytest.mark.usefixtures("issued")
@pytest.mark.parametrize("sheets", SEALED.values(), ids=SEALED)
def test_what_is_decided_does_not_change(sheets: dict[str, cast.Rows], refused: Refused) -> None:
    (error,) = refused(Book.DECISIONS, **sheets)

    assert "12-QĐ/HU" in error
    assert "mở lại" in error


@pytest.mark.usefixtures("issued")
def test_facts_of_somebody_decided_do_not_change(refused: Refused) -> None:
    (error,) = refused(Book.FACTS, member_facts=[{"member": "DV01", "duties": "poor"}])

    assert "Đỗ Thị Ánh đã được xếp loại tại quyết định số 12-QĐ/HU, không sửa được nữa" in error


@pytest.mark.usefixtures("issued", "quick")
def test_loading_what_is_decided_again_is_no_change(load: Load, province: Path) -> None:
    assert load(*province.iterdir()).changes_nothing


@pytest.mark.usefixtures("quick")
def test_corrections_are_shown_and_written(load: Load, tmp_path: Path) -> None:
    rows = [
        proposal(
            code="DV01", self_claimed="outstanding", proposed="outstanding", chosen="outstanding"
        )
    ]
    earlier = [{"subject_type": "member", "code": "DV01", "2019": None, "2020": "good"}]

    result = load(
        cast.write(tmp_path, Book.DECISIONS, {"proposals": rows, "earlier_levels": earlier})
    )

    assert [
        (sheet.new, sheet.changed, sheet.unchanged) for sheet in result.sheets if sheet.writes
    ] == [(0, 1, 0)] * 2
    changes = [change for sheet in result.sheets for change in sheet.changes]
    shown = {
        (change.subject, str(change.column), change.before, change.after) for change in changes
    }
    assert ("DV01", "Đề nghị", "Hoàn thành tốt nhiệm vụ", "Hoàn thành xuất sắc nhiệm vụ") in shown
    assert ("DV01", "2020", "Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ") in shown
    mine = Proposal.objects.get(roster_entry__code="DV01", roster_entry__subject_type="member")
    assert mine.proposed == "outstanding"
    assert list(EarlierLevel.objects.filter(person__code="DV01").values_list("year", "level")) == [
        (2020, "good")
    ]


@pytest.mark.parametrize(
    ("written", "covers"),
    [
        ("Tập thể lãnh đạo, quản lý", "collective"),
        ("Cá nhân lãnh đạo, quản lý, Tập thể lãnh đạo, quản lý", "collective,leader"),
        ("Đảng viên; Tổ chức; Tập thể lãnh đạo, quản lý", "member,organisation,collective"),
        ("ĐV, Tập thể lãnh đạo, Cá nhân lãnh đạo, quản lý", "member,collective,leader"),
    ],
)
def test_a_name_with_a_comma_in_it_is_one_subject_type(
    load: Load, tmp_path: Path, written: str, covers: str
) -> None:
    path = tmp_path / "quyet-dinh.csv"
    path.write_text(
        "Số,Ngày,Mã tổ chức ban hành,Chức vụ người ký,Đối tượng\n"
        f'88-QĐ/HU,28/12/2021,HU01,Bí thư,"{written}"\n',
        encoding="utf-8",
    )
    result = load(path, year=2021)
    assert [str(problem) for problem in result.problems if "Đối tượng" in str(problem)] == []
    assert Decision.objects.get(number="88-QĐ/HU").covers == covers.split(",")
