"""The sheet *Sổ danh sách đảng viên*: a register of members as an office keeps it, as of a day.

It is brought and never given out: it has neither codes nor dates "from … to", so what is stored
does not fit into it. How its rows become members lies in `organisations.loading.register`.
"""

from thidua.language import Text
from thidua.organisations import headings
from thidua.organisations.sheets import MEMBERS
from thidua.vocabulary import Activity, MembershipEnd, MembershipStatus, PositionRole
from thidua.vocabulary.spellings import written_forms
from thidua.workbooks import Choice, Column, Kind, Sheet, word_choices

STANDINGS = (
    *word_choices(Activity, short=True),
    *word_choices(
        (status for status in MembershipStatus if status is not MembershipStatus.TRANSFERRED),
        short=True,
    ),
    *word_choices(MembershipEnd, short=True),
)
"""How a member stands on the day of the register, or how the membership ended before it."""

HIGHER = "higher"
"""A post in a committee above the cell: the register does not say in which."""

_OF_CELLS = ("", "chi bộ", "CB", "chi uỷ")
_ABOVE = ("đảng uỷ", "đảng bộ", "huyện uỷ", "thị uỷ", "thành uỷ", "tỉnh uỷ")
_SECRETARY, _DEPUTY = ("Bí thư", "BT"), ("Phó bí thư", "Phó BT", "P. Bí thư", "P. BT", "PBT")
_MEMBER = ("Uỷ viên", "UV")

POSTS = (
    Choice(
        PositionRole.HEAD.value,
        Text("Bí thư", "Secretary"),
        written_forms(_SECRETARY, _OF_CELLS),
    ),
    Choice(
        PositionRole.DEPUTY.value,
        Text("Phó bí thư", "Deputy secretary"),
        written_forms(_DEPUTY, _OF_CELLS),
    ),
    Choice(
        PositionRole.COMMITTEE_MEMBER.value,
        Text("Chi uỷ viên", "Committee member"),
        ("CUV", "Chi uỷ", *written_forms(_MEMBER, ("chi uỷ", "BCH chi bộ")), "Cấp uỷ viên"),
    ),
    Choice(
        HIGHER,
        Text("Chức vụ ở cấp uỷ cấp trên", "Post in a committee above"),
        (
            "ĐUV",
            *written_forms(("Đảng", "Huyện", "Thị", "Thành", "Tỉnh"), _MEMBER),
            *written_forms(_MEMBER, ("BTV", "Ban Thường vụ", "Thường vụ"), ("", *_ABOVE)),
            *written_forms(_MEMBER, ("BCH", "Ban Chấp hành"), ("", *_ABOVE)),
            *written_forms((*_SECRETARY, *_DEPUTY), _ABOVE),
            *written_forms(_DEPUTY, ("thường trực", "TT"), ("", *_ABOVE)),
        ),
    ),
)
"""Posts as registers write them, in the committee of the row's own cell or above it."""

FROM_ADMISSION, FROM_REGISTER = "admission", "register"
BEGINNINGS = (
    Choice(FROM_ADMISSION, Text("từ ngày vào Đảng", "from the admission"), ("ngày vào Đảng",)),
    Choice(FROM_REGISTER, Text("từ ngày của sổ", "from the day of the register"), ("ngày của sổ",)),
)

