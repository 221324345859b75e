"""The sheets of the workbook *Đăng ký*: tasks, their measures, their milestones."""

from thidua.campaigns.sheets import DIRECTIONS
from thidua.language import Text
from thidua.registrations.models import Kind as TaskKind
from thidua.workbooks import Choice, Column, Kind, Sheet

MOST_TASKS = 99
_KINDS = (
    Choice(TaskKind.KEY_TASK.value, Text("Nhiệm vụ trọng tâm", "Key task"), ("Trọng tâm",)),
    Choice(TaskKind.BREAKTHROUGH.value, Text("Khâu đột phá", "Breakthrough"), ("Đột phá",)),
)
ORGANISATION = Column(
    "organisation",
    Text("Mã tổ chức", "Organisation"),
    Kind.CODE,
    required=True,
    key=True,
    refers="organisation",
)
NUMBER = Column(
    "number",
    Text("Nhiệm vụ số", "Task number"),
    Kind.INTEGER,
    required=True,
    key=True,
    minimum=1,
    maximum=MOST_TASKS,
    help=Text("Thứ tự nhiệm vụ trong bản đăng ký.", "The task's place in the registration."),
)
TASKS = Sheet(
    "registered_tasks",
    Text("Nhiệm vụ đăng ký", "Registered tasks"),
    (
        ORGANISATION,
        NUMBER,
        Column("kind", Text("Loại nhiệm vụ", "Kind"), Kind.CHOICE, required=True, choices=_KINDS),
        Column("title", Text("Tên gọi ngắn", "Short name")),
        Column("work", Text("Rõ việc: làm gì", "What is done"), required=True),
        Column("place", Text("Làm ở đâu", "Where")),
        Column("amount", Text("Làm bao nhiêu", "How much")),
        Column(
            "lead",
            Text("Rõ người: mã làm chính", "Who leads (codes)"),
            Kind.CODES,
            help=Text(
                "Mã đảng viên hoặc mã tổ chức trong đơn vị.",
                "Codes of members or organisations of the unit.",
            ),
        ),
        Column("doers", Text("Mã cùng làm", "Who takes part (codes)"), Kind.CODES),
        Column("with_whom", Text("Phối hợp với", "With")),
        Column("starts_on", Text("Rõ thời gian: bắt đầu", "Starts on"), Kind.DATE),
        Column("ends_on", Text("Hạn cuối", "Ends on"), Kind.DATE),
        Column("answers", Text("Rõ trách nhiệm: mã người trả lời", "Who answers"), Kind.CODE),
        Column("answers_title", Text("Chức vụ người trả lời", "Post of who answers")),
        Column("answers_to", Text("Trả lời trước ai", "Answers to")),
        Column("check_how", Text("Kiểm tra cách nào", "How it is checked")),
        Column("checked_in", Text("Kiểm tra khi nào", "When it is checked")),
    ),
    help=Text(
        "Mỗi dòng một nhiệm vụ của tổ chức. Nạp xong vẫn là bản nháp: đơn vị đọc lại rồi gửi trên "
        "trang Đăng ký. Bản đã gửi không sửa được bằng tệp.",
        "A row a task of the organisation. What is loaded is a draft: the unit reads it and sends "
        "it on its page. What is sent does not change by a file.",
    ),
    optional=True,
)
MEASURES = Sheet(
    "registered_measures",
    Text("Thước đo nhiệm vụ", "Measures of tasks"),
    (
        ORGANISATION,
        NUMBER,
        Column("name", Text("Rõ hiệu quả: đo bằng", "Measured by"), required=True, key=True),
        Column("unit", Text("Đơn vị đo", "Unit of measure")),
        Column("last_year", Text("Kết quả năm trước", "Last year"), Kind.DECIMAL),
        Column("target", Text("Mức phấn đấu", "Aimed at"), Kind.DECIMAL),
        Column("direction", Text("Hướng", "Direction"), Kind.CHOICE, choices=DIRECTIONS),
        Column("yes_no", Text("Có hay không", "Yes or no"), Kind.YES_NO, blank_is_no=True),
        Column("main", Text("Thước đo chính", "Main measure"), Kind.YES_NO, blank_is_no=True),
    ),
    help=Text(
        "Mỗi dòng một thước đo; các dòng của một nhiệm vụ thay thước đo cũ của nhiệm vụ ấy. Ô "
        "trống là chưa biết, không phải số 0.",
        "A row a measure; the rows of a task replace its earlier ones. A blank cell is not known, "
        "which is not 0.",
    ),
    optional=True,
    owner=("organisation", "number"),
)
MILESTONES = Sheet(
    "registered_milestones",
    Text("Mốc nhiệm vụ", "Milestones of tasks"),
    (
        ORGANISATION,
        NUMBER,
        Column("on", Text("Ngày của mốc", "Day"), Kind.DATE, required=True, key=True),
        Column("text", Text("Đến mốc thì xong gì", "Milestone"), required=True, key=True),
    ),
    help=Text(
        "Mỗi dòng một mốc; các dòng của một nhiệm vụ thay các mốc cũ của nhiệm vụ ấy.",
        "A row a milestone; the rows of a task replace its earlier ones.",
    ),
    optional=True,
    owner=("organisation", "number"),
)
