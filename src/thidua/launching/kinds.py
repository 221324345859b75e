"""What this room tells people of."""

from thidua.language import Text
from thidua.notices.kinds import Kind

LAUNCHED = Kind("launching.launched", Text("phát động năm thi đua", "a year launched"), mailed=True)
CARRIED_DOWN = Kind(
    "launching.carried_down",
    Text("kế hoạch triển khai của cấp trên", "the plan of the body above"),
    mailed=True,
)
CALENDAR_CHANGED = Kind(
    "launching.calendar_changed", Text("hạn của năm thay đổi", "a deadline changed"), mailed=True
)
AMENDED = Kind(
    "launching.amended", Text("nội dung phát động thay đổi", "the launch changed"), mailed=True
)
WITHDRAWN = Kind(
    "launching.withdrawn", Text("phát động được rút lại", "a launch withdrawn"), mailed=True
)
KINDS = (LAUNCHED, CARRIED_DOWN, CALENDAR_CHANGED, AMENDED, WITHDRAWN)
