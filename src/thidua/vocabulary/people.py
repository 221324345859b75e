"""How a member stands: in the cell, in a committee, before discipline."""

from contextlib import suppress

from thidua.language import Text
from thidua.vocabulary.spellings import written_forms
from thidua.vocabulary.words import UnknownWordError, Word

_MEMBER = ("Đảng viên", "ĐV")
_ACTIVITY, _PARTY = ("sinh hoạt", "SH"), ("", "đảng")
_BODIES = (
    "chi bộ",
    "chi uỷ",
    "đảng bộ",
    "đảng uỷ",
    "cấp uỷ",
    "huyện uỷ",
    "thị uỷ",
    "thành uỷ",
    "tỉnh uỷ",
)
"""What a post is held in, where only its kind stands behind the post: no other body has it."""


def _punished(form: str) -> tuple[str, ...]:
    return written_forms(("", "Kỷ luật", "Bị", "Bị kỷ luật", "Hình thức"), (form,))


class MembershipStatus(Word):
    """How a member stands in the cell on the cut-off date."""

    OFFICIAL = (
        "official",
        0,
        Text("Chính thức", "Official"),
        None,
        "CT",
        *written_forms(_MEMBER, ("chính thức", "CT")),
    )
    PROBATIONARY = (
        "probationary",
        1,
        Text("Dự bị", "Probationary"),
        None,
        "DB",
        *written_forms(_MEMBER, ("dự bị", "DB")),
    )
    EXEMPT = (
        "exempt",
        2,
        Text("Được miễn công tác và sinh hoạt đảng", "Exempt from work and activities"),
        Text("Được miễn công tác và sinh hoạt", "Exempt"),
        "Miễn",
        "Được miễn",
        "MSH",
        *written_forms(("Miễn", "Được miễn"), ("", "công tác và", "công tác,"), _ACTIVITY, _PARTY),
    )
    SUSPENDED = (
        "suspended",
        3,
        Text("Bị đình chỉ sinh hoạt đảng", "Suspended from activities"),
        Text("Bị đình chỉ sinh hoạt", "Suspended"),
        "Đình chỉ",
        "Bị đình chỉ",
        "ĐCSH",
        *written_forms(("Đình chỉ", "Bị đình chỉ", "Đang bị đình chỉ"), _ACTIVITY, _PARTY),
    )
    TEMPORARY_ELSEWHERE = (
        "temporary_elsewhere",
        4,
        Text("Sinh hoạt tạm thời nơi khác", "Temporarily active elsewhere"),
        None,
        "Temporarily elsewhere",
        "SHTT",
        *written_forms(
            ("", "Chuyển", "Đang"), _ACTIVITY, _PARTY, ("tạm thời",), ("", "nơi khác", "ở nơi khác")
        ),
    )
    TRANSFERRED = (
        "transferred",
        5,
        Text("Đã chuyển sinh hoạt đảng", "Transferred"),
        Text("Đã chuyển sinh hoạt", "Transferred"),
        "Chuyển đi",
        "Đã chuyển đi",
        *written_forms(("Chuyển", "Đã chuyển"), _ACTIVITY, _PARTY, ("", "đi", "chính thức")),
    )

    @classmethod
    def cites_decisions(cls) -> bool:
        return True


class Activity(Word):
    """What registers write of whoever still belongs to the cell: no status, since it does not say
    whether the member is official or on probation.
    """

    ACTIVE = (
        "active",
        1,
        Text("Đang sinh hoạt đảng", "Active"),
        Text("Đang sinh hoạt", "Active"),
        "ĐSH",
        "Sinh hoạt",
        *written_forms(("Đang", "Còn", "Vẫn", "Hiện đang"), _ACTIVITY, _PARTY),
    )
    ARRIVED = (
        "arrived",
        2,
        Text("Chuyển sinh hoạt đến", "Transferred to here"),
        None,
        "Chuyển đến",
        "Tiếp nhận",
        "Mới chuyển đến",
        *written_forms(("Chuyển", "Mới chuyển", "Tiếp nhận"), _ACTIVITY, _PARTY, ("", "đến"))[1:],
    )


