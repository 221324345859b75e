"""Words as offices write them: what each means, in its own list, and what is not understood."""

import unicodedata

import pytest

from thidua.vocabulary import (
    Activity,
    Discipline,
    Grade,
    Label,
    Level,
    MembershipEnd,
    MembershipStatus,
    NoLevel,
    PositionRole,
    Sex,
    SubjectType,
    UnknownWordError,
    Word,
    YesNo,
    standing_of,
)
from thidua.vocabulary.spellings import spelling_key

IN_USE: dict[Word, str] = {
    Level.OUTSTANDING: "XS|Xuất sắc|HTXS|HTXSNV|HTXS NV|H.T.X.S|HT.XS.NV|HTXS/NV|HT xuất sắc NV|"
    "HT xuất sắc nhiệm vụ|HT xuất sắc|Loại xuất sắc|Mức xuất sắc|Xếp loại: xuất sắc|"
    "Hoàn thành xuất sắc|Hoàn thành xuất sắc NV|Hoàn thành XS nhiệm vụ|XUẤT SẮC|"
    "Đảng viên hoàn thành xuất sắc nhiệm vụ|hoan thanh xuat sac nhiem vu|Outstanding",
    Level.GOOD: "T|Tốt|HTT|HTTNV|HTT NV|HT tốt NV|HT tốt|HT Tốt nhiệm vụ|Hoàn thành tốt|"
    "Hoàn thành tốt NV|Hoàn thành tốt nhiệm vụ.|Hòan thành tốt nhiệm vụ|HOÀN THÀNH TỐT NHIỆM VỤ|"
    "Hoàn thành  tốt nhiệm vu|Đảng viên hoàn thành tốt nhiệm vụ|Chi bộ hoàn thành tốt nhiệm vụ|"
    "Loại tốt|hoàn-thành-tốt-nhiệm-vụ|Good",
    Level.COMPLETED: "HT|HTNV|HT NV|H.T.N.V|Hoàn thành|Hoàn thành NV|Hoàn thành nhiệm vụ|"
    "HT nhiệm vụ|Tổ chức đảng hoàn thành nhiệm vụ|Loại hoàn thành|Mức HTNV",
    Level.NOT_COMPLETED: "KHT|KHTNV|K.HTNV|Không HT|Không HTNV|Không HT NV|Không hoàn thành|"
    "Không hoàn thành NV|Chưa hoàn thành nhiệm vụ|Chưa HTNV|khong hoan thanh nhiem vu",
    NoLevel.UNRATED: "Không xếp loại|Không đánh giá|Miễn|Không thuộc diện xếp loại|"
    "Không đánh giá, xếp loại",
    NoLevel.UNKNOWN: "Chưa xếp loại|Chưa đánh giá|-|–|—",
    Label.CLEAN_AND_STRONG: "TSVM|Trong sạch, vững mạnh|Trong sạch vững mạnh|Đạt TSVM|"
    "Chi bộ trong sạch, vững mạnh|TRONG SẠCH – VỮNG MẠNH",
    Label.EXEMPLARY: "TSVM tiêu biểu|TSVMTB|Trong sạch, vững mạnh tiêu biểu",
    Label.WEAK: "Yếu kém|Yếu, kém",
    Label.MEMBER_OUTSTANDING: "Đảng viên đủ tư cách hoàn thành xuất sắc nhiệm vụ|"
    "Đủ tư cách, HTXSNV|Đủ tư cách, hoàn thành xuất sắc nhiệm vụ|ĐTC, HTXSNV",
    Label.MEMBER_GOOD: "Đủ tư cách, HTTNV|Đảng viên đủ tư cách, hoàn thành tốt nhiệm vụ|"
    "đủ tư cách hoàn thành tốt NV",
    Label.MEMBER_COMPLETED: "Đủ tư cách, HTNV|Đủ tư cách hoàn thành nhiệm vụ",
    Label.MEMBER_FAILED: "Vi phạm tư cách|Vi phạm tư cách, không hoàn thành nhiệm vụ|"
    "Vi phạm tư cách hoặc KHTNV",
    Grade.EXCELLENT: "XS|Xuất sắc|Xuất Sắc|Loại xuất sắc",
    Grade.GOOD: "T|Tốt|tot",
    Grade.AVERAGE: "TB|T.B|Trung bình",
    Grade.POOR: "K|Kém",
    Discipline.NONE: "Không|Không có|Không bị kỷ luật|Chưa|Chưa bị kỷ luật|Không kỷ luật|"
    "Không bị kỉ luật|khong",
    Discipline.REPRIMAND: "Khiển trách|Kỷ luật khiển trách|Bị khiển trách|Kỷ luật: Khiển trách|"
    "Bị kỷ luật khiển trách|KHIỂN TRÁCH",
    Discipline.WARNING: "Cảnh cáo|Bị cảnh cáo|Hình thức cảnh cáo",
    Discipline.REMOVAL: "Cách chức|Kỷ luật cách chức",
    Discipline.EXPULSION: "Khai trừ|Khai trừ ra khỏi Đảng|Bị khai trừ",
    MembershipStatus.OFFICIAL: "Chính thức|Đảng viên chính thức|ĐV chính thức|CT|ĐVCT|ĐV. CT",
    MembershipStatus.PROBATIONARY: "Dự bị|Đảng viên dự bị|DB|ĐVDB|ĐV dự bị",
    MembershipStatus.EXEMPT: "Miễn SH|Miễn sinh hoạt|Miễn sinh hoạt đảng|MSH|"
    "Miễn công tác và sinh hoạt|Miễn công tác, sinh hoạt đảng|Được miễn công tác và sinh hoạt Đảng",
    MembershipStatus.SUSPENDED: "Đình chỉ SH|Đình chỉ|Bị đình chỉ sinh hoạt|"
    "Đình chỉ sinh hoạt đảng",
    MembershipStatus.TEMPORARY_ELSEWHERE: "SHTT|Sinh hoạt tạm thời|Sinh hoạt đảng tạm thời|"
    "SH tạm thời nơi khác",
    MembershipStatus.TRANSFERRED: "Chuyển SH|Chuyển sinh hoạt|Chuyển đi|Chuyển sinh hoạt đảng",
    MembershipEnd.DIED: "Từ trần|Đã mất|Mất|Qua đời|Chết",
    MembershipEnd.STRUCK_OFF: "Xóa tên|Xoá tên|Bị xóa tên|Xoá tên trong danh sách đảng viên",
    MembershipEnd.EXPELLED: "Khai trừ|Khai trừ khỏi Đảng|Bị khai trừ ra khỏi Đảng",
    MembershipEnd.LEFT: "Xin ra|Xin ra khỏi Đảng|Cho ra khỏi Đảng|Ra Đảng",
    MembershipEnd.ABROAD: "Đi nước ngoài|Ra nước ngoài",
    Activity.ACTIVE: "Đang sinh hoạt|Đang sinh hoạt Đảng|Đang SH|Còn sinh hoạt",
    Activity.ARRIVED: "Chuyển sinh hoạt đến|Chuyển đến",
    YesNo.YES: "x|X|✓|✔|Có|có |CÓ|1|Đ|Rồi|Đã|true|co",
    YesNo.NO: "K|Ko|không|Không có|–|-|0|S|Chưa|false|khong",
    PositionRole.HEAD: "Bí thư|BT|Bí thư chi bộ|Bí thư Đảng ủy|BT chi bộ|Bí thư Đảng uỷ",
    PositionRole.DEPUTY: "P. Bí thư|Phó BT|Phó bí thư|PBT|Phó Bí thư chi bộ|P.BT|"
    "Phó bí thư thường trực Đảng uỷ",
    PositionRole.COMMITTEE_MEMBER: "UV|Cấp ủy viên|Cấp uỷ viên|CUV|UVBCH|Ủy viên BCH|Chi uỷ viên|"
    "Đảng ủy viên|UV BTV|Uỷ viên Ban Thường vụ",
    Sex.MALE: "Nam|nam|NAM|M",
    Sex.FEMALE: "Nữ|nữ|NỮ|nu|F",
    SubjectType.COLLECTIVE: "Tập thể lãnh đạo, quản lý|Tập thể LĐ, QL|Tập thể",
    SubjectType.LEADER: "Cá nhân lãnh đạo, quản lý|Cá nhân LĐ, QL",
}
WRITTEN = [(word, form) for word, forms in IN_USE.items() for form in forms.split("|")]

