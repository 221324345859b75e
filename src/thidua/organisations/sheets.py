"""The sheets of the two workbooks of this room, `organisations` and `members`: what their columns
mean.

How their rows are checked, written and exported lies in `loading`.
"""

from thidua.language import Text
from thidua.organisations import headings
from thidua.organisations.sheet_words import (
    BODIES,
    ENDINGS,
    NO_STATUSES,
    ROLES,
    SECTORS,
    SEXES,
    STATUSES,
    SUCCESSION_KINDS,
    TIERS,
)
from thidua.workbooks import Column, Kind, Sheet

STARTS = Column(
    "from", Text("Từ ngày", "From"), Kind.DATE, required=True, key=True, example="01/01/2015"
)
ENDS = Column(
    "to",
    Text("Đến ngày", "To"),
    Kind.DATE,
    blank_says=True,
    help=Text(
        "Ngày cuối cùng, kể cả ngày đó; để trống nếu còn hiệu lực.",
        "The last day, included; blank: still so.",
    ),
)

BORN_YEAR = Column(
    "born_year",
    Text("Năm sinh", "Year of birth"),
    Kind.YEAR,
    help=Text("Khi chưa biết ngày, tháng sinh.", "Where the day and month are not known."),
)

ORGANISATIONS = Sheet(
    "organisations",
    Text("Tổ chức", "Organisations"),
    (
        Column(
            "code",
            Text("Mã", "Code"),
            Kind.CODE,
            required=True,
            key=True,
            example="HU01",
            aliases=("Mã tổ chức", "Mã TCĐ", "Mã đơn vị"),
        ),
        Column(
            "name",
            Text("Tên tổ chức", "Name"),
            required=True,
            example="Đảng bộ huyện Nam Sách",
            aliases=("Tên", "Tên tổ chức đảng", "Tổ chức đảng", "Tên đơn vị"),
        ),
        Column("short_name", Text("Tên gọn", "Short name"), example="Nam Sách"),
        Column("tier", Text("Cấp", "Tier"), Kind.CHOICE, required=True, choices=TIERS),
        Column(
            "body",
            Text("Hình thức", "Body"),
            Kind.CHOICE,
            choices=BODIES,
            help=Text(
                "Chỉ điền cho tổ chức cơ sở đảng: đảng bộ cơ sở có các chi bộ, chi bộ cơ sở có "
                "đảng viên trực tiếp.",
                "Only for grassroots organisations: a committee has cells, a cell has members "
                "directly.",
            ),
        ),
        Column("sector", Text("Loại hình", "Sector"), Kind.CHOICE, choices=SECTORS),
        Column(
            "parent",
            Text("Mã cấp trên", "Parent"),
            Kind.CODE,
            refers="organisation",
            aliases=("Cấp trên", "Tổ chức cấp trên", "Cấp trên trực tiếp", "Trực thuộc"),
            blank_says=True,
            help=Text(
                "Mã tổ chức cấp trên; chỉ đảng bộ tỉnh để trống.",
                "Code of the parent; blank for the province.",
            ),
        ),
        STARTS,
        ENDS,
    ),
    help=Text(
        "Mỗi dòng là một thời gian trực thuộc; tổ chức đổi cấp trên thì có nhiều dòng cùng mã.",
        "One row for each placement; an organisation that moved has several rows with its code.",
    ),
    owner=("code",),
)
SUCCESSIONS = Sheet(
    "successions",
    Text("Kế thừa", "Successions"),
    (
        Column(
            "predecessor",
            Text("Mã tổ chức cũ", "Predecessor"),
            Kind.CODE,
            required=True,
            key=True,
            refers="organisation",
            aliases=("Tổ chức cũ",),
        ),
        Column(
            "successor",
            Text("Mã tổ chức mới", "Successor"),
            Kind.CODE,
            required=True,
            key=True,
            refers="organisation",
            aliases=("Tổ chức mới",),
        ),
        Column("date", Text("Ngày", "Date"), Kind.DATE, required=True),
        Column(
            "kind", Text("Hình thức", "Kind"), Kind.CHOICE, required=True, choices=SUCCESSION_KINDS
        ),
    ),
    help=Text(
        "Tổ chức nào hình thành từ tổ chức nào: thành tích các năm trước được tính tiếp.",
        "Which organisation came out of which: its earlier years go on counting.",
    ),
    optional=True,
)

