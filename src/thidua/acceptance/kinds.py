"""The kinds of notices that this room tells."""

from thidua.language import Text
from thidua.notices.kinds import Kind

ACCEPTED = Kind(
    "acceptance.accepted",
    Text("bản đăng ký được nhận", "a registration is accepted"),
    mailed=True,
)
RETURNED = Kind(
    "acceptance.returned",
    Text("bản đăng ký cần hoàn thiện", "a registration to be completed"),
    returned=True,
    mailed=True,
)
WITHDRAWAL = Kind(
    "acceptance.withdrawal",
    Text("trả lời đề nghị rút nhiệm vụ", "an answer about withdrawing a task"),
)
SUGGESTED = Kind(
    "acceptance.suggested",
    Text("gợi ý nhận việc của cấp trên", "a task from above is suggested"),
)
ABOVE_WITHDRAWN = Kind(
    "acceptance.above_withdrawn",
    Text("cấp trên rút nhiệm vụ đã giao xuống", "a task from above is withdrawn"),
)
MOVED = Kind(
    "acceptance.moved",
    Text("nhiệm vụ chuyển từ đơn vị cũ", "tasks came from a former unit"),
)
HANDED = Kind(
    "acceptance.handed",
    Text("bản đăng ký giao đọc", "a registration handed over to be read"),
    owed=True,
)
KINDS = (ACCEPTED, RETURNED, WITHDRAWAL, SUGGESTED, ABOVE_WITHDRAWN, MOVED, HANDED)
