"""How a member stands: in the cell, in a committee, before discipline."""

from thidua.language import Text
from thidua.vocabulary.words import Word


class MembershipStatus(Word):
    """How a member stands in the cell on the cut-off date."""

    OFFICIAL = "official", 0, Text("Chính thức", "Official")
    PROBATIONARY = "probationary", 1, Text("Dự bị", "Probationary")
    EXEMPT = (
        "exempt",
        2,
        Text("Được miễn công tác và sinh hoạt đảng", "Exempt from work and activities"),
        Text("Được miễn công tác và sinh hoạt", "Exempt"),
        "Miễn sinh hoạt",
        "Được miễn",
    )
    SUSPENDED = (
        "suspended",
        3,
        Text("Bị đình chỉ sinh hoạt đảng", "Suspended from activities"),
        Text("Bị đình chỉ sinh hoạt", "Suspended"),
        "Đình chỉ sinh hoạt",
    )
    TEMPORARY_ELSEWHERE = (
        "temporary_elsewhere",
        4,
        Text("Sinh hoạt tạm thời nơi khác", "Temporarily active elsewhere"),
        None,
        "Temporarily elsewhere",
        "Sinh hoạt tạm thời",
    )
    TRANSFERRED = (
        "transferred",
        5,
        Text("Đã chuyển sinh hoạt đảng", "Transferred"),
        Text("Đã chuyển sinh hoạt", "Transferred"),
        "Chuyển sinh hoạt",
    )


class MembershipEnd(Word):
    """How a membership ended; `transferred`: it goes on, or went on, in another cell."""

    DIED = "died", 1, Text("Từ trần", "Died"), None, "Đã mất", "Mất", "Qua đời", "Chết"
    STRUCK_OFF = (
        "struck_off",
        2,
        Text("Xoá tên trong danh sách đảng viên", "Struck off the list"),
        Text("Xoá tên", "Struck off"),
        "Xóa tên",
        "Bị xoá tên",
        "Xóa tên trong danh sách đảng viên",
        "Xoá tên đảng viên",
    )
    EXPELLED = (
        "expelled",
        3,
        Text("Khai trừ khỏi Đảng", "Expelled from the Party"),
        Text("Khai trừ", "Expelled"),
        "Bị khai trừ",
        "Khai trừ ra khỏi Đảng",
    )
    LEFT = (
        "left",
        4,
        Text("Xin ra khỏi Đảng", "Left the Party"),
        None,
        "Cho ra khỏi Đảng",
        "Được ra khỏi Đảng",
        "Ra khỏi Đảng",
        "Xin ra Đảng",
        "Ra Đảng",
    )
    ABROAD = (
        "abroad",
        5,
        Text("Chuyển ra nước ngoài", "Moved abroad"),
        None,
        "Ra nước ngoài",
        "Đi nước ngoài",
        "Chuyển sinh hoạt ra nước ngoài",
        "Chuyển sinh hoạt đảng ra ngoài nước",
    )
    TRANSFERRED = (
        "transferred",
        6,
        Text("Chuyển sinh hoạt đảng", "Transferred"),
        Text("Chuyển sinh hoạt", "Transferred"),
        "Chuyển đi",
        "Chuyển sinh hoạt đi",
        "Chuyển sinh hoạt chính thức",
        "Đã chuyển sinh hoạt đảng",
        "Chuyển ra ngoài tỉnh",
    )


class Discipline(Word):
    """Party discipline in the year, mildest first."""

    NONE = "none", 0, Text("Không", "None")
    REPRIMAND = "reprimand", 1, Text("Khiển trách", "Reprimand")
    WARNING = "warning", 2, Text("Cảnh cáo", "Warning")
    REMOVAL = "removal", 3, Text("Cách chức", "Removal from office")
    EXPULSION = "expulsion", 4, Text("Khai trừ", "Expulsion")


class PositionRole(Word):
    """What somebody is in a committee; the head first."""

    HEAD = "head", 1, Text("Người đứng đầu", "Head"), None, "Bí thư"
    DEPUTY = "deputy", 2, Text("Cấp phó", "Deputy"), None, "Phó bí thư"
    COMMITTEE_MEMBER = (
        "committee_member",
        3,
        Text("Cấp uỷ viên", "Committee member"),
        None,
        "Cấp ủy viên",
        "Uỷ viên",
        "Ủy viên",
    )


class Sex(Word):
    """As the member's file has it."""

    FEMALE = "female", 1, Text("Nữ", "Female")
    MALE = "male", 2, Text("Nam", "Male")
