"""The sheet of the workbook *Tiến độ*: how far many tasks are, a row a measure and a day."""

from thidua.language import Text
from thidua.workbooks import Column, Kind, Sheet

PROGRESS = Sheet(
    "progress_notes",
    Text("Tiến độ", "Progress"),
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
            "task",
            Text("Nhiệm vụ", "Task"),
            required=True,
            key=True,
            help=Text(
                "Số thứ tự của nhiệm vụ trong bản đăng ký, hoặc tên của nhiệm vụ.",
                "The task's place in the registration, or its name.",
            ),
            example="2",
        ),
        Column(
            "heading",
            Text("Tên nhiệm vụ", "Name of the task"),
            for_reader=True,
        ),
        Column(
            "measure",
            Text("Thước đo", "Measure"),
            key=True,
            help=Text(
                "Tên thước đo như bản được nhận; trống khi chỉ ghi bằng lời, hoặc nhiệm vụ chỉ có "
                "một thước đo.",
                "The measure's name as accepted; blank for words alone, or where the task has one.",
            ),
        ),
        Column(
            "on",
            Text("Tính đến ngày", "As of"),
            Kind.DATE,
            key=True,
            help=Text(
                "Không sau hôm nay. Dòng không có ngày và không ghi gì thì bỏ qua.",
                "Not after today. A row without a day that says nothing is passed over.",
            ),
        ),
        Column(
            "value",
            Text("Được bao nhiêu", "How much"),
            Kind.DECIMAL,
            help=Text(
                "Ô trống là chưa biết, không phải số 0.", "A blank cell is not known, not 0."
            ),
        ),
        Column("done", Text("Đã xong", "Done"), Kind.YES_NO),
        Column("text", Text("Đã làm gì", "What was done")),
        Column("blocked_by", Text("Đang vướng gì", "What stands in the way")),
    ),
    help=Text(
        "Mỗi dòng một thước đo của một nhiệm vụ đã được nhận, tính đến một ngày; các dòng cùng "
        "nhiệm vụ, cùng ngày thành một ghi nhận. Nạp lại ngày đã có với nội dung khác là ghi lại, "
        "ghi nhận cũ vẫn xem được. Chính đơn vị nạp tiến độ của mình.",
        "A row a measure of an accepted task as of a day; the rows of one task and day become one "
        "note. A day that is there already and says something else is a correction; the former "
        "note stays readable. The unit itself loads its progress.",
    ),
    optional=True,
)