MEMBERS = Sheet(
    "members",
    Text("Đảng viên", "Members"),
    (
        Column(
            "code",
            Text("Mã đảng viên", "Member code"),
            Kind.CODE,
            required=True,
            key=True,
            example="DV000001",
            aliases=headings.CODE,
        ),
        Column(
            "full_name",
            Text("Họ và tên", "Full name"),
            required=True,
            example="Nguyễn Thị Minh An",
            aliases=headings.FULL_NAME,
        ),
        Column(
            "born_on",
            Text("Ngày sinh", "Born on"),
            Kind.DATE,
            example="20/10/1980",
            aliases=headings.BORN_ON,
        ),
        BORN_YEAR,
        Column("sex", Text("Giới tính", "Sex"), Kind.CHOICE, choices=SEXES, aliases=headings.SEX),
        Column(
            "civil_servant",
            Text("Cán bộ, công chức, viên chức", "Civil servant"),
            Kind.YES_NO,
            aliases=headings.CIVIL_SERVANT,
            help=Text(
                "Có hoặc Không, trong thời gian của dòng này. Để trống: chưa biết, nên chưa đủ căn "
                "cứ xếp loại khi mức xếp loại tuỳ thuộc điều này. Đổi từ một ngày thì tách thành "
                "hai dòng: dòng trước kết thúc hôm trước, các năm trước giữ nguyên.",
                "Yes or No, during the time of this row. Blank: not known, so no level can be told "
                "where it depends on this. A change from a day on takes two rows: the earlier one "
                "ends the day before, and earlier years stay as they were.",
            ),
        ),
        Column(
            "admitted_on",
            Text("Ngày vào Đảng", "Admitted on"),
            Kind.DATE,
            example="03/02/2005",
            aliases=headings.ADMITTED_ON,
        ),
        Column(
            "cell",
            Text("Mã chi bộ", "Cell"),
            Kind.CODE,
            required=True,
            refers="organisation",
            aliases=headings.CELL,
            help=Text(
                "Mã chi bộ trực thuộc hoặc chi bộ cơ sở.",
                "Code of a cell, or of a grassroots cell.",
            ),
        ),
        Column(
            "status",
            Text("Tình trạng", "Status"),
            Kind.CHOICE,
            required=True,
            choices=STATUSES,
            aliases=headings.STATUS,
            misplaced=NO_STATUSES,
        ),
        STARTS,
        ENDS,
        Column(
            "end_reason",
            Text("Lý do kết thúc", "Reason for ending"),
            Kind.CHOICE,
            choices=ENDINGS,
            aliases=("Lý do",),
            blank_says=True,
            help=Text(
                "Chỉ điền khi có ngày kết thúc: từ trần, xoá tên, khai trừ, xin ra khỏi Đảng, "
                "chuyển ra nước ngoài, chuyển sinh hoạt.",
                "Only with a last day: died, struck off, expelled, left the Party, moved abroad, "
                "transferred.",
            ),
        ),
        Column(
            "host",
            Text("Nơi sinh hoạt tạm thời", "Host"),
            Kind.CODE,
            refers="organisation",
            blank_says=True,
            help=Text(
                "Mã chi bộ nơi sinh hoạt tạm thời; chỉ điền khi tình trạng là sinh hoạt tạm "
                "thời nơi khác.",
                "Code of the cell of temporary activity; only with that status.",
            ),
        ),
    ),
    help=Text(
        "Mỗi dòng là một thời gian sinh hoạt; người chuyển chi bộ, đổi tình trạng, thành hoặc "
        "thôi là cán bộ, công chức, viên chức có nhiều dòng cùng mã.",
        "One row for each spell of membership; who moved, changed status, became or ceased to be a "
        "civil servant has several rows with one code.",
    ),
    leaves_out=headings.LEAVES_OUT,
    owner=("code",),
)
POSITIONS = Sheet(
    "positions",
    Text("Chức vụ", "Positions"),
    (
        Column(
            "member",
            Text("Mã đảng viên", "Member"),
            Kind.CODE,
            required=True,
            key=True,
            aliases=headings.CODE,
        ),
        Column(
            "organisation",
            Text("Mã tổ chức", "Organisation"),
            Kind.CODE,
            required=True,
            key=True,
            refers="organisation",
            aliases=("Tổ chức", "Tên tổ chức", "Tổ chức đảng", "Nơi giữ chức vụ"),
        ),
        Column("role", Text("Vai trò", "Role"), Kind.CHOICE, required=True, choices=ROLES),
        Column(
            "title",
            Text("Chức danh", "Title"),
            example="Bí thư đảng uỷ",
            aliases=("Chức vụ", "Chức vụ Đảng"),
        ),
        STARTS,
        ENDS,
        Column(
            "suspended",
            Text("Đình chỉ sinh hoạt cấp uỷ", "Suspended"),
            Kind.YES_NO,
            blank_is_no=True,
        ),
        Column(
            "main",
            Text("Chức vụ chính", "Main post"),
            Kind.YES_NO,
            blank_is_no=True,
            help=Text(
                "Người giữ nhiều chức vụ lãnh đạo được xếp loại một lần, theo chức vụ này; không "
                "chọn thì theo chức vụ ở cấp cao nhất, người đứng đầu trước cấp phó.",
                "Who holds several leading posts is rated once, for this one; without a choice for "
                "that of the highest tier, head before deputy.",
            ),
        ),
    ),
    help=Text(
        "Các chức vụ trong cấp uỷ, có thời gian.", "Posts in the committees, with their dates."
    ),
    optional=True,
    owner=("member",),
)