REFUSED: dict[type[Word], str] = {
    Level: "K|Khá|Đạt|A|1|Loại A|HT/T|XS/T|Tốt?|Tốt → Khá|TSVM|Đủ tư cách|Không xếp loại|-|"
    "Trong sạch, vững mạnh|Đủ tư cách, HTTNV|Hoàn thành tốt nhiệm vụ được giao xuất sắc",
    Label: "XS|Tốt|KHTNV|HTXSNV|Đủ tư cách|Không xếp loại",
    Grade: "Khá|Đạt|Không đạt|8/10|Tốt/Khá|T/TB",
    Discipline: "Phê bình|Kiểm điểm|Đang xem xét kỷ luật|Cảnh cáo (chính quyền)|KT|-|"
    "Khiển trách, cảnh cáo|Không/Có|Đề nghị khiển trách",
    MembershipStatus: "Đang sinh hoạt|Từ trần|Đã mất|Xóa tên|Khai trừ|Xin ra|Chuyển sinh hoạt đến|"
    "Đình chỉ sinh hoạt cấp uỷ|Đảng viên|Chính thức/Dự bị|Hưu",
    MembershipEnd: "Nghỉ hưu|Chính thức|Khác|Chuyển công tác",
    YesNo: "Có/Không|Đ/S|1/0|?|2|-1|D|N/A|Không rõ|v|✗",
    PositionRole: "Bí thư Đoàn|Trưởng thôn|Bí thư Đảng uỷ xã Đoàn Thượng|Chủ tịch|UV UBKT|"
    "Uỷ viên UBKT|Nguyên Bí thư|Bí thư, Phó bí thư",
    Sex: "N|Nam/Nữ|1|0|Khác|M/F",
    SubjectType: "Tập thể và cá nhân|Cán bộ|quản lý",
}