REGISTER = Sheet(
    "register",
    Text("Sổ danh sách đảng viên", "Register of members"),
    (
        Column(
            "code",
            Text("Mã đảng viên", "Member code"),
            Kind.CODE,
            aliases=headings.CODE,
            help=Text(
                "Để trống: tìm theo họ tên, ngày sinh và ngày vào Đảng; người chưa có thì phần "
                "mềm đặt mã.",
                "Blank: looked for by name, birth and admission; who is new gets a code.",
            ),
        ),
        MEMBERS.column("full_name"),
        MEMBERS.column("born_on"),
        MEMBERS.column("born_year"),
        MEMBERS.column("sex"),
        Column(
            "civil_servant",
            Text("Cán bộ, công chức, viên chức", "Civil servant"),
            Kind.YES_NO,
            aliases=headings.CIVIL_SERVANT,
        ),
        Column(
            "cell",
            Text("Mã chi bộ", "Cell"),
            Kind.CODE,
            required=True,
            refers="organisation",
            whole_table=True,
            aliases=headings.CELL,
            help=Text(
                "Mã hoặc tên chi bộ; mục “Chi bộ …” trong bảng cũng được.",
                "Code or name of a cell; a section of the table that names it will do too.",
            ),
        ),
        MEMBERS.column("admitted_on"),
        Column(
            "official_on",
            Text("Ngày chính thức", "Official since"),
            Kind.DATE,
            example="03/02/2006",
            aliases=headings.OFFICIAL_ON,
        ),
        Column(
            "status",
            Text("Tình trạng", "Status"),
            Kind.CHOICE,
            choices=STANDINGS,
            whole_table=True,
            aliases=headings.STATUS,
            help=Text(
                "Để trống: như phần mềm đang có; người mới thì theo ngày chính thức.",
                "Blank: as it is stored; of somebody new by the day of becoming official.",
            ),
        ),
        Column(
            "left_on",
            Text("Ngày rời, mất, miễn sinh hoạt", "Left, died or exempt on"),
            Kind.DATE,
            aliases=(
                "Ngày rời/mất/miễn SH",
                "Ngày rời/mất/miễn sinh hoạt",
                "Ngày rời",
                "Ngày mất",
                "Ngày chuyển đi",
                "Ngày chuyển sinh hoạt",
                "Ngày miễn sinh hoạt",
                "Ngày ra khỏi Đảng",
                "Ngày giảm",
            ),
            help=Text(
                "Ngày cuối cùng còn sinh hoạt; với người được miễn là ngày bắt đầu được miễn.",
                "The last day of membership; of who is exempt the first day of it.",
            ),
        ),
        Column(
            "post",
            Text("Chức vụ", "Post"),
            Kind.CHOICE,
            choices=POSTS,
            aliases=(
                "Chức vụ Đảng",
                "Chức vụ trong Đảng",
                "Chức vụ trong chi bộ",
                "Chức vụ chi bộ",
                "Chức vụ cấp uỷ",
            ),
            help=Text("Chức vụ trong cấp uỷ của chi bộ.", "The post in the cell's committee."),
        ),
        Column(
            "note",
            Text("Ghi chú", "Note"),
            Kind.CHOICE,
            choices=STANDINGS,
            help=Text(
                "Chỉ để đọc tình trạng sinh hoạt; ghi chú khác thì để trống.",
                "Read for the status alone; leave other notes blank.",
            ),
        ),
        Column(
            "as_of",
            Text("Tính đến ngày", "As of"),
            Kind.DATE,
            required=True,
            whole_table=True,
            aliases=("Ngày của sổ", "Thời điểm", "Ngày lập"),
            help=Text("Sổ đúng vào ngày nào.", "The day of which the register is true."),
        ),
        Column(
            "since",
            Text("Sinh hoạt ở chi bộ từ", "In the cell since"),
            Kind.CHOICE,
            required=True,
            choices=BEGINNINGS,
            whole_table=True,
            help=Text(
                "Cho người chưa có trong phần mềm: sổ không ghi các chi bộ trước đây.",
                "For people who are not stored yet: a register does not name earlier cells.",
            ),
        ),
    ),
    help=Text(
        "Sổ của đơn vị vào một ngày: mỗi dòng một đảng viên. Ai đã có thì chỉ đổi những gì khác; "
        "ai không có trong sổ thì giữ nguyên và được báo.",
        "A unit's register of one day, one row for each member. Of who is stored only what "
        "differs changes; who is missing stays as they are, and is named.",
    ),
    optional=True,
    aliases=("Sổ đảng viên", "Sổ danh sách"),
    leaves_out=headings.LEAVES_OUT,
)
