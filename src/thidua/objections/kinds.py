"""The kinds of notices that this room tells; they name nobody and no level."""

from thidua.language import Text
from thidua.notices.kinds import Kind

SENT = Kind(
    "objections.sent",
    Text("khiếu nại mới cần trả lời", "a new objection to be answered"),
    owed=True,
    mailed=True,
)
RECEIVED = Kind(
    "objections.received", Text("khiếu nại đã được nhận", "an objection was received"), mailed=True
)
ASSIGNED = Kind(
    "objections.assigned",
    Text("việc xác minh được giao", "a verification was given to you"),
    owed=True,
    mailed=True,
)
ASKED = Kind(
    "objections.asked",
    Text("câu hỏi xác minh gửi đơn vị", "a question to the unit"),
    owed=True,
    mailed=True,
)
REPLIED = Kind("objections.replied", Text("đơn vị đã trả lời xác minh", "a unit replied"))
ANSWERED = Kind(
    "objections.answered",
    Text("khiếu nại đã có trả lời", "an objection was answered"),
    mailed=True,
)
OUTCOME = Kind(
    "objections.outcome",
    Text("kết quả giải quyết khiếu nại", "what became of an objection"),
    mailed=True,
)
OPENED = Kind(
    "objections.opened", Text("giấy tờ sức khoẻ được mở", "health papers were opened"), mailed=True
)
WITHDRAWN = Kind("objections.withdrawn", Text("khiếu nại đã rút", "an objection was withdrawn"))
KINDS = (SENT, RECEIVED, ASSIGNED, ASKED, REPLIED, ANSWERED, OUTCOME, OPENED, WITHDRAWN)