@pytest.mark.parametrize(("word", "form"), WRITTEN)
def test_a_word_in_use_is_understood_in_its_list(word: Word, form: str) -> None:
    assert type(word).parse(form) is word
    assert type(word).parse(unicodedata.normalize("NFD", f" {form} ")) is word


def test_the_table_of_words_in_use_is_a_long_one() -> None:
    assert len(WRITTEN) >= 150


@pytest.mark.parametrize(
    ("kind", "form"), [(kind, form) for kind, forms in REFUSED.items() for form in forms.split("|")]
)
def test_what_could_mean_something_else_is_refused(kind: type[Word], form: str) -> None:
    with pytest.raises(UnknownWordError):
        kind.parse(form)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("uỷ", "ủy"),
        ("hoà", "hòa"),
        ("HOÁ", "hóa"),
        ("xoè", "xòe"),
        ("Hoàn  thành.", "hòan-thành"),
        ("H.T.X.S", "htxs"),
        ("kỷ luật", "kỉ luật"),
        ("–", "-"),
    ],
)
def test_the_place_of_a_tone_and_signs_between_letters_make_no_difference(
    one: str, other: str
) -> None:
    assert spelling_key(one) == spelling_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("quý", "quy"), ("má", "mà"), ("1/0", "10"), ("a?", "a")]
)
def test_what_has_another_meaning_has_another_key(one: str, other: str) -> None:
    assert spelling_key(one) != spelling_key(other)


@pytest.mark.parametrize(
    ("written", "standing"),
    [
        ("Đảng viên dự bị", MembershipStatus.PROBATIONARY),
        ("Chuyển SH", MembershipStatus.TRANSFERRED),
        ("Đang sinh hoạt", Activity.ACTIVE),
        ("Chuyển sinh hoạt đến", Activity.ARRIVED),
        ("Đã mất", MembershipEnd.DIED),
        ("Khai trừ", MembershipEnd.EXPELLED),
        ("Nghỉ hưu", None),
    ],
)
def test_a_note_of_a_register_is_a_status_an_activity_or_an_end(
    written: str, standing: Word | None
) -> None:
    assert standing_of(written) is standing
