"""The sheet *Số liệu chỉ tiêu*: a row a unit, an indicator and a month."""

from thidua.indicators.reporting import MONTHS
from thidua.language import Text
from thidua.workbooks import Column, Kind, Sheet

READINGS = Sheet(
    "indicator_readings",
    Text("Số liệu chỉ tiêu", "Numbers of indicators"),
    (
        Column(
            "organisation",
            Text("Mã tổ chức", "Organisation"),
            Kind.CODE,
            required=True,
            key=True,
            refers="organisation",
        ),
        Column(
            "indicator",
            Text("Chỉ tiêu", "Indicator"),
            required=True,
            key=True,
            help=Text(
                "Mã chỉ tiêu của tỉnh, hoặc tên đúng như trên trang Chỉ tiêu.",
                "The code of the province's indicator, or the name as its page has it.",
            ),
        ),
        Column(
            "month",
            Text("Đến hết tháng", "Up to the end of month"),
            Kind.INTEGER,
            required=True,
            key=True,
            minimum=1,
            maximum=MONTHS,
            help=Text(
                "Chỉ tiêu theo quý ghi ở tháng 3, 6, 9, 12.",
                "By quarter: month 3, 6, 9 or 12.",
            ),
        ),
        Column("value", Text("Số liệu", "Number"), Kind.DECIMAL, required=True),
        Column("source", Text("Nguồn", "Source")),
    ),
    help=Text(
        "Mỗi dòng một số liệu của một đơn vị. Tháng không có dòng thì giữ nguyên số đang lưu; số "
        "mà đơn vị khác đã ghi thì tệp không sửa.",
        "A row a number of one unit. What has no row stays; a number that another unit entered "
        "does not change by a file.",
    ),
    optional=True,
)
