"""The sheets of the facts workbook that belong to the year itself: *Năm*, *Chỉ tiêu*, *Hạn chế*,
*Ngày kiểm điểm*.
"""

from thidua.campaigns.models import Step
from thidua.language import Text
from thidua.organisations.sheet_words import SECTORS
from thidua.workbooks import Choice, Column, Kind, Sheet

DIRECTIONS = (
    Choice("higher", Text("Càng cao càng tốt", "Higher is better"), ("Cao", "Tăng")),
    Choice("lower", Text("Càng thấp càng tốt", "Lower is better"), ("Thấp", "Giảm")),
)
_STEPS = {
    Step.LAUNCH: Text("Hạn phát động", "Deadline: launch"),
    Step.REGISTER: Text("Hạn đăng ký", "Deadline: register"),
    Step.CARRY_OUT: Text("Hạn thực hiện", "Deadline: carry out"),
    Step.REVIEW: Text("Hạn kiểm điểm", "Deadline: review"),
    Step.RATE: Text("Hạn xếp loại", "Deadline: rate"),
    Step.RECOGNISE: Text("Hạn khen thưởng", "Deadline: recognise"),
    Step.SUM_UP: Text("Hạn tổng kết", "Deadline: sum up"),
    Step.FOLLOW_UP: Text("Hạn khắc phục", "Deadline: follow up"),
}
DEADLINES = {f"deadline_{step.value}": step.value for step in _STEPS}
"""Column of the sheet *Năm* → step of the year."""

YEAR = Sheet(
    "year",
    Text("Năm", "Year"),
    (
        Column("year", Text("Năm", "Year"), Kind.YEAR, required=True, example="2021"),
        Column("name", Text("Tên phong trào", "Name of the movement")),
        Column("spirit", Text("Tinh thần của năm", "Spirit of the year")),
        Column("next_theme", Text("Chủ đề năm sau", "Theme of the next year")),
        Column(
            "review_date",
            Text("Ngày kiểm điểm", "Review date"),
            Kind.DATE,
            help=Text(
                "Quyết định khung tiêu chí nào được áp dụng.", "Decides which frameworks apply."
            ),
        ),
        Column(
            "cut_off_date",
            Text("Ngày chốt danh sách", "Cut-off date"),
            Kind.DATE,
            help=Text(
                "Ai được xếp loại là theo hệ thống tổ chức ngày này.",
                "Who is rated: as of this day.",
            ),
        ),
        Column("launch_date", Text("Ngày phát động", "Launch date"), Kind.DATE),
        Column("launch_venue", Text("Nơi phát động", "Launch venue")),
        Column(
            "local_layer",
            Text("Hướng dẫn của địa phương", "Local layer"),
            help=Text(
                "Mã bản hướng dẫn của tỉnh đặt trên khung của Trung ương; để trống: các giá trị "
                "trung tính.",
                "Id of the province's guidance laid over the central texts; blank: neutral values.",
            ),
        ),
        *(Column(column, _STEPS[Step(step)], Kind.DATE) for column, step in DEADLINES.items()),
    ),
    help=Text(
        "Một năm thi đua: cột A là mục, cột B là giá trị.",
        "One year: column A names the item, column B has the value.",
    ),
    vertical=True,
    optional=True,
)

INDICATORS = Sheet(
    "indicators",
    Text("Chỉ tiêu", "Indicators"),
    (
        Column("code", Text("Mã", "Code"), Kind.CODE, required=True, key=True),
        Column("name", Text("Chỉ tiêu", "Indicator"), required=True),
        Column("measure", Text("Cách đo", "Measure")),
        Column("unit", Text("Đơn vị", "Unit"), example="%"),
        Column(
            "direction", Text("Hướng", "Direction"), Kind.CHOICE, required=True, choices=DIRECTIONS
        ),
        Column("target", Text("Chỉ tiêu giao", "Target"), Kind.DECIMAL, required=True),
        Column(
            "result",
            Text("Kết quả", "Result"),
            Kind.DECIMAL,
            help=Text("Để trống: chưa biết.", "Blank: not known."),
        ),
        Column(
            "rank_region",
            Text("Thứ hạng vùng", "Rank in the region"),
            Kind.INTEGER,
            minimum=1,
            maximum=1_000,
        ),
        Column(
            "rank_country",
            Text("Thứ hạng cả nước", "Rank in the country"),
            Kind.INTEGER,
            minimum=1,
            maximum=1_000,
        ),
    ),
    help=Text(
        "Các chỉ tiêu của tỉnh theo thứ tự; danh sách này thay danh sách cũ của năm.",
        "The province's indicators in order; this list replaces the year's earlier one.",
    ),
    optional=True,
    owner=(),
)
LIMITS = Sheet(
    "limits",
    Text("Hạn chế", "Limits"),
    (
        Column("text", Text("Hạn chế", "Limit"), required=True),
        Column("text_en", Text("Hạn chế (tiếng Anh)", "Limit (English)")),
    ),
    help=Text(
        "Các hạn chế nêu tại hội nghị tổng kết; danh sách này thay danh sách cũ của năm.",
        "The limits named at the conference; this list replaces the year's earlier one.",
    ),
    optional=True,
    owner=(),
)
REVIEW_DAYS = Sheet(
    "review_days",
    Text("Ngày kiểm điểm", "Review dates"),
    (
        Column(
            "sector",
            Text("Loại hình", "Sector"),
            Kind.CHOICE,
            choices=SECTORS,
            example="Trường học",
        ),
        Column(
            "organisation",
            Text("Mã tổ chức", "Organisation"),
            Kind.CODE,
            refers="organisation",
            help=Text(
                "Ngày của tổ chức này và các tổ chức trực thuộc.",
                "The date of this organisation and of those under it.",
            ),
        ),
        Column("review_date", Text("Ngày", "Day"), Kind.DATE, required=True),
    ),
    help=Text(
        "Chỉ ghi đơn vị không kiểm điểm vào ngày chung của năm: mỗi dòng một loại hình hoặc một tổ "
        "chức. Danh sách này thay danh sách cũ của năm.",
        "Only units that do not review on the day of the year: a row for a kind of organisation or "
        "for one organisation. This list replaces the year's earlier one.",
    ),
    optional=True,
    owner=(),
)