class MembershipEnd(Word):
    """How a membership ended; `transferred`: it goes on, or went on, in another cell."""

    DIED = (
        "died",
        1,
        Text("Từ trần", "Died"),
        None,
        "Đã từ trần",
        "Mất",
        "Đã mất",
        "Qua đời",
        "Đã qua đời",
        "Chết",
        "Đã chết",
        "Hy sinh",
    )
    STRUCK_OFF = (
        "struck_off",
        2,
        Text("Xoá tên trong danh sách đảng viên", "Struck off the list"),
        Text("Xoá tên", "Struck off"),
        *written_forms(
            ("Xoá tên", "Bị xoá tên", "Đã xoá tên", "XT"),
            ("", "đảng viên", "trong danh sách đảng viên", "khỏi danh sách đảng viên"),
        ),
    )
    EXPELLED = (
        "expelled",
        3,
        Text("Khai trừ khỏi Đảng", "Expelled from the Party"),
        Text("Khai trừ", "Expelled"),
        *written_forms(
            ("Khai trừ", "Bị khai trừ", "Đã khai trừ"), ("", "Đảng", "khỏi Đảng", "ra khỏi Đảng")
        ),
    )
    LEFT = (
        "left",
        4,
        Text("Xin ra khỏi Đảng", "Left the Party"),
        None,
        "Xin ra",
        "Xin ra Đảng",
        "Xin thôi",
        *written_forms(("", "Cho", "Được", "Được cho", "Đã"), ("ra Đảng", "ra khỏi Đảng")),
    )
    ABROAD = (
        "abroad",
        5,
        Text("Chuyển ra nước ngoài", "Moved abroad"),
        None,
        "Ra nước ngoài",
        "Đi nước ngoài",
        "Định cư nước ngoài",
        "Định cư ở nước ngoài",
        *written_forms(
            ("Chuyển",), _ACTIVITY, _PARTY, ("ra nước ngoài", "ra ngoài nước", "đi nước ngoài")
        ),
    )
    TRANSFERRED = (
        "transferred",
        6,
        Text("Chuyển sinh hoạt đảng", "Transferred"),
        Text("Chuyển sinh hoạt", "Transferred"),
        "Chuyển đi",
        "Đã chuyển đi",
        "Chuyển ra ngoài tỉnh",
        *written_forms(("Chuyển", "Đã chuyển"), _ACTIVITY, _PARTY, ("", "đi", "chính thức")),
    )

    @classmethod
    def cites_decisions(cls) -> bool:
        return True


Standing = MembershipStatus | Activity | MembershipEnd
"""What a register may write of how a member stands."""


def standing_of(written: str) -> Standing | None:
    """What a register's note says of a member: a status; else that the membership goes on, or how
    it ended. None when it is none of them.
    """
    for kind in (MembershipStatus, Activity, MembershipEnd):
        with suppress(UnknownWordError):
            return kind.parse(written)
    return None


class Discipline(Word):
    """Party discipline in the year, mildest first."""

    NONE = (
        "none",
        0,
        Text("Không", "None"),
        None,
        "Không có",
        "Chưa",
        "Chưa có",
        *written_forms(
            ("Không", "Chưa"), ("bị", "có", ""), ("kỷ luật", "hình thức kỷ luật", "vi phạm")
        ),
        "Không vi phạm kỷ luật",
    )
    REPRIMAND = "reprimand", 1, Text("Khiển trách", "Reprimand"), None, *_punished("khiển trách")
    WARNING = "warning", 2, Text("Cảnh cáo", "Warning"), None, *_punished("cảnh cáo")
    REMOVAL = "removal", 3, Text("Cách chức", "Removal from office"), None, *_punished("cách chức")
    EXPULSION = (
        "expulsion",
        4,
        Text("Khai trừ", "Expulsion"),
        None,
        *_punished("khai trừ"),
        *_punished("khai trừ khỏi Đảng"),
        *_punished("khai trừ ra khỏi Đảng"),
    )

    @classmethod
    def cites_decisions(cls) -> bool:
        return True


class PositionRole(Word):
    """What somebody is in a committee; the head first."""

    HEAD = (
        "head",
        1,
        Text("Người đứng đầu", "Head"),
        None,
        *written_forms(("Bí thư", "BT"), ("", *_BODIES)),
    )
    DEPUTY = (
        "deputy",
        2,
        Text("Cấp phó", "Deputy"),
        None,
        "PBT",
        *written_forms(
            ("Phó bí thư", "Phó BT", "P. Bí thư", "PBT"), ("", "thường trực", "TT"), ("", *_BODIES)
        ),
    )
    COMMITTEE_MEMBER = (
        "committee_member",
        3,
        Text("Cấp uỷ viên", "Committee member"),
        None,
        "CUV",
        "ĐUV",
        *written_forms(("Chi", "Đảng", "Huyện", "Thị", "Thành", "Tỉnh"), ("uỷ viên", "UV")),
        *written_forms(
            ("Uỷ viên", "UV"),
            (
                "",
                "ban chấp hành",
                "BCH",
                "ban thường vụ",
                "BTV",
                "cấp uỷ",
                "chi uỷ",
                "đảng uỷ",
                "huyện uỷ",
                "thị uỷ",
                "thành uỷ",
                "tỉnh uỷ",
            ),
        ),
    )


class Sex(Word):
    """As the member's file has it."""

    FEMALE = "female", 1, Text("Nữ", "Female"), None, "F", "Nữ giới"
    MALE = "male", 2, Text("Nam", "Male"), None, "M", "Nam giới"
