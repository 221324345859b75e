"""The column *Tình trạng*: the words of registers, and those that are no status."""

import pytest

from thidua.organisations.sheets import MEMBERS
from thidua.workbooks.words import Words

STATUS = Words(MEMBERS.column("status"))


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("Đảng viên chính thức", "official"),
        ("ĐVDB", "probationary"),
        ("Miễn sinh hoạt", "exempt"),
        ("Đình chỉ SH (QĐ số 5-QĐ/HU)", "suspended"),
        ("SHTT", "temporary_elsewhere"),
        ("Chuyển SH", "transferred"),
    ],
)
def test_a_status_in_use(written: str, status: str) -> None:
    assert STATUS.word(written) == status


@pytest.mark.parametrize(
    "written", ["Từ trần", "Đã mất", "Xóa tên", "Khai trừ", "Cho ra khỏi Đảng"]
)
def test_how_a_membership_ended_is_answered_by_where_it_stands(written: str) -> None:
    assert STATUS.word(written) is None
    message, expected = STATUS.objection(written)
    assert message.vi == "là cách kết thúc, không phải tình trạng"
    assert "cột “Lý do kết thúc”" in expected.vi
    assert "ngày cuối cùng ở cột “Đến ngày”" in expected.vi
    assert MEMBERS.column("end_reason").title.vi in expected.vi


@pytest.mark.parametrize("written", ["Đang sinh hoạt", "Đang sinh hoạt Đảng", "Chuyển đến"])
def test_an_active_member_may_be_official_or_on_probation(written: str) -> None:
    assert STATUS.word(written) is None
    message, expected = STATUS.objection(written)
    assert "chưa rõ chính thức hay dự bị" in message.vi
    assert expected.vi == "“Chính thức” hoặc “Dự bị”"
