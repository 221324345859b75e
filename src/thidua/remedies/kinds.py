"""The kinds of notices that this room tells."""

from thidua.language import Text
from thidua.notices.kinds import Kind

RAISED = Kind(
    "remedies.raised",
    Text("việc khắc phục mới", "a new remedy"),
    owed=True,
    mailed=True,
    many=Text("{number} việc khắc phục mới", "{number} new remedies"),
)
ASKED = Kind(
    "remedies.asked",
    Text("việc khắc phục chờ xác nhận", "a remedy that waits to be confirmed"),
    owed=True,
    mailed=True,
    many=Text("{number} việc khắc phục chờ xác nhận", "{number} remedies wait to be confirmed"),
)
SENT_BACK = Kind(
    "remedies.sent_back",
    Text("việc khắc phục bị hỏi lại", "a remedy was sent back"),
    owed=True,
    mailed=True,
    returned=True,
)
CARRIED = Kind("remedies.carried", Text("việc khắc phục có hạn mới", "a remedy has a new end"))
CLOSED = Kind("remedies.closed", Text("việc khắc phục đã đóng", "a remedy was closed"))
REMINDED = Kind(
    "remedies.reminded",
    Text("lời nhắc về việc khắc phục", "a reminder of a remedy"),
    owed=True,
    mailed=True,
)
KINDS = (RAISED, ASKED, SENT_BACK, CARRIED, CLOSED, REMINDED)
