"""The kinds of notices that this room tells."""

from thidua.language import Text
from thidua.notices.kinds import Kind

BLOCKED = Kind(
    "progress.blocked",
    Text("nhiệm vụ đang vướng, chờ gỡ", "a blocked task that waits to be freed"),
    owed=True,
    mailed=True,
    many=Text("{number} nhiệm vụ vừa ghi là đang vướng", "{number} tasks were noted as blocked"),
)
PROMISED = Kind(
    "progress.promised", Text("lời hẹn gỡ vướng", "a promise to free a task"), mailed=True
)
QUESTIONED = Kind(
    "progress.questioned",
    Text("câu hỏi về kết quả", "a question about a result"),
    owed=True,
    mailed=True,
    returned=True,
)
ANSWERED = Kind(
    "progress.answered", Text("câu hỏi về kết quả được trả lời", "a question was answered")
)
CORRECTED = Kind(
    "progress.corrected",
    Text("kết quả đã xác nhận được ghi lại", "a confirmed result was corrected"),
    owed=True,
)
KINDS = (BLOCKED, PROMISED, QUESTIONED, ANSWERED, CORRECTED)
