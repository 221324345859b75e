"""What is so of a member for a time: whether a civil servant, and how the membership ended."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builder import officer
from tests.exchange import cast
from tests.exchange.conftest import Load
from tests.exchange.test_member_faults import HERE, POSTS, member, post
from thidua.accounts.actors import Operator
from thidua.accounts.models import Role
from thidua.campaigns.models import Campaign
from thidua.exchange.books import Book, workbook
from thidua.exchange.exporting import export_all
from thidua.organisations.models import MembershipSpell, Organisation, Position
from thidua.organisations.queries import ended_in_year
from thidua.roster.actions import freeze_roster
from thidua.roster.models import RosterEntry
from thidua.workbooks import parse_workbook, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province", "quick")]

Refused = Callable[..., list[str]]
Give = Callable[..., Path]
DAY, EVE = dt.date(2022, 1, 1), dt.date(2021, 12, 31)
JUNE = dt.date(2021, 6, 30)


@pytest.fixture
def give(tmp_path: Path) -> Give:
    """Write a members workbook."""

    def write(*rows: dict[str, object], positions: cast.Rows | None = None) -> Path:
        sheets = {"members": list(rows)} | ({"positions": positions} if positions else {})
        return cast.write(tmp_path, Book.MEMBERS, sheets)

    return write


def known_on_the_roster(code: str) -> object:
    """Whether the frozen roster of 2021 knows this member as a civil servant."""
    year = Campaign.objects.get(year=2021)
    freeze_roster(campaign=year, actor=Operator(), refreeze=True)
    found = RosterEntry.objects.get(campaign=year, code=code, subject_type="member")
    return found.facts.get("civil_servant", "unknown")


@pytest.fixture
def open_2021() -> None:
    """The year without its decisions, so that it can be frozen again."""
    from thidua.decisions.models import Decision, DecisionItem  # noqa: PLC0415

    DecisionItem.objects.all().delete()
    Decision.objects.all().delete()


@pytest.mark.usefixtures("open_2021")
def test_who_becomes_a_civil_servant_in_2022_was_none_in_2021(load: Load, give: Give) -> None:
    result = load(
        give(
            member("DV01", to=EVE, civil_servant=False),
            member("DV01", civil_servant=True, **{"from": DAY}),
        )
    )

    assert result.applied
    assert not result.problems
    assert known_on_the_roster("DV01") is False
    assert MembershipSpell.objects.get(person__code="DV01", ends_on=None).civil_servant


@pytest.mark.usefixtures("open_2021")
def test_a_wrong_value_of_the_past_is_corrected_and_shown(load: Load, give: Give) -> None:
    result = load(give(member("DV01", civil_servant=True)))

    assert result.applied
    assert [(str(c.column), c.before, c.after) for c in result.sheets[0].changes] == [
        ("Cán bộ, công chức, viên chức", "không", "có")
    ]
    assert [str(problem) for problem in result.problems] == [
        f"{HERE}, dòng 2, cột “Cán bộ, công chức, viên chức”: “có” đổi cho cả thời gian từ "
        "01/01/2015, kể cả những năm trước nếu chốt lại danh sách. Cần: nếu chỉ đổi từ một ngày "
        "thì tách thành hai dòng; nếu trước đây ghi sai thì giữ nguyên."
    ]
    assert known_on_the_roster("DV01") is True


@pytest.mark.usefixtures("open_2021")
def test_a_blank_cell_is_not_known(load: Load, give: Give) -> None:
    assert load(give(member("DV01", civil_servant=None))).applied

    assert known_on_the_roster("DV01") == "unknown"


def test_a_file_without_the_columns_leaves_what_is_stored(
    load: Load, give: Give, tmp_path: Path
) -> None:
    assert load(give(member("DV07", to=JUNE, end_reason="died"))).applied
    row = member("DV07", to=JUNE)
    path = tmp_path / "cu.csv"
    titles = {
        "code": "Mã đảng viên",
        "full_name": "Họ và tên",
        "cell": "Mã chi bộ",
        "status": "Tình trạng",
        "from": "Từ ngày",
        "to": "Đến ngày",
    }
    cells = row | {"status": "Chính thức", "from": "01/01/2015", "to": "30/06/2021"}
    path.write_text(
        ",".join(titles.values()) + "\n" + ",".join(str(cells[name]) for name in titles),
        encoding="utf-8",
    )

    assert load(path).changes_nothing


ENDINGS = ("died", "struck_off", "expelled", "left", "abroad", "transferred")


@pytest.mark.parametrize("reason", ENDINGS)
def test_how_a_membership_ended_is_stored_and_exported(
    load: Load, give: Give, tmp_path: Path, reason: str
) -> None:
    assert load(give(member("DV03", to=JUNE, end_reason=reason))).applied

    export_all(tmp_path / "out", actor=Operator(), kinds=[Book.MEMBERS])
    sheets = parse_workbook(read(tmp_path / "out" / Book.MEMBERS.file_name), workbook(Book.MEMBERS))
    found = {row["code"]: row["end_reason"] for row in sheets.frame("members").to_dicts()}
    assert found["DV03"] == reason
    assert found["DV01"] is None


def test_a_reason_for_ending_wants_a_last_day(refused: Refused) -> None:
    assert refused(Book.MEMBERS, members=[member("DV03", end_reason="died")]) == [
        f"{HERE}, dòng 2, cột “Lý do kết thúc”: “Từ trần” có lý do kết thúc mà không có ngày kết "
        "thúc. Cần: ngày kết thúc ở cột “Đến ngày”, hoặc để trống lý do."
    ]


def test_nobody_is_a_member_after_death(refused: Refused) -> None:
    rows = [
        member("DV03", to=JUNE, end_reason="died"),
        member("DV03", cell="X01-2", **{"from": DAY}),
    ]
    assert refused(Book.MEMBERS, members=rows) == [
        f"{HERE}, dòng 3, cột “Từ ngày”: “01/01/2022” còn sinh hoạt sau khi từ trần ngày "
        "30/06/2021 (dòng 2). Cần: sửa lý do kết thúc ở dòng 2, hoặc bỏ dòng này."
    ]


@pytest.mark.parametrize("reason", ["struck_off", "expelled", "left"])
def test_who_comes_back_is_loaded_and_warned_of(load: Load, give: Give, reason: str) -> None:
    result = load(
        give(
            member("DV03", to=JUNE, end_reason=reason),
            member("DV03", **{"from": DAY}),
        )
    )

    assert result.applied
    assert [problem.severity for problem in result.problems] == ["warning"]


def test_a_transfer_says_nothing_of_what_follows(load: Load, give: Give) -> None:
    result = load(
        give(
            member("DV03", to=JUNE, status="transferred", end_reason="transferred"),
            member("DV03", cell="X01-2", **{"from": JUNE + dt.timedelta(days=1)}),
        )
    )

    assert result.applied
    assert not result.problems


def test_who_was_transferred_did_not_die(refused: Refused) -> None:
    row = member("DV03", to=JUNE, status="transferred", end_reason="died")
    assert refused(Book.MEMBERS, members=[row]) == [
        f"{HERE}, dòng 2, cột “Lý do kết thúc”: “Từ trần” tình trạng là đã chuyển sinh hoạt đảng, "
        "lý do kết thúc lại khác. Cần: “Chuyển sinh hoạt”, “Chuyển ra nước ngoài” hoặc để trống; "
        "hoặc tình trạng trước khi kết thúc."
    ]


def test_a_post_ends_with_its_holder(refused: Refused, load: Load, give: Give) -> None:
    dead = member("DV01", to=JUNE, end_reason="died")
    assert refused(Book.MEMBERS, members=[dead]) == [
        f"{HERE}, dòng 2, cột “Lý do kết thúc”: “Từ trần” vẫn giữ chức vụ ở X01 sau khi từ trần "
        "ngày 30/06/2021. Cần: ngày kết thúc chức vụ ở trang “Chức vụ”, nạp cùng lúc."
    ]
    assert load(give(dead, positions=[post("DV01", to=JUNE)])).applied
    assert Position.objects.get(person__code="DV01").ends_on == JUNE
    assert refused(Book.MEMBERS, members=[], positions=[post("DV01")]) == [
        f"{POSTS}, dòng 2, cột “Đến ngày”: chức vụ kéo dài sau khi từ trần ngày 30/06/2021. "
        "Cần: ngày không quá 30/06/2021."
    ]


def test_nobody_has_two_main_posts_at_once(refused: Refused) -> None:
    rows = [post("DV01", main=True), post("DV01", organisation="HU01", main=True)]

    assert refused(Book.MEMBERS, members=[], positions=rows) == [
        f"{POSTS}, dòng 3, cột “Chức vụ chính”: “có” Đỗ Thị Ánh (DV01) có hai chức vụ chính "
        "cùng lúc: ở X01 "
        "(dòng 2) và ở đây. Cần: “Có” ở một chức vụ."
    ]


def test_two_equal_posts_without_a_main_one_are_warned_of(load: Load, give: Give) -> None:
    equal = [post("DV04"), post("DV04", organisation="X02")]
    result = load(give(positions=equal))
    assert result.applied
    assert [str(problem) for problem in result.problems] == [
        f"{POSTS}, dòng 3, cột “Chức vụ chính”: “không” Lê Thị Hường (DV04) giữ hai "
        "chức vụ ngang nhau, ở X01 "
        "(dòng 2) và ở đây, chưa có chức vụ chính; năm xếp loại lấy chức vụ giữ lâu hơn. Cần: “Có” "
        "ở chức vụ cấp có thẩm quyền chọn."
    ]

    decided = [equal[0], equal[1] | {"main": True}]
    assert not load(give(positions=decided)).problems
    apart = [post("DV04", organisation="HU01"), equal[1]]
    assert not load(give(positions=apart)).problems


def test_ends_of_a_year_are_counted_by_their_way_and_part(load: Load, give: Give) -> None:
    result = load(
        give(
            member("DV02", to=JUNE, end_reason="died"),
            member("DV03", to=JUNE, end_reason="expelled"),
            member("DV04", to=JUNE, end_reason="transferred"),
            member("DV04", cell="X02-1", **{"from": JUNE + dt.timedelta(days=1)}),
            member("DV07", to=JUNE),
            member("DV09", to=dt.date(2020, 12, 31), end_reason="died"),
            positions=[post("DV02", to=JUNE), post("DV04")],
        )
    )

    assert result.applied
    assert ended_in_year(2021, actor=Operator()) == {"died": 1, "expelled": 1, "": 1}
    below = officer("xa", Role.GRASSROOTS, Organisation.objects.get(code="X01"))
    assert ended_in_year(2021, actor=below) == {"died": 1, "expelled": 1, "transferred": 1}
